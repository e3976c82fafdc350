package kontor.partypages;

import java.time.LocalDate;
import java.util.UUID;
import kontor.core.Money;
import kontor.pages.State;
import kontor.pages.State.Shape;
import kontor.payments.Payment;
import kontor.payments.PaymentStatus;
import kontor.payments.StatusReason;

/**
 * A payment on the page of something that it belongs to.
 *
 * @param kind "direct debit" or "credit transfer"
 * @param date the bank day
 * @param amount of a credit transfer negative, as it goes out
 */
public record PaymentLine(
        UUID id,
        String path,
        String kind,
        LocalDate date,
        String reference,
        State state,
        Money amount) {

    static PaymentLine collected(Payment<?> payment) {
        return line("/direct-debits/", "direct debit", payment, payment.terms().amount());
    }

    static PaymentLine paid(Payment<?> payment) {
        return line(
                "/credit-transfers/",
                "credit transfer",
                payment,
                payment.terms().amount().negated());
    }

    private static PaymentLine line(String path, String kind, Payment<?> payment, Money amount) {
        var reason = payment.progress().statusReason().map(StatusReason::said).orElse("");
        return new PaymentLine(
                payment.id(),
                path + payment.id(),
                kind,
                payment.progress().effectiveDate(),
                payment.terms().reference(),
                State.of(shape(payment.status()), payment.status().name()).with(reason),
                amount);
    }

    private static Shape shape(PaymentStatus status) {
        return switch (status) {
            case CREATED -> Shape.RING;
            case APPROVED -> Shape.READY;
            case PENDING_SUBMISSION, SENT, PENDING_AT_BANK, ACCEPTED -> Shape.HALF;
            case EXECUTED -> Shape.FULL;
            case REJECTED -> Shape.ENDED;
            case FAILED -> Shape.FAILED;
            case RETURNED -> Shape.BACK;
            case UNKNOWN -> Shape.ASKS;
        };
    }
}
