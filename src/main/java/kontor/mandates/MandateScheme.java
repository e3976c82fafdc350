package kontor.mandates;

/** The direct-debit schemes that Kontor collects under. */
public enum MandateScheme {
    SDD_CORE,
    SDD_B2B,
    AUTOGIRO;

    public boolean isSepa() {
        return this != AUTOGIRO;
    }

    /** The only currency of the scheme, ISO 4217. */
    public String currency() {
        return isSepa() ? "EUR" : "SEK";
    }
}
