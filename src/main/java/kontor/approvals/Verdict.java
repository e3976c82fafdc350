package kontor.approvals;

/** Whether a condition holds for a payment. */
enum Verdict {
    HOLDS,
    FAILS,
    /** The exchange rate between the currencies of condition and payment is missing. */
    UNKNOWN
}
