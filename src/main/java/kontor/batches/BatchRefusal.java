package kontor.batches;

import java.util.Optional;
import kontor.batches.BatchParts.Shown;
import kontor.core.Refusal;
import kontor.core.RefusalCode;

/**
 * Every refusal of a decision about a batch, in the order of the checks; the refusals of a step are
 * those of the approvals room.
 */
enum BatchRefusal implements RefusalCode {
    /** Its steps are known once all its payments are made. */
    BATCH_NOT_COMPLETED("the batch is still being processed; wait until it is COMPLETED"),
    /** It failed, or every record was skipped. */
    BATCH_WITHOUT_PAYMENTS("no record of the batch became a payment"),
    /** Somebody rejected it before; its payments are rejected already, or will be. */
    BATCH_REJECTED("the batch was rejected"),
    /** The caller's role was limited, or accounts changed hands, after the batch was made. */
    BATCH_BEYOND_LIMITS(
            "the batch has payments of accounts that the role is not allowed; decide on the others"
                    + " one by one");

    private final String sentence;

    BatchRefusal(String sentence) {
        this.sentence = sentence;
    }

    /** Why nobody can decide it by now, whoever asks. */
    static Optional<Refusal> undecidable(Shown shown) {
        var batch = shown.batch();
        return BATCH_NOT_COMPLETED
                .when(batch.status() != Batch.Status.COMPLETED)
                .or(() -> BATCH_WITHOUT_PAYMENTS.when(batch.payments() == 0))
                .or(() -> BATCH_REJECTED.when(shown.isRejected()));
    }

    @Override
    public String field() {
        return "status";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
