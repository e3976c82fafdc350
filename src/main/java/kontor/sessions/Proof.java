package kontor.sessions;

/** What somebody has shown of who they are. */
public enum Proof {
    /** One factor where two are needed; the other one is missing. */
    HALF,
    /** One factor: a password, or a provider that says no more. */
    ONE,
    /**
     * Two: a passkey with its holder recognized, a factor beside another, a provider that says so.
     */
    TWO
}
