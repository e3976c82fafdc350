package kontor.mandates;

import java.util.Set;

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
}
