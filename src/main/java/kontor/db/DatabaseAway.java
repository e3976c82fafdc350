package kontor.db;

/**
 * There is no connection, or it was lost before COMMIT was sent. Nothing was changed; try again
 * later.
 */
public final class DatabaseAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseAway(Throwable cause) {
        super("the database cannot be reached", cause);
    }
}
