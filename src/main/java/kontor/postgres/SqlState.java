package kontor.postgres;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Classifies failures by their SQLSTATE (PostgreSQL, appendix A), however deeply it is wrapped. */
public final class SqlState {

    private SqlState() {}

    /**
     * Class 08 (connection), 57P0x (the server is stopping or starting), 25P03 (the server ended a
     * session that was idle in a transaction), or no connection in the pool.
     */
    public static boolean connectionLost(Throwable failed) {
        return any(failed, cause -> cause instanceof SQLTransientConnectionException)
                || anyState(
                        failed,
                        state ->
                                state.startsWith("08")
                                        || state.startsWith("57P")
                                        || state.equals("25P03"));
    }

    /** 40001 serialization failure, 40P01 deadlock: the same work may succeed when run again. */
    public static boolean worthAnotherTry(Throwable failed) {
        return anyState(failed, state -> state.equals("40001") || state.equals("40P01"));
    }

    /** 57014: the server cancelled a statement that took longer than its timeout. */
    public static boolean tookTooLong(Throwable failed) {
        return anyState(failed, state -> state.equals("57014"));
    }

    /**
     * 25006: a statement that writes or locks rows where none may: in a transaction for reading, or
     * on a server that became a standby.
     */
    public static boolean readOnly(Throwable failed) {
        return anyState(failed, state -> state.equals("25006"));
    }

    private static boolean anyState(Throwable failed, Predicate<String> matches) {
        return any(
                failed,
                cause ->
                        cause instanceof SQLException sql
                                && sql.getSQLState() != null
                                && matches.test(sql.getSQLState()));
    }

    private static boolean any(Throwable failed, Predicate<Throwable> matches) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (matches.test(cause)) {
                return true;
            }
        }
        return false;
    }
}
