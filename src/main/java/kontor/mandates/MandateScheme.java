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

    /** The number by which Bankgirot names a payer: 1 to 16 digits without leading zero. */
    static boolean isPayerNumber(String text) {
        return text.matches("[1-9][0-9]{0,15}");
    }

    /** The number that Bankgirot gave a payee. */
    static boolean isCustomerNumber(String text) {
        return text.matches("[0-9]{6}");
    }
}
