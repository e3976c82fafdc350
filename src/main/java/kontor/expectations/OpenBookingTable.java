package kontor.expectations;

import java.util.List;
import java.util.UUID;
import kontor.db.Columns;
import kontor.db.Tx;
import kontor.expectations.ExpectedTransactionTable.Mark;
import kontor.transactions.DetailTable;

/** SQL that finds bookings which are not explained to their whole amount, and say this or that. */
final class OpenBookingTable {

    private static final String NAMING =
            """
            SELECT d.transaction_id, d.place
            FROM unnest(:accounts::uuid[], :texts::text[]) AS u (account_id, text)
            CROSS JOIN LATERAL (
                SELECT n.transaction_id, n.place
                FROM transaction_details n
                JOIN transactions t ON t.organization_id = n.organization_id AND t.id = n.transaction_id
                WHERE n.organization_id = :org AND n.%s = u.text
                    AND t.account_id = u.account_id AND t.reconciliation_status <> 'RECONCILED'
                ORDER BY t.date, n.transaction_id, n.place LIMIT :most) AS d
            """;

    private static final String NAMING_KEY = NAMING.formatted("reference_key");
    private static final String NAMING_END_TO_END_ID = NAMING.formatted("end_to_end_id");
    private static final int MOST_OF_ONE_MARK = 20;

    private static final String ATTACHED =
            """
            SELECT u.account_id, u.text, d.attached_id
            FROM unnest(:accounts::uuid[], :texts::text[]) AS u (account_id, text)
            CROSS JOIN LATERAL (
                SELECT DISTINCT a.attached_id
                FROM transaction_details n
                JOIN transactions t ON t.organization_id = n.organization_id AND t.id = n.transaction_id
                JOIN transaction_attachments a
                    ON a.organization_id = n.organization_id AND a.transaction_id = n.transaction_id
                WHERE n.organization_id = :org AND n.%s = u.text AND t.account_id = u.account_id
                    AND a.type = 'EXPECTED_TRANSACTION' AND NOT a.back
                ORDER BY a.attached_id LIMIT :most) AS d
            """;

    private static final String ATTACHED_BY_KEY = ATTACHED.formatted("reference_key");
    private static final String ATTACHED_BY_END_TO_END_ID = ATTACHED.formatted("end_to_end_id");

    /** An expected transaction to which a booking is attached that is named like this. */
    record Attached(Mark mark, UUID id) {}

    List<Attached> attachedByKey(Tx tx, List<Mark> marks) {
        return attached(tx, ATTACHED_BY_KEY, marks);
    }

    List<Attached> attachedByEndToEndId(Tx tx, List<Mark> marks) {
        return attached(tx, ATTACHED_BY_END_TO_END_ID, marks);
    }

    private static List<Attached> attached(Tx tx, String text, List<Mark> marks) {
        if (marks.isEmpty()) {
            return List.of();
        }
        return tx.query(text)
                .bind("accounts", Columns.column(marks, UUID[]::new, Mark::accountId))
                .bind("texts", Columns.column(marks, String[]::new, Mark::text))
                .bind("most", MOST_OF_ONE_MARK)
                .map(
                        (row, _) ->
                                new Attached(
                                        new Mark(
                                                row.getObject("account_id", UUID.class),
                                                row.getString("text")),
                                        row.getObject("attached_id", UUID.class)))
                .list();
    }

    /** The details of bookings that name a structured reference, as the places where they stand. */
    List<DetailTable.Move> byKey(Tx tx, List<Mark> marks) {
        return naming(tx, NAMING_KEY, marks);
    }

    List<DetailTable.Move> byEndToEndId(Tx tx, List<Mark> marks) {
        return naming(tx, NAMING_END_TO_END_ID, marks);
    }

    private static final String LOCK =
            """
            SELECT 1 FROM pg_advisory_xact_lock%s(hashtextextended(:org::text || ' expected and booked', 0))
            """;

    private static final String LOCK_FOR_BOOKED = LOCK.formatted("");
    private static final String LOCK_FOR_EXPECTED = LOCK.formatted("_shared");

    /**
     * Whoever books looks for what is expected only when nobody is about to commit that, and the
     * other way round: two nodes that do both in the same moment would each see nothing.
     */
    void lockForBooked(Tx tx) {
        tx.query(LOCK_FOR_BOOKED).mapTo(Integer.class).one();
    }

    /** The other side of {@link #lockForBooked}; those who expect do not wait for each other. */
    void lockForExpected(Tx tx) {
        tx.query(LOCK_FOR_EXPECTED).mapTo(Integer.class).one();
    }

    private static List<DetailTable.Move> naming(Tx tx, String text, List<Mark> marks) {
        if (marks.isEmpty()) {
            return List.of();
        }
        return tx.query(text)
                .bind("accounts", Columns.column(marks, UUID[]::new, Mark::accountId))
                .bind("texts", Columns.column(marks, String[]::new, Mark::text))
                .bind("most", MOST_OF_ONE_MARK)
                .map(
                        (row, _) -> {
                            var id = row.getObject("transaction_id", UUID.class);
                            int place = row.getInt("place");
                            return new DetailTable.Move(id, id, place - 1, place, place);
                        })
                .list();
    }
}
