package kontor.tickets;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** SQL of tickets that were spent. */
final class TicketTable {

    /** False when somebody was first. */
    boolean spend(Handle sql, byte[] digest, Instant until) {
        return sql.createUpdate(
                                """
                                INSERT INTO spent_tickets (digest, until) VALUES (:digest, :until)
                                ON CONFLICT (digest) DO NOTHING
                                """)
                        .bind("digest", digest)
                        .bind("until", until)
                        .execute()
                == 1;
    }

    /** Those whose time is over, which are refused anyway. */
    void deleteOld(Handle sql, Instant now) {
        sql.createUpdate("DELETE FROM spent_tickets WHERE until < :now").bind("now", now).execute();
    }
}
