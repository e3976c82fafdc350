package kontor.iam;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.events.Events;
import kontor.events.NewEvent;
import kontor.http.Json;

/** The door to roles. */
public final class Roles {

    private final Events events;
    /** An organization's owner role is made with it and never changes. */
    private final Map<OrganizationId, UUID> owners = new ConcurrentHashMap<>();

    public Roles(Events events) {
        this.events = events;
    }

    /** A role as credential checks need it. */
    record Role(UUID id, boolean owner, Set<String> permissions) {}

    public UUID create(Tx tx, String name, boolean owner, Set<String> permissions) {
        UUID id = Ids.next();
        tx.sql().createUpdate("""
                        INSERT INTO roles (organization_id, id, name, owner, permissions, version, created, updated)
                        VALUES (:org, :id, :name, :owner, :permissions, 1, :now, :now)
                        """)
                .bind("org", tx.organization().value())
                .bind("id", id)
                .bind("name", name)
                .bind("owner", owner)
                .bind("permissions", permissions.stream().sorted().toArray(String[]::new))
                .bind("now", tx.now())
                .execute();
        var snapshot = Json.object().put("id", id.toString()).put("name", name).put("owner", owner);
        var words = snapshot.putArray("permissions");
        permissions.stream().sorted().forEach(words::add);
        events.record(tx, new NewEvent("roles", id, 1, NewEvent.Type.CREATED, "CREATED", NewEvent.KONTOR,
                Optional.empty(), Optional.empty(), Map.of(), Json.write(snapshot)));
        return id;
    }

    /** The owner role, remembered: every payment without a chain asks for it. */
    public UUID owner(Tx tx) {
        return owners.computeIfAbsent(tx.organization(), _ -> tx.sql().createQuery("""
                        SELECT id FROM roles WHERE organization_id = :org AND owner
                        """)
                .bind("org", tx.organization().value())
                .mapTo(UUID.class)
                .one());
    }

    Role find(Tx tx, UUID id) {
        return tx.sql().createQuery("""
                        SELECT id, owner, permissions FROM roles WHERE organization_id = :org AND id = :id
                        """)
                .bind("org", tx.organization().value())
                .bind("id", id)
                .map((row, _) -> new Role(row.getObject(1, UUID.class), row.getBoolean(2),
                        Set.of((String[]) row.getArray(3).getArray())))
                .one();
    }
}
