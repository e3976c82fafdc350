package kontor.iso20022;

/** Where a collection stands in the life of its mandate ({@code SeqTp}); RPRE is not SEPA's. */
public enum SequenceType {
    FRST,
    RCUR,
    FNAL,
    OOFF
}
