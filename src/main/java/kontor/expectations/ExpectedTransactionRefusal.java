package kontor.expectations;

import kontor.core.RefusalCode;

/** Every refusal of this room, in the order in which they are checked. */
enum ExpectedTransactionRefusal implements RefusalCode {
    /** The own account does not exist, or the role does not see it. */
    ACCOUNT_NOT_FOUND("accountId", "names no account of yours"),
    /** One account has one currency, so no booking could ever fit. */
    CURRENCY_NOT_OF_ACCOUNT("amount.currency", "is not the currency of the account"),
    /** What is attached stays attached. */
    LESS_THAN_ATTACHED(
            "amount", "is less than what is attached, or goes the other way; take that off first"),
    /** Nobody waits for it. */
    EXPECTATION_ARCHIVED("status", "the expected transaction is archived; unarchive it first"),
    /** Nothing of it is open. */
    EXPECTATION_RECONCILED(
            "status", "the expected transaction is reconciled; unreconcile it first"),
    /** Only what is archived can be unarchived. */
    EXPECTATION_NOT_ARCHIVED("status", "the expected transaction is not archived"),
    /** The booking does not exist, or the role does not see it. */
    TRANSACTION_NOT_FOUND("transactionId", "names no transaction of yours"),
    /** They are attached to each other already. */
    ALREADY_ATTACHED(
            "transactionId", "is attached already; unreconcile it first to attach another amount"),
    /** They are not attached to each other. */
    NOT_ATTACHED("transactionId", "is not attached, so it cannot be taken off"),
    /** What came back was attached first, or something that was paid again. */
    ATTACHED_AFTER(
            "transactionId",
            "has to stay while what was attached after it is; take that off first"),
    /** Money of another account is other money. */
    OTHER_ACCOUNT("transactionId", "is booked on another account than the one expected"),
    /** Amounts of two currencies cannot be set off. */
    OTHER_CURRENCY("transactionId", "is booked in another currency than the one expected"),
    /** A credit is no debit, and only what was attached can come back. */
    OTHER_DIRECTION(
            "transactionId",
            "went the other way, and nothing is attached that could have come back"),
    /** Nothing is left of the booking: no money explains two things. */
    NOTHING_LEFT(
            "transactionId",
            "is explained to its whole amount already; take off what is attached to it first"),
    /** More than the booking or the expected transaction still has. */
    MORE_THAN_LEFT("amount", "is more than is left; leave it out to attach as much as there is");

    private final String field;
    private final String sentence;

    ExpectedTransactionRefusal(String field, String sentence) {
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
