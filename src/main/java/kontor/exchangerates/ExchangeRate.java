package kontor.exchangerates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Currency;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * An exchange rate: one unit of {@code base} is {@code rate} units of {@code quote}.
 *
 * @param rate greater than zero, at most 12 digits before and 12 after the point
 * @param asOf the day (UTC) from which it is used, until there is a newer one
 * @param source where it comes from, e.g. ECB
 */
public record ExchangeRate(
        UUID id,
        Currency base,
        Currency quote,
        BigDecimal rate,
        LocalDate asOf,
        Optional<String> source,
        int version,
        Instant created,
        Instant updated) {

    /** What is wrong with a code that is none. */
    public static final String NO_CURRENCY =
            "must be a currency of ISO 4217, three capital letters";

    /** What identifies a rate: a new one for the same currencies and day replaces it. */
    record Place(Currency base, Currency quote, LocalDate asOf) {

        /** Reads what {@link #text} made, as the place in a list. */
        static Place parse(String text) {
            String[] parts = text.split(" ");
            return new Place(
                    Currency.known(parts[1]), Currency.known(parts[2]), LocalDate.parse(parts[0]));
        }

        String text() {
            return asOf + " " + base.code() + " " + quote.code();
        }
    }

    Place place() {
        return new Place(base, quote, asOf);
    }

    ObjectNode view() {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("base", base.code())
                        .put("quote", quote.code())
                        .put("rate", rate.stripTrailingZeros().toPlainString())
                        .put("date", asOf.toString());
        source.ifPresent(text -> view.put("source", text));
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}
