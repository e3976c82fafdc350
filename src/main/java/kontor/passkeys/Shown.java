package kontor.passkeys;

/** What somebody showed who said that they have a passkey. */
public sealed interface Shown {

    /** It is this one, and its holder was recognized by the authenticator. */
    record Good(Passkey passkey) implements Shown {}

    /** It is none of ours, or not for here and now. */
    record Refused() implements Shown {}

    /**
     * The signature is right and its counter went back: somebody has a copy of the key. It is
     * refused.
     */
    record Copied(Passkey passkey) implements Shown {}
}
