package kontor.http;

/** Who may come in to a route. */
public enum Access {
    /** Everybody, without credentials. */
    OPEN,
    /**
     * Everybody, and as often as they like: only for what costs nothing. Whoever shares an address
     * with a flood of others would otherwise look dead to those who watch it.
     */
    PROBE,
    /** Everybody, to tell who they are: with credentials in the body. */
    SIGN_IN,
    /**
     * Everybody with a browser, signed in or not; a change must come from a page of ours. Its
     * answers are pages.
     */
    GUEST,
    /** A person who is signed in, and has the route's permissions. Its answers are pages. */
    SESSION,
    /** Whoever sends an access key or an access token, and has the route's permissions. */
    CREDENTIALS;

    /** Whether a browser comes by its cookies, so that a change must be from a page of ours. */
    boolean isOfBrowsers() {
        return this == GUEST || this == SESSION;
    }
}
