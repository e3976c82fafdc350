package kontor.paymentpages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import kontor.pages.Figures;
import kontor.pages.State;
import kontor.pages.State.Shape;
import kontor.payments.Payment;
import kontor.payments.PaymentStatus;
import kontor.payments.StatusReason;

/** The state of a payment as a person sees it, with until when or why. */
final class PaymentStates {

    private PaymentStates() {}

    static Shape shape(PaymentStatus status) {
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

    /**
     * @param zone in which deadlines are told
     */
    static State of(Payment<?> payment, ZoneId zone) {
        var status = payment.status();
        return State.of(shape(status), status.name()).with(detail(payment, zone));
    }

    private static String detail(Payment<?> payment, ZoneId zone) {
        var progress = payment.progress();
        return switch (payment.status()) {
            case CREATED -> "approve by " + moment(progress.deadline(), zone);
            case APPROVED -> "leaves " + moment(progress.deadline(), zone);
            case ACCEPTED, SENT, PENDING_SUBMISSION, PENDING_AT_BANK ->
                    "books " + day(progress.effectiveDate());
            case FAILED, RETURNED, REJECTED, UNKNOWN ->
                    progress.statusReason()
                            .map(StatusReason::code)
                            .filter(code -> !code.equals(payment.status().name()))
                            .orElse("");
            case EXECUTED -> "";
        };
    }

    private static String moment(Instant instant, ZoneId zone) {
        return Figures.moment(instant, zone);
    }

    private static String day(LocalDate date) {
        return date.toString();
    }
}
