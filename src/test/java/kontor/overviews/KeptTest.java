package kontor.overviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Cheap figures are always of now; dear ones are counted by one at a time. */
class KeptTest {

    private static final Duration TIME = Duration.ofSeconds(60);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger counted = new AtomicInteger();
    private final Kept<String, Integer> kept =
            new Kept<>(TIME, () -> Instant.EPOCH.plusNanos(nanos.get()), nanos::get);

    private int dear() {
        nanos.addAndGet(Kept.CHEAP.toNanos() + 1);
        return counted.incrementAndGet();
    }

    @Test
    void cheapFigures_areCountedEachTime() {
        assertThat(kept.of("a", counted::incrementAndGet).value()).isEqualTo(1);
        var again = kept.of("a", counted::incrementAndGet);
        assertThat(again.value()).isEqualTo(2);
        assertThat(again.of()).isEmpty();
    }

    @Test
    void dearFigures_areKeptForAWhileAndSayOfWhen() {
        assertThat(kept.of("a", this::dear).of()).isEmpty();
        assertThat(kept.of("a", this::dear).value()).as("once may be a cold start").isEqualTo(2);
        var again = kept.of("a", this::dear);
        assertThat(again.value()).isEqualTo(2);
        assertThat(again.of()).contains(Instant.EPOCH.plus(Kept.CHEAP).plusNanos(1));
        assertThat(kept.of("b", this::dear).value()).as("of another").isEqualTo(3);
        nanos.addAndGet(TIME.toNanos());
        assertThat(kept.of("a", this::dear).value()).isEqualTo(4);
    }

    @Test
    void whileOneCountsAgain_othersGetWhatIsThere()
            throws InterruptedException, ExecutionException, TimeoutException {
        keptTwice();
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var slow =
                new FutureTask<>(
                        () ->
                                kept.of(
                                                "a",
                                                () -> {
                                                    begun.countDown();
                                                    await(end);
                                                    return dear();
                                                })
                                        .value());
        Thread.ofVirtual().start(slow);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kept.of("a", this::dear).value()).isEqualTo(2);
        end.countDown();
        assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void cheapFigures_areCountedSideBySide()
            throws InterruptedException, ExecutionException, TimeoutException {
        var both = new CountDownLatch(2);
        var one = new FutureTask<>(() -> kept.of("a", () -> meeting(both)).value());
        Thread.ofVirtual().start(one);
        assertThat(kept.of("a", () -> meeting(both)).value() + one.get(10, TimeUnit.SECONDS))
                .isEqualTo(3);
    }

    private int meeting(CountDownLatch both) {
        both.countDown();
        await(both);
        return counted.incrementAndGet();
    }

    @Test
    void aCountThatBreaks_keepsNothing() {
        keptTwice();
        try {
            kept.of(
                    "a",
                    () -> {
                        throw new IllegalStateException("broken");
                    });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("broken");
        }
        assertThat(kept.of("a", this::dear).value()).isEqualTo(3);
    }

    private void keptTwice() {
        kept.of("a", this::dear);
        kept.of("a", this::dear);
        nanos.addAndGet(TIME.toNanos());
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody went on");
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
