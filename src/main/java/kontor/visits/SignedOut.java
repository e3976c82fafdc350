package kontor.visits;

/** Nobody is signed in, or not any more. */
public final class SignedOut extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String login;
    private final boolean goes;
    private final boolean isPart;

    SignedOut(String login, boolean goes, boolean isPart) {
        super("the session has ended; sign in and send it again", null, false, false);
        this.login = login;
        this.goes = goes;
        this.isPart = isPart;
    }

    /** The session has ended since it was found: nothing follows from it any more. */
    public static SignedOut meanwhile() {
        return new SignedOut("/login", false, false);
    }

    /** Where one signs in, and comes back from. */
    public String login() {
        return login;
    }

    /** 303 where the browser just goes there. */
    public int status() {
        return goes ? 303 : 401;
    }

    /** The header that leads there; a script is led by one of its own. */
    public String header() {
        return isPart ? "HX-Redirect" : "Location";
    }
}
