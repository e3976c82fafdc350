package kontor.overviews;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kontor.core.AccountLimit;
import kontor.core.Currency;
import kontor.db.Tx;

/** SQL of balances and flows by day. */
final class CashTable {

    /**
     * What the accounts in a currency did on a day.
     *
     * @param opened what accounts held before, of which this is the first day
     * @param moved by how much the day changed what they held
     */
    record Moved(
            Currency currency,
            LocalDate date,
            BigInteger opened,
            BigInteger moved,
            BigInteger credits,
            BigInteger debits) {}

    /** Money that was taken back from an account, without sign. */
    record Returned(Currency currency, LocalDate date, BigInteger amount) {}

    /** By currency, then by day. */
    List<Moved> moved(Tx tx, AccountLimit within, LocalDate from) {
        return tx.query(
                        """
                        SELECT d.currency, d.date,
                            sum(CASE WHEN d.place = 1 THEN d.opening_minor ELSE 0 END) AS opened,
                            sum(d.closing_minor - d.before_minor) AS moved,
                            sum(d.credits_minor) AS credits, sum(d.debits_minor) AS debits
                        FROM (
                            SELECT e.currency, e.date, e.opening_minor, e.closing_minor, e.credits_minor, e.debits_minor,
                                lag(e.closing_minor, 1, e.opening_minor)
                                    OVER (PARTITION BY e.account_id ORDER BY e.date) AS before_minor,
                                row_number() OVER (PARTITION BY e.account_id ORDER BY e.date) AS place
                            FROM end_of_day_summaries e
                            WHERE e.organization_id = :org AND e.complete AND e.date >= :from
                                AND (:within::uuid[] IS NULL OR e.account_id = ANY (:within))
                        ) AS d
                        GROUP BY d.currency, d.date
                        ORDER BY d.currency, d.date
                        """)
                .bind("within", within.within())
                .bind("from", from)
                .map((row, _) -> moved(row))
                .list();
    }

    private static Moved moved(ResultSet row) throws SQLException {
        return new Moved(
                Currency.known(row.getString("currency")),
                row.getObject("date", LocalDate.class),
                whole(row.getBigDecimal("opened")),
                whole(row.getBigDecimal("moved")),
                whole(row.getBigDecimal("credits")),
                whole(row.getBigDecimal("debits")));
    }

    private static BigInteger whole(BigDecimal sum) {
        return sum.toBigIntegerExact();
    }

    /** What those accounts hold, by currency, of which no day since {@code from} is booked. */
    Map<Currency, BigInteger> quiet(Tx tx, AccountLimit within, LocalDate from) {
        return tx.query(
                        """
                        SELECT last.currency, sum(last.closing_minor) AS closing
                        FROM accounts a
                        CROSS JOIN LATERAL (
                            SELECT e.currency, e.closing_minor, e.date FROM end_of_day_summaries e
                            WHERE e.organization_id = :org AND e.account_id = a.id AND e.complete
                            ORDER BY e.date DESC LIMIT 1
                        ) AS last
                        WHERE a.organization_id = :org AND last.date < :from
                            AND (:within::uuid[] IS NULL OR a.id = ANY (:within))
                        GROUP BY last.currency
                        """)
                .bind("within", within.within())
                .bind("from", from)
                .map(
                        (row, _) ->
                                Map.entry(
                                        Currency.known(row.getString("currency")),
                                        whole(row.getBigDecimal("closing"))))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Returned collections, by currency and day. */
    List<Returned> returned(Tx tx, AccountLimit within, LocalDate from) {
        return tx.query(
                        """
                        SELECT t.currency, t.date, -sum(t.amount_minor) AS amount
                        FROM transactions t
                        WHERE t.organization_id = :org AND t.returned AND t.date >= :from AND t.amount_minor < 0
                            AND (:within::uuid[] IS NULL OR t.account_id = ANY (:within))
                        GROUP BY t.currency, t.date
                        """)
                .bind("within", within.within())
                .bind("from", from)
                .map(
                        (row, _) ->
                                new Returned(
                                        Currency.known(row.getString("currency")),
                                        row.getObject("date", LocalDate.class),
                                        whole(row.getBigDecimal("amount"))))
                .list();
    }

    /** The last days that statements closed, newest first, by account; of those in use. */
    List<Rhythm> rhythms(Tx tx, AccountLimit within, int days) {
        return tx.query(
                        """
                        SELECT a.id, coalesce(a.alias, a.name) AS name, a.zone, last.dates
                        FROM accounts a
                        CROSS JOIN LATERAL (
                            SELECT array_agg(e.date ORDER BY e.date DESC) AS dates FROM (
                                SELECT s.date FROM end_of_day_summaries s
                                WHERE s.organization_id = :org AND s.account_id = a.id AND s.complete
                                ORDER BY s.date DESC LIMIT :days
                            ) AS e
                        ) AS last
                        WHERE a.organization_id = :org AND a.status = 'ACTIVE' AND last.dates IS NOT NULL
                            AND (:within::uuid[] IS NULL OR a.id = ANY (:within))
                        ORDER BY a.id
                        """)
                .bind("within", within.within())
                .bind("days", days)
                .map((row, _) -> Rhythm.of(row))
                .list();
    }
}
