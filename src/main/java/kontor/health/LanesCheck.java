package kontor.health;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Whether the groups of the lanes come to an end. */
public final class LanesCheck implements HealthCheck {

    /** No group takes so long, except one that hangs. */
    private static final Duration STUCK = Duration.ofSeconds(30);

    private final Supplier<Duration> longest;

    /**
     * @param longest how long the group that has run longest runs
     */
    public LanesCheck(Supplier<Duration> longest) {
        this.longest = longest;
    }

    @Override
    public String name() {
        return "lanes";
    }

    @Override
    public List<HealthReport> reports() {
        var running = longest.get();
        return List.of(
                running.compareTo(STUCK) > 0
                        ? HealthReport.notReady(
                                "", "a group of requests has run for " + running.toSeconds() + " s")
                        : HealthReport.ready("", "no group of requests runs for long"));
    }
}
