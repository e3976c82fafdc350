package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One key, one effect: on this node, on another, and after a restart. */
class IdempotencyTest {

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client developer = sandbox.developer();

    private static final String ACME = "{\"legalName\": \"Acme\"}";

    private Reply create(Client client, String key, String body) {
        return client.post("/payments/v2/counterparties", body, "Idempotency-Key", key);
    }

    private int counterparties() {
        return developer.get("/payments/v2/counterparties?limit=500").json().at("/items").size();
    }

    @Test
    void sameKeySameBody_repeatsTheAnswerAndNothingElse() {
        Reply first = create(developer, "key-1", ACME);
        Reply again = create(developer, "\"key-1\"", ACME);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("ETag")).isEqualTo("version:1");
        assertThat(counterparties()).isEqualTo(1);
    }

    @Test
    void replay_worksOnAnotherNodeAndTellsTheFirstAnswerAfterAChange() {
        Reply first = create(developer, "key-1", ACME);
        developer.patch(
                "/payments/v2/counterparties/" + first.at("/id"),
                "[{\"op\":\"replace\",\"path\":\"/alias\",\"value\":\"Later\"}]");
        try (var node = kontor.anotherNode()) {
            Reply again = create(node.as(developer), "key-1", ACME);
            assertThat(again.body()).isEqualTo(first.body());
        }
    }

    @Test
    void sameKeyOtherBody_isRefused() {
        create(developer, "key-1", ACME);
        Reply other = create(developer, "key-1", "{\"legalName\": \"Other\"}");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.at("/details/0/code")).isEqualTo("idempotency_key_reused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alias\": \"A\", \"legalName\": \"Acme\", \"metadata\": {\"a\": \"1\", \"b\":"
                        + " \"2\"}}",
                "{\"metadata\":{\"b\":\"2\",\"a\":\"1\"},\"legalName\":\"Acme\",\"alias\":\"A\"}",
                "{\"legalName\": \"Ac\\u006de\",\n"
                        + " \"alias\": \"A\",\n"
                        + " \"metadata\": {\"a\": \"1\", \"b\": \"2\"}}",
                "{\"legalName\": \"Acme\", \"alias\": \"A\", \"externalId\": null, \"metadata\":"
                        + " {\"a\": \"1\", \"b\": \"2\"}}"
            })
    void sameContentWrittenOtherwise_isTheSameRequest(String body) {
        Reply first =
                create(
                        developer,
                        "key-1",
                        "{\"legalName\": \"Acme\", \"alias\": \"A\", \"metadata\": {\"a\": \"1\","
                                + " \"b\": \"2\"}}");
        Reply again = create(developer, "key-1", body);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void patchThatSetsNullWhereTheFirstSetNothing_isAnotherRequest() {
        String path = "/payments/v2/counterparties/" + create(developer, "key-1", ACME).at("/id");
        String remove = "[{\"op\": \"remove\", \"path\": \"/alias\"}]";
        String with = "[{\"value\": null, \"op\": \"remove\", \"path\": \"/alias\"}]";
        developer.patch(path, remove, "Idempotency-Key", "key-2");
        assertThat(developer.patch(path, with, "Idempotency-Key", "key-2").at("/details/0/code"))
                .isEqualTo("idempotency_key_reused");
    }

    @Test
    void claimOfAnEarlierKontor_holdsForTheSameBytesOnly() {
        Reply first = create(developer, "key-1", ACME);
        kontor.database()
                .write(
                        sandbox.organization(),
                        tx ->
                                tx.sql()
                                        .createUpdate(
                                                """
                                                UPDATE idempotency_claims SET request_digest = sha256('\\x00'::bytea || convert_to(:body, 'UTF8'))
                                                WHERE organization_id = :org
                                                """)
                                        .bind("body", ACME)
                                        .bind("org", sandbox.organization().value())
                                        .execute());
        assertThat(create(developer, "key-1", ACME).body()).isEqualTo(first.body());
        assertThat(create(developer, "key-1", ACME.replace(" ", "")).status()).isEqualTo(400);
    }

    @Test
    void refusedRequest_leavesNoTraceOfItsKey() {
        assertThat(create(developer, "key-1", "{\"legalName\": \"\"}").status()).isEqualTo(400);
        assertThat(create(developer, "key-1", ACME).status()).isEqualTo(201);
    }

    @Test
    void keys_areScopedByPathAndOrganization() {
        create(developer, "key-1", ACME);
        assertThat(
                        create(kontor.sandbox().developer(), "key-1", ACME)
                                .header("Idempotency-Replayed"))
                .isEmpty();
        assertThat(
                        developer
                                .post(
                                        "/v1/idempotency-test?status=201",
                                        "{}",
                                        "Idempotency-Key",
                                        "key-1")
                                .header("Idempotency-Replayed"))
                .isEmpty();
    }

    @Test
    void emptyKey_isRefused() {
        assertThat(create(developer, "\"\"", ACME).status()).isEqualTo(400);
    }

    @Test
    void keyOf256Characters_isRefused() {
        assertThat(create(developer, "k".repeat(256), ACME).at("/details/0/field"))
                .isEqualTo("Idempotency-Key");
        assertThat(create(developer, "k".repeat(255), ACME).status()).isEqualTo(201);
    }

    @Test
    void afterADay_theKeyIsFree() {
        create(developer, "key-1", ACME);
        kontor.database()
                .write(
                        sandbox.organization(),
                        tx ->
                                tx.sql()
                                        .createUpdate(
                                                """
                                                UPDATE idempotency_claims SET claimed = claimed - interval '25 hours' WHERE organization_id = :org
                                                """)
                                        .bind("org", sandbox.organization().value())
                                        .execute());
        assertThat(create(developer, "key-1", ACME).header("Idempotency-Replayed")).isEmpty();
        assertThat(counterparties()).isEqualTo(2);
    }

    @Test
    void twinInFlight_isTooEarlyHereAndOnAnotherNode() throws Exception {
        try (var node = kontor.anotherNode()) {
            assertOneTooEarly("here", developer, developer);
            assertOneTooEarly("there", developer, node.as(developer));
        }
    }

    /**
     * Whoever comes first sleeps under the key; the other meets it at work, on a busy machine only
     * if it sleeps long.
     */
    private static void assertOneTooEarly(String key, Client one, Client other) throws Exception {
        for (double seconds : new double[] {1.5, 5, 10}) {
            String path = "/v1/idempotency-test?status=200&sleep=" + seconds;
            String attempt = key + seconds;
            var replies = together(one, other, path, attempt);
            var late = other.post(path, "{}", "Idempotency-Key", attempt);
            assertThat(late.header("Idempotency-Replayed")).isEqualTo("true");
            if (replies.stream().anyMatch(reply -> reply.status() == 425)) {
                assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(200, 425);
                assertThat(replies)
                        .filteredOn(reply -> reply.status() == 425)
                        .extracting(reply -> reply.header("Retry-After"))
                        .containsExactly("1");
                return;
            }
            assertThat(replies).extracting(Reply::body).containsOnly(late.body());
        }
        throw new AssertionError("never met the other at work");
    }

    private static List<Reply> together(Client one, Client other, String path, String key)
            throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Reply>> twins =
                    List.of(
                            () -> one.post(path, "{}", "Idempotency-Key", key),
                            () -> other.post(path, "{}", "Idempotency-Key", key));
            var replies = new ArrayList<Reply>();
            for (Future<Reply> reply : threads.invokeAll(twins)) {
                replies.add(reply.get());
            }
            return replies;
        }
    }

    /**
     * PostgreSQL ends a session that is idle in a transaction for some seconds, and the work may
     * take longer.
     */
    @Test
    void keyOfLongWork_isHeldInNoTransaction() throws Exception {
        assertThat(
                        isSeenInNoTransaction(0.5)
                                || isSeenInNoTransaction(5)
                                || isSeenInNoTransaction(10))
                .isTrue();
    }

    /** Looks at the sessions with locks while the work goes on; false when it was over too soon. */
    private boolean isSeenInNoTransaction(double seconds) throws Exception {
        String path = "/v1/idempotency-test?status=200&sleep=" + seconds;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Reply> reply =
                    threads.submit(
                            () -> developer.post(path, "{}", "Idempotency-Key", "long" + seconds));
            var locks = inTransaction();
            while (locks.isEmpty() && !reply.isDone()) {
                locks = inTransaction();
            }
            assertThat(locks).doesNotContain(true);
            assertThat(reply.get().status()).isEqualTo(200);
            return !locks.isEmpty();
        }
    }

    /** Of each session with an advisory lock, whether it is in a transaction. */
    private List<Boolean> inTransaction() {
        return kontor.database()
                .system(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT a.xact_start IS NOT NULL FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                                                WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND a.state LIKE 'idle%'
                                                """)
                                        .mapTo(Boolean.class)
                                        .list());
    }

    @Test
    void fortyTwinsOnTwoNodes_makeOneResource() throws Exception {
        try (var node = kontor.anotherNode();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Reply>> twins = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Client client = i % 2 == 0 ? developer : node.as(developer);
                twins.add(() -> create(client, "forty", ACME));
            }
            for (Future<Reply> reply : threads.invokeAll(twins)) {
                assertThat(reply.get().status()).isIn(201, 425);
            }
        }
        assertThat(counterparties()).isEqualTo(1);
    }
}
