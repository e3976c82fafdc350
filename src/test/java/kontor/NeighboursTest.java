package kontor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import kontor.http.MemoryBudget;
import kontor.shares.Allowance;
import kontor.shares.Spent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One organization takes all it can get, and another beside it does not notice. */
class NeighboursTest {

    private static final int MANY = 300;
    private static final String BATCHES = "/payments/v2beta/credit-transfer-batches";

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
    void slowUploads_leavePlacesForOthers() throws IOException {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 20; i++) {
                slow.add(upload(greedy));
            }
            for (int i = 0; i < 3; i++) {
                honest.developer()
                        .post(BATCHES, "{\"treatment\": \"BATCH\", \"payments\": [{}]}")
                        .created();
            }
        } finally {
            for (var one : slow) {
                one.close();
            }
        }
    }

    /** The beginning of one that does not go on. */
    private Socket upload(SandboxOrganization of) throws IOException {
        var socket = new Socket("127.0.0.1", kontor.port());
        var head =
                """
                POST %s HTTP/1.1\r
                Host: kontor\r
                Authorization: %s\r
                Content-Type: application/json\r
                Content-Length: 1000000\r
                \r
                {"treatment": "BATCH", "payments": [\
                """
                        .formatted(BATCHES, of.developer().authorization());
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void requestsUnderWay_areAThirdForOne() {
        var budget = new MemoryBudget(9L * (160 << 10));
        var holds = Stream.generate(() -> budget.hold("address 192.0.2.1")).limit(6).toList();
        holds.subList(0, 3).forEach(hold -> hold.belongsTo("greedy"));
        assertThatThrownBy(() -> holds.get(3).belongsTo("greedy"))
                .isInstanceOf(Spent.class)
                .hasMessageStartingWith(
                        "your organization has its share of requests at work, 3 in all");
        holds.get(4).belongsTo("honest");
        holds.getFirst().close();
        holds.get(5).belongsTo("greedy");
    }

    @Test
    void previews_leavePlacesForOthers() {
        var batch =
                "{\"treatment\": \"BATCH\", \"payments\": [%s]}"
                        .formatted("{},".repeat(1_999) + "{}");
        var answers = new AtomicInteger();
        for (int i = 0; i < 30; i++) {
            threads.execute(
                    () -> {
                        var answer = greedy.developer().post(BATCHES + ":preview", batch);
                        assertThat(answer.status()).isIn(200, 429, 503);
                        answers.incrementAndGet();
                    });
        }
        for (int i = 0; i < 3; i++) {
            honest.developer().post(BATCHES + ":preview", batch).ok();
        }
        Await.until(() -> answers.get() == 30);
    }

    @Test
    void storedInputs_areAShareForEach() {
        var batch = "{\"treatment\": \"BATCH\", \"payments\": [{}]}";
        try (var node = kontor.nodeWith(new Allowance(100, 50, Optional.empty()))) {
            var client = node.as(greedy.developer());
            client.post(BATCHES, batch).created();
            client.post(BATCHES, batch).created();
            var refused = client.post(BATCHES, batch);
            refused.assertRefused("storage_full", "");
            assertThat(refused.body()).contains("which is its share").contains("KONTOR_");
            node.as(honest.developer()).post(BATCHES, batch).created();
        }
    }

    @Test
    void ownLimit_goesNoHigherThanTheInstallationAllows() {
        String more = "[{\"op\": \"replace\", \"path\": \"/requestsPerSecond\", \"value\": %d}]";
        var owner = greedy.owner();
        owner.patch("/iam/v2beta/organization", more.formatted(101))
                .assertRefused("invalid_value", "0.value");
        owner.patch("/iam/v2beta/organization", more.formatted(20)).ok();
        owner.patch("/iam/v2beta/organization", more.formatted(100)).ok();
        try (var node = kontor.nodeWith(new Allowance(500, 1, Optional.empty()))) {
            node.as(owner).patch("/iam/v2beta/organization", more.formatted(500)).ok();
            node.as(owner)
                    .patch("/iam/v2beta/organization", more.formatted(501))
                    .assertRefused("invalid_value", "0.value");
        }
        // What was allowed once is no more than is allowed now.
        try (var node = kontor.nodeWith(new Allowance(30, 1, Optional.empty()))) {
            assertThat(node.as(owner).get("/iam/v2beta/organization").header("RateLimit-Policy"))
                    .contains("q=60;");
        }
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
