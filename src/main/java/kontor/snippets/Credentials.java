package kontor.snippets;

/**
 * With what a request says who sends it.
 *
 * @param kind how
 * @param prefix of the two environment variables that hold access key and secret
 */
public record Credentials(Kind kind, String prefix) {

    /** How a request says who sends it. */
    public enum Kind {
        /** It does not. */
        NONE,
        /** Access key and secret with each request. */
        BASIC,
        /** A token, fetched with them before. */
        BEARER
    }

    /** None: the operation is open to everybody. */
    public static final Credentials NONE = new Credentials(Kind.NONE, "");

    /** Those in {@code KONTOR_KEY} and {@code KONTOR_SECRET}. */
    public static Credentials of(boolean bearer) {
        return new Credentials(bearer ? Kind.BEARER : Kind.BASIC, "KONTOR");
    }

    /** Those of an owner, in {@code KONTOR_OWNER_KEY} and {@code KONTOR_OWNER_SECRET}. */
    public static Credentials ofOwner() {
        return new Credentials(Kind.BASIC, "KONTOR_OWNER");
    }

    boolean areNeeded() {
        return kind != Kind.NONE;
    }

    public boolean isBearer() {
        return kind == Kind.BEARER;
    }

    /** The environment variable that holds the access key. */
    String key() {
        return prefix + "_KEY";
    }

    /** The environment variable that holds the secret. */
    String secret() {
        return prefix + "_SECRET";
    }
}
