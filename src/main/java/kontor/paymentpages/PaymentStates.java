package kontor.paymentpages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import kontor.pages.Figures;
import kontor.pages.State;
import kontor.pages.State.Shape;
import kontor.payments.Payment;
import kontor.payments.PaymentStatus;
import kontor.payments.PaymentWithSteps;
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
    static State of(PaymentWithSteps<?> found, ZoneId zone) {
        var status = found.payment().status();
        String detail = status == PaymentStatus.APPROVED ? waits(found) : "";
        return State.of(shape(status), status.name())
                .with(detail.isEmpty() ? detail(found.payment(), zone) : detail);
    }

    /** What keeps an approved payment here; empty where it leaves in time. */
    private static String waits(PaymentWithSteps<?> found) {
        if (found.paused().isPresent()) {
            return "paused";
        }
        return found.waitsFor()
                .map(what -> "waits for the " + Figures.word(what).toLowerCase(Locale.ROOT))
                .or(
                        () ->
                                PaymentView.waitsForReview(found)
                                        .map(_ -> "waits for the review of its payee"))
                .orElse("");
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
                            .filter(why -> !why.code().equals(payment.status().name()))
                            .map(StatusReason::said)
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
