package kontor.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kontor.Await;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.iam.KeyBounds;
import org.junit.jupiter.api.Test;

class CallerCacheTest {

    private static final Caller SOMEBODY =
            new Caller(
                    new OrganizationId(new UUID(0, 1)),
                    new UUID(0, 2),
                    "key",
                    "Name",
                    new UUID(0, 3),
                    false,
                    true,
                    Set.of(),
                    100);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final CallerCache<String> memory = new CallerCache<>(nanos::get);
    private final AtomicInteger looks = new AtomicInteger();

    private Optional<CallerCache.Known> somebody() {
        looks.incrementAndGet();
        return Optional.of(new CallerCache.Known(SOMEBODY, KeyBounds.NONE, memory.until()));
    }

    private void find(Supplier<Optional<CallerCache.Known>> look) {
        memory.find("key", look);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void find_looksOnceInFourSeconds() {
        find(this::somebody);
        pass(Duration.ofMillis(3_999));
        find(this::somebody);
        assertThat(looks).hasValue(1);
        pass(Duration.ofMillis(1));
        find(this::somebody);
        assertThat(looks).hasValue(2);
    }

    @Test
    void find_countsFromBeforeASlowLook() {
        find(
                () -> {
                    var known = somebody();
                    pass(Duration.ofSeconds(3));
                    return known;
                });
        pass(Duration.ofSeconds(1));
        find(this::somebody);
        assertThat(looks).hasValue(2);
    }

    @Test
    void forget_meansAlsoWhatIsLookedUpMeanwhile() {
        find(
                () -> {
                    var readBefore = somebody();
                    CompletableFuture.runAsync(() -> memory.forget(SOMEBODY.organization())).join();
                    return readBefore;
                });
        find(this::somebody);
        assertThat(looks).hasValue(2);
        memory.forget(SOMEBODY.organization());
        find(this::somebody);
        assertThat(looks).hasValue(3);
    }

    @Test
    void find_looksOnceForManyAtOnceAndHoldsUpNobodyElse() throws Exception {
        var slow = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Optional<CallerCache.Known>> look =
                    () ->
                            memory.find(
                                    "key",
                                    () -> {
                                        begun.countDown();
                                        Await.zero(slow);
                                        return somebody();
                                    });
            var many = Stream.generate(() -> threads.submit(look)).limit(20).toList();
            Await.zero(begun);
            for (int i = 0; i < 5_000; i++) {
                assertThat(memory.find("other" + i, Optional::empty)).isEmpty();
            }
            slow.countDown();
            for (var one : many) {
                assertThat(one.get()).isPresent();
            }
        }
        assertThat(looks.get()).isEqualTo(1);
    }

    @Test
    void find_tellsAFailureToAllWhoWaited() {
        assertThatThrownBy(
                        () ->
                                memory.find(
                                        "key",
                                        () -> {
                                            throw new IllegalStateException("away");
                                        }))
                .hasMessage("away");
        find(this::somebody);
        assertThat(looks).hasValue(1);
    }

    @Test
    void find_remembersNoRefusal() {
        assertThat(memory.find("key", Optional::empty)).isEmpty();
        find(this::somebody);
        assertThat(looks).hasValue(1);
    }

    @Test
    void endingWithin_onlyShortens() {
        var known = somebody().orElseThrow();
        assertThat(memory.endingWithin(known, Duration.ofMinutes(5))).isEqualTo(known);
        assertThat(memory.endingWithin(known, Duration.ofSeconds(1)).untilNanos())
                .isEqualTo(nanos.get() + Duration.ofSeconds(1).toNanos());
    }
}
