package kontor.payercredits;

import kontor.core.RefusalCode;

/** Why nobody is paid under a mandate, in the order of the checks. */
public enum CreditRefusal implements RefusalCode {
    /** No such mandate, or it is for an account that the caller does not see. */
    MANDATE_NOT_FOUND("mandateId", "names no mandate of yours"),
    /** Bankgirot pays; in SEPA nobody is paid under a mandate. */
    MANDATE_OTHER_SCHEME("mandateId", "is no AUTOGIRO mandate; leave it out to pay without one"),
    /** Bankgirot pays to the account that the mandate is of, and to no other. */
    MANDATE_OTHER_ACCOUNT(
            "destination.id",
            "is another account than the mandate's; leave destination out, or mandateId"),
    /** It draws the money from the account with the bankgiro that it collects into. */
    MANDATE_OTHER_DESTINATION(
            "source.id", "is another account than the one that the mandate collects into"),
    /** Cancelled, failed, or on its way there. */
    MANDATE_NOT_USABLE(
            "mandateId", "names a mandate that cannot be used; leave it out to pay without one"),
    /** The account is closed, or has no Autogiro. */
    MANDATE_BLOCKED(
            "mandateId",
            "Bankgirot refused this account; pay to another one of the payer, without mandateId");

    private final String field;
    private final String sentence;

    CreditRefusal(String field, String sentence) {
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
