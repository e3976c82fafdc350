package kontor.iam;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.events.Events;
import kontor.events.NewEvent;
import kontor.http.Json;

/** The door to organizations: the tenants themselves. */
public final class Organizations {

    private final Database database;
    private final Events events;

    public Organizations(Database database, Events events) {
        this.database = database;
        this.events = events;
    }

    /** @param zone where its business day is told when no account says otherwise */
    public record New(String name, boolean sandbox, ZoneId zone) {}

    /** Creates an organization with an empty feed; keys may approve as owner only in a sandbox. */
    public OrganizationId create(New wanted) {
        var id = new OrganizationId(Ids.next());
        database.systemDo(sql -> {
            sql.createUpdate("""
                            INSERT INTO organizations (id, name, sandbox, zone, programmatic_owner_approval, created)
                            VALUES (:id, :name, :sandbox, :zone, :sandbox, :now)
                            """)
                    .bind("id", id.value())
                    .bind("name", wanted.name)
                    .bind("sandbox", wanted.sandbox)
                    .bind("zone", wanted.zone.getId())
                    .bind("now", Instant.now(database.clock()))
                    .execute();
            sql.createQuery("SELECT set_config('kontor.organization', :id, true)")
                    .bind("id", id.toString()).mapTo(String.class).one();
            sql.createUpdate("INSERT INTO feeds (organization_id, position, digest) VALUES (:id, 0, :digest)")
                    .bind("id", id.value()).bind("digest", new byte[32]).execute();
        });
        database.write(id, tx -> {
            var snapshot = Json.object().put("id", id.toString()).put("name", wanted.name).put("sandbox", wanted.sandbox);
            events.record(tx, new NewEvent("organizations", id.value(), 1, NewEvent.Type.CREATED, "CREATED",
                    NewEvent.KONTOR, Optional.empty(), Optional.empty(), Map.of(), Json.write(snapshot)));
            return id;
        });
        return id;
    }

    public List<OrganizationId> all() {
        return database.system(sql -> sql.createQuery("SELECT id FROM organizations ORDER BY id")
                .map((row, _) -> new OrganizationId(row.getObject(1, UUID.class))).list());
    }

    public boolean isSandbox(Tx tx) {
        return tx.sql().createQuery("SELECT sandbox FROM organizations WHERE id = :org")
                .bind("org", tx.organization().value()).mapTo(Boolean.class).one();
    }

    /** Whether an API key that holds the owner role may decide the owner's approval step. */
    public boolean keysMayApproveAsOwner(Tx tx) {
        return tx.sql().createQuery("SELECT programmatic_owner_approval FROM organizations WHERE id = :org")
                .bind("org", tx.organization().value()).mapTo(Boolean.class).one();
    }

    public ZoneId zone(Tx tx) {
        return ZoneId.of(tx.sql().createQuery("SELECT zone FROM organizations WHERE id = :org")
                .bind("org", tx.organization().value()).mapTo(String.class).one());
    }

    /** Moves a sandbox's banking time to {@code to}; never back, and never that of a real organization. */
    public void advanceClock(Tx tx, Instant to) {
        long seconds = Duration.between(tx.now(), to).toSeconds() + 1;
        tx.sql().createUpdate("""
                        UPDATE organizations SET clock_offset_seconds = greatest(clock_offset_seconds, :offset)
                        WHERE id = :org AND sandbox
                        """)
                .bind("offset", seconds)
                .bind("org", tx.organization().value())
                .execute();
    }
}
