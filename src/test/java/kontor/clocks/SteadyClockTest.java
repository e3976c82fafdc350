package kontor.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import kontor.TestKontor;
import kontor.clocks.SteadyClock.Comparison;
import kontor.health.HealthReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What two of three clocks say counts. */
class SteadyClockTest {

    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");

    /** The node's own clock, as somebody set it. */
    private static final class Own extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Own own = new Own();
    private long passed;
    private final SteadyClock clock = new SteadyClock(own, () -> TimeUnit.SECONDS.toNanos(passed));

    /** Offsets of the node's and the database's clocks to the time that has passed, in seconds. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, Agreed, 0",
        "1, 1, Agreed, 1",
        "-10800, 0, NodeOff, 0",
        "10800, 0, NodeOff, 0",
        "86400, 1, NodeOff, 1",
        "0, 10800, DatabaseOff, 0",
        "0, -10800, DatabaseOff, 0",
        "-10800, -10800, Set, -10800",
        "86400, 86401, Set, 86401",
        "-10800, 7200, DatabaseOff, 0",
    })
    void clockThatStandsAlone_isNotFollowed(long node, long database, String verdict, long kontor) {
        passed = 60;
        var now = START.plusSeconds(60);
        own.now = now.plusSeconds(node);
        var compared = clock.compare(now.plusSeconds(database), Duration.ZERO);
        assertThat(compared.getClass().getSimpleName()).isEqualTo(verdict);
        assertThat(clock.instant()).isEqualTo(now.plusSeconds(kontor));
    }

    @Test
    void beforeTheFirstQuestion_theNodesClockCounts_andThenTheDatabases() {
        assertThat(clock.instant()).isEqualTo(START);
        clock.begin(START.plusSeconds(500));
        passed = 7;
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(507));
        assertThat(clock.compare(START.plusSeconds(507), Duration.ZERO))
                .isEqualTo(new Comparison.NodeOff(Duration.ofSeconds(-507)));
    }

    @Test
    void slowAnswer_isNoReasonForAStep() {
        own.now = START.plusMillis(400);
        clock.compare(START.plusMillis(400), Duration.ofMillis(500));
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void check_comparesWithTheRealDatabase() {
        var real = new SteadyClock();
        var check = ClockCheck.begin(TestKontor.shared().database(), real);
        assertThat(check.reports()).allMatch(HealthReport::ready);
        assertThat(Duration.between(Instant.now(Clock.systemUTC()), real.instant()).abs())
                .isLessThan(SteadyClock.TOLERANCE);
    }
}
