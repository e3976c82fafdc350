package kontor.overviews;

import kontor.core.AccountLimit;
import kontor.db.Tx;

/** SQL of what waits about banks; each figure is counted to a limit. */
final class ToDoTable {

    int aside(Tx tx, int most) {
        return tx.query(
                        """
                        SELECT count(*) FROM (
                            SELECT 1 FROM inbox_files f
                            WHERE f.organization_id = :org AND f.state = 'QUARANTINED' LIMIT :most
                        ) AS counted
                        """)
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    int unknown(Tx tx, int most) {
        return tx.query(
                        """
                        SELECT count(*) FROM (
                            SELECT 1 FROM instructions i
                            WHERE i.organization_id = :org AND i.state = 'UNKNOWN' LIMIT :most
                        ) AS counted
                        """)
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    /** A case of no account is for those who see all. */
    int cases(Tx tx, AccountLimit within, int most) {
        return tx.query(
                        """
                        SELECT count(*) FROM (
                            SELECT 1 FROM cases c
                            WHERE c.organization_id = :org AND c.state = 'OPEN'
                                AND (:within::uuid[] IS NULL OR c.account_id = ANY (:within))
                            LIMIT :most
                        ) AS counted
                        """)
                .bind("within", within.within())
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    int unexplained(Tx tx, AccountLimit within, int most) {
        return tx.query(
                        """
                        SELECT count(*) FROM (
                            SELECT 1 FROM transactions t
                            WHERE t.organization_id = :org AND t.reconciliation_status <> 'RECONCILED'
                                AND (:within::uuid[] IS NULL OR t.account_id = ANY (:within))
                            LIMIT :most
                        ) AS counted
                        """)
                .bind("within", within.within())
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    /** What an organization has made already. */
    record Made(boolean counterparty, boolean mandate, boolean payment) {}

    Made made(Tx tx) {
        return tx.query(
                        """
                        SELECT EXISTS (SELECT FROM counterparties c WHERE c.organization_id = :org) AS party,
                            EXISTS (SELECT FROM mandates m WHERE m.organization_id = :org) AS mandate,
                            EXISTS (SELECT FROM direct_debits d WHERE d.organization_id = :org)
                                OR EXISTS (SELECT FROM credit_transfers t WHERE t.organization_id = :org) AS payment
                        """)
                .map(
                        (row, _) ->
                                new Made(
                                        row.getBoolean("party"),
                                        row.getBoolean("mandate"),
                                        row.getBoolean("payment")))
                .one();
    }
}
