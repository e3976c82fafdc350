package kontor.shares;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StoredTest {

    private final Stored stored = new Stored("files", new Allowance(1, 100, Optional.empty()));
    private final AtomicLong there = new AtomicLong();
    private final AtomicInteger counts = new AtomicInteger();

    private boolean isFull(String organization) {
        return stored.full(
                        organization,
                        () -> {
                            counts.incrementAndGet();
                            return there.get();
                        })
                .isPresent();
    }

    private void store(String organization, long bytes) {
        there.addAndGet(bytes);
        stored.more(organization, bytes);
    }

    @Test
    void whatIsFarFromFull_isCountedOnce() {
        for (int i = 0; i < 9; i++) {
            assertThat(isFull("one")).isFalse();
            store("one", 10);
        }
        assertThat(counts).hasValue(1);
        assertThat(isFull("one")).isFalse();
        store("one", 10);
        assertThat(isFull("one")).isTrue();
        assertThat(counts).hasValue(2);
    }

    @Test
    void whatIsFull_isCountedEachTime_soThatRoomIsSeenAtOnce() {
        there.set(100);
        assertThat(isFull("one")).isTrue();
        there.set(99);
        assertThat(isFull("one")).isFalse();
    }

    /** A transaction that came to nothing after it was counted. */
    @Test
    void whatWasNotStoredAfterAll_refusesNobody() {
        assertThat(isFull("one")).isFalse();
        stored.more("one", 100);
        assertThat(isFull("one")).isFalse();
    }

    @Test
    void organizations_haveAShareEach() {
        there.set(100);
        assertThat(isFull("one")).isTrue();
        there.set(0);
        assertThat(isFull("other")).isFalse();
    }
}
