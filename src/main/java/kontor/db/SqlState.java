package kontor.db;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Reads the five-character SQLSTATE (PostgreSQL, appendix A) out of whatever wraps it. */
final class SqlState {

    private SqlState() {}

    /** Class 08 (connection), 57P0x (the server is going down or coming up), or a pool without connections. */
    static boolean connectionLost(Throwable failed) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) {
                return true;
            }
        }
        return false;
    }

    /** 40001 serialization failure, 40P01 deadlock: the same work may succeed when run again. */
    static boolean worthAnotherTry(Throwable failed) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && ("40001".equals(sql.getSQLState()) || "40P01".equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}
