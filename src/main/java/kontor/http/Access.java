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
    /** Whoever sends an access key or an access token, and has the route's permissions. */
    CREDENTIALS
}
