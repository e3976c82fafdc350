package kontor.http;

/** Who may come in to a route. */
public enum Access {
    /** Everybody, without credentials. */
    OPEN,
    /** Whoever sends an access key or an access token, and has the route's permissions. */
    CREDENTIALS
}
