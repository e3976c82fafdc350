package kontor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One who works on while others attack, and looks at the clock: how long requests take while the
 * nodes are attacked, but neither killed nor frozen.
 */
final class StoryHonest implements Runnable {

    /** So long after a fault a node that has just been started is still warming up. */
    private static final Duration RECOVERY = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final StoryClient client;
    private final StoryRecord record;
    private final BooleanSupplier goesOn;
    private final List<Took> took = new ArrayList<>();

    /** How long a request took, and how long before it began nothing had been disturbed. */
    private record Took(long micros, Duration calm) {}

    StoryHonest(StoryClient client, StoryRecord record, BooleanSupplier goesOn) {
        this.client = client;
        this.record = record;
        this.goesOn = goesOn;
    }

    @Override
    public void run() {
        for (int i = 0; goesOn.getAsBoolean(); i++) {
            var calm = record.calmTime();
            long began = System.nanoTime();
            client.post("/payments/v2/counterparties", "{\"legalName\":\"Acme\"}", "honest-" + i);
            long nanos = System.nanoTime() - began;
            if (record.isCalmFor(RECOVERY) && calm.compareTo(RECOVERY) >= 0) {
                took.add(new Took(nanos / 1_000, calm));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** The 99th percentile; zero where there was nothing to measure. */
    Duration p99() {
        return percentile(99, Duration.ZERO);
    }

    /** The figures in a sentence; a node that was started is quicker the longer it runs. */
    String figures() {
        var later = RECOVERY.multipliedBy(3);
        return "%d honest requests: p50 %s, p99 %s; later than %s after a fault p99 %s"
                .formatted(
                        took.size(),
                        percentile(50, Duration.ZERO),
                        p99(),
                        later,
                        percentile(99, later));
    }

    private Duration percentile(int part, Duration since) {
        var micros =
                took.stream()
                        .filter(one -> one.calm.compareTo(since) >= 0)
                        .map(Took::micros)
                        .sorted()
                        .toList();
        return micros.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(micros.get(micros.size() * part / 100) * 1_000);
    }
}
