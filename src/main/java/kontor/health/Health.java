package kontor.health;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** All checks of a node. Asked by anybody, it asks each check at most once a second. */
public final class Health implements AutoCloseable {

    /** A check that takes longer is not ready. */
    public static final Duration LIMIT = Duration.ofSeconds(3);

    /** What nobody asks for is looked at all the same, for the log. */
    private static final Duration ROUND = Duration.ofSeconds(5);

    private final List<Watched> checks = new CopyOnWriteArrayList<>();

    // Platform threads: a check of a folder whose share hangs holds its thread.
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("health-check-", 0).factory());
    private final ScheduledExecutorService rounds =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("health").factory());
    private final Duration limit;

    public Health() {
        this(LIMIT);
    }

    Health(Duration limit) {
        this.limit = limit;
    }

    /** How the things of one check are. */
    public record Verdict(String name, List<HealthReport> reports) {

        public Verdict {
            reports = List.copyOf(reports);
        }

        public boolean ready() {
            return reports.stream().allMatch(HealthReport::ready);
        }
    }

    /** Also checks this from now on. */
    public Health with(HealthCheck check) {
        checks.add(new Watched(check, threads, limit));
        return this;
    }

    /** How everything is, in the order in which the checks were added. */
    public List<Verdict> verdicts() {
        // Those of now: one that is added meanwhile has not begun.
        var now = List.copyOf(checks);
        now.forEach(Watched::begin);
        return now.stream().map(one -> new Verdict(one.name(), one.answer())).toList();
    }

    /** Looks by itself from now on, so that the log says what becomes of each check. */
    public Health watch() {
        rounds.scheduleWithFixedDelay(
                this::verdicts, ROUND.toMillis(), ROUND.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    @Override
    public void close() {
        rounds.shutdownNow();
        threads.shutdownNow();
    }
}
