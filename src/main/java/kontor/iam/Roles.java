package kontor.iam;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.NoInput;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.AccountLimit;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.Maps;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to roles. */
public final class Roles {

    private static final int MOST = 1_000;
    public static final ResourceKind KIND = new ResourceKind(Role.RESOURCE, "Role");

    public static final Use CREATE = Use.of("roles:create");
    public static final Use READ = Use.of("roles:read");
    public static final Use UPDATE = Use.of("roles:update");
    public static final Use DELETE = Use.of("roles:delete");

    private final Journal journal;
    private final OwnAccounts ownAccounts;
    private final RoleUses uses;
    private final RoleTable table = new RoleTable();

    /** The owner role of each organization, which never changes. */
    private final Map<OrganizationId, UUID> owners = new ConcurrentHashMap<>();

    /** Changes roles. Refuses by {@link ResourceKind}, then by {@link IamRefusal}. */
    public final Door<RolePatch> patch = new ExistingDoor<>(KIND, this::lock, this::patched);

    /**
     * Deletes roles that no user has and no other resource names. Refuses by {@link ResourceKind},
     * then by {@link IamRefusal}.
     */
    public final Door<NoInput> delete = new ExistingDoor<>(KIND, this::lock, this::deleted);

    /**
     * @param uses whether rooms above still need a role
     */
    public Roles(Journal journal, OwnAccounts ownAccounts, RoleUses uses) {
        this.journal = journal;
        this.ownAccounts = ownAccounts;
        this.uses = uses;
    }

    /**
     * Creates a role, for set-up code of Kontor itself.
     *
     * @throws IllegalStateException when the name is taken, or there is an owner role already
     */
    public UUID create(Tx tx, String name, boolean owner, Set<String> permissions) {
        var role =
                Role.made(
                        tx.organization(),
                        Ids.next(),
                        new NewRole(name, owner, permissions),
                        tx.now());
        if (table.insert(tx, List.of(role)).isEmpty()) {
            throw new IllegalStateException(
                    "the organization has a role " + name + ", or an owner role already");
        }
        record(tx, Originator.KONTOR, role, NewEvent.Type.CREATED);
        return role.id();
    }

    /** Creates roles. Refuses by {@link IamRefusal}. */
    public List<Outcome<Snapshot>> create(Tx tx, List<Request<NewRole>> requests) {
        var governance = Governance.lock(tx, requests);
        var limits = known(tx, requests.stream().map(one -> one.input().limit()));
        var names = names(governance);
        var made = new ArrayList<Role>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var role = Role.made(tx.organization(), one.id(), one.input(), tx.now());
            var refused =
                    governance
                            .revoked(one)
                            .or(() -> limits.refusal(role.limit()))
                            .or(() -> grant(governance, one, Optional.empty(), role))
                            .or(() -> takenOrTooMany(names, role));
            if (refused.isPresent()) {
                outcomes.add(Outcome.refused(refused.get()));
                continue;
            }
            made.add(role);
            outcomes.add(Outcome.done(record(tx, one.by(), role, NewEvent.Type.CREATED)));
        }
        if (!made.isEmpty() && table.insert(tx, made).size() < made.size()) {
            throw new IllegalStateException("a role of the same name was made under the lock");
        }
        return outcomes;
    }

    /** Takes the lock of {@link Governance} first, which protects all roles. */
    private Map<UUID, Role> lock(Tx tx, Collection<UUID> ids) {
        var roles = Governance.lock(tx, List.of()).roles();
        return ids.stream()
                .distinct()
                .filter(roles::containsKey)
                .collect(Collectors.toMap(id -> id, id -> Maps.required(roles, id)));
    }

    private List<Outcome<Snapshot>> patched(Tx tx, List<Found<RolePatch, Role>> list) {
        var governance = Governance.lock(tx, list.stream().map(Found::request).toList());
        var limits = known(tx, list.stream().flatMap(one -> one.input().limit().stream()));
        var names = names(governance);
        Step<RolePatch> step =
                one ->
                        one.input()
                                .applyTo(one.now(), tx.now())
                                .flatMap(after -> granted(one, after, governance, limits, names));
        return change(tx, list, governance, step, NewEvent.Type.UPDATED);
    }

    private Outcome<Role> granted(
            Found<RolePatch, Role> one,
            Role after,
            Governance governance,
            Known limits,
            Map<String, UUID> names) {
        var before = Optional.of(one.now());
        var refused =
                one.input()
                        .limit()
                        .flatMap(limits::refusal)
                        .or(() -> grant(governance, one.request(), before, after))
                        .or(() -> taken(names, after));
        return Outcome.unless(refused, () -> after);
    }

    private List<Outcome<Snapshot>> deleted(Tx tx, List<Found<NoInput, Role>> list) {
        var governance = Governance.lock(tx, list.stream().map(Found::request).toList());
        var ids = list.stream().map(one -> one.now().id()).toList();
        var kept = new HashMap<>(uses.keeping(tx, ids));
        table.holding(tx, ids).forEach((role, user) -> kept.put(role, "user " + user + " has it"));
        Step<NoInput> step =
                one -> {
                    var used = Optional.ofNullable(kept.get(one.now().id()));
                    return Outcome.unless(
                            used.map(IamRefusal.IN_USE::refusal), () -> one.now().gone(tx.now()));
                };
        return change(tx, list, governance, step, NewEvent.Type.DELETED);
    }

    private Optional<Refusal> grant(
            Governance governance, Request<?> request, Optional<Role> before, Role after) {
        return governance.grant(request, before, after, ownAccounts);
    }

    /** A change of one role: the changed role, or why it is refused. */
    private interface Step<T> {
        Outcome<Role> apply(Found<T, Role> one);
    }

    private <T> List<Outcome<Snapshot>> change(
            Tx tx,
            List<Found<T, Role>> list,
            Governance governance,
            Step<T> step,
            NewEvent.Type type) {
        var after = new ArrayList<Role>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            var refused =
                    governance
                            .revoked(one.request())
                            .or(() -> IamRefusal.OWNER_ROLE_IS_FIXED.when(one.now().owner()));
            Outcome<Role> outcome =
                    refused.<Outcome<Role>>map(Outcome::refused)
                            .orElseGet(() -> step.apply(one))
                            .flatMap(role -> governance.lesser(one, role, ownAccounts));
            outcome.stream().forEach(after::add);
            outcomes.add(outcome.map(role -> record(tx, one.request().by(), role, type)));
        }
        table.update(tx, ExistingDoor.now(list), after);
        return outcomes;
    }

    /** The names of roles that are not deleted, each with the id of its role. */
    private static Map<String, UUID> names(Governance governance) {
        var names = new HashMap<String, UUID>();
        governance.roles().values().stream()
                .filter(role -> !role.deleted())
                .forEach(role -> names.put(role.name(), role.id()));
        return names;
    }

    /** Reserves the name of the role, or refuses when another role has it. */
    private static Optional<Refusal> taken(Map<String, UUID> names, Role role) {
        UUID holder = names.putIfAbsent(role.name(), role.id());
        return holder == null || holder.equals(role.id())
                ? Optional.empty()
                : Optional.of(IamRefusal.NAME_TAKEN.refusal());
    }

    /** The same for a role that is to be added. */
    private static Optional<Refusal> takenOrTooMany(Map<String, UUID> names, Role role) {
        boolean full = names.size() >= MOST && !names.containsKey(role.name());
        return full ? Optional.of(IamRefusal.TOO_MANY_ROLES.refusal()) : taken(names, role);
    }

    /** The accounts and entities that the limits of a list name and that exist. */
    private record Known(Set<UUID> accounts, Set<UUID> entities) {

        Optional<Refusal> refusal(AccountLimit limit) {
            var faults = new ArrayList<Fault>();
            faults.addAll(unknown(limit.accountIds(), accounts, IamRefusal.ACCOUNT_NOT_FOUND));
            faults.addAll(unknown(limit.entityIds(), entities, IamRefusal.ENTITY_NOT_FOUND));
            return faults.isEmpty() ? Optional.empty() : Optional.of(Refusal.rules(faults));
        }

        private static List<Fault> unknown(Set<UUID> ids, Set<UUID> known, IamRefusal reason) {
            return ids.stream()
                    .filter(id -> !known.contains(id))
                    .sorted()
                    .flatMap(id -> reason.refusal(id.toString()).faults().stream())
                    .toList();
        }
    }

    private Known known(Tx tx, Stream<AccountLimit> limits) {
        var accounts = new HashSet<UUID>();
        var entities = new HashSet<UUID>();
        limits.forEach(
                limit -> {
                    accounts.addAll(limit.accountIds());
                    entities.addAll(limit.entityIds());
                });
        return new Known(
                accounts.isEmpty() ? Set.of() : ownAccounts.accounts(tx, accounts),
                entities.isEmpty() ? Set.of() : ownAccounts.entities(tx, entities));
    }

    /**
     * The id of the owner role, kept in memory: every payment without an approval chain needs it.
     */
    public UUID owner(Tx tx) {
        return owners.computeIfAbsent(tx.organization(), _ -> table.owner(tx));
    }

    /**
     * Those of the ids that are roles of the organization; they cannot be deleted until the
     * transaction ends.
     */
    public Set<UUID> existing(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty() ? Set.of() : table.holdExisting(tx, ids);
    }

    /** The role with this id. Refuses an unknown one and a deleted one. */
    public Outcome<Role> find(Tx tx, Caller caller, UUID id) {
        return KIND.found(caller, table.find(tx, id));
    }

    /** Oldest first; roles belong to no account, so everybody with the permission may see all. */
    public Page<Role> list(Tx tx, Caller caller, PageRequest page) {
        var after = page.after().map(UUID::fromString).orElse(null);
        return Page.cut(
                table.list(tx, after, page.limit() + 1),
                page.limit(),
                role -> role.id().toString());
    }

    private Snapshot record(Tx tx, Originator by, Role role, NewEvent.Type type) {
        var snapshot = role.snapshot();
        return journal.record(tx, snapshot, Happened.of(type, by));
    }
}
