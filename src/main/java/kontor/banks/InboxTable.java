package kontor.banks;

import java.util.List;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of the inbox. */
final class InboxTable {

    record InboxFile(UUID id, UUID connectionId, String name) {}

    void begin(Tx tx, UUID id, Connection connection, String name) {
        tx.sql().createUpdate("""
                        INSERT INTO inbox_files (organization_id, id, connection_id, name, state, received)
                        VALUES (:org, :id, :connection, :name, 'RECEIVING', :now)
                        """)
                .bind("org", tx.organization().value())
                .bind("id", id)
                .bind("connection", connection.id())
                .bind("name", name)
                .bind("now", tx.now())
                .execute();
    }

    /** Files whose receiving was cut off by a crash; the bank still has them. */
    void forgetUnfinished(Tx tx) {
        tx.sql().createUpdate("""
                        WITH unfinished AS (
                            DELETE FROM inbox_files WHERE organization_id = :org AND state = 'RECEIVING' RETURNING id
                        )
                        DELETE FROM inbox_chunks WHERE organization_id = :org AND file_id IN (SELECT id FROM unfinished)
                        """)
                .bind("org", tx.organization().value())
                .execute();
    }

    /** Received whole; the same bytes from the same bank a second time are kept but not read. */
    void received(Tx tx, UUID id, Connection connection, long size, byte[] sha256) {
        tx.sql().createUpdate("""
                        UPDATE inbox_files f
                        SET size = :size, sha256 = :sha256,
                            state = CASE WHEN EXISTS (
                                SELECT FROM inbox_files o
                                WHERE o.organization_id = :org AND o.connection_id = :connection AND o.sha256 = :sha256
                                    AND o.id <> :id) THEN 'DUPLICATE' ELSE 'RECEIVED' END
                        WHERE f.organization_id = :org AND f.id = :id
                        """)
                .bind("size", size)
                .bind("sha256", sha256)
                .bind("org", tx.organization().value())
                .bind("connection", connection.id())
                .bind("id", id)
                .execute();
    }

    List<InboxFile> received(Tx tx) {
        return tx.sql().createQuery("""
                        SELECT id, connection_id, name FROM inbox_files
                        WHERE organization_id = :org AND state = 'RECEIVED' ORDER BY id LIMIT 100
                        """)
                .bind("org", tx.organization().value())
                .map((row, _) -> new InboxFile(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3)))
                .list();
    }

    /** @param state PROCESSED, DUPLICATE or QUARANTINED with the reason as {@code note} */
    void done(Tx tx, UUID id, String state, String kind, String note) {
        tx.sql().createUpdate("""
                        UPDATE inbox_files SET state = :state, kind = :kind, note = nullif(:note, ''), processed = :now
                        WHERE organization_id = :org AND id = :id
                        """)
                .bind("state", state)
                .bind("kind", kind)
                .bind("note", note)
                .bind("now", tx.now())
                .bind("org", tx.organization().value())
                .bind("id", id)
                .execute();
    }

    /** @return false when this bank's report was applied before */
    boolean firstReport(Tx tx, UUID connection, String messageId, UUID file) {
        return tx.sql().createUpdate("""
                        INSERT INTO status_reports (organization_id, connection_id, message_id, inbox_file_id)
                        VALUES (:org, :connection, :message, :file) ON CONFLICT DO NOTHING
                        """)
                .bind("org", tx.organization().value())
                .bind("connection", connection)
                .bind("message", messageId)
                .bind("file", file)
                .execute() == 1;
    }
}
