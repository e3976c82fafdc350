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
                        opening_minor = CASE
                            WHEN excluded.opening_minor = d.closing_minor THEN d.opening_minor
                            WHEN excluded.closing_minor IN (d.opening_minor, d.closing_minor) THEN excluded.opening_minor
                            ELSE d.opening_minor END,
                        closing_minor = CASE
                            WHEN excluded.opening_minor IN (d.opening_minor, d.closing_minor) THEN excluded.closing_minor
                            ELSE d.closing_minor END,
                        entries = d.entries + excluded.entries,
                        credits_minor = d.credits_minor + excluded.credits_minor,
                        debits_minor = d.debits_minor + excluded.debits_minor,
                        statement_ids = d.statement_ids || excluded.statement_ids,
                        processed = excluded.processed
                    WHERE NOT d.complete OR excluded.entries > 0
                    """);

    /**
     * Adds the days of a statement, with the entries that it booked itself. A day that is complete
     * and of which it booked nothing stays as it is.
     */
    void add(Tx tx, Statement statement, List<EndOfDaySummary> days) {
        NEW.bound(tx.update(INSERT), days)
                .bind("account", statement.accountId())
                .bind("complete", statement.endOfDay())
                .bind("currency", statement.currency().code())
                .bind("statement", statement.id())
                .bind("now", tx.now())
                .execute();
    }

    /** Finds the balances around the last day of a statement anew, where several tell it. */
    void settle(Tx tx, Statement statement) {
        DayEnds.of(ends(tx, statement), bookedMinor(tx, statement))
                .ifPresent(ends -> set(tx, statement, ends));
    }

    /**
     * The balances around the last day of a statement, as the statements prove them that booked its
     * entries; in the order of their numbers. None when one of them ends with another day.
     */
    private List<DayEnds> ends(Tx tx, Statement statement) {
        return tx.query(
                        """
                        SELECT s.day_opening_minor, s.closing_minor FROM end_of_day_summaries d
                        JOIN statements s ON s.organization_id = d.organization_id AND s.id = ANY (d.statement_ids)
                        WHERE d.organization_id = :org AND d.account_id = :account AND d.date = :asOf
                            AND NOT EXISTS (
                                SELECT 1 FROM statements o
                                WHERE o.organization_id = :org AND o.id = ANY (d.statement_ids)
                                    AND (o.as_of <> d.date OR o.day_opening_minor IS NULL))
                        ORDER BY s.legal_sequence, s.sequence, s.page, s.id
                        """)
                .bind("account", statement.accountId())
                .bind("asOf", statement.asOf())
                .map((row, _) -> new DayEnds(row.getLong(1), row.getLong(2)))
                .list();
    }

    /** What was booked on the last day of a statement, debits negative. */
    private long bookedMinor(Tx tx, Statement statement) {
        return tx.query(
                        """
                        SELECT credits_minor - debits_minor FROM end_of_day_summaries
                        WHERE organization_id = :org AND account_id = :account AND date = :asOf
                        """)
                .bind("account", statement.accountId())
                .bind("asOf", statement.asOf())
                .map((row, _) -> row.getLong(1))
                .one();
    }

    /** Sets the balances around a day that is there. */
    private void set(Tx tx, Statement statement, DayEnds ends) {
        tx.update(
                        """
                        UPDATE end_of_day_summaries SET opening_minor = :opening, closing_minor = :closing
                        WHERE organization_id = :org AND account_id = :account AND date = :date
                            AND (opening_minor, closing_minor) <> (:opening, :closing)
                        """)
                .bind("account", statement.accountId())
                .bind("date", statement.asOf())
                .bind("opening", ends.openingMinor())
                .bind("closing", ends.closingMinor())
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
