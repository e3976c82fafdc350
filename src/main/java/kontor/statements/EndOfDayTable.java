package kontor.statements;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kontor.core.Currency;
import kontor.db.Tx;
import kontor.wire.DateRange;
import org.jspecify.annotations.Nullable;

/** SQL of the end-of-day summaries. */
final class EndOfDayTable {

    /**
     * Adds the days of a statement. A day before its last one that is complete stays as it is. Its
     * last day grows when the statement continues where the earlier one ended, or when only earlier
     * pages of it were booked.
     *
     * @param opens its opening balance is that of the day, not that of a later page
     */
    void add(Tx tx, Statement statement, boolean opens, List<EndOfDaySummary> days) {
        tx.update(
                        """
                        INSERT INTO end_of_day_summaries AS d (organization_id, account_id, date, complete, currency,
                            opening_minor, closing_minor, entries, credits_minor, debits_minor, statement_ids,
                            processed)
                        SELECT :org, :account, u.date, :complete, :currency, u.opening, u.closing, u.entries,
                            u.credits, u.debits, ARRAY[:statement]::uuid[], :now
                        FROM unnest(:dates::date[], :openings::bigint[], :closings::bigint[], :entries::bigint[],
                            :credits::bigint[], :debits::bigint[])
                            AS u (date, opening, closing, entries, credits, debits)
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
                        """)
                .bind("account", statement.accountId())
                .bind("complete", statement.endOfDay())
                .bind("currency", statement.currency().code())
                .bind("statement", statement.id())
                .bind("now", tx.now())
                .bind("opens", opens)
                .bind("last", statement.asOf())
                .bind("dates", column(days, LocalDate[]::new, EndOfDaySummary::date))
                .bind("openings", column(days, Long[]::new, EndOfDaySummary::openingMinor))
                .bind("closings", column(days, Long[]::new, EndOfDaySummary::closingMinor))
                .bind("entries", column(days, Long[]::new, day -> day.sum().entries()))
                .bind("credits", column(days, Long[]::new, day -> day.sum().creditsMinor()))
                .bind("debits", column(days, Long[]::new, day -> day.sum().debitsMinor()))
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
