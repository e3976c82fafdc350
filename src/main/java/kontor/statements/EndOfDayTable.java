package kontor.statements;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kontor.core.Currency;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.wire.DateRange;
import org.jspecify.annotations.Nullable;

/** SQL of the end-of-day summaries. */
final class EndOfDayTable {

    private static final Rows<EndOfDaySummary> NEW =
            Rows.of(
                    Column.date("date", EndOfDaySummary::date),
                    Column.big("opening_minor", EndOfDaySummary::openingMinor),
                    Column.big("closing_minor", EndOfDaySummary::closingMinor),
                    Column.big("entries", day -> day.sum().entries()),
                    Column.big("credits_minor", day -> day.sum().creditsMinor()),
                    Column.big("debits_minor", day -> day.sum().debitsMinor()));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO end_of_day_summaries AS d (organization_id, %s, account_id, complete, currency, statement_ids, processed)
                    SELECT :org, %s, :account, :complete, :currency, ARRAY[:statement]::uuid[], :now
                    FROM %s
                    ON CONFLICT (organization_id, account_id, date) DO UPDATE
                    SET complete = d.complete OR excluded.complete,
                        opening_minor = CASE WHEN d.complete OR NOT :opens THEN d.opening_minor
                            ELSE excluded.opening_minor END,
                        closing_minor = CASE WHEN excluded.complete OR excluded.opening_minor = d.closing_minor
                            THEN excluded.closing_minor ELSE d.closing_minor END,
                        entries = d.entries + excluded.entries,
                        credits_minor = d.credits_minor + excluded.credits_minor,
                        debits_minor = d.debits_minor + excluded.debits_minor,
                        statement_ids = d.statement_ids || excluded.statement_ids,
                        processed = excluded.processed
                    WHERE NOT d.complete
                        OR d.date = :last AND excluded.opening_minor = d.closing_minor AND excluded.entries > 0
                    """);

    /**
     * Adds the days of a statement. A day before its last one that is complete stays as it is. Its
     * last day grows when the statement continues where the earlier one ended, or when only earlier
     * pages of it were booked.
     *
     * @param opens its opening balance is that of the day, not that of a later page
     */
    void add(Tx tx, Statement statement, boolean opens, List<EndOfDaySummary> days) {
        NEW.bound(tx.update(INSERT), days)
                .bind("account", statement.accountId())
                .bind("complete", statement.endOfDay())
                .bind("currency", statement.currency().code())
                .bind("statement", statement.id())
                .bind("now", tx.now())
                .bind("opens", opens)
                .bind("last", statement.asOf())
                .execute();
    }

    /** Newest first. */
    List<EndOfDaySummary> list(
            Tx tx, UUID account, DateRange dates, @Nullable LocalDate before, int limit) {
        return tx.query(
                        """
                        SELECT account_id, date, currency, opening_minor, closing_minor, entries, credits_minor,
                            debits_minor, statement_ids, processed
                        FROM end_of_day_summaries
                        WHERE organization_id = :org AND account_id = :account AND complete
                            AND (:from::date IS NULL OR date >= :from)
                            AND (:to::date IS NULL OR date <= :to)
                            AND (:before::date IS NULL OR date < :before)
                        ORDER BY date DESC
                        LIMIT :limit
                        """)
                .bind("account", account)
                .bind("from", dates.from().orElse(null))
                .bind("to", dates.to().orElse(null))
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> summary(row))
                .list();
    }

    private static EndOfDaySummary summary(ResultSet row) throws SQLException {
        return new EndOfDaySummary(
                row.getObject("account_id", UUID.class),
                row.getObject("date", LocalDate.class),
                Currency.known(row.getString("currency")),
                row.getLong("opening_minor"),
                row.getLong("closing_minor"),
                new DaySums.Sum(
                        row.getLong("entries"),
                        row.getLong("credits_minor"),
                        row.getLong("debits_minor")),
                List.of((UUID[]) row.getArray("statement_ids").getArray()),
                row.getTimestamp("processed").toInstant());
    }
}
