package kontor.rtransactions;

/** Who began an R-transaction; the words are stored and shown. */
public enum StartedBy {
    /** We, or our bank for us. */
    ORGANIZATION,
    /** The payer of a collection, the payee of a transfer. */
    COUNTERPARTY,
    /** A bank on the way. */
    BANK
}
