package kontor.openid;

/** The provider did not answer, or not as a provider does. */
public final class Unreachable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreachable(String message) {
        super(message, null, false, false);
    }
}
