package kontor.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import kontor.Await;
import org.junit.jupiter.api.Test;

class AheadTest {

    private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());

    @Test
    void worksInTheOrderInWhichItIsPassed() {
        try (var ahead = new Ahead()) {
            IntStream.range(0, 1_000).forEach(i -> ahead.pass(() -> done.add(i)));
            ahead.finish();
            assertThat(done).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
        }
    }

    @Test
    void holdsTwoAtMost_andWhoPassesAThirdWaits() {
        var passed = new AtomicInteger();
        var go = new CountDownLatch(1);
        try (var ahead = new Ahead()) {
            var reader =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        for (int i = 0; i < 3; i++) {
                                            ahead.pass(() -> awaited(go));
                                            passed.incrementAndGet();
                                        }
                                    });
            Await.until(() -> passed.get() == 2 && reader.getState() == Thread.State.WAITING);
            go.countDown();
            Await.until(() -> passed.get() == 3);
        }
    }

    private void awaited(CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void whatFails_isThrownToWhoPasses_andNothingIsDoneAfterIt() {
        try (var ahead = new Ahead()) {
            ahead.pass(() -> done.add(1));
            ahead.pass(
                    () -> {
                        throw new IllegalStateException("no database");
                    });
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    ahead.pass(() -> done.add(2));
                                }
                            })
                    .hasMessage("no database");
            assertThatThrownBy(ahead::finish).hasMessage("no database");
        }
        assertThat(done).containsExactly(1);
    }

    @Test
    void whatFailsLast_isThrownAtTheEnd() {
        try (var ahead = new Ahead()) {
            ahead.pass(
                    () -> {
                        throw new IllegalStateException("no database");
                    });
            assertThatThrownBy(ahead::finish).hasMessage("no database");
        }
    }
}
