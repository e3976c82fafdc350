package kontor.assents;

import kontor.core.Refusal;
import kontor.core.RefusalCode;

/** Why an approval with proof is refused, in the order in which it is checked. */
enum AssentRefusal implements RefusalCode {
    /** What a page shows is signed, or nothing is. */
    CHANGED_SINCE_SHOWN(
            Refusal.Category.RULE,
            "",
            "it changed since this page was shown, or was decided; load the page again and look"),
    /** When a challenge is asked for, and when an approval comes without an answer. */
    PERSON_NEEDED(
            Refusal.Category.FORBIDDEN,
            "",
            "this organization approves with a passkey, and no person stands behind this program;"
                    + " a person approves on the dashboard, or a chain names the role of a"
                    + " program that acts for a system"),
    PASSKEY_MISSING(
            Refusal.Category.FORBIDDEN,
            "",
            "you have no passkey under this address; make one on your profile, /settings/profile."
                    + " A recovery code does not approve"),
    /** An approval without an answer. */
    PROOF_NEEDED(
            Refusal.Category.FORBIDDEN,
            "assertion",
            "this organization approves with a passkey: ask for a challenge at POST"
                    + " /payments/v2beta/approval-challenges, sign it, and send the answer as"
                    + " assertion"),
    /** Also for those of another user, session, organization or purpose: nobody learns which. */
    CHALLENGE_UNKNOWN(
            Refusal.Category.RULE,
            "assertion",
            "answers no challenge that you were given here for an approval; ask for another at"
                    + " POST /payments/v2beta/approval-challenges"),
    CHALLENGE_OVER(
            Refusal.Category.RULE,
            "assertion",
            "comes too late: a challenge can be answered for five minutes; ask for another"),
    CHALLENGE_ANSWERED(
            Refusal.Category.RULE,
            "assertion",
            "answers a challenge that was answered already; ask for another"),
    NOT_SIGNED_FOR(
            Refusal.Category.RULE,
            "assertion",
            "was given for other payments or steps; ask for a challenge that names this one"),
    CHANGED_SINCE_SIGNED(
            Refusal.Category.RULE,
            "assertion",
            "was given for this payment as it was before; look at it again and ask for another"
                    + " challenge"),
    ASSERTION_REFUSED(
            Refusal.Category.RULE,
            "assertion",
            "was not signed by a passkey of yours that recognized you; try once more"),
    /** It was there when the challenge was answered for an earlier step. */
    PASSKEY_REMOVED(
            Refusal.Category.RULE,
            "assertion",
            "was signed by a passkey that you have removed; use another one");

    private final Refusal.Category category;
    private final String field;
    private final String sentence;

    AssentRefusal(Refusal.Category category, String field, String sentence) {
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
