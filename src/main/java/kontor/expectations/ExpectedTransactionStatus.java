package kontor.expectations;

/** How far an expected transaction got; the words of the API. */
public enum ExpectedTransactionStatus {
    CREATED,
    RECONCILED,
    ARCHIVED
}
