package kontor.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;
import kontor.events.FeedPosition;

/** SQL of what is held in one organization. */
final class HoldTable {

    private static final FeedPosition NOWHERE = new FeedPosition(0, new byte[32]);

    /** Whether a difference was found before, and what became of it. */
    enum Seen {
        NEVER,
        HELD,
        RELEASED
    }

    /**
     * @param lost the place that the feed lacks; {@link #NOWHERE} for other causes
     * @return false when this is held already
     */
    private static boolean insert(Tx tx, Hold hold, FeedPosition lost) {
        return tx.update(
                                """
                                INSERT INTO bank_holds AS bank_holds (organization_id, id, cause,
                                    connection_id, position, digest, detail, created)
                                VALUES (:org, :id, :cause, :connection, :position, :digest, :detail,
                                    :created)
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("id", hold.id())
                        .bind("cause", hold.cause().name())
                        .bind("connection", hold.connection().orElse(null))
                        .bind("position", lost.position())
                        .bind("digest", lost.digest())
                        .bind("detail", hold.detail())
                        .bind("created", hold.created())
                        .execute()
                == 1;
    }

    boolean insertLost(Tx tx, Hold hold, FeedPosition lost) {
        return insert(tx, hold, lost);
    }

    /**
     * Until this transaction ends no other raises or releases a hold for files: what somebody has
     * just accepted must not be held again by who looked before.
     */
    void alone(Tx tx) {
        tx.query(
                        """
                        SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:org::text || ' bank holds', 0))
                        """)
                .mapTo(Integer.class)
                .one();
    }

    boolean insertFiles(Tx tx, Hold hold) {
        return insert(tx, hold, NOWHERE);
    }

    Seen seen(Tx tx, FeedPosition lost) {
        return tx.query(
                        """
                        SELECT released IS NULL FROM bank_holds
                        WHERE organization_id = :org AND cause = 'LOST_HISTORY'
                            AND position = :position AND digest = :digest
                        """)
                .bind("position", lost.position())
                .bind("digest", lost.digest())
                .map((row, _) -> row.getBoolean(1) ? Seen.HELD : Seen.RELEASED)
                .findOne()
                .orElse(Seen.NEVER);
    }

    /** Not released yet, the oldest first. */
    List<Hold> open(Tx tx) {
        return tx.query(
                        """
                        SELECT id, cause, connection_id, detail, created FROM bank_holds
                        WHERE organization_id = :org AND released IS NULL
                        ORDER BY id
                        """)
                .map((row, _) -> hold(row))
                .list();
    }

    /**
     * @return those that were open
     */
    List<Hold> release(Tx tx, String by, String reason) {
        return tx.query(
                        """
                        UPDATE bank_holds SET released = :now, released_by = :by, reason = :reason
                        WHERE organization_id = :org AND released IS NULL
                        RETURNING id, cause, connection_id, detail, created
                        """)
                .bind("now", tx.now())
                .bind("by", by)
                .bind("reason", reason)
                .map((row, _) -> hold(row))
                .list();
    }

    static Hold hold(ResultSet row) throws SQLException {
        return new Hold(
                row.getObject("id", UUID.class),
                Hold.Cause.valueOf(row.getString("cause")),
                Optional.ofNullable(row.getObject("connection_id", UUID.class)),
                row.getString("detail"),
                row.getTimestamp("created").toInstant());
    }

    /** Those of the files that an operator has accepted as they are. */
    Set<String> released(Tx tx, UUID connection, Collection<String> messageIds) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT message_id FROM released_files
                                WHERE organization_id = :org AND connection_id = :connection
                                    AND message_id = ANY (:messages)
                                """)
                        .bind("connection", connection)
                        .bind("messages", messageIds.toArray(String[]::new))
                        .mapTo(String.class)
                        .list());
    }

    void releaseFiles(Tx tx, UUID connection, Collection<String> messageIds) {
        tx.update(
                        """
                        INSERT INTO released_files AS released_files (organization_id,
                            connection_id, message_id, released)
                        SELECT :org, :connection, u.message_id, :now
                        FROM unnest(:messages) AS u (message_id)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("connection", connection)
                .bind("messages", messageIds.toArray(String[]::new))
                .bind("now", tx.now())
                .execute();
    }
}
