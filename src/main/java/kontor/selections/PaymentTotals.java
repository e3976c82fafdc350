package kontor.selections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import kontor.core.Currency;
import kontor.wire.Json;

/**
 * How many payments a filter finds and how much they are together, per currency.
 *
 * @param complete whether all were counted; else there are more, and each figure is "at least"
 */
public record PaymentTotals(List<Total> totals, boolean complete) {

    /** How many are counted at most, so that the answer takes a bounded time. */
    public static final int MOST = 100_000;

    /**
     * What a currency has.
     *
     * @param sum in minor units; more than a single amount can be
     */
    public record Total(Currency currency, long count, BigInteger sum) {

        private ObjectNode view() {
            var view = Json.object().put("currency", currency.code()).put("count", count);
            return view.put("sum", sum.toString())
                    .put("stringSum", new BigDecimal(sum, currency.minorDigits()).toPlainString());
        }
    }

    public PaymentTotals {
        totals = List.copyOf(totals);
    }

    public ObjectNode view() {
        var view = Json.object();
        var items = view.putArray("totals");
        totals.forEach(total -> items.add(total.view()));
        return view.put("complete", complete);
    }
}
