package kontor.clocks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kontor.clocks.SteadyClock.Comparison;
import kontor.db.CommitUnknown;
import kontor.db.Database;
import kontor.db.DatabaseAway;
import kontor.health.HealthCheck;
import kontor.health.HealthReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the clocks of the node and of its database, and keeps Kontor's own right. */
public final class ClockCheck implements HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ClockCheck.class);

    private final Database database;
    private final SteadyClock clock;
    private final ClockTable table = new ClockTable();

    private ClockCheck(Database database, SteadyClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Sets the clock by the database before anything is done. */
    public static ClockCheck begin(Database database, SteadyClock clock) {
        var check = new ClockCheck(database, clock);
        clock.begin(check.ask().time);
        return check;
    }

    /** The database's time now, and by how much it may be off. */
    private record Answer(Instant time, Duration unsure) {}

    private Answer ask() {
        return database.system(
                handle -> {
                    long before = System.nanoTime();
                    var told = table.now(handle);
                    var half = Duration.ofNanos(System.nanoTime() - before).dividedBy(2);
                    return new Answer(told.plus(half), half);
                });
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<HealthReport> reports() {
        try {
            var answer = ask();
            return List.of(report(clock.compare(answer.time, answer.unsure)));
        } catch (DatabaseAway | CommitUnknown _) {
            return List.of(HealthReport.ready("", "the database's clock was not asked"));
        }
    }

    private static HealthReport report(Comparison compared) {
        return switch (compared) {
            case Comparison.Agreed() ->
                    HealthReport.ready("", "this node and the database agree on the time");
            case Comparison.Set(var by) -> {
                LOG.warn("the clocks of this node and of the database were set {}", words(by));
                yield HealthReport.ready("", "the clocks were set " + words(by));
            }
            case Comparison.NodeOff(var by) ->
                    HealthReport.notReady(
                            "",
                            "this node's clock is "
                                    + words(by)
                                    + " against the database's, which Kontor goes by; set it"
                                    + " right");
            case Comparison.DatabaseOff(var by) ->
                    HealthReport.notReady(
                            "",
                            "the database's clock is "
                                    + words(by)
                                    + " against the time that has passed, which Kontor goes by;"
                                    + " set it right, or restart if it is");
        };
    }

    private static String words(Duration by) {
        return by.abs().toSeconds() + " s " + (by.isNegative() ? "back" : "ahead");
    }
}
