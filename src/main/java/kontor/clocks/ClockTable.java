package kontor.clocks;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** SQL of the database's clock. */
final class ClockTable {

    Instant now(Handle handle) {
        return handle.createQuery("SELECT clock_timestamp()")
                .map((row, _) -> row.getTimestamp(1).toInstant())
                .one();
    }
}
