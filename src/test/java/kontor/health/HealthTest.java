package kontor.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import kontor.Await;
import org.junit.jupiter.api.Test;

/** What is told of checks that answer, fail and hang. */
class HealthTest {

    private record Check(String name, java.util.function.Supplier<List<HealthReport>> asked)
            implements HealthCheck {
        @Override
        public List<HealthReport> reports() {
            return asked.get();
        }
    }

    private static Check good(String name) {
        return new Check(name, () -> List.of(HealthReport.ready("", "fine")));
    }

    @Test
    void hangingCheck_isNotReady_andKeepsNoOtherFromAnswering() {
        var end = new CountDownLatch(1);
        var calls = new AtomicInteger();
        var hangs =
                new Check(
                        "hangs",
                        () -> {
                            calls.incrementAndGet();
                            Await.zero(end);
                            return List.of(HealthReport.ready("", "fine"));
                        });
        try (var health = new Health(Duration.ofMillis(50)).with(hangs).with(good("other"))) {
            health.verdicts();
            // The other may need longer than its time on a busy machine, but not again and again.
            Await.until(() -> health.verdicts().get(1).ready());
            assertThat(health.verdicts().get(0).ready()).isFalse();
            assertThat(calls).as("rounds under way at a time").hasValue(1);
            end.countDown();
            Await.until(() -> health.verdicts().get(0).ready());
        }
    }

    @Test
    void failingCheck_isNotReady_withTheReason() {
        var fails =
                new Check(
                        "fails",
                        () -> {
                            throw new IllegalStateException("no share");
                        });
        try (var health = new Health(Await.LONG).with(fails)) {
            var verdict = health.verdicts().getFirst();
            assertThat(verdict.ready()).isFalse();
            assertThat(verdict.reports().getFirst().detail()).contains("no share");
        }
    }

    @Test
    void flood_asksTheCheckOnceASecond() {
        var calls = new AtomicInteger();
        var counted =
                new Check(
                        "counted",
                        () -> {
                            calls.incrementAndGet();
                            return List.of();
                        });
        long begun = System.nanoTime();
        try (var health = new Health(Await.LONG).with(counted)) {
            IntStream.range(0, 2_000).parallel().forEach(_ -> health.verdicts());
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        assertThat((long) calls.get()).isLessThanOrEqualTo(seconds + 1);
    }
}
