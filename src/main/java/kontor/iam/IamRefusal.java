package kontor.iam;

import kontor.core.Refusal;
import kontor.core.RefusalCode;

/**
 * Every business no to changes of roles, users and the organization, in the order of the checks.
 */
enum IamRefusal implements RefusalCode {
    /** The caller was remembered as a user but has just been revoked. */
    CALLER_REVOKED(Refusal.Category.FORBIDDEN, "", "your access was revoked"),
    /**
     * The owner role has every permission, for ever; so the organization cannot lock itself out.
     */
    OWNER_ROLE_IS_FIXED(
            Refusal.Category.RULE,
            "",
            "the owner role has every permission and can neither be changed nor deleted"),
    /** What only the organization's last word may decide. */
    OWNER_ONLY(Refusal.Category.FORBIDDEN, "", "only an owner may do that"),
    /** Only who has not accepted yet can be invited again. */
    NOT_INVITED(
            Refusal.Category.RULE, "", "the user is active; revoke it and invite the person anew"),
    NOT_ACTIVE(Refusal.Category.RULE, "", "the person has not accepted the invitation yet"),
    OWNER_ALREADY(Refusal.Category.RULE, "", "you are owner already; name another user"),
    ROLE_NOT_FOUND(
            Refusal.Category.RULE,
            "roleId",
            "names no role of yours; list them at /iam/v2beta/roles"),
    ACCOUNT_NOT_FOUND(Refusal.Category.RULE, "limits.accountIds", "names no account of yours"),
    ENTITY_NOT_FOUND(Refusal.Category.RULE, "limits.entityIds", "names no entity of yours"),
    /** What an approval chain lets a role do is no permission, and yet power. */
    ROLE_NOT_HELD(
            Refusal.Category.FORBIDDEN,
            "",
            "the role approves payments, so only an owner or somebody in it gives it"),
    /** Privilege escalation (OWASP API5). */
    PERMISSION_NOT_HELD(Refusal.Category.FORBIDDEN, "", "nobody grants what their own role lacks"),
    /** The same for accounts. */
    LIMIT_NOT_HELD(
            Refusal.Category.FORBIDDEN,
            "",
            "nobody grants accounts that their own role is not allowed"),
    NAME_TAKEN(Refusal.Category.RULE, "name", "another role has this name; choose another one"),
    /** All of an organization's roles are read for each change of one. */
    TOO_MANY_ROLES(
            Refusal.Category.RULE, "", "an organization has at most 1000 roles; delete one first"),
    IN_USE(Refusal.Category.RULE, "", "the role cannot be deleted"),
    /**
     * Unknown, used, replaced, revoked or past its seven days: which of them is nobody's business.
     */
    INVITATION_NOT_VALID(
            Refusal.Category.RULE,
            "token",
            "this invitation was used, replaced, withdrawn or has expired; ask for a new one"),
    /** An address signs in to one organization of the installation. */
    EMAIL_TAKEN(
            Refusal.Category.RULE,
            "email",
            "somebody signs in with this e-mail address; choose another one"),
    /** Somebody must be able to decide what nobody else may. */
    LAST_OWNER(
            Refusal.Category.RULE,
            "",
            "the organization would be left without an owner; make another user owner first");

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
