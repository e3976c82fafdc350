package kontor.db;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import kontor.postgres.SqlState;

/**
 * Lets the pool close a connection to a server that takes no changes any more, whoever used it. By
 * itself the pool knows only of connections that were lost.
 */
final class ReadOnlyServer implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException failed) {
        return SqlState.readOnly(failed) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
