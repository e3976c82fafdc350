package kontor.principals;

import kontor.core.Refusal;
import kontor.core.RefusalCode;

/** The reasons why somebody would count as more than they are, in the order of the checks. */
enum PrincipalRefusal implements RefusalCode {
    /** Who may change chains cannot by that alone approve. */
    OWN_APPROVAL(
            Refusal.Category.FORBIDDEN,
            "",
            "whoever approves payments does not say who must, and nobody says that they approve"
                    + " themselves; an owner does"),
    /** An invited person has not said yet who it is. */
    ACTS_FOR_NOT_FOUND(
            Refusal.Category.RULE,
            "actsFor.userId",
            "names no user of yours who has joined; list them at /iam/v2beta/users?status=ACTIVE");

    private final Refusal.Category category;
    private final String field;
    private final String sentence;

    PrincipalRefusal(Refusal.Category category, String field, String sentence) {
        this.category = category;
        this.field = field;
        this.sentence = sentence;
    }

    @Override
    public Refusal.Category category() {
        return category;
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
