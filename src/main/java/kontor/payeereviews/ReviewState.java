package kontor.payeereviews;

/** How far the review of a payee's account is; the words of the API. */
public enum ReviewState {
    PENDING,
    COOLING_OFF,
    APPROVED,
    REFUSED,
    STALE;

    /** Payments to it will not leave. */
    public boolean isNo() {
        return this == REFUSED || this == STALE;
    }
}
