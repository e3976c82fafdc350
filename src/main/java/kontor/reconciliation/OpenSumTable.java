package kontor.reconciliation;

import java.util.List;
import java.util.UUID;
import kontor.db.Tx;
import kontor.matchmarks.PaidSum;

/** SQL that finds bookings of a sum that nothing explains yet. */
final class OpenSumTable {

    private OpenSumTable() {}

    /**
     * Those that are written and consist of one payment at most: of the group about that day, and
     * on the day whatever they are.
     */
    static List<UUID> of(Tx tx, PaidSum sum, String group) {
        return tx.query(
                        """
                        SELECT t.id FROM transactions t
                        WHERE t.organization_id = :org AND t.account_id = :account
                            AND t.date BETWEEN :day::date - 30 AND :day::date + 30
                            AND t.reconciliation_status = 'NOT_RECONCILED' AND t.amount_minor = :amount
                            AND (t.batch = :group OR t.date = :day)
                            AND NOT EXISTS (SELECT FROM transaction_details d
                                WHERE d.organization_id = :org AND d.transaction_id = t.id AND d.place > 1)
                        ORDER BY t.date, t.id
                        """)
                .bind("account", sum.accountId())
                .bind("day", sum.day())
                .bind("amount", sum.amountMinor())
                .bind("group", group)
                .mapTo(UUID.class)
                .list();
    }
}
