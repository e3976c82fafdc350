package kontor.approvals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import kontor.core.Currency;
import kontor.core.Fault;
import kontor.core.Money;
import kontor.exchangerates.Rates;
import kontor.wire.Json;
import kontor.wire.JsonFields;

/**
 * A condition on the amount of a payment; all bounds must hold. {@code lt} is the API's, the other
 * comparisons are Kontor's own.
 *
 * @param convertCurrency whether a bound is converted to the currency of the payment before they
 *     are compared; if not, the condition fails for a payment in another currency
 */
record AmountCondition(List<Bound> bounds, boolean convertCurrency) {

    private static final String CONVERT = "convertCurrency";

    enum Comparison {
        LT,
        LTE,
        GT,
        GTE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * @param sign of the difference: the amount of the payment minus the bound
         */
        boolean holds(int sign) {
            return switch (this) {
                case LT -> sign < 0;
                case LTE -> sign <= 0;
                case GT -> sign > 0;
                case GTE -> sign >= 0;
            };
        }
    }

    record Bound(Comparison comparison, Money amount) {}

    AmountCondition {
        bounds = List.copyOf(bounds);
    }

    Verdict judge(Money payment, Rates rates) {
        var verdict = Verdict.HOLDS;
        for (Bound bound : bounds) {
            if (!convertCurrency && !bound.amount.currency().equals(payment.currency())) {
                return Verdict.FAILS;
            }
            var sign = rates.compare(payment, bound.amount);
            if (sign.isPresent() && !bound.comparison.holds(sign.getAsInt())) {
                return Verdict.FAILS;
            }
            if (sign.isEmpty()) {
                verdict = Verdict.UNKNOWN;
            }
        }
        return verdict;
    }

    /** The currencies from which it converts. */
    Stream<Currency> converted() {
        return convertCurrency
                ? bounds.stream().map(bound -> bound.amount.currency())
                : Stream.empty();
    }

    static Optional<AmountCondition> read(JsonFields condition, String name) {
        return condition.object(name).map(AmountCondition::read);
    }

    private static AmountCondition read(JsonFields fields) {
        fields.knowsOnly("lt", "lte", "gt", "gte", CONVERT);
        var bounds = new ArrayList<Bound>();
        boolean any = false;
        for (Comparison comparison : Comparison.values()) {
            if (fields.has(comparison.word())) {
                any = true;
                var amount = fields.amount(comparison.word());
                amount.ifPresent(money -> bounds.add(new Bound(comparison, money)));
            }
        }
        if (!any) {
            fields.fault(Fault.invalid("", "must have one of lt, lte, gt, gte"));
        }
        return new AmountCondition(bounds, fields.bool(CONVERT).orElse(false));
    }

    ObjectNode view() {
        var view = Json.object();
        bounds.forEach(bound -> view.set(bound.comparison.word(), Json.amount(bound.amount)));
        return view.put(CONVERT, convertCurrency);
    }
}
