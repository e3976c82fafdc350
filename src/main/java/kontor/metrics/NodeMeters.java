package kontor.metrics;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import kontor.changes.Changes;
import kontor.db.Database;
import kontor.health.Health;
import kontor.http.MemoryBudget;
import kontor.lines.Lines;
import kontor.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The figures of a node beside its requests. Those that change in number, and those that only the
 * database knows, are gathered in the background; a scrape tells what was gathered last, and how
 * long ago.
 */
public final class NodeMeters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeMeters.class);

    /** So often is gathered; an answer of the database may take longer. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Metrics metrics;
    private final Parts parts;
    private final LineMeters lines;
    private final DatabaseMeters database;
    private final HealthMeters health;
    private final ScheduledExecutorService rounds =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("metrics").factory());
    private volatile boolean failing;

    /** Of what figures are taken. */
    public record Parts(
            Database database, Changes changes, Server server, Lines lines, Health health) {}

    public NodeMeters(Metrics metrics, Parts parts) {
        this.metrics = metrics;
        this.parts = parts;
        this.lines = new LineMeters(metrics, parts.lines, parts.database.clock());
        this.database = new DatabaseMeters(metrics, parts.database);
        this.health = new HealthMeters(metrics, parts.health);
        server();
        lanes();
        pool();
    }

    private void server() {
        metrics.gauge(
                "kontor.connections",
                "Connections that clients have",
                parts.server::openConnections);
        for (var pool : parts.server.budget().usages()) {
            metrics.gauge(
                    "kontor.memory.held.bytes",
                    "Memory that requests hold",
                    () -> usage(pool.pool()).held(),
                    "pool",
                    pool.pool());
            metrics.gauge(
                    "kontor.memory.limit.bytes",
                    "Memory that requests may hold",
                    pool::most,
                    "pool",
                    pool.pool());
        }
    }

    private MemoryBudget.Usage usage(String pool) {
        return parts.server.budget().usages().stream()
                .filter(one -> one.pool().equals(pool))
                .findFirst()
                .orElseThrow();
    }

    private void lanes() {
        metrics.gauge(
                "kontor.lanes.running",
                "Groups of changes that run",
                () -> parts.changes.load().running());
        metrics.gauge(
                "kontor.lanes.waiting",
                "Changes that wait for a group",
                () -> parts.changes.load().waiting());
        metrics.gauge(
                "kontor.lanes.longest.seconds",
                "How long the oldest group that runs has run",
                () -> parts.changes.longestRun().toNanos() / 1e9);
    }

    private void pool() {
        var pool = pool(parts.database);
        metrics.gauge(
                "kontor.database.connections", "In use", pool::getActiveConnections, "is", "used");
        metrics.gauge(
                "kontor.database.connections", "Idle", pool::getIdleConnections, "is", "idle");
        metrics.gauge(
                "kontor.database.waiting",
                "Threads that wait for a connection to the database",
                pool::getThreadsAwaitingConnection);
    }

    private static HikariPoolMXBean pool(Database database) {
        try {
            return database.dataSource().unwrap(HikariDataSource.class).getHikariPoolMXBean();
        } catch (SQLException wrong) {
            throw new IllegalStateException("the database has another pool", wrong);
        }
    }

    /** Gathers from now on. */
    public void start() {
        rounds.scheduleWithFixedDelay(this::round, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        boolean whole = true;
        for (Runnable one : List.<Runnable>of(lines::gather, health::gather, database::gather)) {
            whole &= succeeded(one);
        }
        failing = !whole;
    }

    /** The age of what was gathered tells of it as well, so the log does once. */
    private boolean succeeded(Runnable gather) {
        try {
            gather.run();
            return true;
        } catch (RuntimeException failed) {
            if (!failing) {
                LOG.warn("figures for /metrics were not gathered; the next round may", failed);
            }
            return false;
        }
    }

    @Override
    public void close() {
        rounds.shutdownNow();
    }
}
