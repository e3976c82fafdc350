package kontor.health;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One check with its latest round; a round that has not ended keeps the next from beginning. */
final class Watched {

    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);

    /** So long an answer is good. */
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final HealthCheck check;
    private final Executor threads;
    private final long limitNanos;
    private @Nullable Round latest;
    private boolean wasReady = true;

    private record Round(long begun, CompletableFuture<List<HealthReport>> answer) {}

    Watched(HealthCheck check, Executor threads, Duration limit) {
        this.check = check;
        this.threads = threads;
        this.limitNanos = limit.toNanos();
    }

    String name() {
        return check.name();
    }

    /** Begins a round unless one is under way or has just ended. */
    synchronized void begin() {
        var round = latest;
        long now = System.nanoTime();
        if (round == null || round.answer.isDone() && now - round.begun > FRESH_NANOS) {
            latest = new Round(now, CompletableFuture.supplyAsync(check::reports, threads));
        }
    }

    /** The answer of the round that was begun; waits for it as long as it may take. */
    List<HealthReport> answer() {
        var round = begun();
        long left = round.begun + limitNanos - System.nanoTime();
        try {
            var reports = round.answer.get(Math.max(0, left), TimeUnit.NANOSECONDS);
            return tell(reports);
        } catch (TimeoutException _) {
            return tell(List.of(HealthReport.notReady("", silence())));
        } catch (ExecutionException failed) {
            return tell(List.of(HealthReport.notReady("", String.valueOf(failed.getCause()))));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of(HealthReport.notReady("", "this node is stopping"));
        }
    }

    private String silence() {
        return "it gives no answer within " + TimeUnit.NANOSECONDS.toSeconds(limitNanos) + " s";
    }

    private synchronized Round begun() {
        if (latest == null) {
            throw new IllegalStateException("no round of " + name() + " was begun");
        }
        return latest;
    }

    /** Says in the log what is new. */
    private synchronized List<HealthReport> tell(List<HealthReport> reports) {
        boolean ready = reports.stream().allMatch(HealthReport::ready);
        if (ready && !wasReady) {
            LOG.info("{} is in order again", name());
        }
        if (!ready && wasReady) {
            reports.stream()
                    .filter(report -> !report.ready())
                    .forEach(
                            report ->
                                    LOG.warn(
                                            "{} is not in order: {} {}",
                                            name(),
                                            report.subject(),
                                            report.detail()));
        }
        wasReady = ready;
        return reports;
    }
}
