package kontor.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of the balances. */
final class BalanceTable {

    private static final Rows<NewBalance> NEW =
            Rows.of(
                    Column.id("id", _ -> Ids.next()),
                    Column.id("account_id", NewBalance::accountId),
                    Column.word("type", NewBalance::type),
                    Column.word("reported_type", NewBalance::reportedType),
                    Column.big("amount_minor", balance -> balance.amount().amountMinor()),
                    Column.text("currency", balance -> balance.amount().currency().code()),
                    Column.date("local_date", NewBalance::localDate),
                    Column.time("reported", NewBalance::timestamp),
                    Column.text("source", NewBalance::source));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO balances (organization_id, %s, version)
                    SELECT :org, %s, 1
                    FROM %s
                    ON CONFLICT (organization_id, account_id, type, reported_type, local_date, source)
                        DO NOTHING
                    """);

    int insert(Tx tx, List<NewBalance> reported) {
        return NEW.bound(tx.update(INSERT), reported).execute();
    }

    /**
     * The statement that told a balance; other reports have names of the bank's as their source.
     */
    private static final String STATEMENT =
            """
            (SELECT s.id FROM statements s WHERE s.organization_id = :org AND s.id = CASE
                WHEN b.source ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN b.source::uuid END) AS statement_id\
            """;

    /**
     * A statement is made when its day is over; what it opened with was there when the day began.
     * So of two balances of a day the later one is the later one by its time, too.
     */
    private static final String REPORTED =
            """
            CASE b.reported_type
                WHEN 'OPEN' THEN least(b.reported, b.local_date::timestamp AT TIME ZONE a.zone)
                ELSE b.reported END AS reported\
            """;

    private static final String BY_DAY =
            """
            SELECT b.id, b.account_id, b.type, b.reported_type, b.amount_minor, b.currency, b.local_date, %s,
                b.version, %s
            FROM balances b
            JOIN accounts a ON a.organization_id = b.organization_id AND a.id = b.account_id
            WHERE b.organization_id = :org
                AND (:account::uuid IS NULL OR b.account_id = :account)
                AND (:within::uuid[] IS NULL OR b.account_id = ANY (:within))
                AND (:type::text IS NULL OR b.type = :type)
                AND (NOT :adjusted OR b.reported_type = 'CLOSE' AND NOT EXISTS (
                    SELECT FROM balances l
                    WHERE l.organization_id = :org AND l.account_id = b.account_id AND l.type = b.type
                        AND l.reported_type = 'CLOSE' AND l.local_date = b.local_date
                        AND (l.reported, l.id) > (b.reported, b.id)))
                AND (:date::date IS NULL OR (b.local_date, b.day_order, b.id) > (:date, :dayOrder, :id))
            ORDER BY b.local_date, b.day_order, b.id
            LIMIT :limit
            """
                    .formatted(REPORTED, STATEMENT);

    private static final String MOST_RECENT =
            """
            SELECT b.id, b.account_id, b.type, b.reported_type, b.amount_minor, b.currency, b.local_date, %s,
                b.version, %s
            FROM accounts a
            CROSS JOIN (VALUES ('AVAILABLE'), ('BOOKED')) AS kinds (type)
            CROSS JOIN LATERAL (
                SELECT n.id, n.account_id, n.type, n.reported_type, n.amount_minor, n.currency, n.local_date,
                    n.reported, n.source, n.version
                FROM balances n
                WHERE n.organization_id = :org AND n.account_id = a.id AND n.type = kinds.type
                    AND (NOT :adjusted OR n.reported_type = 'CLOSE')
                ORDER BY n.local_date DESC, n.day_order DESC, n.reported DESC, n.id DESC
                LIMIT 1
            ) AS b
            WHERE a.organization_id = :org
                AND (:account::uuid IS NULL OR a.id = :account)
                AND (:within::uuid[] IS NULL OR a.id = ANY (:within))
                AND (:type::text IS NULL OR kinds.type = :type)
                AND (:after = '' OR (a.id::text || ' ' || kinds.type) COLLATE "C" > :after)
            ORDER BY a.id, kinds.type COLLATE "C"
            LIMIT :limit
            """
                    .formatted(REPORTED, STATEMENT);

    /** By day, within a day by {@link Balance.ReportedType}, then in the order of arrival. */
    List<Balance> list(
            Tx tx, Balances.Selection filter, Balances.@Nullable Place after, int limit) {
        return tx.query(BY_DAY)
                .bind("account", filter.account().orElse(null))
                .bind("within", filter.limit().within())
                .bind("type", filter.stored().map(Enum::name).orElse(null))
                .bind("adjusted", filter.adjusted())
                .bind("date", after == null ? null : after.date())
                .bind("dayOrder", after == null ? 0 : after.dayOrder())
                .bind("id", after == null ? null : after.id())
                .bind("limit", limit)
                .map((row, _) -> balance(row, filter))
                .list();
    }

    /**
     * The newest of each account and type: one index lookup for each, however long its history is.
     */
    List<Balance> mostRecent(Tx tx, Balances.Selection filter, String after, int limit) {
        return tx.query(MOST_RECENT)
                .bind("account", filter.account().orElse(null))
                .bind("within", filter.limit().within())
                .bind("type", filter.stored().map(Enum::name).orElse(null))
                .bind("adjusted", filter.adjusted())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> balance(row, filter))
                .list();
    }

    static String placeOfMostRecent(Balance balance) {
        return balance.accountId() + " " + balance.type();
    }

    private static Balance balance(ResultSet row, Balances.Selection filter) throws SQLException {
        return new Balance(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                filter.adjusted()
                        ? Balance.Type.BOOKED_ADJUSTED
                        : Balance.Type.valueOf(row.getString("type")),
                Balance.ReportedType.valueOf(row.getString("reported_type")),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getObject("local_date", LocalDate.class),
                row.getTimestamp("reported").toInstant(),
                Optional.ofNullable(row.getObject("statement_id", UUID.class)),
                row.getInt("version"));
    }
}
