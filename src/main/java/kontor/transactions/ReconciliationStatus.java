package kontor.transactions;

/** How much of a booked amount is explained by what is attached. */
public enum ReconciliationStatus {
    RECONCILED,
    PARTIALLY_RECONCILED,
    NOT_RECONCILED;

    /** Signs do not matter; more than was booked (a fee was taken off) explains all of it. */
    static ReconciliationStatus of(long bookedMinor, long attachedMinor) {
        if (attachedMinor == 0) {
            return NOT_RECONCILED;
        }
        return attachedMinor >= Math.abs(bookedMinor) ? RECONCILED : PARTIALLY_RECONCILED;
    }
}
