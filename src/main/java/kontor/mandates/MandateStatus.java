package kontor.mandates;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kontor.identifiers.ReasonCode;

/** The status of a mandate; the words of the API. */
public enum MandateStatus {
    CREATED,
    PENDING_SUBMISSION,
    SENT,
    ACCEPTED,
    ACTIVE,
    FAILED,
    PENDING_CANCELLATION,
    PENDING_CANCELLATION_SUBMISSION,
    CANCELLATION_SENT,
    CANCELLED,
    UNKNOWN;

    private static final Set<MandateStatus> LIVE =
            Set.of(CREATED, PENDING_SUBMISSION, SENT, ACCEPTED, ACTIVE);

    /** New collections may be made. */
    public boolean isLive() {
        return LIVE.contains(this);
    }

    /** The end: no collection is possible under it any more. */
    public boolean isOver() {
        return this == CANCELLED || this == FAILED;
    }

    /**
     * Whether an order to the bank, or its answer, leads there: forward only, and what is on its
     * way to the end goes to the end alone.
     */
    boolean stepsTo(MandateStatus next) {
        return switch (next) {
            case CANCELLED, FAILED, UNKNOWN -> !isOver();
            case PENDING_CANCELLATION, PENDING_CANCELLATION_SUBMISSION, CANCELLATION_SENT ->
                    !isOver() && ordinal() < next.ordinal();
            case CREATED, PENDING_SUBMISSION, SENT, ACCEPTED, ACTIVE -> isBefore(next);
        };
    }

    /** Bankgirot has agreed to an AUTOGIRO mandate, so that money may be collected. */
    public boolean isAgreed() {
        return this == ACCEPTED || this == ACTIVE || this == PENDING_CANCELLATION;
    }

    /** Earlier on the way from CREATED to ACTIVE, on which reports never lead back. */
    boolean isBefore(MandateStatus later) {
        return isLive() && later.isLive() && ordinal() < later.ordinal();
    }

    /**
     * Reasons for which payments come to nothing, or come back, that end their mandate: there is no
     * valid one, or the payer died (EPC016-06, R-transactions).
     */
    private static final Set<String> ENDED_BY =
            Set.of(
                    "MD01",
                    "MD07",
                    "AUTOGIRO-REFUND-01",
                    "AUTOGIRO-REFUND-02",
                    "AUTOGIRO-REJECT-01",
                    "AUTOGIRO-CANCELLED-03");

    /** The account is wrong, closed or blocked: no further collection until it is changed. */
    private static final Set<String> BLOCKED_BY =
            Set.of("AC01", "AC04", "AC06", "AUTOGIRO-PAYMENT-2", "AUTOGIRO-REJECT-02");

    static boolean isEndedBy(String reasonCode) {
        return ENDED_BY.contains(reasonCode);
    }

    static boolean isBlockedBy(String reasonCode) {
        return BLOCKED_BY.contains(reasonCode);
    }

    /** Why a change ended a mandate or holds its collections back, where that is new. */
    static Optional<String> newReason(Mandate before, Mandate after) {
        var known = reasons(before).toList();
        return reasons(after).filter(one -> !known.contains(one)).findFirst().map(ReasonCode::told);
    }

    private static Stream<String> reasons(Mandate mandate) {
        return Stream.of(mandate.statusReason(), mandate.blockedBy()).flatMap(Optional::stream);
    }
}
