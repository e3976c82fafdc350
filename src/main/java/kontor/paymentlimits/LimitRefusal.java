package kontor.paymentlimits;

import kontor.core.RefusalCode;

/** Why a payment is not made or approved, in the order in which it is checked. */
enum LimitRefusal implements RefusalCode {
    /** A list of limits is complete: another currency is no way around it. */
    CURRENCY_NOT_LIMITED("amount.currency", "is no currency of your limits"),
    LARGEST_PAYMENT("amount.value", "is more than you may move at once"),
    DAILY_LIMIT("amount.value", "is more than is left of your limit of today");

    private final String field;
    private final String sentence;

    LimitRefusal(String field, String sentence) {
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
