package kontor.paymentlimits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.db.Tx;
import kontor.wire.Json;

/**
 * The limits that bind one user, and what is used of them (MyPaymentLimits of the API).
 *
 * @param day today in the zone of the organization
 */
public record MyLimits(Optional<LocalDate> day, List<One> limits) {

    /**
     * One limit.
     *
     * @param used of {@code perDay}, in minor units; more than that where the limit was lowered
     */
    public record One(PaymentLimit limit, BigInteger used) {

        /** What is left of today, in minor units; empty without a limit of the day. */
        public Optional<BigInteger> left() {
            return limit.perDay()
                    .map(most -> BigInteger.valueOf(most.amountMinor()).subtract(used))
                    .map(BigInteger.ZERO::max);
        }

        private ObjectNode view() {
            var view = limit.view().put("currency", limit.currency().code());
            left().ifPresent(
                            left -> {
                                view.set("usedToday", amount(used));
                                view.set("leftToday", amount(left));
                            });
            return view;
        }

        private ObjectNode amount(BigInteger minor) {
            Currency currency = limit.currency();
            return Json.object()
                    .put("currency", currency.code())
                    .put("value", minor)
                    .put(
                            "stringValue",
                            new BigDecimal(minor, currency.minorDigits()).toPlainString());
        }
    }

    public MyLimits {
        limits = List.copyOf(limits);
    }

    /** Those of whoever asks; everybody may know their own. */
    public static MyLimits of(Tx tx, Caller caller) {
        return of(tx, caller.userId());
    }

    private static MyLimits of(Tx tx, UUID userId) {
        var use = LimitUse.of(tx);
        use.know(List.of(userId));
        var user = use.of(userId);
        if (user.isEmpty()) {
            return new MyLimits(Optional.empty(), List.of());
        }
        var found = new ArrayList<One>();
        for (var list : user.get().lists()) {
            for (var limit : list.all()) {
                var keys = user.get().keys(limit.action(), limit.type(), limit.currency());
                use.count(keys);
                found.add(new One(limit, use.used(keys)));
            }
        }
        return new MyLimits(Optional.of(use.day()), found);
    }

    ObjectNode view(LocalDate today) {
        var view = Json.object().put("day", day.orElse(today).toString());
        var items = view.putArray("items");
        limits.forEach(one -> items.add(one.view()));
        return view;
    }
}
