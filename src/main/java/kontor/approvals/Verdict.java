package kontor.approvals;

/** Whether a condition holds for a payment. */
enum Verdict {
    HOLDS,
    FAILS,
    /** No stored rate leads from the condition's currency to the payment's. */
    UNKNOWN
}
