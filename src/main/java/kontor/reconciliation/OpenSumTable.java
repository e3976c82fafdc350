package kontor.reconciliation;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kontor.db.Tx;
import kontor.matchmarks.PaidSum;

/** SQL that finds bookings of a sum that nothing explains yet. */
final class OpenSumTable {

    private OpenSumTable() {}

    /** Those that name a payment information of this file to a bank, or its message. */
    static List<UUID> ofFile(Tx tx, UUID instruction, LocalDate since) {
        return tx.query(
                        """
                        WITH groups AS (
                            SELECT d.payment_information_id AS name FROM direct_debits d
                            WHERE d.organization_id = :org AND d.connection_instruction_id = :instruction
                            UNION
                            SELECT c.payment_information_id FROM credit_transfers c
                            WHERE c.organization_id = :org AND c.connection_instruction_id = :instruction)
                        SELECT t.id FROM transactions t
                        WHERE t.organization_id = :org AND t.reconciliation_status = 'NOT_RECONCILED'
                            AND t.date >= :since AND t.batch IN (
                                SELECT name FROM groups
                                UNION ALL SELECT regexp_replace(name, '-[0-9]+$', '') FROM groups)
                        ORDER BY t.date, t.id
                        """)
                .bind("instruction", instruction)
                .bind("since", since)
                .mapTo(UUID.class)
                .list();
    }

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
