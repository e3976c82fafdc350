package kontor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
    private final List<Long> micros = new ArrayList<>();

    StoryHonest(StoryClient client, StoryRecord record, BooleanSupplier goesOn) {
        this.client = client;
        this.record = record;
        this.goesOn = goesOn;
    }

    @Override
    public void run() {
        for (int i = 0; goesOn.getAsBoolean(); i++) {
            boolean calm = record.isCalmFor(RECOVERY);
            long began = System.nanoTime();
            client.post("/payments/v2/counterparties", "{\"legalName\":\"Acme\"}", "honest-" + i);
            long took = System.nanoTime() - began;
            if (calm && record.isCalmFor(RECOVERY)) {
                micros.add(took / 1_000);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    int requests() {
        return micros.size();
    }

    /** The 99th percentile; zero where there was nothing to measure. */
    Duration p99() {
        var sorted = new ArrayList<>(micros);
        Collections.sort(sorted);
        return sorted.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(sorted.get(sorted.size() * 99 / 100) * 1_000);
    }
}
