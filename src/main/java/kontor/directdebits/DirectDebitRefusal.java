package kontor.directdebits;

import kontor.core.RefusalCode;

/** Every business no to a new collection, in the order in which they are checked. */
enum DirectDebitRefusal implements RefusalCode {
    /** SEPA collects EUR (EPC016-06), Autogiro SEK (Bankgirot's manual). */
    CURRENCY_NOT_ALLOWED("amount.currency", "does not fit the scheme"),
    /** 999,999,999.99 EUR or 9,999,999,999.99 SEK at most. */
    AMOUNT_TOO_LARGE("amount.value", "is more than the scheme allows"),
    /** SEPA carries 140 characters as banks write them: where a bank takes no umlauts, two. */
    REFERENCE_TOO_LONG("reference", "is longer than the scheme carries"),
    /** The own account does not exist, or is another organization's. */
    ACCOUNT_NOT_FOUND("destination.id", "names no account of yours"),
    /**
     * SEPA money arrives on EUR accounts with an IBAN, Autogiro's on SEK accounts with a bankgiro.
     */
    ACCOUNT_NOT_ALLOWED("destination.id", "cannot receive collections of this scheme"),
    /** Banks write names in Latin letters (EPC217-08), that of the one who collects too. */
    OWN_NAME_UNREADABLE(
            "destination.id",
            "belongs to an entity of whose name banks can write no letter; give it in Latin"
                    + " letters"),
    /** Today is told in the zone of the own account. */
    DATE_IN_PAST("date", "must not lie in the past"),
    /** Collections are taken at most 60 days ahead. */
    DATE_TOO_FAR("date", "must not be more than 60 days ahead"),
    /** The payer's account does not exist. */
    EXTERNAL_ACCOUNT_NOT_FOUND("source.id", "names no external account; create it first"),
    /** The payer's account or its counterparty was deleted. */
    EXTERNAL_ACCOUNT_DELETED("source.id", "names a deleted external account"),
    /** No such mandate, or the payer has no usable one of this scheme. */
    MANDATE_NOT_FOUND("mandateId", "there is no usable mandate; create one first"),
    /** Several fit, so one must be named. */
    MANDATE_AMBIGUOUS("mandateId", "several mandates fit; name one of them"),
    /** The mandate is of another scheme. */
    MANDATE_OTHER_SCHEME("mandateId", "names a mandate of another scheme"),
    /** The mandate is of another account of the payer. */
    MANDATE_OTHER_ACCOUNT("mandateId", "names a mandate of another account than source"),
    /** An AUTOGIRO mandate collects into the account it was made for. */
    MANDATE_OTHER_DESTINATION("mandateId", "names a mandate for another destination account"),
    /** Cancelled, failed, or of unknown state. */
    MANDATE_NOT_USABLE("mandateId", "names a mandate that cannot be used"),
    /** AC01, AC04 or AC06 came back: the account is wrong, closed or blocked. */
    MANDATE_BLOCKED(
            "mandateId",
            "the bank refused this account; change the mandate to another account of the payer"),
    /** A ONE_OFF mandate, or the final collection of one being cancelled, is taken already. */
    MANDATE_USED_UP("mandateId", "its one collection is taken already; get a new mandate"),
    /** The debit would come before the consent. */
    MANDATE_SIGNED_LATER("date", "lies before the mandate was signed"),
    /** 36 months without a collection. */
    MANDATE_LAPSED("mandateId", "was not used for 36 months and has lapsed; get a new one"),
    /** A creditor identifier with wrong check digits is refused by every bank (BE05). */
    CREDITOR_IDENTIFIER_INVALID(
            "mandateId", "its creditor identifier is wrong, so banks would refuse it"),
    /** Banks write names in Latin letters (EPC217-08); a collection from points is refused. */
    PAYER_NAME_UNREADABLE(
            "source.id",
            "belongs to a counterparty of whose name banks can write no letter; give it in Latin"
                    + " letters"),
    /**
     * From accounts in SEPA but outside the EEA the payer's address must travel (EPC409-09), and
     * structured (EPC016-06 of 2025).
     */
    PAYER_ADDRESS_MISSING(
            "source.id",
            "is outside the EEA, so its counterparty needs an address with city and country");

    private final String field;
    private final String sentence;

    DirectDebitRefusal(String field, String sentence) {
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
