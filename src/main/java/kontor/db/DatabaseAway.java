package kontor.db;

/** No connection, or it was lost before COMMIT was sent: nothing happened, ask again later. */
public final class DatabaseAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseAway(Throwable cause) {
        super("the database cannot be reached", cause);
    }
}
