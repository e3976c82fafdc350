package kontor.iam;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import org.jdbi.v3.core.Handle;

/** SQL of organizations and of the place where their feeds begin. */
final class OrganizationTable {

    private static final byte[] START_OF_FEED = new byte[32];

    void insert(Handle sql, OrganizationId id, Organizations.New wanted, Instant now) {
        sql.createUpdate("""
                        INSERT INTO organizations (id, name, sandbox, zone, programmatic_owner_approval,
                            created)
                        VALUES (:org, :name, :sandbox, :zone, :sandbox, :now)
                        """)
                .bind("org", id.value())
                .bind("name", wanted.name())
                .bind("sandbox", wanted.sandbox())
                .bind("zone", wanted.zone().getId())
                .bind("now", now)
                .execute();
        // The feed stands behind the wall, so the wall must know its tenant first.
        sql.createQuery("SELECT set_config('kontor.organization', :org, true)")
                .bind("org", id.toString())
                .mapTo(String.class)
                .one();
        sql.createUpdate("INSERT INTO feeds (organization_id, position, digest) VALUES (:org, 0, :digest)")
                .bind("org", id.value())
                .bind("digest", START_OF_FEED)
                .execute();
    }

    Organization read(Tx tx) {
        return find(tx.sql(), tx.organization()).orElseThrow();
    }

    Optional<Organization> find(Handle sql, OrganizationId id) {
        return sql.createQuery("""
                        SELECT id, name, sandbox, zone, clock_offset_seconds, requests_per_second,
                               programmatic_owner_approval, created
                        FROM organizations WHERE id = :org
                        """)
                .bind("org", id.value())
                .map((row, _) -> organization(row))
                .findOne();
    }

    List<OrganizationId> ids(Handle sql) {
        return sql.createQuery("SELECT id FROM organizations ORDER BY id")
                .mapTo(UUID.class)
                .map(OrganizationId::new)
                .list();
    }

    /** False when the offset is larger already. */
    boolean growOffset(Tx tx, long offsetSeconds) {
        return tx.sql().createUpdate("""
                        UPDATE organizations SET clock_offset_seconds = :offset
                        WHERE id = :org AND sandbox AND clock_offset_seconds <= :offset
                        """)
                .bind("offset", offsetSeconds)
                .bind("org", tx.organization().value())
                .execute() == 1;
    }

    private static Organization organization(ResultSet row) throws SQLException {
        return new Organization(new OrganizationId(row.getObject("id", UUID.class)), row.getString("name"),
                row.getBoolean("sandbox"), ZoneId.of(row.getString("zone")),
                Duration.ofSeconds(row.getLong("clock_offset_seconds")), row.getInt("requests_per_second"),
                row.getBoolean("programmatic_owner_approval"), row.getTimestamp("created").toInstant());
    }
}
