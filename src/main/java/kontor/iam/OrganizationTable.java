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
import kontor.db.Database;
import kontor.db.Tx;
import kontor.pauses.Pause;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** SQL of organizations, and of the first row of their event feeds. */
final class OrganizationTable {

    private static final String UPDATE =
            """
            UPDATE organizations
            SET name = :name, zone = :zone, requests_per_second = :requests,
            programmatic_owner_approval = :approval, second_factor_required = :factor,
            four_eyes = :fourEyes, change_request_days = :days, approval_proof = :proof,
            payee_cooling_off_hours = :hours,
            version = :version, updated = :now, paused_since = :paused,
            paused_by = :pausedBy, pause_reason = :reason WHERE id = :org AND version = :expected
            """;
    private static final byte[] START_OF_FEED = new byte[32];

    void insert(Handle sql, OrganizationId id, Organizations.New wanted, Instant now) {
        sql.createUpdate(
                        """
                        INSERT INTO organizations (id, name, sandbox, zone, programmatic_owner_approval,
                            four_eyes, created, updated)
                        VALUES (:org, :name, :sandbox, :zone, :sandbox,
                            CASE WHEN :sandbox THEN 'OFF' ELSE 'WAITING' END, :now, :now)
                        """)
                .bind("org", id.value())
                .bind("name", wanted.name())
                .bind("sandbox", wanted.sandbox())
                .bind("zone", wanted.zone().getId())
                .bind("now", now)
                .execute();
        // Row-level security protects the feed, so the session must name the organization first.
        Database.enter(sql, id);
        sql.createUpdate(
                        """
                        INSERT INTO feeds (organization_id, position, digest) VALUES (:org, 0, :digest)
                        """)
                .bind("org", id.value())
                .bind("digest", START_OF_FEED)
                .execute();
    }

    Organization read(Tx tx) {
        return find(tx.sql(), tx.organization()).orElseThrow();
    }

    Optional<Organization> find(Handle sql, OrganizationId id) {
        return sql.createQuery(
                        """
                        SELECT id, name, sandbox, zone, clock_offset_seconds, requests_per_second,
                               programmatic_owner_approval, second_factor_required, version, created,
                               updated, paused_since, paused_by, pause_reason, four_eyes, change_request_days,
                               approval_proof, payee_cooling_off_hours
                        FROM organizations WHERE id = :org
                        """)
                .bind("org", id.value())
                .map((row, _) -> organization(row))
                .findOne();
    }

    /**
     * Lets only one transaction change roles, users or settings at a time; payments need not wait.
     */
    void lock(Tx tx) {
        tx.query("SELECT id FROM organizations WHERE id = :org FOR NO KEY UPDATE")
                .mapTo(UUID.class)
                .one();
    }

    /** Writes the settings; the row is locked and must still have the version of {@code before}. */
    void update(Tx tx, Organization before, Organization after) {
        int rows =
                bound(tx.update(UPDATE), after)
                        .bind("now", tx.now())
                        .bind("expected", before.version())
                        .execute();
        if (rows != 1) {
            throw new IllegalStateException(
                    "organization " + before.id() + " is not at version " + before.version());
        }
    }

    private static Update bound(Update update, Organization after) {
        var settings = after.settings();
        return update.bind("name", settings.name())
                .bind("zone", settings.zone().getId())
                .bind("requests", settings.requestsPerSecond())
                .bind("approval", settings.programmaticOwnerApproval())
                .bind("factor", settings.secondFactorRequired())
                .bind("fourEyes", settings.fourEyes().name())
                .bind("days", settings.changeRequestDays())
                .bind("proof", settings.approvalProof().name())
                .bind("hours", settings.payeeCoolingOffHours())
                .bind("paused", after.paused().map(Pause::since).orElse(null))
                .bind("pausedBy", after.paused().map(Pause::by).orElse(null))
                .bind("reason", after.paused().flatMap(Pause::reason).orElse(null))
                .bind("version", after.version());
    }

    boolean demandsSecondFactor(Handle sql, OrganizationId id) {
        return sql.createQuery("SELECT second_factor_required FROM organizations WHERE id = :org")
                .bind("org", id.value())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    List<OrganizationId> ids(Handle sql) {
        return sql.createQuery("SELECT id FROM organizations ORDER BY id")
                .mapTo(UUID.class)
                .map(OrganizationId::new)
                .list();
    }

    int kinds(Handle sql) {
        return sql.createQuery("SELECT count(DISTINCT sandbox) FROM organizations")
                .mapTo(Integer.class)
                .one();
    }

    /**
     * Moves the clock of a sandbox; false when its offset is larger already, or it is no sandbox.
     */
    boolean growOffset(Tx tx, long offsetSeconds) {
        return tx.update(
                                """
                                UPDATE organizations SET clock_offset_seconds = :offset
                                WHERE id = :org AND sandbox AND clock_offset_seconds <= :offset
                                """)
                        .bind("offset", offsetSeconds)
                        .execute()
                == 1;
    }

    private static Organization organization(ResultSet row) throws SQLException {
        return new Organization(
                new OrganizationId(row.getObject("id", UUID.class)),
                row.getBoolean("sandbox"),
                Duration.ofSeconds(row.getLong("clock_offset_seconds")),
                new Organization.Settings(
                        row.getString("name"),
                        ZoneId.of(row.getString("zone")),
                        row.getInt("requests_per_second"),
                        row.getBoolean("programmatic_owner_approval"),
                        row.getBoolean("second_factor_required"),
                        Organization.FourEyes.valueOf(row.getString("four_eyes")),
                        row.getInt("change_request_days"),
                        Organization.ApprovalProof.valueOf(row.getString("approval_proof")),
                        row.getInt("payee_cooling_off_hours")),
                Pause.of(row),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
