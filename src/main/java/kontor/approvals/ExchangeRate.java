package kontor.approvals;

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
 * What one unit of a currency is in another, from a day on.
 *
 * @param rate more than zero, at most 12 digits before and after the point
 * @param asOf the day (UTC) from which it is used, until a newer one
 * @param told who says so, e.g. ECB
 */
record ExchangeRate(
        UUID id,
        Currency base,
        Currency quote,
        BigDecimal rate,
        LocalDate asOf,
        Optional<String> told,
        int version,
        Instant created,
        Instant updated) {

    /** The place of a rate: told again, it is corrected. */
    record Place(Currency base, Currency quote, LocalDate asOf) {}

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
        told.ifPresent(source -> view.put("source", source));
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}
