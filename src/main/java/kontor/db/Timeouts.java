package kontor.db;

import java.time.Duration;

/**
 * How long is waited for a database that says nothing: a broken wire may not report itself, and a
 * request must be answered all the same. The terms follow from each other, shortest first, so that
 * what is held up by a lost client is free before whoever waits for it gives up.
 */
public final class Timeouts {

    /** For the pool's question whether an idle connection still lives. */
    static final Duration VALIDATION = Duration.ofSeconds(1);

    /** For a connection, free or new. */
    static final Duration CONNECTION = Duration.ofSeconds(3);

    /** For one answer of the server: longer than any statement may take. */
    static final Duration ANSWER = Duration.ofSeconds(10);

    /** For a lane: a connection and one answer that does not come. */
    public static final Duration REQUEST = Duration.ofSeconds(14);

    /** For the rare statement that waits for other work of Kontor to end. */
    public static final Duration LONG_WAIT = Duration.ofMinutes(2);

    /**
     * What the server does by itself when it hears no more from us: it ends a transaction in which
     * nothing happens, a statement that takes too long, and the session of a dead peer, with its
     * advisory locks.
     */
    static final String OF_THE_SERVER =
            """
            SET idle_in_transaction_session_timeout = '6s'; SET statement_timeout = '8s';
            SET tcp_user_timeout = '15s'; SET tcp_keepalives_idle = 10;
            SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3
            """;

    private Timeouts() {}
}
