package kontor.iso20022;

/** The SEPA direct debit scheme of a group ({@code LclInstrm/Cd}). */
public enum LocalInstrument {
    CORE,
    B2B
}
