package kontor.girofacts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import org.jdbi.v3.core.statement.Query;

/** SQL of refunds that wait for their payments. */
public final class EarlyRefundTable {

    private static final Rows<EarlyRefund> ROWS =
            Rows.of(
                    Column.id("digest", EarlyRefund::digest),
                    Column.id("payment_id", EarlyRefund::payment),
                    Column.id("inbox_file_id", EarlyRefund::file),
                    Column.text("file_name", EarlyRefund::fileName),
                    Column.number("line", EarlyRefund::line),
                    Column.text("bankgiro", EarlyRefund::bankgiro),
                    Column.text("content", EarlyRefund::content),
                    Column.date("until", EarlyRefund::until),
                    Column.flag("doubted", EarlyRefund::doubted));

    private static final String INSERT =
            ROWS.insert(
                    """
                    INSERT INTO autogiro_early_refunds (organization_id, %s)
                    SELECT :org, %s
                    FROM %s
                    """);

    private EarlyRefundTable() {}

    public static void keep(Tx tx, List<EarlyRefund> refunds) {
        if (!refunds.isEmpty()) {
            ROWS.bound(tx.update(INSERT), refunds).execute();
        }
    }

    /**
     * Those of collections that are not under way any more, by whatever told it, in the order in
     * which they were told.
     *
     * @param payments the collections; of any when empty
     */
    public static List<EarlyRefund> known(Tx tx, Collection<UUID> payments, int most) {
        return refunds(
                tx.query(
                                """
                                SELECT e.digest, e.payment_id, e.inbox_file_id, e.file_name, e.line, e.bankgiro,
                                    e.content, e.until, e.doubted
                                FROM autogiro_early_refunds e
                                JOIN direct_debits d ON d.organization_id = e.organization_id AND d.id = e.payment_id
                                    AND d.status NOT IN ('SENT', 'PENDING_AT_BANK', 'ACCEPTED', 'UNKNOWN')
                                WHERE e.organization_id = :org
                                    AND (cardinality(:payments::uuid[]) = 0 OR e.payment_id = ANY (:payments))
                                ORDER BY e.inbox_file_id, e.line LIMIT :most
                                """)
                        .bind("payments", payments.toArray(UUID[]::new))
                        .bind("most", most));
    }

    /** Those that have waited long enough for people to look, from now on told to them. */
    public static List<EarlyRefund> overdue(Tx tx, LocalDate today, int most) {
        return refunds(
                tx.query(
                                """
                                UPDATE autogiro_early_refunds AS e SET doubted = true
                                WHERE e.organization_id = :org AND e.digest IN (
                                    SELECT digest FROM autogiro_early_refunds
                                    WHERE organization_id = :org AND NOT doubted AND until < :today
                                    ORDER BY inbox_file_id, line LIMIT :most)
                                RETURNING e.digest, e.payment_id, e.inbox_file_id, e.file_name, e.line, e.bankgiro,
                                    e.content, e.until, e.doubted
                                """)
                        .bind("today", today)
                        .bind("most", most));
    }

    public static void remove(Tx tx, Collection<EarlyRefund> refunds) {
        tx.update(
                        """
                        DELETE FROM autogiro_early_refunds
                        WHERE organization_id = :org AND digest = ANY (:digests)
                        """)
                .bind("digests", refunds.stream().map(EarlyRefund::digest).toArray(UUID[]::new))
                .execute();
    }

    /** How many of them wait in silence, by the file in which they came. */
    public static Map<UUID, Integer> ofFiles(Tx tx, Collection<UUID> files) {
        return tx.query(
                        """
                        SELECT inbox_file_id, count(*) FROM autogiro_early_refunds
                        WHERE organization_id = :org AND inbox_file_id = ANY (:files) AND NOT doubted
                        GROUP BY inbox_file_id
                        """)
                .bind("files", files.toArray(UUID[]::new))
                .map((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getInt(2)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static List<EarlyRefund> refunds(Query query) {
        return query.map((row, _) -> refund(row)).list();
    }

    private static EarlyRefund refund(ResultSet row) throws SQLException {
        return new EarlyRefund(
                row.getObject("digest", UUID.class),
                row.getObject("payment_id", UUID.class),
                row.getObject("inbox_file_id", UUID.class),
                row.getString("file_name"),
                row.getInt("line"),
                row.getString("bankgiro"),
                row.getString("content"),
                row.getObject("until", LocalDate.class),
                row.getBoolean("doubted"));
    }
}
