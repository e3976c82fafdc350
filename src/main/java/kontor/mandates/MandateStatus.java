package kontor.mandates;

import java.util.Set;

/** Where a mandate stands; the words of the API. */
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

    /** Nothing will ever happen under it again. */
    public boolean isOver() {
        return this == CANCELLED || this == FAILED;
    }

    /** On the way from CREATED to ACTIVE, a report never leads back. */
    boolean isBefore(MandateStatus later) {
        return isLive() && later.isLive() && ordinal() < later.ordinal();
    }
}
