package kontor.rtransactions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.core.AccountLimit;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** SQL of R-transactions. */
final class RTransactionTable {

    private static final String COLUMNS =
            """
            r.id, r.payment, r.payment_id, r.account_id, r.kind, r.started_by, r.code, r.description, r.action,
                r.date, r.settled, r.amount_minor, r.charges_minor, r.currency, r.unauthorized, r.out_of_time,
                r.known, r.dispute_until, r.transaction_id, r.version, r.created, r.updated\
            """;

    private static final String WHICH =
            """
            r.organization_id = :org
                AND (:kind::text IS NULL OR r.kind = :kind)
                AND (:code::text IS NULL OR r.code = :code)
                AND (:account::uuid IS NULL OR r.account_id = :account)
                AND (:payment::uuid IS NULL OR r.payment_id = :payment)
                AND (:from::date IS NULL OR r.date >= :from)
                AND (:to::date IS NULL OR r.date <= :to)
                AND (:within::uuid[] IS NULL OR r.account_id = ANY (:within))\
            """;

    /** What a bank may tell otherwise later. */
    private static final Rows<RTransaction> TOLD =
            Rows.of(
                    Column.word("kind", one -> one.how().kind()),
                    Column.word("started_by", one -> one.how().startedBy()),
                    Column.text("code", RTransaction::code),
                    Column.text("description", RTransaction::description),
                    Column.text("action", RTransaction::action),
                    Column.date("date", one -> one.how().date()),
                    Column.optionalBig(
                            "amount_minor", one -> one.how().amount().map(Money::amountMinor)),
                    Column.optionalBig(
                            "charges_minor", one -> one.how().charges().map(Money::amountMinor)),
                    Column.flag("unauthorized", one -> one.how().unauthorized()),
                    Column.flag("out_of_time", one -> one.how().outOfTime()),
                    Column.flag("known", one -> one.how().known()),
                    Column.optionalDate("dispute_until", one -> one.how().disputeUntil()),
                    Column.optionalId("transaction_id", RTransaction::transactionId),
                    Column.number("version", RTransaction::version),
                    Column.time("updated", RTransaction::updated));

    private static final Rows<RTransaction> NEW =
            TOLD.and(
                    Rows.of(
                            Column.id("id", RTransaction::id),
                            Column.text("payment", RTransaction::payment),
                            Column.id("payment_id", RTransaction::paymentId),
                            Column.id("account_id", RTransaction::accountId),
                            Column.date("settled", RTransaction::settled),
                            Column.text("currency", one -> one.currency().code()),
                            Column.time("created", RTransaction::created)));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO r_transactions (organization_id, %s)
                    SELECT :org, %s
                    FROM %s
                    """);

    void insert(Tx tx, List<RTransaction> made) {
        if (!made.isEmpty()) {
            NEW.bound(tx.update(INSERT), made).execute();
        }
    }

    private static final Rows<RTransaction> CHANGED =
            TOLD.and(Rows.of(Column.id("id", RTransaction::id).asKey()));

    private static final String UPDATE =
            CHANGED.update(
                    """
                    UPDATE r_transactions r SET %s
                    FROM %s
                    WHERE r.organization_id = :org AND r.id = u.id AND r.version = u.version - 1
                    """);

    void update(Tx tx, List<RTransaction> changed) {
        if (!changed.isEmpty()) {
            int rows = CHANGED.bound(tx.update(UPDATE), changed).execute();
            Tx.allChanged(rows, changed.size(), "R-transactions");
        }
    }

    private static final String OF_PAYMENTS =
            """
            SELECT %s FROM r_transactions r
            WHERE r.organization_id = :org AND r.payment_id = ANY (:payments)
            ORDER BY r.created, r.id
            """
                    .formatted(COLUMNS);

    /** By payment, the oldest first. */
    Map<UUID, List<RTransaction>> ofPayments(Tx tx, Collection<UUID> payments) {
        return tx
                .query(OF_PAYMENTS)
                .bind("payments", payments.toArray(UUID[]::new))
                .map((row, _) -> read(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(RTransaction::paymentId));
    }

    Set<UUID> booked(Tx tx, Collection<UUID> payments) {
        return Set.copyOf(
                tx.query(
                                """
                                SELECT DISTINCT payment_id FROM r_transactions
                                WHERE organization_id = :org AND payment_id = ANY (:payments)
                                    AND transaction_id IS NOT NULL
                                """)
                        .bind("payments", payments.toArray(UUID[]::new))
                        .mapTo(UUID.class)
                        .list());
    }

    private static final String FIND =
            """
            SELECT %s FROM r_transactions r WHERE r.organization_id = :org AND r.id = :id
            """
                    .formatted(COLUMNS);

    Optional<RTransaction> find(Tx tx, UUID id) {
        return tx.query(FIND).bind("id", id).map((row, _) -> read(row)).findOne();
    }

    private static final String LIST =
            """
            SELECT %s FROM r_transactions r
            WHERE %s
                AND (:beforeDate::date IS NULL OR (r.date, r.id) < (:beforeDate::date, :beforeId::uuid))
            ORDER BY r.date DESC, r.id DESC
            LIMIT :limit
            """
                    .formatted(COLUMNS, WHICH);

    /** The latest day first. */
    List<RTransaction> list(
            Tx tx,
            AccountLimit within,
            RTransactionFilter filter,
            @Nullable LocalDate beforeDate,
            @Nullable UUID beforeId,
            int limit) {
        return narrowed(tx.query(LIST), filter, within)
                .bind("beforeDate", beforeDate)
                .bind("beforeId", beforeId)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list();
    }

    /** By payment: the other side, and the reference. */
    Map<UUID, RTransactions.Party> parties(Tx tx, Collection<UUID> payments) {
        return tx.query(
                        """
                        SELECT d.id, d.source_holder::json ->> 'legalName' AS name, d.reference,
                            d.amount_minor, d.currency
                        FROM direct_debits d
                        WHERE d.organization_id = :org AND d.id = ANY (:ids)
                        UNION ALL
                        SELECT c.id, c.destination_holder::json ->> 'legalName', c.reference,
                            c.amount_minor, c.currency
                        FROM credit_transfers c
                        WHERE c.organization_id = :org AND c.id = ANY (:ids)
                        """)
                .bind("ids", payments.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                new RTransactions.Party(
                                        row.getObject("id", UUID.class),
                                        Optional.ofNullable(row.getString("name")).orElse(""),
                                        row.getString("reference"),
                                        Money.of(
                                                row.getLong("amount_minor"),
                                                row.getString("currency"))))
                .collectToMap(RTransactions.Party::payment, one -> one);
    }

    private static final String TOTALS =
            """
            SELECT r.kind, r.code, r.currency, count(*) AS count,
                coalesce(sum(r.amount_minor), 0) AS amount, coalesce(sum(r.charges_minor), 0) AS charges,
                coalesce(sum(CASE WHEN r.amount_minor IS NULL THEN coalesce(d.amount_minor, c.amount_minor) END), 0)
                    AS missed
            FROM r_transactions r
            LEFT JOIN direct_debits d
                ON d.organization_id = :org AND d.id = r.payment_id AND r.amount_minor IS NULL
                    AND r.payment = 'direct_debits'
            LEFT JOIN credit_transfers c
                ON c.organization_id = :org AND c.id = r.payment_id AND r.amount_minor IS NULL
                    AND r.payment = 'credit_transfers'
            WHERE %s
            GROUP BY r.kind, r.code, r.currency
            ORDER BY count(*) DESC, r.kind, r.code, r.currency
            LIMIT :limit
            """
                    .formatted(WHICH);

    /** The most frequent first. */
    List<RTransactionTotal> totals(
            Tx tx, AccountLimit within, RTransactionFilter filter, int limit) {
        return narrowed(tx.query(TOTALS), filter, within)
                .bind("limit", limit)
                .map(
                        (row, _) ->
                                new RTransactionTotal(
                                        RTransactionKind.valueOf(row.getString("kind")),
                                        row.getString("code"),
                                        row.getLong("count"),
                                        sum(row, "amount"),
                                        sum(row, "missed"),
                                        sum(row, "charges")))
                .list();
    }

    private static Money sum(ResultSet row, String column) throws SQLException {
        return Money.of(row.getLong(column), row.getString("currency"));
    }

    private static Query narrowed(Query query, RTransactionFilter filter, AccountLimit within) {
        return query.bind("kind", filter.kind().map(Enum::name).orElse(null))
                .bind("code", filter.code().orElse(null))
                .bind("account", filter.accountId().orElse(null))
                .bind("payment", filter.paymentId().orElse(null))
                .bind("from", filter.dates().from().orElse(null))
                .bind("to", filter.dates().to().orElse(null))
                .bind("within", within.within());
    }

    private static RTransaction read(ResultSet row) throws SQLException {
        return new RTransaction(
                row.getObject("id", UUID.class),
                row.getString("payment"),
                row.getObject("payment_id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("code"),
                row.getString("description"),
                row.getString("action"),
                how(row),
                Currency.known(row.getString("currency")),
                row.getObject("settled", LocalDate.class),
                Optional.ofNullable(row.getObject("transaction_id", UUID.class)),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }

    private static CameBack how(ResultSet row) throws SQLException {
        return new CameBack(
                RTransactionKind.valueOf(row.getString("kind")),
                StartedBy.valueOf(row.getString("started_by")),
                row.getObject("date", LocalDate.class),
                money(row, "amount_minor"),
                money(row, "charges_minor"),
                row.getBoolean("unauthorized"),
                row.getBoolean("out_of_time"),
                ReasonRule.isKnown(row.getString("code")),
                Optional.ofNullable(row.getObject("dispute_until", LocalDate.class)));
    }

    private static Optional<Money> money(ResultSet row, String column) throws SQLException {
        var minor = row.getObject(column, Long.class);
        return minor == null
                ? Optional.empty()
                : Optional.of(Money.of(minor, row.getString("currency")));
    }
}
