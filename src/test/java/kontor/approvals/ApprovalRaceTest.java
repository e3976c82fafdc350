package kontor.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import kontor.Client;
import kontor.Jsons;
import kontor.Member;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** People who decide the same payment at the same moment, each at another node. */
class ApprovalRaceTest {

    private static final int ROUNDS = 40;
    private static final Set<String> APPROVER =
            Set.of("direct_debits:read", "direct_debits:update");

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient directDebits = sandbox.directDebits();
    private final String mandate = sandbox.aMandate().of(sandbox.aCounterparty().accountId()).id();
    private final Member one = sandbox.member(APPROVER);
    private final Member two = sandbox.memberIn(one.roleId());

    private void chain(int steps) {
        sandbox.owner()
                .post(
                        "/payments/v2beta/approval-chains",
                        Jsons.json(
                                "{'name': 'n', 'approvalSteps': ["
                                        + String.join(
                                                ",",
                                                java.util.Collections.nCopies(
                                                        steps,
                                                        "{'requiredRoleIds': ['"
                                                                + one.roleId()
                                                                + "']}"))
                                        + "]}"))
                .created();
    }

    private static Reply approve(Client client, Reply debit, String... headers) {
        return client.post(
                PaymentClient.DIRECT_DEBITS + "/" + debit.at("/id") + ":approve",
                Jsons.json("{'approvalStepId': '" + debit.at("/approvalSteps/0/id") + "'}"),
                headers);
    }

    private interface Round {
        void judge(Reply debit, Reply first, Reply second);
    }

    /** Both decide at once, many times, on a payment of each round's own. */
    private void race(
            java.util.function.BiFunction<Client, Reply, Reply> first,
            java.util.function.BiFunction<Client, Reply, Reply> second,
            Round round)
            throws Exception {
        try (var node = TestKontor.shared().anotherNode();
                var threads = Executors.newFixedThreadPool(2)) {
            var there = node.as(two.client());
            for (int i = 0; i < ROUNDS; i++) {
                var debit = sandbox.aDirectDebit().under(mandate).made();
                var start = new CyclicBarrier(2);
                List<Callable<Reply>> both =
                        List.of(
                                () -> {
                                    start.await();
                                    return first.apply(one.client(), debit);
                                },
                                () -> {
                                    start.await();
                                    return second.apply(there, debit);
                                });
                List<Future<Reply>> replies = threads.invokeAll(both);
                round.judge(debit, replies.get(0).get(), replies.get(1).get());
            }
        }
    }

    @Test
    void oneStep_isApprovedByExactlyOne() throws Exception {
        chain(1);
        race(
                (client, debit) -> approve(client, debit),
                (client, debit) -> approve(client, debit),
                (debit, first, second) -> {
                    var winner = first.status() == 202 ? first : second;
                    var loser = first.status() == 202 ? second : first;
                    assertThat(winner.status()).as(winner.body()).isEqualTo(202);
                    assertThat(loser.status()).as(loser.body()).isEqualTo(400);
                    assertThat(loser.at("/type")).endsWith("#payment_not_open");
                    assertThat(directDebits.get(debit).body()).isEqualTo(winner.body());
                    assertThat(winner.at("/version")).isEqualTo("2");
                    assertThat(winner.at("/approvalSteps/0/approver/id"))
                            .isEqualTo(winner == first ? one.userId() : two.userId());
                    assertThat(directDebits.events(debit))
                            .containsExactly("CREATED", "FULLY_APPROVED");
                });
    }

    @Test
    void firstOfTwoSteps_isApprovedByExactlyOne() throws Exception {
        chain(2);
        race(
                (client, debit) -> approve(client, debit),
                (client, debit) -> approve(client, debit),
                (debit, first, second) -> {
                    assertThat(Stream.of(first, second).map(Reply::status))
                            .containsExactlyInAnyOrder(202, 400);
                    assertThat(first.body() + second.body()).contains("#approval_step_not_pending");
                    assertThat(directDebits.get(debit).at("/version")).isEqualTo("2");
                    assertThat(directDebits.events(debit)).containsExactly("CREATED", "APPROVED");
                });
    }

    @Test
    void ofTheSameVersion_onlyOneDecisionIsTaken() throws Exception {
        chain(1);
        race(
                (client, debit) -> approve(client, debit, "If-Match", "version:1"),
                (client, debit) ->
                        client.post(
                                PaymentClient.DIRECT_DEBITS + "/" + debit.at("/id") + ":reject",
                                "{}",
                                "If-Match",
                                "version:1"),
                (debit, approved, rejected) -> {
                    assertThat(Stream.of(approved, rejected).map(Reply::status))
                            .containsExactlyInAnyOrder(202, 412);
                    assertThat(directDebits.get(debit).at("/status"))
                            .isEqualTo(approved.status() == 202 ? "APPROVED" : "REJECTED");
                    assertThat(directDebits.get(debit).at("/version")).isEqualTo("2");
                });
    }

    @Test
    void ofTwoChangesToAChain_theStaleOneIsRefused() throws Exception {
        var chain =
                sandbox.owner()
                        .post(
                                "/payments/v2beta/approval-chains",
                                "{\"name\": \"n\", \"autoApprove\": true}")
                        .created();
        String path = "/payments/v2beta/approval-chains/" + chain.at("/id");
        var changes = sandbox.clientWith(Set.of("approval_chains:update", "approval_chains:read"));
        try (var node = TestKontor.shared().anotherNode();
                var threads = Executors.newFixedThreadPool(2)) {
            var there = node.as(changes);
            for (int version = 1; version <= ROUNDS; version++) {
                String etag = "version:" + version;
                var start = new CyclicBarrier(2);
                List<Callable<Reply>> both =
                        List.of(
                                () -> renamed(start, changes, path, "here", etag),
                                () -> renamed(start, there, path, "there", etag));
                List<Future<Reply>> replies = threads.invokeAll(both);
                assertThat(Stream.of(replies.get(0).get(), replies.get(1).get()).map(Reply::status))
                        .containsExactlyInAnyOrder(200, 412);
                String winner = replies.get(0).get().status() == 200 ? "here" : "there";
                assertThat(changes.get(path).at("/name")).isEqualTo(winner);
            }
        }
    }

    private static Reply renamed(
            CyclicBarrier start, Client client, String path, String name, String etag)
            throws Exception {
        start.await();
        return client.patch(
                path,
                Jsons.json("[{'op': 'replace', 'path': '/name', 'value': '" + name + "'}]"),
                "If-Match",
                etag);
    }
}
