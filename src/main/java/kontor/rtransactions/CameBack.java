package kontor.rtransactions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Optional;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.wire.Json;

/**
 * How a payment came to nothing or came back, as it stands with the reason of its status.
 *
 * @param date the day that it was at the bank
 * @param amount what of the payment came back so far; absent where no money had moved
 * @param charges what banks took for it so far
 * @param unauthorized the payer says that there was no mandate
 * @param outOfTime later than the scheme allows, or in a scheme without such a right
 * @param known whether any list says what the code means: those of this Kontor, not of the one that
 *     stored it
 * @param disputeUntil until when one may bring the bank proof against it
 */
public record CameBack(
        RTransactionKind kind,
        StartedBy startedBy,
        LocalDate date,
        Optional<Money> amount,
        Optional<Money> charges,
        boolean unauthorized,
        boolean outOfTime,
        boolean known,
        Optional<LocalDate> disputeUntil) {

    static CameBack of(Told told, Verdict verdict) {
        return new CameBack(
                verdict.kind(),
                verdict.startedBy(),
                told.date(),
                told.amount(),
                told.charges(),
                verdict.unauthorized(),
                verdict.outOfTime(),
                ReasonRule.isKnown(told.code()),
                verdict.disputeUntil());
    }

    /** The same where parts came back before. */
    CameBack after(Optional<Money> amountBefore, Optional<Money> chargesBefore) {
        return new CameBack(
                kind,
                startedBy,
                date,
                sum(amount, amountBefore),
                sum(charges, chargesBefore),
                unauthorized,
                outOfTime,
                known,
                disputeUntil);
    }

    private static Optional<Money> sum(Optional<Money> one, Optional<Money> other) {
        return one.flatMap(first -> other.map(first::plus)).or(() -> one).or(() -> other);
    }

    /** Adds its members to those of a reason. */
    public void addTo(ObjectNode view) {
        view.put("kind", kind.name())
                .put("startedBy", startedBy.name())
                .put("date", date.toString())
                .put("known", known);
        amount.ifPresent(money -> view.set("amount", Json.amount(money)));
        charges.ifPresent(money -> view.set("charges", Json.amount(money)));
        if (kind == RTransactionKind.REFUND || unauthorized) {
            view.put("unauthorized", unauthorized);
        }
        if (outOfTime) {
            view.put("outOfTime", true);
        }
        disputeUntil.ifPresent(day -> view.put("disputeUntil", day.toString()));
    }

    /** Reads back what {@link #addTo} wrote; empty where there is nothing of it. */
    public static Optional<CameBack> read(JsonNode stored) {
        if (!stored.has("kind")) {
            return Optional.empty();
        }
        return Optional.of(
                new CameBack(
                        RTransactionKind.valueOf(stored.path("kind").asText()),
                        StartedBy.valueOf(stored.path("startedBy").asText()),
                        LocalDate.parse(stored.path("date").asText()),
                        money(stored.path("amount")),
                        money(stored.path("charges")),
                        stored.path("unauthorized").asBoolean(),
                        stored.path("outOfTime").asBoolean(),
                        ReasonRule.isKnown(stored.path("code").asText()),
                        Optional.ofNullable(stored.path("disputeUntil").textValue())
                                .map(LocalDate::parse)));
    }

    private static Optional<Money> money(JsonNode amount) {
        return amount.isObject()
                ? Optional.of(
                        new Money(
                                amount.path("value").asLong(),
                                Currency.known(amount.path("currency").asText())))
                : Optional.empty();
    }
}
