package kontor.approvaltasks;

import kontor.core.RefusalCode;

/**
 * Every refusal of a new approval task of its own, after those of batches; what a payment refuses
 * is noted in its results.
 */
enum TaskRefusal implements RefusalCode {
    /** The same person sent it before, maybe twice at once. */
    APPROVAL_TASK_RUNNING(
            "a task of yours for this batch is still under way; wait until it is COMPLETED");

    private final String sentence;

    TaskRefusal(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String field() {
        return "action";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
