package kontor;

/** An approval chain, by the owner: it approves by itself until it has a step. */
public final class ApprovalChainBuilder extends RequestBuilder<ApprovalChainBuilder> {

    public static final String PATH = "/payments/v2beta/approval-chains";

    ApprovalChainBuilder(SandboxOrganization sandbox) {
        super(sandbox, PATH, "'name': 'n', 'autoApprove': true");
        by(sandbox.owner());
    }

    @Override
    ApprovalChainBuilder self() {
        return this;
    }

    @Override
    void complete() {}

    /** One more step, which somebody in one of these roles must approve. */
    public ApprovalChainBuilder step(String... roleIds) {
        body.remove("autoApprove");
        var step = body.withArray("/approvalSteps").addObject();
        for (String role : roleIds) {
            step.withArray("/requiredRoleIds").add(role);
        }
        return this;
    }

    /**
     * @param condition as in the API, with single quotes
     */
    public ApprovalChainBuilder when(String condition) {
        return with("'triggerCondition': " + condition);
    }
}
