package kontor.limitpages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.forms.Amounts;
import kontor.paymentlimits.PaymentLimit;
import kontor.paymentlimits.PaymentLimits;
import kontor.visits.FormFields;
import kontor.wire.Json;

/**
 * A line of the form for payment limits; a line without amounts is left out.
 *
 * @param number of the line, behind the names of its fields
 */
public record LimitRow(
        int number,
        String action,
        String paymentType,
        String currency,
        String largest,
        String perDay) {

    /** Empty lines below those that are filled in. */
    private static final int MORE = 3;

    private static final int MOST = 100;

    static List<LimitRow> of(PaymentLimits limits) {
        var rows = new ArrayList<LimitRow>();
        for (var limit : limits.all()) {
            rows.add(of(rows.size(), limit));
        }
        return withMore(rows);
    }

    private static LimitRow of(int number, PaymentLimit limit) {
        return new LimitRow(
                number,
                limit.action().name(),
                limit.type().name(),
                limit.currency().code(),
                limit.largest().map(Money::plain).orElse(""),
                limit.perDay().map(Money::plain).orElse(""));
    }

    /** As they were typed. */
    static List<LimitRow> typed(FormFields form) {
        return withMore(filled(form));
    }

    private static List<LimitRow> withMore(List<LimitRow> rows) {
        var all = new ArrayList<>(rows);
        while (all.size() < Math.min(MOST, rows.size() + MORE)) {
            all.add(new LimitRow(all.size(), "CREATE", "CREDIT_TRANSFER", "", "", ""));
        }
        return all;
    }

    private static List<LimitRow> filled(FormFields form) {
        return IntStream.range(0, MOST)
                .mapToObj(number -> typed(form, number))
                .filter(row -> !(row.currency + row.largest + row.perDay).isBlank())
                .toList();
    }

    private static LimitRow typed(FormFields form, int number) {
        return new LimitRow(
                number,
                form.text("action." + number).strip(),
                form.text("paymentType." + number).strip(),
                form.text("currency." + number).strip(),
                form.text("largest." + number).strip(),
                form.text("perDay." + number).strip());
    }

    /** The member that a program would send. */
    static ArrayNode json(FormFields form) {
        var json = Json.array();
        for (var row : filled(form)) {
            var one = json.addObject();
            one.put("action", row.action).put("paymentType", row.paymentType);
            row.put(one, "largest", row.largest);
            row.put(one, "perDay", row.perDay);
        }
        return json;
    }

    private void put(ObjectNode one, String name, String amount) {
        if (!amount.isEmpty()) {
            var limit = one.putObject(name).put("currency", currency);
            limit.put("stringValue", Amounts.read(amount, Currency.find(currency)));
        }
    }
}
