package kontor.retries;

import kontor.core.RefusalCode;

/** Every business no to collecting again, in the order in which they are checked. */
enum CollectAgainRefusal implements RefusalCode {
    /** What is on its way, or was paid, is not collected twice. */
    NOT_COLLECTED_AGAIN("status", "only what is FAILED or RETURNED is collected again"),
    /** At most one retry is open; who wants another one collects that one again. */
    COLLECTED_AGAIN_ALREADY("retriedBy", "it is collected again already"),
    /** The payer has the money back by right, or the mandate or account is gone (EPC016-06). */
    REASON_ALLOWS_NO_RETRY("statusReason.code", "the reason allows no retry");

    private final String field;
    private final String sentence;

    CollectAgainRefusal(String field, String sentence) {
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
