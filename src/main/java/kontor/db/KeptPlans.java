package kontor.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;
import org.postgresql.PGConnection;

/**
 * How old plans may be that are kept. PostgreSQL chooses an index by the size that a table has at
 * that moment, and of a small one all indexes are alike: it may take one that leads through all
 * rows of the organization, and keep it until somebody counts the table. A table may have grown to
 * thousands of rows by then, and each statement goes through them; so plans are made anew after a
 * second.
 */
final class KeptPlans {

    private static final long LONGEST_NANOS = 1_000_000_000L;

    private final Map<PGConnection, Long> made = Collections.synchronizedMap(new WeakHashMap<>());
    private final LongSupplier nanos;

    KeptPlans(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How a transaction of a kind begins on a connection. */
    String opening(Transactions.Kind kind, Connection connection) throws SQLException {
        return kind.keepsPlans() && areOld(connection.unwrap(PGConnection.class))
                ? kind.openingAnew()
                : kind.opening();
    }

    /** Also of a connection of which nothing is known; they count as made now. */
    private boolean areOld(PGConnection session) {
        long now = nanos.getAsLong();
        Long last = made.get(session);
        if (last != null && now - last < LONGEST_NANOS) {
            return false;
        }
        made.put(session, now);
        return true;
    }
}
