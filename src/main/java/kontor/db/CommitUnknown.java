package kontor.db;

/** The connection died after COMMIT was sent: look before repeating. */
public final class CommitUnknown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommitUnknown(Throwable cause) {
        super("the connection was lost while committing", cause);
    }
}
