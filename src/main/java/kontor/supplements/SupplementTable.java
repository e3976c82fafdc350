package kontor.supplements;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;

/** SQL of what waits to be said of transactions. */
final class SupplementTable {

    /**
     * One that is kept.
     *
     * @param notified the id of the details that wait beside it
     */
    record Kept(UUID notified, UUID inboxFile, Supplement supplement) {}

    private static final Rows<Kept> NEW =
            Rows.of(
                    Column.id("notified_id", Kept::notified),
                    Column.id("inbox_file_id", Kept::inboxFile),
                    Column.text("told", one -> one.supplement().write()));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO supplements (organization_id, %s)
                    SELECT :org, %s
                    FROM %s
                    ON CONFLICT (organization_id, notified_id) DO NOTHING
                    """);

    void insert(Tx tx, List<Kept> all) {
        NEW.bound(tx.update(INSERT), all).execute();
    }

    List<Kept> of(Tx tx, Collection<UUID> notified) {
        return tx.query(
                        """
                        SELECT notified_id, inbox_file_id, told FROM supplements
                        WHERE organization_id = :org AND notified_id = ANY (:ids)
                        ORDER BY notified_id
                        """)
                .bind("ids", notified.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                new Kept(
                                        row.getObject("notified_id", UUID.class),
                                        row.getObject("inbox_file_id", UUID.class),
                                        Supplement.read(row.getString("told"))))
                .list();
    }

    void delete(Tx tx, Collection<UUID> notified) {
        tx.update(
                        """
                        DELETE FROM supplements WHERE organization_id = :org AND notified_id = ANY (:ids)
                        """)
                .bind("ids", notified.toArray(UUID[]::new))
                .execute();
    }
}
