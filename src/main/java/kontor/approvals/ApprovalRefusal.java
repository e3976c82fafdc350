package kontor.approvals;

import kontor.core.Refusal;
import kontor.core.RefusalCode;

/** Every no to an approval, in the order in which it is checked; the permission came before. */
enum ApprovalRefusal implements RefusalCode {
    /** No such step on this payment, or it is decided already. */
    APPROVAL_STEP_NOT_PENDING(Refusal.Category.RULE, "names no pending step of this payment"),
    /** Steps of one chain are taken in their order. */
    EARLIER_STEP_PENDING(
            Refusal.Category.RULE, "an earlier step of the same chain is still pending"),
    /** The caller's role is not one of the step's; the text is the API's own. */
    ROLE_NOT_REQUIRED(Refusal.Category.FORBIDDEN, "required approver roles didn't match user role"),
    /** The organization lets only people decide its owner step. */
    PEOPLE_ONLY(
            Refusal.Category.FORBIDDEN,
            "this organization lets only people approve as owner; "
                    + "use the dashboard or a chain that names the role"),
    /** Four eyes: whoever made the payment does not approve it. */
    CREATOR_MAY_NOT_APPROVE(
            Refusal.Category.FORBIDDEN, "the creator of a payment may not approve it"),
    /** One person, one step of a chain. */
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
