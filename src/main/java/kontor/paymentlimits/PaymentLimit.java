package kontor.paymentlimits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Stream;
import kontor.core.Currency;
import kontor.core.Fault;
import kontor.core.Money;
import kontor.wire.Json;
import kontor.wire.JsonFields;

/**
 * How much of one currency may be made, or approved (PaymentLimit of the API).
 *
 * @param largest of one payment; any where absent
 * @param perDay the sum of a day in the organization's zone; any where absent
 */
public record PaymentLimit(
        LimitedAction action,
        LimitedPayment type,
        Currency currency,
        Optional<Money> largest,
        Optional<Money> perDay) {

    /** Absent only when a fault was noted. */
    static Optional<PaymentLimit> parse(JsonFields fields) {
        fields.knowsOnly("action", "paymentType", "largest", "perDay");
        fields.require("action");
        var action = fields.oneOf("action", LimitedAction.class);
        fields.require("paymentType");
        var type = fields.oneOf("paymentType", LimitedPayment.class);
        var largest = amount(fields, "largest");
        var perDay = amount(fields, "perDay");
        var currencies =
                Stream.concat(largest.stream(), perDay.stream())
                        .map(Money::currency)
                        .distinct()
                        .toList();
        if (!fields.has("largest") && !fields.has("perDay")) {
            fields.fault(Fault.invalid("", "must have largest, perDay, or both"));
        } else if (currencies.size() == 2) {
            fields.fault(Fault.invalid("perDay.currency", "must be that of largest"));
        }
        return action.isEmpty() || type.isEmpty() || currencies.size() != 1
                ? Optional.empty()
                : Optional.of(
                        new PaymentLimit(
                                action.get(), type.get(), currencies.getFirst(), largest, perDay));
    }

    private static Optional<Money> amount(JsonFields fields, String name) {
        return fields.has(name) ? fields.amount(name) : Optional.empty();
    }

    boolean isAbout(LimitedAction one, LimitedPayment payment) {
        return action == one && type == payment;
    }

    /** Allows nothing that the other one forbids. */
    boolean isWithin(PaymentLimit other) {
        return isWithin(largest, other.largest) && isWithin(perDay, other.perDay);
    }

    private static boolean isWithin(Optional<Money> amount, Optional<Money> most) {
        return most.isEmpty()
                || amount.filter(own -> own.amountMinor() <= most.get().amountMinor()).isPresent();
    }

    ObjectNode view() {
        var view = Json.object().put("action", action.name()).put("paymentType", type.name());
        largest.ifPresent(amount -> view.set("largest", Json.amount(amount)));
        perDay.ifPresent(amount -> view.set("perDay", Json.amount(amount)));
        return view;
    }
}
