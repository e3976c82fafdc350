package kontor.exchangerates;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of the exchange rates. */
final class RateTable {

    private static final Rows<NewRates.One> NEW =
            Rows.of(
                    Column.text("base", rate -> rate.place().base().code()),
                    Column.text("quote", rate -> rate.place().quote().code()),
                    Column.date("as_of", rate -> rate.place().asOf()),
                    Column.id("id", _ -> Ids.next()),
                    Column.decimal("rate", NewRates.One::rate),
                    Column.optionalText("source", NewRates.One::source));

    private static final String STORE =
            NEW.insert(
                    """
                    INSERT INTO exchange_rates AS exchange_rates (organization_id, %s, version, created, updated)
                    SELECT :org, %s, 1, :now, :now
                    FROM %s
                    ORDER BY u.base, u.quote, u.as_of
                    ON CONFLICT (organization_id, base, quote, as_of) DO UPDATE
                    SET rate = excluded.rate, source = excluded.source,
                        version = exchange_rates.version + 1, updated = excluded.updated
                    RETURNING id, base, quote, rate, as_of, source, version, created, updated
                    """);

    /**
     * Inserts or replaces, in the order of the key, so that two nodes cannot deadlock. Returns the
     * rows as they are afterwards.
     */
    Map<ExchangeRate.Place, ExchangeRate> store(Tx tx, List<NewRates.One> rates) {
        return NEW.bound(tx.query(STORE), rates)
                .bind("now", tx.now())
                .map((row, _) -> rate(row))
                .collectToMap(ExchangeRate::place, rate -> rate);
    }

    /**
     * For each pair the rate of this day, or the last one before it; pairs without any are missing.
     */
    Map<Rates.Pair, Rates.Dated> newest(Tx tx, Collection<Rates.Pair> pairs, LocalDate day) {
        var wanted = List.copyOf(pairs);
        return tx.query(
                        """
                        SELECT r.base, r.quote, r.rate, r.as_of
                        FROM unnest(:bases::text[], :quotes::text[]) AS u (base, quote)
                        CROSS JOIN LATERAL (
                            SELECT e.base, e.quote, e.rate, e.as_of
                            FROM exchange_rates e
                            WHERE e.organization_id = :org AND e.base = u.base AND e.quote = u.quote
                                AND e.as_of <= :day
                            ORDER BY e.as_of DESC
                            LIMIT 1
                        ) AS r
                        """)
                .bind("bases", column(wanted, String[]::new, pair -> pair.base().code()))
                .bind("quotes", column(wanted, String[]::new, pair -> pair.quote().code()))
                .bind("day", day)
                .map(
                        (row, _) ->
                                Map.entry(
                                        new Rates.Pair(
                                                Currency.known(row.getString(1)),
                                                Currency.known(row.getString(2))),
                                        new Rates.Dated(
                                                row.getBigDecimal(3),
                                                row.getObject(4, LocalDate.class))))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Newest day first; {@code after} is the last place of the page before. */
    List<ExchangeRate> list(
            Tx tx,
            Optional<Currency> base,
            Optional<Currency> quote,
            ExchangeRate.@Nullable Place after,
            int limit) {
        return tx.query(
                        """
                        SELECT id, base, quote, rate, as_of, source, version, created, updated
                        FROM exchange_rates
                        WHERE organization_id = :org
                            AND (:base::text IS NULL OR base = :base)
                            AND (:quote::text IS NULL OR quote = :quote)
                            AND (:day::date IS NULL
                                OR (as_of, base, quote) < (:day::date, :afterBase, :afterQuote))
                        ORDER BY as_of DESC, base DESC, quote DESC
                        LIMIT :limit
                        """)
                .bind("base", base.map(Currency::code).orElse(null))
                .bind("quote", quote.map(Currency::code).orElse(null))
                .bind("day", after == null ? null : after.asOf())
                .bind("afterBase", after == null ? null : after.base().code())
                .bind("afterQuote", after == null ? null : after.quote().code())
                .bind("limit", limit)
                .map((row, _) -> rate(row))
                .list();
    }

    private static ExchangeRate rate(ResultSet row) throws SQLException {
        return new ExchangeRate(
                row.getObject("id", UUID.class),
                Currency.known(row.getString("base")),
                Currency.known(row.getString("quote")),
                row.getBigDecimal("rate"),
                row.getObject("as_of", LocalDate.class),
                Optional.ofNullable(row.getString("source")),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
