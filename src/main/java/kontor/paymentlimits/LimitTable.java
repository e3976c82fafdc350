package kontor.paymentlimits;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;

/** SQL of limits as they are in force, and of what was used of them. */
final class LimitTable {

    /** The id of a payment is made a moment before the payment. */
    private static final Duration ID_BEFORE_PAYMENT = Duration.ofMinutes(10);

    /** What one person does of one kind, in one currency, on one day. */
    record Key(UUID person, LimitedAction action, LimitedPayment type, Currency currency) {}

    /**
     * One list that binds a user.
     *
     * @param zone whose days count
     */
    record Binding(UUID user, PaymentLimits limits, ZoneId zone) {}

    private static final String BINDINGS =
            """
            SELECT b.user_id, u.payment_limits, r.payment_limits AS role_limits, o.zone
            FROM (SELECT a.id AS user_id, a.id AS by_id FROM users a
                    WHERE a.organization_id = :org AND a.id = ANY (:users)
                UNION
                SELECT c.user_id, p.id FROM counted_principals c
                    JOIN users p ON p.organization_id = c.organization_id AND p.principal_id = c.principal_id
                    WHERE c.organization_id = :org AND c.user_id = ANY (:users)
                        AND NOT p.programmatic AND p.revoked IS NULL) AS b
            JOIN users u ON u.organization_id = :org AND u.id = b.by_id
            JOIN roles r ON r.organization_id = :org AND r.id = u.role_id
            JOIN organizations o ON o.id = :org
            WHERE EXISTS (SELECT FROM roles l WHERE l.organization_id = :org AND l.payment_limits IS NOT NULL)
                OR EXISTS (SELECT FROM users l WHERE l.organization_id = :org AND l.payment_limits IS NOT NULL)
            ORDER BY b.user_id, b.user_id <> b.by_id, b.by_id
            """;

    /**
     * The lists that bind users: their own, those of their roles, and the same of the people for
     * whom they act. None at all where nobody in the organization has any.
     */
    List<Binding> bindings(Tx tx, Collection<UUID> users) {
        return tx
                .query(BINDINGS)
                .bind("users", users.toArray(UUID[]::new))
                .map((row, _) -> bindings(row))
                .list()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<Binding> bindings(ResultSet row) throws SQLException {
        var user = row.getObject("user_id", UUID.class);
        var zone = ZoneId.of(row.getString("zone"));
        var own = PaymentLimits.read(row.getString("payment_limits"));
        var role = PaymentLimits.read(row.getString("role_limits"));
        return List.of(new Binding(user, own, zone), new Binding(user, role, zone));
    }

    private static final Rows<Key> KEYS =
            Rows.of(
                    Column.id("person_id", Key::person),
                    Column.word("action", Key::action),
                    Column.word("payment_type", Key::type),
                    Column.text("currency", key -> key.currency().code()));

    private static final String USED =
            """
            SELECT l.person_id, l.action, l.payment_type, l.currency, l.amount_minor
            FROM payment_limit_use l
            JOIN unnest(:person_id::uuid[], :action::text[], :payment_type::text[], :currency::text[])
                    AS u (person_id, action, payment_type, currency)
                ON l.person_id = u.person_id AND l.action = u.action AND l.payment_type = u.payment_type
                    AND l.currency = u.currency
            WHERE l.organization_id = :org AND l.day = :day
            ORDER BY l.person_id, l.action, l.payment_type, l.currency
            """;

    private static final String HELD =
            """
            %s FOR UPDATE OF l
            """
                    .formatted(USED);

    /**
     * What was used that day; what was never counted is missing. Nobody else counts for these until
     * the transaction ends, unless it only reads.
     */
    Map<Key, BigInteger> used(Tx tx, LocalDate day, List<Key> keys) {
        return KEYS.bound(tx.query(tx.isReadOnly() ? USED : HELD), keys)
                .bind("day", day)
                .map((row, _) -> Map.entry(key(row), row.getBigDecimal(5).toBigInteger()))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(
                row.getObject(1, UUID.class),
                LimitedAction.valueOf(row.getString(2)),
                LimitedPayment.valueOf(row.getString(3)),
                Currency.known(row.getString(4)));
    }

    /** A key with an amount in minor units. */
    record Amount(Key key, BigInteger minor) {

        Key asKey() {
            return key;
        }
    }

    private static final Rows<Amount> AMOUNTS =
            Rows.of(
                    Column.id("person_id", one -> one.key.person()),
                    Column.word("action", one -> one.key.action()),
                    Column.word("payment_type", one -> one.key.type()),
                    Column.text("currency", one -> one.key.currency().code()),
                    Column.decimal("amount_minor", one -> new BigDecimal(one.minor)));

    private static final String BEGIN =
            AMOUNTS.insert(
                    """
                    INSERT INTO payment_limit_use (organization_id, day, %s)
                    SELECT :org, :day, %s FROM %s
                    ON CONFLICT DO NOTHING
                    """);

    /** Begins to count; where another node began a moment ago, its count stands. */
    void begin(Tx tx, LocalDate day, List<Amount> amounts) {
        AMOUNTS.bound(tx.update(BEGIN), amounts).bind("day", day).execute();
    }

    /** Counts more of what is locked. */
    void add(Tx tx, LocalDate day, List<Amount> amounts) {
        int rows =
                AMOUNTS.bound(
                                tx.update(
                                        """
                                        UPDATE payment_limit_use l
                                        SET amount_minor = l.amount_minor + u.amount_minor::numeric
                                        FROM unnest(:person_id::uuid[], :action::text[], :payment_type::text[],
                                                :currency::text[], :amount_minor::text[])
                                            AS u (person_id, action, payment_type, currency, amount_minor)
                                        WHERE l.organization_id = :org AND l.day = :day
                                            AND l.person_id = u.person_id AND l.action = u.action
                                            AND l.payment_type = u.payment_type AND l.currency = u.currency
                                        """),
                                amounts)
                        .bind("day", day)
                        .execute();
        Tx.allChanged(rows, amounts.size(), "counts of payments");
    }

    /** What a user made, by kind and currency. */
    record Made(UUID user, LimitedPayment type, Currency currency, BigInteger minor) {}

    /** Sums of what users made from a moment on. */
    List<Made> made(Tx tx, Collection<UUID> users, Instant since) {
        return tx.query(
                        """
                        SELECT p.creator_user_id, 'CREDIT_TRANSFER', p.currency, sum(p.amount_minor)
                        FROM credit_transfers p
                        WHERE p.organization_id = :org AND p.id >= :first AND p.created >= :since
                            AND p.creator_user_id = ANY (:users)
                        GROUP BY p.creator_user_id, p.currency
                        UNION ALL
                        SELECT p.creator_user_id, 'DIRECT_DEBIT', p.currency, sum(p.amount_minor)
                        FROM direct_debits p
                        WHERE p.organization_id = :org AND p.id >= :first AND p.created >= :since
                            AND p.creator_user_id = ANY (:users)
                        GROUP BY p.creator_user_id, p.currency
                        """)
                .bind("users", users.toArray(UUID[]::new))
                .bind("since", since)
                .bind("first", Ids.firstAt(since.minus(ID_BEFORE_PAYMENT)))
                .map(
                        (row, _) ->
                                new Made(
                                        row.getObject(1, UUID.class),
                                        LimitedPayment.valueOf(row.getString(2)),
                                        Currency.known(row.getString(3)),
                                        row.getBigDecimal(4).toBigInteger()))
                .list();
    }

    /**
     * Where nobody has limits any more nothing is counted, so nothing must be left to go on from.
     */
    void forgetUnlimited(Tx tx) {
        tx.update(
                        """
                        DELETE FROM payment_limit_use
                        WHERE organization_id = :org
                            AND NOT EXISTS (SELECT FROM roles l
                                WHERE l.organization_id = :org AND l.payment_limits IS NOT NULL)
                            AND NOT EXISTS (SELECT FROM users l
                                WHERE l.organization_id = :org AND l.payment_limits IS NOT NULL)
                        """)
                .execute();
    }
}
