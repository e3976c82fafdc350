package kontor.rtransactions;

/** What stopped or undid a payment; the words are stored and shown. */
public enum RTransactionKind {
    /** A bank would not carry it out; no money moved. */
    REJECT,
    /** The counterparty would not have it; no money moved. */
    REFUSAL,
    /** The counterparty's bank sent the money back. */
    RETURN,
    /** The payer of a collection asked for the money back. */
    REFUND,
    /** The creditor gave the money of a collection back. */
    REVERSAL,
    /** Called back by whoever had ordered it. */
    RECALL
}
