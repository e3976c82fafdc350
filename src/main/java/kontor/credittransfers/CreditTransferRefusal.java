package kontor.credittransfers;

import kontor.core.RefusalCode;

/** Every business no to a new credit transfer, in the order in which they are checked. */
enum CreditTransferRefusal implements RefusalCode {
    /** Each scheme has its currencies (tables/credit_transfer_schemes.csv). */
    CURRENCY_NOT_ALLOWED("amount.currency", "does not fit the scheme"),
    /** SEPA moves 999,999,999.99 EUR at most, other schemes have limits of their own. */
    AMOUNT_TOO_LARGE("amount.value", "is more than the scheme allows"),
    /**
     * Domestic schemes share the charges; only cross-border and high-value ones let the client
     * choose.
     */
    CHARGE_BEARER_NOT_ALLOWED("chargeBearer", "is not possible with the scheme"),
    /**
     * Bacs and Faster Payments carry 18 characters, others up to 140, as banks write them: where a
     * bank takes no umlauts these are two.
     */
    REFERENCE_TOO_LONG("reference", "is longer than the scheme carries"),
    /** The own account does not exist, or is another organization's. */
    ACCOUNT_NOT_FOUND("source.id", "names no account of yours"),
    /** The bank, or you, took the account out of use. */
    ACCOUNT_NOT_ACTIVE("source.id", "names an account that is not active"),
    /** The account lacks the market, currency or kind of number that the scheme pays from. */
    ACCOUNT_NOT_ALLOWED("source.id", "cannot pay by this scheme"),
    /** Banks write names in Latin letters (EPC217-08), that of the one who pays too. */
    OWN_NAME_UNREADABLE(
            "source.id",
            "belongs to an entity of whose name banks can write no letter; give it in Latin"
                    + " letters"),
    /** Today is told in the zone of the own account. */
    DATE_IN_PAST("date", "must not lie in the past"),
    /** Transfers are taken at most 365 days ahead. */
    DATE_TOO_FAR("date", "must not be more than 365 days ahead"),
    /** The own account's {@code paymentOptions.instruments} lack it. */
    INSTRUMENT_NOT_AVAILABLE(
            "schemeDetails.instrument.type",
            "needs a number that your account does not have; "
                    + "add it with PATCH /paymentOptions/instruments/- of the account"),
    /** A destination of type ACCOUNT names no own account, or another organization's. */
    DESTINATION_NOT_FOUND("destination.id", "names no account of yours"),
    /** The own account that is paid to is out of use. */
    DESTINATION_NOT_ACTIVE("destination.id", "names an account that is not active"),
    /** Nobody pays from an account to itself. */
    SAME_ACCOUNT("destination.id", "names the account that is debited; choose another one"),
    /** The payee's account does not exist. */
    EXTERNAL_ACCOUNT_NOT_FOUND("destination.id", "names no external account; create it first"),
    /** The payee's account or its counterparty was deleted. */
    EXTERNAL_ACCOUNT_DELETED("destination.id", "names a deleted external account"),
    /** The external id of an INLINE destination belongs to something else. */
    EXTERNAL_ID_TAKEN(
            "destination.externalId",
            "belongs to another account; leave it out or choose another one"),
    /** The payee's account has no number of a kind that the scheme pays to. */
    DESTINATION_NUMBER_NOT_ALLOWED(
            "destination.identifiers", "has no account number that the scheme pays to"),
    /** The scheme does not reach that country. */
    DESTINATION_MARKET_NOT_ALLOWED("destination.market", "is outside the markets of the scheme"),
    /** The scheme asks for another form of number. */
    DESTINATION_NUMBER_INVALID(
            "destination.identifiers", "has an account number of another form than the scheme's"),
    /** BIC, sort code, ABA number and the like. */
    ROUTING_MISSING("destination.routing", "lacks the bank's number that the scheme needs"),
    /** OCR, KID, FI card and QR references carry check digits. */
    REFERENCE_INVALID("reference", "is not a reference of this scheme"),
    /** Banks write names in Latin letters (EPC217-08) and compare them before they pay. */
    PAYEE_NAME_UNREADABLE(
            "destination.id",
            "pays to a name of which banks can write no letter; give it in Latin letters"),
    /**
     * From 15 November 2026 banks refuse an address without town and country (EPC125-05 of 2025;
     * CBPR+ for cross-border ones). Where no bank asks for one, inside the EEA, it is left out.
     */
    PAYEE_ADDRESS_INCOMPLETE(
            "destination.id",
            "has an address without city or country; complete it with PATCH /address of the"
                    + " counterparty, or remove it"),
    /**
     * To accounts in SEPA but outside the EEA the payer's address must travel (EPC409-09), and
     * structured (EPC125-05 of 2025).
     */
    PAYER_ADDRESS_MISSING(
            "source.id",
            "pays to a bank outside the EEA, so its entity needs an address with city and country");

    private final String field;
    private final String sentence;

    CreditTransferRefusal(String field, String sentence) {
        this.field = field;
        this.sentence = sentence;
    }

    @Override
    public String field() {
        return field;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
