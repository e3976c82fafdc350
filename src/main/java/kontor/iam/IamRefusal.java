package kontor.iam;

import kontor.core.Refusal;
import kontor.core.RefusalCode;

/**
 * The reasons why a change of roles, users or the organization is refused, in the order in which
 * they are checked.
 */
enum IamRefusal implements RefusalCode {
    /** The caller was still in the cache, but has just been revoked. */
    CALLER_REVOKED(Refusal.Category.FORBIDDEN, "", "your access was revoked"),
    /**
     * The owner role always has every permission, so that an organization cannot lock itself out.
     */
    OWNER_ROLE_IS_FIXED(
            Refusal.Category.RULE,
            Refusal.ITSELF,
            "the owner role has every permission and can neither be changed nor deleted"),
    /** Only users in the owner role may do it. */
    OWNER_ONLY(Refusal.Category.FORBIDDEN, "", "only an owner may do that"),
    /** Whoever demands a second factor of everybody has shown that it works. */
    SECOND_FACTOR_MISSING(
            Refusal.Category.RULE,
            "secondFactorRequired",
            "needs a person who has a passkey; make one on your profile and switch it on there"),
    /** It begins by itself in a real organization, so that nobody switches it off before. */
    FOUR_EYES_WAIT(
            Refusal.Category.RULE,
            "fourEyes",
            "begins by itself when two people able to check have come in; invite the second one"),
    /** A program that could say so would speak for whoever holds its key. */
    PERSON_ONLY(
            Refusal.Category.FORBIDDEN,
            "",
            "only a person says with what people approve, and that programs may: sign in as owner"
                    + " and change it at /settings/organization"),
    /** Whoever says that people approve with a passkey shows to be able to. */
    APPROVAL_PASSKEY_MISSING(
            Refusal.Category.RULE,
            "approvalProof",
            "is changed by an owner who has a passkey; make one on your profile first"),
    /** Only somebody who has not accepted the invitation can be invited again. */
    NOT_INVITED(
            Refusal.Category.RULE,
            Refusal.ITSELF,
            "the user is active; revoke it and invite the person anew"),
    /** People have passwords and no access keys. */
    NOT_A_PROGRAM(
            Refusal.Category.RULE,
            Refusal.ITSELF,
            "only a program has an access key, and this user is a person"),
    EXPIRES_BEFORE_NOW(
            Refusal.Category.RULE,
            "secretExpires",
            "is in the past; choose a later time, or revoke the user"),
    NOT_ACTIVE(
            Refusal.Category.RULE,
            Refusal.ITSELF,
            "the person has not accepted the invitation yet"),
    OWNER_ALREADY(
            Refusal.Category.RULE, Refusal.ITSELF, "you are owner already; name another user"),
    ROLE_NOT_FOUND(
            Refusal.Category.RULE,
            "roleId",
            "names no role of yours; list them at /iam/v2beta/roles"),
    ACCOUNT_NOT_FOUND(Refusal.Category.RULE, "limits.accountIds", "names no account of yours"),
    ENTITY_NOT_FOUND(Refusal.Category.RULE, "limits.entityIds", "names no entity of yours"),
    /** A role that may approve payments is given only by owners and by users who are in it. */
    ROLE_NOT_HELD(
            Refusal.Category.FORBIDDEN,
            "",
            "the role approves payments, so only an owner or somebody in it gives it"),
    /** Nobody grants permissions that they do not have (OWASP API5, privilege escalation). */
    PERMISSION_NOT_HELD(Refusal.Category.FORBIDDEN, "", "nobody grants what their own role lacks"),
    /** Nobody grants access to accounts that they may not see. */
    LIMIT_NOT_HELD(
            Refusal.Category.FORBIDDEN,
            "",
            "nobody grants accounts that their own role is not allowed"),
    /** Whoever has payment limits gives nobody more than they leave. */
    PAYMENT_LIMIT_NOT_HELD(
            Refusal.Category.FORBIDDEN,
            "",
            "nobody lets others make or approve payments beyond their own payment limits"),
    NAME_TAKEN(Refusal.Category.RULE, "name", "another role has this name; choose another one"),
    /** All roles of the organization are read for each change of a role. */
    TOO_MANY_ROLES(
            Refusal.Category.RULE, "", "an organization has at most 1000 roles; delete one first"),
    IN_USE(Refusal.Category.RULE, Refusal.ITSELF, "the role cannot be deleted"),
    /**
     * The invitation is unknown, used, replaced, revoked or older than seven days. The answer does
     * not say which, so that nobody learns about invitations of others.
     */
    INVITATION_NOT_VALID(
            Refusal.Category.RULE,
            "token",
            "this invitation was used, replaced, withdrawn or has expired; ask for a new one"),
    /** Nobody becomes two by inviting themselves. */
    OWN_INVITATION(
            Refusal.Category.FORBIDDEN,
            "",
            "whoever invites cannot accept the invitation; somebody else must invite you"),
    /** An organization has an address once; of other organizations the answer tells nothing. */
    EMAIL_TAKEN(
            Refusal.Category.RULE,
            "email",
            "a user of the organization has this e-mail address; choose another one"),
    /** Some decisions are for owners only, so an organization always has one. */
    LAST_OWNER(
            Refusal.Category.RULE,
            Refusal.ITSELF,
            "the organization would be left without an owner; make another user owner first"),
    /** Nobody takes from those who have more: an admin would be rid of the owner's eyes. */
    GREATER_ROLE(
            Refusal.Category.FORBIDDEN,
            "",
            "the role has more than your own, so an owner changes it and whoever is in it");

    private final Refusal.Category category;
    private final String field;
    private final String sentence;

    IamRefusal(Refusal.Category category, String field, String sentence) {
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
