package kontor.batches;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kontor.core.Currency;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** Sums per currency, and the first and last date, of some records; adds up as it goes. */
final class Totals {

    private final TreeMap<String, BigInteger> minorByCurrency = new TreeMap<>();
    private @Nullable LocalDate from;
    private @Nullable LocalDate to;

    void add(BatchKind.Facts facts) {
        minorByCurrency.merge(
                facts.amount().currency().code(),
                BigInteger.valueOf(facts.amount().amountMinor()),
                BigInteger::add);
        dates(facts.date(), facts.date());
    }

    void add(Totals more) {
        more.minorByCurrency.forEach(
                (currency, minor) -> minorByCurrency.merge(currency, minor, BigInteger::add));
        dates(more.from, more.to);
    }

    private void dates(@Nullable LocalDate first, @Nullable LocalDate last) {
        if (first != null && (from == null || first.isBefore(from))) {
            from = first;
        }
        if (last != null && (to == null || last.isAfter(to))) {
            to = last;
        }
    }

    /** The sums in minor units. */
    Map<Currency, BigInteger> sums() {
        var sums = new LinkedHashMap<Currency, BigInteger>();
        minorByCurrency.forEach((code, minor) -> sums.put(Currency.known(code), minor));
        return sums;
    }

    String stored() {
        var stored = Json.object();
        var sums = stored.putObject("sums");
        minorByCurrency.forEach((currency, minor) -> sums.put(currency, minor.toString()));
        if (from != null && to != null) {
            stored.put("from", from.toString()).put("to", to.toString());
        }
        return Json.write(stored);
    }

    static Totals read(@Nullable String stored) {
        var totals = new Totals();
        if (stored != null) {
            JsonNode node = Json.readOwn(stored);
            node.path("sums")
                    .properties()
                    .forEach(
                            sum ->
                                    totals.minorByCurrency.put(
                                            sum.getKey(), new BigInteger(sum.getValue().asText())));
            if (node.has("from")) {
                totals.dates(
                        LocalDate.parse(node.path("from").asText()),
                        LocalDate.parse(node.path("to").asText()));
            }
        }
        return totals;
    }

    /** The sums as decimals with their currencies. */
    String words() {
        return minorByCurrency.entrySet().stream()
                .map(one -> decimal(one.getKey(), one.getValue()) + " " + one.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String decimal(String currency, BigInteger minor) {
        return new BigDecimal(minor, Currency.known(currency).minorDigits()).toPlainString();
    }

    /** BatchAmountSums with dateFrom and dateTo, into the object that shows them. */
    ObjectNode show(ObjectNode view) {
        ArrayNode sums = view.putArray("sums");
        minorByCurrency.forEach(
                (code, minor) ->
                        sums.addObject()
                                .put("currency", code)
                                .put("value", minor)
                                .put("stringValue", decimal(code, minor)));
        if (from != null && to != null) {
            view.put("dateFrom", from.toString()).put("dateTo", to.toString());
        }
        return view;
    }
}
