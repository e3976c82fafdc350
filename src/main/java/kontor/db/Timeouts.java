package kontor.db;

import java.time.Duration;
import java.util.Properties;

/**
 * Timeouts towards the database. A broken network may not report itself, and a request must be
 * answered all the same. Each timeout is shorter than that of whoever waits for it: what a lost
 * client holds is free again before others give up.
 *
 * @param connection for a connection from the pool, free or new
 * @param idle the server ends a transaction in which nothing happened for so long
 * @param statement the server ends a statement that takes longer
 * @param answer for one answer of the server; longer than the timeout of a statement
 * @param request for a request in a lane: it may wait for a connection and for one answer
 * @param client the server ends the session of a client that does not answer any more, with its
 *     advisory locks
 */
public record Timeouts(
        Duration connection,
        Duration idle,
        Duration statement,
        Duration answer,
        Duration request,
        Duration client) {

    /** So that no request waits longer than 15 seconds for its answer. */
    public static final Timeouts STANDARD =
            new Timeouts(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(6),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(14),
                    Duration.ofSeconds(15));

    /** For the check of the pool whether an idle connection still works. */
    static final Duration VALIDATION = Duration.ofSeconds(1);

    /** For the question how the server is; shorter than whoever asks waits for the answer. */
    static final Duration PROBE = Duration.ofSeconds(2);

    /** For the rare statement that waits until other work of Kontor has ended. */
    public static final Duration LONG_WAIT = Duration.ofMinutes(2);

    /** For a machine on which everything may take that many times longer. */
    public Timeouts times(int factor) {
        return new Timeouts(
                connection.multipliedBy(factor),
                idle.multipliedBy(factor),
                statement.multipliedBy(factor),
                answer.multipliedBy(factor),
                request.multipliedBy(factor),
                client.multipliedBy(factor));
    }

    /** How the driver connects; what the address says wins. */
    Properties ofTheDriver() {
        var properties = new Properties();
        properties.setProperty("socketTimeout", Long.toString(answer.toSeconds()));
        // With several hosts there must be time for the next when one is silent.
        long host = Math.max(1, connection.toSeconds() - 1);
        properties.setProperty("connectTimeout", Long.toString(host));
        properties.setProperty("sslResponseTimeout", Long.toString(host * 1_000));
        // Which of them is the primary is soon forgotten, since it may be another one now.
        properties.setProperty("hostRecheckSeconds", Long.toString(host));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "kontor");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("prepareThreshold", "2");
        return properties;
    }

    /** What each session tells the server when it begins. */
    String ofTheServer() {
        return """
        SET idle_in_transaction_session_timeout = %d; SET statement_timeout = %d;
        SET tcp_user_timeout = %d; SET tcp_keepalives_idle = 10;
        SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3
        """
                .formatted(idle.toMillis(), statement.toMillis(), client.toMillis());
    }
}
