package kontor.cancellations;

import kontor.core.RefusalCode;

/** Why a payment is not called back, in the order of the checks. */
enum CancellationRefusal implements RefusalCode {
    /** It has not left, so nobody outside must be asked. */
    NOT_SENT_YET("status", "the payment has not left; reject it instead"),
    /** Banks have no order for it, or it has come to an end. */
    NOT_CANCELLABLE(
            "status",
            "only an AUTOGIRO collection, or a credit under an AUTOGIRO mandate, that Bankgirot has"
                    + " and has not executed can be cancelled"),
    /** Bankgirot works on it from then on. */
    CANCELLED_TOO_LATE(
            "status",
            "Bankgirot takes cancellations until 19:00 of the bank day before; wait for the"
                    + " result"),
    /** One order is enough. */
    CANCELLATION_UNDER_WAY(
            "status", "Bankgirot was asked to cancel it already; wait for the answer");

    private final String field;
    private final String sentence;

    CancellationRefusal(String field, String sentence) {
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
