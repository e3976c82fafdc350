package kontor.security;

/** What the security log tells of; the names stand in the audit log. */
public enum SecurityKind {
    /** Credentials were missing, wrong, expired or revoked. */
    SIGN_IN_REFUSED("sign-in was refused", "sign-ins were refused"),
    /** Credentials were right, and not from an address that they are bound to; refused as wrong. */
    KEY_USED_ELSEWHERE(
            "use of right credentials from an address that they are not bound to",
            "uses of right credentials from addresses that they are not bound to"),
    /** Somebody who is known asked for what the role does not allow. */
    PERMISSION_REFUSED(
            "request was refused for want of a permission",
            "requests were refused for want of a permission"),
    /** Too many requests, too many wrong credentials, or too much memory asked for. */
    LIMIT_MET("request met a limit", "requests met a limit"),
    /** An access token was given for an access key. */
    TOKEN_GIVEN("access token was given", "access tokens were given"),
    /** A person signed in with a browser, or went on for another organization. */
    SIGNED_IN("sign-in", "sign-ins"),
    /** A person signed out. */
    SIGNED_OUT("sign-out", "sign-outs"),
    /** A person chose another password, which ended all sessions. */
    PASSWORD_CHANGED("change of a password", "changes of a password"),
    /** A person set another password with a link, which ended all sessions. */
    PASSWORD_RESET("password set anew with a link", "passwords set anew with a link"),
    /** A person showed that mail to the address of their sign-in arrives. */
    ADDRESS_CONFIRMED("confirmation of an address", "confirmations of an address"),
    /** A person signs in with another address from now on, which ended all sessions. */
    ADDRESS_CHANGED("change of an address", "changes of an address"),
    /** A person ended a session of their own from another one. */
    SESSION_ENDED("session was ended", "sessions were ended"),
    /** A mail will not arrive: the mail server refused it, or took it not in time. */
    MAIL_GIVEN_UP("mail was given up", "mails were given up"),
    /** A person made a passkey. */
    PASSKEY_MADE("passkey was made", "passkeys were made"),
    /** A person removed a passkey. */
    PASSKEY_REMOVED("passkey was removed", "passkeys were removed"),
    /** The counter of a passkey went back: there is a copy of its key. It was refused. */
    PASSKEY_COPIED(
            "use of a passkey that somebody has a copy of",
            "uses of a passkey that somebody has a copy of"),
    /** A person wants to be asked for a passkey after the password, or not any more. */
    SECOND_FACTOR_CHANGED(
            "change of a person's second factor", "changes of a person's second factor"),
    /** A person made recovery codes, which ended those before. */
    RECOVERY_CODES_MADE("set of recovery codes was made", "sets of recovery codes were made"),
    /** A person signed in with a recovery code in the place of a passkey. */
    RECOVERY_CODE_USED("use of a recovery code", "uses of a recovery code"),
    /** A person signs in by the provider of this installation, too. */
    PROVIDER_LINKED(
            "link of a person with the provider of sign-ins",
            "links of people with the provider of sign-ins"),
    /** A person does not sign in by the provider any more. */
    PROVIDER_UNLINKED(
            "link with the provider of sign-ins that was ended",
            "links with the provider of sign-ins that were ended"),
    /** A file or an export was taken. */
    DOWNLOADED("download", "downloads"),
    /** Keys of the installation were rotated. */
    KEYS_ROTATED("rotation of keys", "rotations of keys"),
    /** Somebody at the machine itself used the command line. */
    COMMAND_LINE("use of the command line", "uses of the command line");

    private final String one;
    private final String many;

    SecurityKind(String one, String many) {
        this.one = one;
        this.many = many;
    }

    /** What there was so often, with the figure. */
    String words(long count) {
        return count + " " + (count == 1 ? one : many);
    }

    /** What there were some of, for a line that tells of one kind. */
    String words() {
        return many;
    }
}
