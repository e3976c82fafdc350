package kontor.girofacts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.matchmarks.PaidSum;

/** SQL of the sums that Bankgirot paid in, and of those that it drew. */
public final class DepositTable {

    private static final Rows<Deposit> ROWS =
            Rows.of(
                    Column.text("name", Deposit::name),
                    Column.id("account_id", one -> one.sum().accountId()),
                    Column.date("day", one -> one.sum().day()),
                    Column.big("amount_minor", one -> one.sum().amountMinor()));

    private static final String INSERT =
            ROWS.insert(
                    """
                    INSERT INTO autogiro_deposits AS autogiro_deposits (organization_id, %s)
                    SELECT :org, %s
                    FROM %s
                    ON CONFLICT DO NOTHING
                    RETURNING name
                    """);

    private static final String DRAW =
            ROWS.insert(
                    """
                    INSERT INTO autogiro_withdrawals AS autogiro_withdrawals (organization_id, %s)
                    SELECT :org, %s
                    FROM %s
                    ON CONFLICT DO NOTHING
                    RETURNING name
                    """);

    private DepositTable() {}

    /** Notes them; the names of those that were not known, but for sums that are alike. */
    public static Map<PaidSum, String> keep(Tx tx, List<Deposit> told) {
        var names = new HashMap<PaidSum, String>();
        names.putAll(keep(tx, INSERT, told.stream().filter(one -> !one.isDrawn()).toList()));
        names.putAll(keep(tx, DRAW, told.stream().filter(Deposit::isDrawn).toList()));
        return names;
    }

    private static Map<PaidSum, String> keep(Tx tx, String insert, List<Deposit> told) {
        if (told.isEmpty()) {
            return Map.of();
        }
        var fresh = new HashSet<>(ROWS.bound(tx.query(insert), told).mapTo(String.class).list());
        return names(told.stream().filter(one -> fresh.contains(one.name())).toList());
    }

    /**
     * What the payments of a sum make.
     *
     * @param minor below zero for credits to payers
     */
    record Amount(String name, long minor) {}

    /** Of these sums, by their names: collections and credits each. */
    static List<Amount> amounts(Tx tx, Collection<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        return tx.query(
                        """
                        SELECT payment_information_id, sum(amount_minor)::bigint FROM direct_debits
                        WHERE organization_id = :org AND payment_information_id = ANY (:names)
                        GROUP BY payment_information_id
                        UNION ALL
                        SELECT payment_information_id, -sum(amount_minor)::bigint FROM credit_transfers
                        WHERE organization_id = :org AND payment_information_id = ANY (:names)
                        GROUP BY payment_information_id
                        """)
                .bind("names", names.toArray(String[]::new))
                .map((row, _) -> new Amount(row.getString(1), row.getLong(2)))
                .list();
    }

    /** The names of these sums, but for those that are alike. */
    public static Map<PaidSum, String> names(Tx tx, Collection<PaidSum> sums) {
        var found =
                tx.query(
                                """
                                SELECT name, account_id, day, amount_minor FROM autogiro_deposits
                                WHERE organization_id = :org AND account_id = ANY (:accounts)
                                    AND day = ANY (:days) AND amount_minor = ANY (:amounts)
                                UNION ALL
                                SELECT name, account_id, day, amount_minor FROM autogiro_withdrawals
                                WHERE organization_id = :org AND account_id = ANY (:accounts)
                                    AND day = ANY (:days) AND amount_minor = ANY (:amounts)
                                """)
                        .bind(
                                "accounts",
                                sums.stream().map(PaidSum::accountId).toArray(UUID[]::new))
                        .bind("days", sums.stream().map(PaidSum::day).toArray(LocalDate[]::new))
                        .bind(
                                "amounts",
                                sums.stream().map(PaidSum::amountMinor).toArray(Long[]::new))
                        .map((row, _) -> deposit(row))
                        .list();
        var names = names(found);
        names.keySet().retainAll(sums);
        return names;
    }

    private static Deposit deposit(ResultSet row) throws SQLException {
        return new Deposit(
                row.getString("name"),
                new PaidSum(
                        row.getObject("account_id", UUID.class),
                        row.getObject("day", LocalDate.class),
                        row.getLong("amount_minor")));
    }

    /**
     * A sum that a file of the old layout told, and one of the new layout then, is one; its
     * payments stay with the name that came first.
     */
    private static Map<PaidSum, String> names(List<Deposit> deposits) {
        var names = new HashMap<PaidSum, String>();
        var alike = new HashSet<PaidSum>();
        for (Deposit one : deposits) {
            var other = names.putIfAbsent(one.sum(), one.name());
            if (other == null) {
                continue;
            }
            if (DaySums.isName(other) == DaySums.isName(one.name())) {
                alike.add(one.sum());
            } else if (DaySums.isName(one.name())) {
                names.put(one.sum(), one.name());
            }
        }
        names.keySet().removeAll(alike);
        return names;
    }
}
