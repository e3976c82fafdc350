package kontor.paymentdetails;

import java.util.Optional;
import kontor.identifiers.ReasonCode;
import kontor.payments.Payment;
import kontor.payments.PaymentStatus;
import kontor.payments.StatusReason;
import kontor.rtransactions.CameBack;
import kontor.timelines.Timeline;
import kontor.timelines.TimelineStep;

/**
 * Why a payment ended as it did, or nobody can tell, and what may be done next.
 *
 * @param what happened, when and why, in a sentence
 * @param next what may be done; empty where nothing
 * @param code of the reason; empty where there is none
 * @param mayRepeat whether the same again may help
 */
public record Explained(String what, String next, String code, boolean mayRepeat) {

    /** Empty where it goes its way. */
    public static Optional<Explained> of(
            Payment<?> payment, Timeline timeline, boolean isCollection) {
        String verb = isCollection ? "collect it" : "pay it";
        String on = day(payment, timeline).map(day -> " on " + day).orElse("");
        String why = why(payment.progress().statusReason());
        return switch (payment.status()) {
            case RETURNED -> ended(payment, back(payment) + on + why + more(payment), verb);
            case FAILED -> ended(payment, back(payment) + on + why, verb);
            case REJECTED ->
                    Optional.of(
                            new Explained(
                                    "It was rejected" + on + why,
                                    "It did not leave. Make a new one if that was a mistake.",
                                    code(payment),
                                    true));
            case UNKNOWN ->
                    Optional.of(
                            new Explained(
                                    "Nobody can tell whether the bank has it" + why,
                                    "Do not make it again before the bank has answered. Its file"
                                            + " waits for a decision, or a report of the bank"
                                            + " decides.",
                                    code(payment),
                                    false));
            case CREATED, APPROVED, PENDING_SUBMISSION, SENT, PENDING_AT_BANK, ACCEPTED, EXECUTED ->
                    Optional.empty();
        };
    }

    /**
     * Of a collection that ended, with what its door says.
     *
     * @param whyNot it is not made again now; empty where it may be
     */
    public Explained again(Optional<String> whyNot) {
        return whyNot.filter(_ -> !mayRepeat)
                .map(_ -> this)
                .orElseGet(
                        () ->
                                new Explained(
                                        what,
                                        whyNot.map(
                                                        why ->
                                                                "You cannot collect it again now: "
                                                                        + why
                                                                        + ".")
                                                .orElse("You may collect it again."),
                                        code,
                                        whyNot.isEmpty()));
    }

    /** What happened, by its kind where a bank told it. */
    private static String back(Payment<?> payment) {
        var kind = cameBack(payment).map(CameBack::kind);
        boolean moved = payment.status() == PaymentStatus.RETURNED;
        if (kind.isEmpty()) {
            return moved ? "The money came back" : "The bank did not make it";
        }
        return switch (kind.get()) {
            case REJECT -> "The bank did not make it";
            case REFUSAL -> "The other side refused it";
            case RETURN -> "The other bank sent the money back";
            case REFUND -> "The payer asked for the money back";
            case REVERSAL -> "The money was given back on your request";
            case RECALL -> moved ? "The money was called back" : "It was cancelled on request";
        };
    }

    /** What it cost, and what may be done about it at the bank. */
    private static String more(Payment<?> payment) {
        var how = cameBack(payment);
        String charges =
                how.flatMap(CameBack::charges)
                        .map(
                                money ->
                                        " Banks took %s %s for it."
                                                .formatted(money.plain(), money.currency().code()))
                        .orElse("");
        String late =
                how.filter(CameBack::outOfTime).isPresent()
                        ? " It came out of time: you may claim it back from your bank."
                        : "";
        return charges + late;
    }

    private static Optional<CameBack> cameBack(Payment<?> payment) {
        return payment.progress().statusReason().flatMap(StatusReason::cameBack);
    }

    private static Optional<Explained> ended(Payment<?> payment, String what, String verb) {
        var reason = payment.progress().statusReason();
        boolean mayRepeat =
                reason.map(one -> ReasonCode.of(one.code()).retry())
                        .filter(retry -> retry != ReasonCode.Retry.NO)
                        .isPresent();
        String action = reason.map(StatusReason::action).filter(text -> !text.isBlank()).orElse("");
        boolean helps = !action.isEmpty() && !action.equals("nothing to do");
        String next =
                mayRepeat
                        ? "You may " + verb + " again."
                        : "The same again would end the same way."
                                + (helps ? " What helps: " + action + "." : "");
        return Optional.of(new Explained(what, next, code(payment), mayRepeat));
    }

    private static String code(Payment<?> payment) {
        return payment.progress().statusReason().map(StatusReason::code).orElse("");
    }

    /** With its end; the code of a word of ours says nothing more. */
    private static String why(Optional<StatusReason> reason) {
        return reason.map(
                        one ->
                                ": "
                                        + one.description()
                                        + (isOurs(one.code()) ? "." : " (" + one.code() + ")."))
                .orElse(".");
    }

    private static boolean isOurs(String code) {
        return code.equals("REJECTED") || code.equals("OPERATOR");
    }

    private static Optional<String> day(Payment<?> payment, Timeline timeline) {
        String status = payment.status().name();
        return timeline.steps().stream()
                .filter(step -> step.name().contains(status))
                .reduce((_, later) -> later)
                .flatMap(TimelineStep::bankDate)
                .map(Object::toString);
    }
}
