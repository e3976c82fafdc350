package kontor.mandates;

import kontor.core.RefusalCode;

/** Every refusal of this room, in the order in which they are checked. */
enum MandateRefusal implements RefusalCode {
    /** Only a live mandate can be changed. */
    NOT_CHANGEABLE("status", "the mandate is not live, so it cannot be changed; get a new one"),
    /** Bankgirot's records change a payer number and nothing else (Autogiro manual, TK05). */
    AUTOGIRO_NOT_CHANGEABLE(
            "externalAccountId",
            "cannot be changed in an AUTOGIRO mandate; cancel it and make a new one on the other"
                    + " account"),
    /** Autogiro names payers by digits. */
    PAYER_NUMBER_INVALID(
            "mandateReference",
            "is the payer number of AUTOGIRO: 1 to 16 digits without leading zero"),
    /** Six digits that Bankgirot gave the payee. */
    CUSTOMER_NUMBER_INVALID(
            "creditorReference", "is the customer number at Bankgirot for AUTOGIRO: 6 digits"),
    /** One change after the other, since Bankgirot names a mandate by the number it knows. */
    ANSWER_OUTSTANDING(
            "mandateReference",
            "cannot be changed before Bankgirot has answered what it was asked about this mandate"
                    + " last; wait for the answer"),
    /** The payer's account does not exist, or is another organization's. */
    EXTERNAL_ACCOUNT_NOT_FOUND("externalAccountId", "names no external account; create it first"),
    /** The payer's account or its counterparty was deleted. */
    EXTERNAL_ACCOUNT_DELETED(
            "externalAccountId", "names a deleted external account; choose another one"),
    /** A changed mandate still binds who signed it. */
    OTHER_COUNTERPARTY(
            "externalAccountId",
            "belongs to another counterparty than the mandate; whoever else is to pay signs a new"
                    + " one"),
    /** SEPA needs an IBAN of a SEPA country (EPC409-09). */
    ACCOUNT_NOT_REACHABLE(
            "externalAccountId", "has no IBAN of a SEPA country, which SEPA direct debit needs"),
    /** A B2B mandate binds businesses only (EPC222-07). */
    PARTY_TYPE_NOT_ALLOWED(
            "externalAccountId",
            "belongs to an individual; SDD_B2B is for companies, use SDD_CORE"),
    /** Banks write names in Latin letters (EPC217-08), so nothing could be collected. */
    PAYER_NAME_UNREADABLE(
            "externalAccountId",
            "belongs to a counterparty of whose name banks can write no letter; give it in Latin"
                    + " letters"),
    /** From accounts outside the EEA the payer's address must travel. */
    PAYER_ADDRESS_MISSING(
            "externalAccountId",
            "is outside the EEA, so its counterparty needs an address with city and country"),
    /** Autogiro draws on Swedish accounts and bankgiro numbers. */
    ACCOUNT_NOT_SWEDISH(
            "externalAccountId",
            "must be a Swedish account (NUMBER, IBAN or SE_BANKGIRO) for AUTOGIRO"),
    /** A bankgiro payer is known by that bankgiro. */
    PAYER_NUMBER_NOT_BANKGIRO(
            "mandateReference", "must be the payer's bankgiro number when the account is one"),
    /** Bankgirot compares the account with its list of clearing numbers. */
    PAYER_ACCOUNT_INVALID(
            "externalAccountId",
            "names no account that Autogiro can debit; give it a NUMBER: clearing and account"
                    + " number"),
    /** Bankgirot asks for it with a mandate on a bank account (TK04, comment 20). */
    PAYER_IDENTITY_MISSING(
            "externalAccountId",
            "belongs to a counterparty without a Swedish nationalIdentifier, by which Bankgirot"
                    + " checks the account; set the personal or organisation number there first"),
    /** The own account does not exist. */
    DESTINATION_NOT_FOUND("destinationAccountId", "names no account of yours"),
    /** Autogiro pays out to a bankgiro in SEK. */
    DESTINATION_NOT_BANKGIRO(
            "destinationAccountId", "must be a SEK account with a bankgiro number for AUTOGIRO"),
    /** Neither the request nor the organization says who the creditor is. */
    CREDITOR_REFERENCE_MISSING(
            "creditorReference",
            "is required: no creditor identifier of this scheme is set on your entities or"
                    + " accounts (sepaCreditorIdentifier, autogiroCustomerNumber); send it, or set"
                    + " it there"),
    /** Several creditor identifiers are set, so one must be named. */
    CREDITOR_REFERENCE_AMBIGUOUS(
            "creditorReference", "is required: your entities have several creditor identifiers"),
    /** No bank takes it, so nothing could be collected after the change. */
    CREDITOR_IDENTIFIER_INVALID(
            "creditorReference", "is wrong, so banks would refuse every collection"),
    /** A mandate cannot be signed later than today. */
    SIGNED_IN_FUTURE("signatureDate", "must not lie in the future"),
    /** What was presented to a bank was due by now. */
    LAST_COLLECTION_IN_FUTURE("lastCollection", "must not lie in the future"),
    /** 36 months without a collection: it could never be used (EPC016-06, dormancy). */
    SIGNED_TOO_LONG_AGO(
            "signatureDate",
            "lies more than 36 months back, so the mandate has lapsed; get a new one signed"),
    /** The months count from the last collection, where there was one. */
    LAST_COLLECTION_TOO_LONG_AGO(
            "lastCollection",
            "lies more than 36 months back, so the mandate has lapsed; get a new one signed"),
    /**
     * (creditor, reference) names one live mandate, without regard to case; (bankgiro, payer
     * number) one of Autogiro.
     */
    MANDATE_REFERENCE_TAKEN(
            "mandateReference",
            "is used by another live mandate of this creditor, for AUTOGIRO of this bankgiro"),
    /** Only a live mandate can be cancelled. */
    NOT_CANCELLABLE("status", "the mandate is not live, so it cannot be cancelled");

    private final String field;
    private final String sentence;

    MandateRefusal(String field, String sentence) {
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
