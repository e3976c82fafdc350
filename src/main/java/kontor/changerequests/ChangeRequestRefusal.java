package kontor.changerequests;

import kontor.core.Refusal;
import kontor.core.RefusalCode;

/** Why nothing is decided on a change request, in the order in which it is checked. */
enum ChangeRequestRefusal implements RefusalCode {
    /** Each is decided once. */
    CHANGE_REQUEST_DECIDED(Refusal.Category.RULE, "status", "it is decided already"),
    CHANGE_REQUEST_EXPIRED(
            Refusal.Category.RULE, "expires", "nobody decided in time; ask for it anew"),
    /** The checker was still in the cache, but may not check any more. */
    CHECKER_MAY_NOT(Refusal.Category.FORBIDDEN, "", "your right to check was withdrawn"),
    /** A program counts as nobody's second person, unless the organization says so. */
    PEOPLE_CHECK(
            Refusal.Category.FORBIDDEN,
            "",
            "people check here; programs do where programmaticOwnerApproval is on"),
    /** Whoever acts for the same person or system is no second one. */
    MAKER_MAY_NOT_CHECK(
            Refusal.Category.FORBIDDEN,
            "",
            "it was asked for by the same person; somebody else must check it, or withdraw it"),
    NOT_THE_MAKER(Refusal.Category.FORBIDDEN, "", "only who asked for it withdraws it"),
    /** The maker was revoked, or has another role or fewer rights by now. */
    MAKER_MAY_NOT(Refusal.Category.RULE, "makerId", "who asked for it may not do it any more"),
    /** It was meant for another version than there is now. */
    TARGET_CHANGED(
            Refusal.Category.RULE,
            "targetVersion",
            "what it is about was changed or deleted meanwhile; ask for it anew"),
    /** The same door refuses it now. */
    CHANGE_NOT_POSSIBLE(Refusal.Category.RULE, Refusal.ITSELF, "it cannot be done any more"),
    /** Two people may raise a third one, but nobody agrees to be raised. */
    RAISES_OWN_RIGHTS(
            Refusal.Category.FORBIDDEN,
            "",
            "it would give you rights that you do not have; a third person must check it"),
    TOO_MANY_CHANGE_REQUESTS(
            Refusal.Category.RULE,
            "",
            "200 of your change requests wait already; withdraw some or have them decided");

    private final Refusal.Category category;
    private final String field;
    private final String sentence;

    ChangeRequestRefusal(Refusal.Category category, String field, String sentence) {
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
