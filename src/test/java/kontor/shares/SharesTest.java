package kontor.shares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kontor.Await;
import org.junit.jupiter.api.Test;

/** Who wants much leaves room for who wants little. */
class SharesTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final LinkedBlockingQueue<Shares.Place> served = new LinkedBlockingQueue<>();
    private final List<String> order = new ArrayList<>();

    private static Shares shares(int all, int ofOne, int waiting, Duration longest) {
        return new Shares("uploads", new Shares.Size(all, ofOne, waiting, longest));
    }

    /** Waits in a thread of its own, and says when it is served. */
    private CompletableFuture<Void> wants(Shares shares, String name) {
        return CompletableFuture.runAsync(
                () -> {
                    var place = shares.take(name);
                    synchronized (order) {
                        order.add(name);
                    }
                    served.add(place);
                },
                work -> Thread.ofVirtual().start(work));
    }

    private void giveBackOne() throws InterruptedException {
        var place = served.poll(10, TimeUnit.SECONDS);
        assertThat(place).isNotNull();
        place.close();
    }

    @Test
    void oneHolder_leavesPlacesForOthers() {
        var shares = shares(4, 2, 0, LONG);
        shares.take("a");
        shares.take("a");
        assertThatThrownBy(() -> shares.take("a"))
                .isInstanceOf(Spent.class)
                .hasMessage(
                        "your organization has its share of uploads at work, 2 in all; try again in"
                                + " a moment");
        shares.take("b");
        shares.take("b");
        assertThatThrownBy(() -> shares.take("c"))
                .isInstanceOfSatisfying(Spent.class, spent -> assertThat(spent.isOwn()).isFalse())
                .hasMessageStartingWith("all places for uploads are taken, 4 in all;");
    }

    @Test
    void waiting_endsInTime() {
        var shares = shares(1, 1, 5, Duration.ofMillis(20));
        var place = shares.take("a");
        assertThatThrownBy(() -> shares.take("b")).isInstanceOf(Spent.class);
        place.close();
        shares.take("b").close();
        place.close();
        shares.take("c");
    }

    @Test
    void waitedInVain_isSaid() {
        var shares = shares(2, 1, 5, Duration.ofMillis(20));
        shares.take("a");
        assertThatThrownBy(() -> shares.take("a"))
                .isInstanceOfSatisfying(Spent.class, spent -> assertThat(spent.isLate()).isTrue());
    }

    @Test
    void nextPlace_goesInTurnsHoweverManyWait() throws Exception {
        var shares = shares(1, 1, 1_000, LONG);
        var first = shares.take("a");
        for (int i = 0; i < 500; i++) {
            wants(shares, "a");
        }
        Await.until(() -> shares.waiting() == 500);
        wants(shares, "b");
        Await.until(() -> shares.waiting() == 501);
        wants(shares, "c");
        Await.until(() -> shares.waiting() == 502);
        assertThat(first.isDue(Duration.ZERO)).isTrue();
        assertThat(first.isDue(LONG)).isFalse();
        first.close();
        for (int i = 0; i < 502; i++) {
            giveBackOne();
        }
        assertThat(order).hasSize(502).startsWith("a", "b", "c", "a");
        assertThat(shares.awaitUnused(LONG)).isTrue();
    }

    @Test
    void nextPlace_goesToWhoHasTheFewest() throws Exception {
        var shares = shares(3, 2, 10, LONG);
        var one = shares.take("a");
        shares.take("a");
        shares.take("c");
        var third = wants(shares, "a");
        var second = wants(shares, "b");
        Await.until(() -> shares.waiting() == 2);
        one.close();
        second.get(10, TimeUnit.SECONDS);
        assertThat(third.isDone()).isFalse();
        giveBackOne();
        third.get(10, TimeUnit.SECONDS);
    }

    @Test
    void interrupted_isRefused() throws Exception {
        var shares = shares(1, 1, 1, LONG);
        shares.take("a");
        var refused = new CompletableFuture<Throwable>();
        var thread =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        shares.take("b");
                                    } catch (Spent spent) {
                                        refused.complete(spent);
                                    }
                                });
        Await.until(() -> shares.waiting() == 1);
        thread.interrupt();
        assertThat(refused.get(10, TimeUnit.SECONDS)).isInstanceOf(Spent.class);
        assertThat(shares.waiting()).isZero();
    }
}
