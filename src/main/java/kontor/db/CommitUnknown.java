package kontor.db;

/**
 * The connection was lost after COMMIT was sent. Nobody knows whether the transaction was
 * committed: look before repeating it.
 */
public final class CommitUnknown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommitUnknown(Throwable cause) {
        super("the connection was lost while committing", cause);
    }
}
