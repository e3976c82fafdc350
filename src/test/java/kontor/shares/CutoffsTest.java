package kontor.shares;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import kontor.Await;
import org.junit.jupiter.api.Test;

/** What takes too long is cut off, and never what came after it. */
class CutoffsTest {

    @Test
    void longWork_isCutOff() {
        var cut = new AtomicInteger();
        try (var cutoffs = new Cutoffs(Duration.ofMillis(1));
                var _ = cutoffs.begin(cut::incrementAndGet)) {
            Await.until(() -> cut.get() > 1);
        }
    }

    @Test
    void endedWork_isLeftAlone() {
        var cut = new AtomicInteger();
        try (var cutoffs = new Cutoffs(Duration.ofMinutes(10))) {
            cutoffs.begin(cut::incrementAndGet).close();
            cutoffs.leave(Thread.currentThread());
            var next = new AtomicInteger();
            try (var _ = cutoffs.begin(next::incrementAndGet)) {
                cutoffs.leave(Thread.currentThread());
                Await.until(() -> next.get() == 1);
            }
        }
        assertThat(cut).hasValue(0);
    }
}
