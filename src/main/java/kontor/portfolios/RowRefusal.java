package kontor.portfolios;

import kontor.core.RefusalCode;

/** What rows are refused for beside what the doors refuse; in no order, each has its own column. */
enum RowRefusal implements RefusalCode {
    /** A counterparty that is there is not changed, so the row must mean the same one. */
    COUNTERPARTY_DIFFERS(
            "legalName",
            "is not the name of this counterparty; leave the cell empty, or correct the name"),
    /** None that the caller sees, so that nothing is said of others. */
    OWN_ACCOUNT_NOT_FOUND(
            "destinationIban",
            "names no own account that you may use; see GET /financial-data/v2/accounts"),
    /** A bank may have one account per currency under one number. */
    OWN_ACCOUNT_AMBIGUOUS(
            "destinationIban",
            "is the number of several own accounts; name one in destinationAccountId"),
    /** The counterparty is made of the first row that names it. */
    COUNTERPARTY_FAULTY(
            "counterpartyExternalId", "is first named in a row that is faulty; mend that row"),
    /** Two rows of the file name one mandate. */
    MANDATE_REFERENCE_REPEATED(
            "mandateReference",
            "stands in the file more than once, with the same creditor (AUTOGIRO: bankgiro);"
                    + " leave one out"),
    /** A live mandate has this name and another account. */
    MANDATE_DIFFERS(
            "mandateReference",
            "is used by a live mandate of this creditor with another account; change that mandate,"
                    + " or correct the row"),

    /** Who ended a mandate is not collected from because an old file is sent again. */
    MANDATE_ENDED(
            "mandateReference",
            "names a mandate of this creditor that was cancelled or failed here; a new one needs a"
                    + " new signature and reference");

    private final String field;
    private final String sentence;

    RowRefusal(String field, String sentence) {
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
