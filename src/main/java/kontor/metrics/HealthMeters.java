package kontor.metrics;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import kontor.health.Health;

/** What {@code /health/ready} says, check by check. */
final class HealthMeters {

    private final Metrics metrics;
    private final Health health;
    private final MultiGauge checks;

    HealthMeters(Metrics metrics, Health health) {
        this.metrics = metrics;
        this.health = health;
        this.checks = metrics.gauges("kontor.ready", "1 where a check of this node is in order");
    }

    void gather() {
        metrics.tell(
                checks,
                health.verdicts().stream()
                        .<Row<?>>map(
                                one -> Row.of(Tags.of("check", one.name()), one.ready() ? 1 : 0))
                        .toList());
    }
}
