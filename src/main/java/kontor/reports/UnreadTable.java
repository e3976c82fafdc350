package kontor.reports;

import java.util.List;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of reports that somebody brought and that nobody has read yet. */
final class UnreadTable {

    /** One that came a moment ago is among them. */
    private static final int MOST = 200;

    record Unread(UUID id, long size) {}

    /** Those of a connection, the newest ones, and these first. */
    List<Unread> unread(Tx tx, UUID connection) {
        return tx.query(
                        """
                        SELECT f.id, f.size FROM inbox_files f
                        JOIN brought_reports b ON b.organization_id = f.organization_id AND b.id = f.id
                        WHERE f.organization_id = :org AND f.connection_id = :connection AND f.state = 'RECEIVED'
                        ORDER BY f.id DESC LIMIT :most
                        """)
                .bind("connection", connection)
                .bind("most", MOST)
                .map((row, _) -> new Unread(row.getObject("id", UUID.class), row.getLong("size")))
                .list();
    }
}
