package kontor.directdebits;

/** Which collection of a mandate this is (ISO 20022 SequenceType3Code, as SEPA uses it). */
public enum SequenceType {
    FRST,
    RCUR,
    FNAL,
    OOFF
}
