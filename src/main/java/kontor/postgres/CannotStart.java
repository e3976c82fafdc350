package kontor.postgres;

/**
 * The database cannot be used, for a reason that whoever starts Kontor can remove. The message is
 * one or more sentences that can be shown as they are; it contains no password.
 */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CannotStart(String sentence) {
        super(sentence);
    }
}
