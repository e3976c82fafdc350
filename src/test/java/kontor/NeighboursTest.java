package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import kontor.shares.Spent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One organization takes all it can get, and another beside it does not notice. */
class NeighboursTest {

    private static final int MANY = 300;

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization greedy = kontor.sandbox();
    private final SandboxOrganization honest = kontor.sandbox();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch enough = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @AfterEach
    void end() {
        enough.countDown();
        threads.close();
    }

    private void many(Runnable attack) {
        for (int i = 0; i < MANY; i++) {
            threads.execute(
                    () -> {
                        try {
                            attack.run();
                        } catch (Spent spent) {
                            refused.incrementAndGet();
                        }
                    });
        }
    }

    /** Stays until the test is over. */
    private boolean stay() {
        begun.incrementAndGet();
        Await.zero(enough);
        return true;
    }

    private void honestReadsAndWrites() {
        var client = honest.developer();
        for (int i = 0; i < 20; i++) {
            client.get("/payments/v2/counterparties").ok();
            honest.aCounterparty().send().created();
        }
    }

    @Test
    void slowReads_leaveConnectionsForOthers() {
        var shared = kontor.database().forRequests();
        many(() -> shared.read(greedy.organization(), _ -> stay()));
        Await.until(() -> begun.get() == 5 && refused.get() >= MANY - 5 - 200);
        honestReadsAndWrites();
        greedy.aCounterparty().send().created();
        assertThat(begun).hasValue(5);
    }

    @Test
    void slowWritesOutsideOfLanes_leaveConnectionsForOthers() {
        var shared = kontor.database().forRequests();
        many(() -> shared.write(greedy.organization(), _ -> stay()));
        Await.until(() -> begun.get() == 5 && refused.get() >= MANY - 5 - 200);
        honestReadsAndWrites();
    }

    @Test
    void requestsThatSleep_leavePlacesForOthers() {
        var sleepers = greedy.developer();
        var answers = new AtomicInteger();
        for (int i = 0; i < 50; i++) {
            threads.execute(
                    () -> {
                        var answer = sleepers.post("/v1/idempotency-test?sleep=1", "");
                        answers.incrementAndGet();
                        (answer.status() == 429 ? refused : begun).incrementAndGet();
                    });
        }
        Await.until(() -> refused.get() > 0);
        honest.developer().post("/v1/idempotency-test?sleep=0", "").ok();
        honestReadsAndWrites();
        Await.until(() -> answers.get() == 50);
    }
}
