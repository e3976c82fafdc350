package kontor.approvals;

import kontor.core.RefusalCode;

/**
 * The reasons why a chain is refused, in the order in which they are checked; whether a changed
 * chain exists and has the expected version is checked before.
 */
enum ChainRefusal implements RefusalCode {
    /** Nobody could ever approve a payment of this chain. */
    APPROVAL_STEPS_MISSING(ChainTerms.STEPS, "a chain needs approvalSteps, or autoApprove: true"),
    /** A chain approves by itself or by people, not both. */
    AUTO_APPROVE_WITH_STEPS(
            ChainTerms.AUTO_APPROVE,
            "a chain that approves by itself has no approvalSteps and no autoApproveLimit; remove"
                    + " them"),
    ROLE_NOT_FOUND("", "names no role of yours"),
    USER_NOT_FOUND("", "names no user of yours"),
    ENTITY_NOT_FOUND("", "names no entity of yours; list them at /financial-data/v2/entities"),
    ACCOUNT_NOT_FOUND("", "names no account of yours; list them at /financial-data/v2/accounts"),
    /** All chains are evaluated for each payment. */
    TOO_MANY_CHAINS(
            "",
            "an organization has at most "
                    + ApprovalChains.MOST
                    + " approval chains; delete one first");

    private final String field;
    private final String sentence;

    ChainRefusal(String field, String sentence) {
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

    static ChainRefusal unknown(KnownIds.Kind kind) {
        return switch (kind) {
            case ROLE -> ROLE_NOT_FOUND;
            case USER -> USER_NOT_FOUND;
            case ENTITY -> ENTITY_NOT_FOUND;
            case ACCOUNT -> ACCOUNT_NOT_FOUND;
        };
    }
}
