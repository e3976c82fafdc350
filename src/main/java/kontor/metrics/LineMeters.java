package kontor.metrics;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import kontor.lines.Lines;

/**
 * The work for banks and the feeds, as this node sees them. So many connections and organizations
 * have series of their own as {@link #MOST} says, those with something to tell first; the sums are
 * of all.
 */
final class LineMeters {

    /** Connections, and organizations, that have series of their own. */
    static final int MOST = 500;

    private final Metrics metrics;
    private final Lines lines;
    private final Clock clock;
    private final MultiGauge states;
    private final MultiGauge working;
    private final MultiGauge open;
    private final MultiGauge oldest;
    private final MultiGauge positions;

    LineMeters(Metrics metrics, Lines lines, Clock clock) {
        this.clock = clock;
        this.metrics = metrics;
        this.lines = lines;
        states = metrics.gauges("kontor.bank.lines", "Connections to banks by how it goes");
        working =
                metrics.gauges(
                        "kontor.bank.line.in.order",
                        "1 where the work for a connection is in order, 0 where it fails or hangs");
        open =
                metrics.gauges(
                        "kontor.bank.line.files.open", "Files of a connection that are to leave");
        oldest =
                metrics.gauges(
                        "kontor.bank.line.oldest.unsent.seconds",
                        "Age of the oldest of them; 0 without any");
        positions =
                metrics.gauges("kontor.feed.position", "Events of an organization, as last seen");
    }

    void gather() {
        var all = lines.states();
        metrics.tell(
                states, Arrays.stream(Lines.How.values()).map(how -> counted(how, all)).toList());
        var shown =
                all.stream()
                        .sorted((one, other) -> Integer.compare(weight(other), weight(one)))
                        .limit(MOST)
                        .toList();
        var now = Instant.now(clock);
        tell(working, shown, one -> isInOrder(one) ? 1 : 0);
        tell(open, shown, Lines.State::open);
        tell(oldest, shown, one -> age(one, now));
        metrics.tell(positions, feeds().toList());
    }

    private static Row<?> counted(Lines.How how, List<Lines.State> all) {
        long count = all.stream().filter(one -> one.how() == how).count();
        return Row.of(Tags.of("is", how.name().toLowerCase(Locale.ROOT)), count);
    }

    private static boolean isInOrder(Lines.State one) {
        return one.how() == Lines.How.IN_ORDER || one.how() == Lines.How.PAUSED;
    }

    private static int weight(Lines.State one) {
        return (isInOrder(one) ? 0 : 2) + (one.open() > 0 ? 1 : 0);
    }

    private static long age(Lines.State one, Instant now) {
        return one.oldest()
                .map(made -> Math.max(0, Duration.between(made, now).toSeconds()))
                .orElse(0L);
    }

    private void tell(
            MultiGauge gauge, List<Lines.State> shown, ToLongFunction<Lines.State> figure) {
        metrics.tell(
                gauge,
                shown.stream()
                        .<Row<?>>map(one -> Row.of(tags(one), figure.applyAsLong(one)))
                        .toList());
    }

    private static Tags tags(Lines.State one) {
        return Tags.of(
                "organization",
                one.organization().toString(),
                "connection",
                one.connection().toString());
    }

    private Stream<Row<?>> feeds() {
        return lines.positions().entrySet().stream()
                .limit(MOST)
                .map(
                        one ->
                                Row.of(
                                        Tags.of("organization", one.getKey().toString()),
                                        one.getValue()));
    }
}
