package kontor.jobs;

import java.time.Duration;
import org.jdbi.v3.core.Handle;

/** SQL of when jobs are done; the time is the database's. */
final class JobTable {

    /**
     * True for one of the nodes that ask when a round is to be made, which puts off the next. A
     * round that is further off than any was put off by a clock that has been turned back; that is
     * judged by the clock of the moment, because {@code now()} is older than what a node has put
     * off for which this one waited.
     */
    boolean take(Handle handle, String name, Duration pause) {
        return handle.createUpdate(
                                """
                                INSERT INTO jobs AS j (name, next)
                                VALUES (:name, now() + make_interval(secs => :seconds))
                                ON CONFLICT (name) DO UPDATE SET next = EXCLUDED.next
                                WHERE j.next <= now() OR j.next > clock_timestamp() + make_interval(secs => :seconds)
                                """)
                        .bind("name", name)
                        .bind("seconds", pause.toMillis() / 1_000.0)
                        .execute()
                > 0;
    }
}
