package kontor.db;

import java.time.Duration;

/**
 * Timeouts towards the database. A broken network may not report itself, and a request must be
 * answered all the same. Each timeout is shorter than that of whoever waits for it: what a lost
 * client holds is free again before others give up.
 */
public final class Timeouts {

    /** For the check of the pool whether an idle connection still works. */
    static final Duration VALIDATION = Duration.ofSeconds(1);

    /** For a connection from the pool, free or new. */
    static final Duration CONNECTION = Duration.ofSeconds(3);

    /** For one answer of the server; longer than the timeout of a statement. */
    static final Duration ANSWER = Duration.ofSeconds(10);

    /** For a request in a lane: it may wait for a connection and for one answer. */
    public static final Duration REQUEST = Duration.ofSeconds(14);

    /** For the rare statement that waits until other work of Kontor has ended. */
    public static final Duration LONG_WAIT = Duration.ofMinutes(2);

    /**
     * The settings by which the server ends an idle transaction, a statement that takes too long,
     * and the session of a client that does not answer any more, with its advisory locks.
     */
    static final String OF_THE_SERVER =
            """
            SET idle_in_transaction_session_timeout = '6s'; SET statement_timeout = '8s';
            SET tcp_user_timeout = '15s'; SET tcp_keepalives_idle = 10;
            SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3
            """;

    private Timeouts() {}
}
