package kontor.db;

/**
 * The database cannot be had, for a reason that whoever starts Kontor can cure. The message is one
 * or more sentences made to be shown as they are; no password is in it.
 */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CannotStart(String sentence) {
        super(sentence);
    }
}
