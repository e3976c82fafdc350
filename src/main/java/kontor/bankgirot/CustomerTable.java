package kontor.bankgirot;

import java.util.Collection;
import java.util.UUID;
import kontor.bankgirot.MandateOrders.Payee;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;

/** SQL of the customer numbers under which Bankgirot knows an organization. */
final class CustomerTable {

    private CustomerTable() {}

    private static final Rows<Payee> ROWS =
            Rows.of(
                    Column.text("bankgiro", Payee::bankgiro),
                    Column.text("customer_number", one -> comparable(one.customerNumber())));

    private static final String INSERT =
            ROWS.insert(
                    """
                    INSERT INTO autogiro_customer_numbers (organization_id, %s)
                    SELECT :org, %s
                    FROM %s
                    ON CONFLICT DO NOTHING
                    """);

    /** Files leave in the name of these. */
    static void keep(Tx tx, Collection<Payee> payees) {
        ROWS.bound(tx.update(INSERT), payees.stream().distinct().toList()).execute();
    }

    /** Files may leave out zeros at its beginning. */
    static String comparable(String customerNumber) {
        return customerNumber.strip().replaceFirst("^0+", "");
    }

    /** It stood in a file with this bankgiro, or stands in a mandate into these accounts. */
    static boolean isKnown(
            Tx tx, String bankgiro, Collection<UUID> accounts, String customerNumber) {
        return tx.query(
                        """
                        SELECT EXISTS (SELECT FROM autogiro_customer_numbers
                                WHERE organization_id = :org AND bankgiro = :bankgiro AND customer_number = :number)
                            OR EXISTS (SELECT FROM mandates
                                WHERE organization_id = :org AND scheme = 'AUTOGIRO'
                                    AND destination_account_id = ANY (:accounts)
                                    AND ltrim(creditor_reference, '0') = :number)
                        """)
                .bind("bankgiro", bankgiro)
                .bind("accounts", accounts.toArray(UUID[]::new))
                .bind("number", customerNumber)
                .mapTo(Boolean.class)
                .one();
    }

    static boolean isAnyKnown(Tx tx, String bankgiro, Collection<UUID> accounts) {
        return tx.query(
                        """
                        SELECT EXISTS (SELECT FROM autogiro_customer_numbers
                                WHERE organization_id = :org AND bankgiro = :bankgiro)
                            OR EXISTS (SELECT FROM mandates
                                WHERE organization_id = :org AND scheme = 'AUTOGIRO'
                                    AND destination_account_id = ANY (:accounts))
                        """)
                .bind("bankgiro", bankgiro)
                .bind("accounts", accounts.toArray(UUID[]::new))
                .mapTo(Boolean.class)
                .one();
    }
}
