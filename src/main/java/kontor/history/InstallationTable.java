package kontor.history;

import java.time.Instant;
import java.util.List;
import kontor.core.OrganizationId;
import kontor.events.FeedPosition;
import org.jdbi.v3.core.Handle;

/** SQL of what is held for the whole installation, and of which database it is. */
final class InstallationTable {

    private InstallationTable() {}

    /**
     * Changes when the database was put back, failed over or started again; sessions of before are
     * gone then.
     */
    static String renewal(Handle sql) {
        return sql.createQuery(
                        """
                        SELECT pg_postmaster_start_time()::text || ' ' || oid::text
                        FROM pg_database WHERE datname = current_database()
                        """)
                .mapTo(String.class)
                .one();
    }

    /** Not released yet, the oldest first; seen by every organization. */
    static List<Hold> open(Handle sql) {
        return sql.createQuery(
                        """
                        SELECT id, cause, NULL::uuid AS connection_id, detail, created
                        FROM installation_holds WHERE released IS NULL ORDER BY id
                        """)
                .map((row, _) -> HoldTable.hold(row))
                .list();
    }

    /** Nothing when this is held, or was released, already. */
    static boolean insert(Handle sql, Hold hold, OrganizationId subject, FeedPosition lost) {
        return sql.createUpdate(
                                """
                                INSERT INTO installation_holds (id, cause, subject, position, digest,
                                    detail, created)
                                VALUES (:id, :cause, :subject, :position, :digest, :detail, :created)
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("id", hold.id())
                        .bind("cause", hold.cause().name())
                        .bind("subject", subject.value())
                        .bind("position", lost.position())
                        .bind("digest", lost.digest())
                        .bind("detail", hold.detail())
                        .bind("created", hold.created())
                        .execute()
                == 1;
    }

    /** One wish of an operator is enough; false when there is one. */
    static boolean insertWish(Handle sql, Hold hold) {
        return sql.createUpdate(
                                """
                                INSERT INTO installation_holds (id, cause, detail, created)
                                SELECT :id, :cause, :detail, :created
                                WHERE NOT EXISTS (SELECT FROM installation_holds
                                    WHERE cause = :cause AND released IS NULL)
                                """)
                        .bind("id", hold.id())
                        .bind("cause", hold.cause().name())
                        .bind("detail", hold.detail())
                        .bind("created", hold.created())
                        .execute()
                == 1;
    }

    /** Whether an operator has accepted that this organization is gone. */
    static boolean isReleased(Handle sql, OrganizationId subject, FeedPosition lost) {
        return sql.createQuery(
                        """
                        SELECT count(*) > 0 FROM installation_holds
                        WHERE subject = :subject AND position = :position AND digest = :digest
                            AND released IS NOT NULL
                        """)
                .bind("subject", subject.value())
                .bind("position", lost.position())
                .bind("digest", lost.digest())
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * @return those that were open
     */
    static List<Hold> release(Handle sql, Instant now, String by, String reason) {
        return sql.createQuery(
                        """
                        UPDATE installation_holds SET released = :now, released_by = :by, reason = :reason
                        WHERE released IS NULL
                        RETURNING id, cause, NULL::uuid AS connection_id, detail, created
                        """)
                .bind("now", now)
                .bind("by", by)
                .bind("reason", reason)
                .map((row, _) -> HoldTable.hold(row))
                .list();
    }
}
