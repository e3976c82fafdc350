package kontor.visits;

/** A change that another site, or a page of another session, had the browser send. */
public final class ForeignForm extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ForeignForm(String message) {
        super(message, null, false, false);
    }
}
