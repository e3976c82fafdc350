package kontor.mail;

/** Why somebody gets mail. */
public enum MailKind {
    /** Somebody is invited to an organization. */
    INVITATION,
    /** Somebody has forgotten the password. */
    RESET,
    /** Somebody says that the address is theirs. */
    CONFIRMATION,
    /** The password of a sign-in was changed. */
    PASSWORD_CHANGED,
    /** A sign-in has another address now. */
    ADDRESS_CHANGED,
    /** Somebody asks for a change that needs a second person. */
    CHANGE_REQUEST,
    /** A payer is told of a collection. */
    PRE_NOTIFICATION
}
