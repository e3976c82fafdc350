package kontor.reconciliation;

import kontor.core.RefusalCode;

/** Why a booking is not attached to a payment by hand, in the order of the checks. */
enum PaymentMatchRefusal implements RefusalCode {
    /** Neither a payment nor an expected transaction, or the role does not see it. */
    TRANSACTABLE_NOT_FOUND(
            "transactableId", "names no payment and no expected transaction of yours"),
    /** What is attached is taken off, which is remembered too. */
    STILL_ATTACHED("transactableId", "is attached; take it off with :unreconcile instead"),
    /** What no bank was told of is booked nowhere. */
    PAYMENT_NOT_SENT("status", "the payment has not left for a bank, so no booking can be it"),
    /** The booking does not exist, or the role does not see it. */
    TRANSACTION_NOT_FOUND("transactionId", "names no transaction of yours"),
    /** They are attached to each other already. */
    ALREADY_ATTACHED(
            "transactionId", "is attached already; unreconcile it first to attach another amount"),
    /** They are not attached to each other. */
    NOT_ATTACHED("transactionId", "is not attached, so it cannot be taken off"),
    /** Money of another account is other money. */
    OTHER_ACCOUNT("transactionId", "is booked on another account than the payment's"),
    /** Amounts of two currencies cannot be set off. */
    OTHER_CURRENCY("transactionId", "is booked in another currency than the payment"),
    /** The way back is only taken by what came back. */
    OTHER_DIRECTION(
            "transactionId",
            "went the other way; only a payment that is RETURNED or FAILED has a booking of its way"
                    + " back"),
    /** Bookings are attached for all of it already. */
    PAYMENT_RECONCILED("status", "bookings are attached for the whole payment; take one off first"),
    /** Nothing is left of the booking: no money explains two things. */
    NOTHING_LEFT(
            "transactionId",
            "is explained to its whole amount already; take off what is attached to it first"),
    /** More than the booking or the payment still has. */
    MORE_THAN_LEFT("amount", "is more than is left; leave it out to attach as much as there is");

    private final String field;
    private final String sentence;

    PaymentMatchRefusal(String field, String sentence) {
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
