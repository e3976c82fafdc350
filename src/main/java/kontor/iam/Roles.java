package kontor.iam;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.events.Events;
import kontor.events.NewEvent;

/** The door to roles. */
public final class Roles {

    private final Events events;
    private final RoleTable table = new RoleTable();
    /** An organization's owner role is made with it and never changes. */
    private final Map<OrganizationId, UUID> owners = new ConcurrentHashMap<>();

    public Roles(Events events) {
        this.events = events;
    }

    /** Refuses {@code name_taken}, and {@code owner_exists}: an organization has one owner role. */
    public Outcome<Role> create(Tx tx, By by, NewRole wanted) {
        var role = new Role(tx.organization(), Ids.next(), wanted.name(), wanted.owner(),
                wanted.permissions(), 1, tx.now(), tx.now());
        if (!table.insert(tx, role)) {
            return Outcome.refused(table.named(tx, wanted.name()).isPresent() ? nameTaken(wanted)
                    : Refusal.rule("owner_exists", "owner",
                            "the organization has an owner role; there is only one"));
        }
        record(tx, by, role, NewEvent.Type.CREATED);
        return Outcome.done(role);
    }

    /** For set-up, by Kontor itself: here a refusal is a bug. */
    public UUID create(Tx tx, String name, boolean owner, Set<String> permissions) {
        return switch (create(tx, By.KONTOR, new NewRole(name, owner, permissions))) {
            case Outcome.Done<Role>(var role) -> role.id();
            case Outcome.Refused<Role>(var refusal) -> throw new IllegalStateException(refusal.message());
        };
    }

    /** The owner role, remembered: every payment without an approval chain asks for it. */
    public UUID owner(Tx tx) {
        return owners.computeIfAbsent(tx.organization(), _ -> table.owner(tx));
    }

    /**
     * Gives a role another name and other permissions; whether it is the owner role never changes.
     * Refuses unknown, {@code owner_role_is_fixed}, a stale version, {@code name_taken}.
     */
    public Outcome<Role> update(Tx tx, By by, UUID id, int expectedVersion, NewRole wanted) {
        var found = table.find(tx, id);
        if (found.isEmpty()) {
            return Outcome.refused(Refusal.notFound("role"));
        }
        Role role = found.get();
        if (role.owner() || wanted.owner()) {
            return Outcome.refused(Refusal.rule("owner_role_is_fixed", "owner",
                    "the owner role has every permission and no other role becomes it"));
        }
        if (role.version() != expectedVersion) {
            return Outcome.refused(Refusal.stale(role.version()));
        }
        if (table.named(tx, wanted.name()).filter(other -> !other.id().equals(id)).isPresent()) {
            return Outcome.refused(nameTaken(wanted));
        }
        Role changed = role.changed(wanted, tx.now());
        if (!table.update(tx, changed)) {
            return Outcome.refused(Refusal.stale(table.find(tx, id).orElseThrow().version()));
        }
        record(tx, by, changed, NewEvent.Type.UPDATED);
        return Outcome.done(changed);
    }

    public Optional<Role> find(Tx tx, UUID id) {
        return table.find(tx, id);
    }

    /** Those of the ids that are roles of the organization; held against deleting until the transaction ends. */
    public Set<UUID> existing(Tx tx, Collection<UUID> ids) {
        return table.holdExisting(tx, ids);
    }

    public List<Role> list(Tx tx) {
        return table.all(tx);
    }

    private static Refusal nameTaken(NewRole wanted) {
        return Refusal.rule("name_taken", "name",
                "there is a role " + wanted.name() + "; choose another name");
    }

    private void record(Tx tx, By by, Role role, NewEvent.Type type) {
        events.record(tx, new NewEvent("roles", role.id(), role.version(), type, type.name(),
                by.originator(), by.requestId(), Optional.empty(), Map.of(), role.json()));
    }
}
