package kontor.rtransactions;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What an R-transaction is, by its code, the time and who began it.
 *
 * @param unauthorized the payer says that there was no mandate
 * @param outOfTime it came later than its scheme allows, or its scheme knows no such thing
 * @param disputeUntil until when one may bring the bank the proof of the mandate, or of the delay
 */
record Verdict(
        RTransactionKind kind,
        StartedBy startedBy,
        boolean unauthorized,
        boolean outOfTime,
        Optional<LocalDate> disputeUntil) {

    static Verdict of(Told told) {
        var rule = ReasonRule.of(told.code());
        boolean moved = told.settled() || told.booking().isPresent();
        if (!moved) {
            return plain(rule.before(), rule);
        }
        if (told.booking().filter(Told.Booking::reversal).isPresent()) {
            return plain(RTransactionKind.REVERSAL, rule);
        }
        return switch (rule.after()) {
            case RETURN -> sentBack(told, rule);
            case REFUND -> refund(told, rule, rule.unauthorized());
            case REJECT, REFUSAL, REVERSAL, RECALL -> plain(rule.after(), rule);
        };
    }

    private static Verdict plain(RTransactionKind kind, ReasonRule rule) {
        return new Verdict(
                kind, startedBy(kind, rule), rule.unauthorized(), false, Optional.empty());
    }

    private static StartedBy startedBy(RTransactionKind kind, ReasonRule rule) {
        return switch (kind) {
            case REFUSAL, REFUND -> StartedBy.COUNTERPARTY;
            case REVERSAL -> StartedBy.ORGANIZATION;
            case REJECT, RETURN, RECALL -> rule.startedBy();
        };
    }

    /**
     * A bank may send back for a few days; whatever comes later is the wish of the payer, whom some
     * banks hide behind another code.
     */
    private static Verdict sentBack(Told told, ReasonRule rule) {
        var window = told.window();
        if (!window.isAfterReturns(told.date())) {
            return plain(RTransactionKind.RETURN, rule);
        }
        if (window.refundUntil().isEmpty()) {
            return late(RTransactionKind.RETURN, told, rule.startedBy(), rule.unauthorized());
        }
        return refund(told, rule, rule.unauthorized() || window.isAfterRefunds(told.date()));
    }

    private static Verdict refund(Told told, ReasonRule rule, boolean unauthorized) {
        var window = told.window();
        boolean late =
                !window.refunds()
                        || (rule.unauthorized() || rule.after() == RTransactionKind.RETURN
                                ? window.isAfterClaims(told.date())
                                : window.isAfterRefunds(told.date()));
        if (late) {
            return late(RTransactionKind.REFUND, told, StartedBy.COUNTERPARTY, rule.unauthorized());
        }
        return new Verdict(
                RTransactionKind.REFUND,
                StartedBy.COUNTERPARTY,
                unauthorized,
                false,
                unauthorized ? window.unauthorizedUntil() : Optional.empty());
    }

    private static Verdict late(
            RTransactionKind kind, Told told, StartedBy startedBy, boolean unauthorized) {
        return new Verdict(
                kind, startedBy, unauthorized, true, Optional.of(told.window().openUntil()));
    }
}
