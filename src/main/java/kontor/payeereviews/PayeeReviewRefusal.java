package kontor.payeereviews;

import kontor.core.RefusalCode;

/** Why a review can no longer be approved. */
enum PayeeReviewRefusal implements RefusalCode {
    /** The account was deleted or changed since. */
    PAYEE_ACCOUNT_CHANGED(
            "targetId", "the payee's account was changed or deleted meanwhile; look at it anew");

    private final String field;
    private final String sentence;

    PayeeReviewRefusal(String field, String sentence) {
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
