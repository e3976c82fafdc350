package kontor.approvals;

import kontor.core.Refusal;
import kontor.core.RefusalCode;

/** The reasons why an approval is refused, in the order in which they are checked. */
enum ApprovalRefusal implements RefusalCode {
    /** The payment has no such step, or the step is decided already. */
    APPROVAL_STEP_NOT_PENDING(Refusal.Category.RULE, "names no pending step of this payment"),
    /** The steps of a chain are decided in their order. */
    EARLIER_STEP_PENDING(
            Refusal.Category.RULE, "an earlier step of the same chain is still pending"),
    /** The caller's role is not one of the step's; the text is the API's own. */
    ROLE_NOT_REQUIRED(Refusal.Category.FORBIDDEN, "required approver roles didn't match user role"),
    /** A setting of the organization lets only people decide the owner step. */
    PEOPLE_ONLY(
            Refusal.Category.FORBIDDEN,
            "this organization lets only people approve as owner; "
                    + "use the dashboard or a chain that names the role"),
    /** The step needs somebody else than the user who made the payment. */
    CREATOR_MAY_NOT_APPROVE(
            Refusal.Category.FORBIDDEN, "the creator of a payment may not approve it"),
    /** Each step of a chain needs another user. */
    ONE_STEP_PER_CHAIN(
            Refusal.Category.FORBIDDEN, "one person may approve only one step of a chain");

    private final Refusal.Category category;
    private final String sentence;

    ApprovalRefusal(Refusal.Category category, String sentence) {
        this.category = category;
        this.sentence = sentence;
    }

    @Override
    public Refusal.Category category() {
        return category;
    }

    @Override
    public String field() {
        return "approvalStepId";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
