package kontor.paymentlimits;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.paymentlimits.LimitTable.Key;
import kontor.paymentlimits.LimitUse.Bound;

/** Judges payments by the limits of whoever makes or approves them. */
public final class PaymentLimitCheck {

    /**
     * Refuses those of a judged list that would pass a limit of their maker, by {@link
     * LimitRefusal}. What may be made is held for this transaction and counts once it is {@link
     * #made}.
     */
    public <T, V> void refuse(
            Tx tx,
            LimitedPayment type,
            List<Request<T>> requests,
            Function<T, Money> amount,
            Map<UUID, Outcome<V>> outcomes) {
        var use = LimitUse.of(tx);
        use.know(requests.stream().map(one -> one.caller().userId()).toList());
        var keys = new ArrayList<Key>();
        for (var one : requests) {
            use.of(one.caller().userId())
                    .map(
                            maker ->
                                    keys(
                                            maker,
                                            LimitedAction.CREATE,
                                            type,
                                            amount.apply(one.input())))
                    .ifPresent(keys::addAll);
        }
        use.count(keys);
        for (var one : requests) {
            var judged = outcomes.get(one.id());
            if (judged != null && judged.isDone()) {
                refusal(use, one.caller(), LimitedAction.CREATE, type, amount.apply(one.input()))
                        .ifPresent(refusal -> outcomes.put(one.id(), Outcome.refused(refusal)));
            }
        }
    }

    private static List<Key> keys(
            Bound user, LimitedAction action, LimitedPayment type, Money amount) {
        return user.keys(action, type, amount.currency());
    }

    /** Promises the amount where nothing refuses it. */
    private static Optional<Refusal> refusal(
            LimitUse use, Caller caller, LimitedAction action, LimitedPayment type, Money amount) {
        var user = use.of(caller.userId());
        if (user.isEmpty()) {
            return Optional.empty();
        }
        var keys = keys(user.get(), action, type, amount);
        var minor = BigInteger.valueOf(amount.amountMinor());
        for (var list : user.get().lists()) {
            var refused =
                    atOnce(list.of(action, type), type, amount)
                            .or(() -> onDay(list.of(action, type), use, keys, minor));
            if (refused.isPresent()) {
                return refused;
            }
        }
        use.promise(keys, minor);
        return Optional.empty();
    }

    private static Optional<Refusal> atOnce(
            List<PaymentLimit> limits, LimitedPayment type, Money amount) {
        if (limits.isEmpty()) {
            return Optional.empty();
        }
        var limit = PaymentLimits.in(limits, amount.currency());
        if (limit.isEmpty()) {
            String known =
                    limits.stream()
                            .map(one -> one.currency().code())
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(", "));
            String only = type.inWords() + " only in " + known;
            return Optional.of(LimitRefusal.CURRENCY_NOT_LIMITED.refusal(only));
        }
        return limit.get()
                .largest()
                .filter(most -> amount.amountMinor() > most.amountMinor())
                .map(
                        most ->
                                LimitRefusal.LARGEST_PAYMENT.refusal(
                                        "limit %s, this one %s"
                                                .formatted(inWords(most), inWords(amount))));
    }

    private static Optional<Refusal> onDay(
            List<PaymentLimit> limits, LimitUse use, List<Key> keys, BigInteger minor) {
        var currency = keys.getFirst().currency();
        return PaymentLimits.in(limits, currency)
                .flatMap(PaymentLimit::perDay)
                .filter(most -> isPassed(most, use.used(keys), minor))
                .map(
                        most ->
                                LimitRefusal.DAILY_LIMIT.refusal(
                                        "limit %s a day, used today %s, this one %s"
                                                .formatted(
                                                        inWords(most),
                                                        inWords(use.used(keys), currency),
                                                        inWords(minor, currency))));
    }

    private static boolean isPassed(Money most, BigInteger used, BigInteger minor) {
        return used.add(minor).compareTo(BigInteger.valueOf(most.amountMinor())) > 0;
    }

    private static String inWords(Money amount) {
        return inWords(BigInteger.valueOf(amount.amountMinor()), amount.currency());
    }

    private static String inWords(BigInteger minor, Currency currency) {
        return "%s %s"
                .formatted(
                        new BigDecimal(minor, currency.minorDigits()).toPlainString(),
                        currency.code());
    }

    /** Counts a payment that {@link #refuse} let through and that is made now. */
    public void made(Tx tx, Caller maker, LimitedPayment type, Money amount) {
        count(LimitUse.of(tx), maker, LimitedAction.CREATE, type, amount);
    }

    private static void count(
            LimitUse use, Caller caller, LimitedAction action, LimitedPayment type, Money amount) {
        use.of(caller.userId())
                .ifPresent(
                        user ->
                                use.add(
                                        keys(user, action, type, amount),
                                        BigInteger.valueOf(amount.amountMinor())));
    }

    /** Counts an approval, or refuses it by {@link LimitRefusal}. */
    public Optional<Refusal> approve(Tx tx, Caller caller, LimitedPayment type, Money amount) {
        var use = LimitUse.of(tx);
        use.know(List.of(caller.userId()));
        use.of(caller.userId())
                .map(user -> keys(user, LimitedAction.APPROVE, type, amount))
                .ifPresent(use::count);
        var refused = refusal(use, caller, LimitedAction.APPROVE, type, amount);
        if (refused.isEmpty()) {
            count(use, caller, LimitedAction.APPROVE, type, amount);
        }
        return refused;
    }

    /**
     * Whether the sum of many payments would pass the limit of a day, before any of them is made or
     * approved; each is judged by itself then.
     *
     * @param minor the sum in minor units, by currency
     */
    public Optional<Refusal> together(
            Tx tx,
            UUID userId,
            LimitedAction action,
            LimitedPayment type,
            Map<Currency, BigInteger> minor) {
        var use = LimitUse.of(tx);
        use.know(List.of(userId));
        var user = use.of(userId);
        if (user.isEmpty()) {
            return Optional.empty();
        }
        for (var sum : minor.entrySet()) {
            var keys = user.get().keys(action, type, sum.getKey());
            use.count(keys);
            for (var list : user.get().lists()) {
                var limits = list.of(action, type);
                var refused = onDay(limits, use, keys, sum.getValue());
                if (refused.isPresent()) {
                    return refused;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Roles or users were written; where the last limits of an organization went, what was counted
     * so far goes too.
     */
    public static <T> void changed(
            Tx tx,
            Collection<T> before,
            Collection<T> after,
            Function<? super T, PaymentLimits> limits) {
        if (before.stream().map(limits).anyMatch(PaymentLimits::any)
                && !after.stream().map(limits).allMatch(PaymentLimits::any)) {
            new LimitTable().forgetUnlimited(tx);
        }
    }
}
