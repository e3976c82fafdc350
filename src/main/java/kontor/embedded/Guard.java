package kontor.embedded;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a server that runs: when it ends without being told to - killed, or out of memory -
 * it is started again on the same port, where sessions look for it.
 */
final class Guard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final long ROUND_SECONDS = 1;

    private final Cluster cluster;
    private final int port;
    private final ScheduledExecutorService rounds =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("postgres-guard").factory());
    private boolean runs = true;
    private boolean closed;

    Guard(Cluster cluster, int port) {
        this.cluster = cluster;
        this.port = port;
        rounds.scheduleWithFixedDelay(this::look, ROUND_SECONDS, ROUND_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized void look() {
        try {
            if (closed || cluster.running()) {
                return;
            }
            if (runs) {
                LOG.error("the PostgreSQL on {} has ended; starting it again", cluster.folder());
            }
            runs = cluster.start(port);
            if (runs) {
                LOG.info("the PostgreSQL on {} runs again", cluster.folder());
            } else {
                LOG.error("it does not start; its last words:\n{}", cluster.endOfLog());
            }
        } catch (IOException | RuntimeException failed) {
            runs = false;
            LOG.error("the PostgreSQL on {} cannot be looked after", cluster.folder(), failed);
        }
    }

    /** Waits for a start that is under way, so that nothing is started afterwards. */
    @Override
    public void close() {
        rounds.shutdown();
        synchronized (this) {
            closed = true;
        }
    }
}
