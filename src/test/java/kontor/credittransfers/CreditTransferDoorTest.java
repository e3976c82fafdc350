package kontor.credittransfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import kontor.CounterpartyBuilder;
import kontor.Invariants;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.changes.Request;
import kontor.core.AccountLimit;
import kontor.core.Outcome;
import kontor.payments.BatchRef;
import kontor.payments.BatchTreatment;
import kontor.wire.JsonFields;
import org.junit.jupiter.api.Test;

/** The door with lists, as batches call it, and with several callers at once. */
class CreditTransferDoorTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient creditTransfers = sandbox.creditTransfers();
    private final Room room = new Room();

    private NewCreditTransfer request(String difference) {
        String json = sandbox.aCreditTransfer().with(difference).json();
        return NewCreditTransfer.parse(JsonFields.of(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> codes(List<? extends Outcome<?>> outcomes) {
        return outcomes.stream()
                .map(
                        outcome ->
                                outcome instanceof Outcome.Refused<?>(var refusal)
                                        ? refusal.code()
                                        : "done")
                .toList();
    }

    @Test
    void create_refusesSomeAndMakesTheOthers_asCheckForetells() {
        var requests =
                List.of(
                        request("'externalId': 'a'"),
                        request("'amount': {'currency': 'SEK', 'value': 1}"),
                        request("'externalId': 'a'"),
                        request("'reference': 'same payee'"),
                        request(
                                "'destination': {'type': 'EXTERNAL_ACCOUNT', 'id': '"
                                        + UUID.randomUUID()
                                        + "'}"),
                        request(
                                "'destination': {'type': 'INLINE', 'market': 'DE', 'externalId':"
                                        + " 'x', 'identifiers': [{'type': 'IBAN', 'number': '"
                                        + CounterpartyBuilder.IBAN
                                        + "'}], 'holder': {'legalName': 'A'}}"),
                        request(
                                "'destination': {'type': 'INLINE', 'market': 'DE', 'externalId':"
                                        + " 'x', 'identifiers': [{'type': 'IBAN', 'number': '"
                                        + CounterpartyBuilder.IBAN
                                        + "'}], 'holder': {'legalName': 'B'}}"));
        var expected =
                List.of(
                        "done",
                        "currency_not_allowed",
                        "external_id_taken",
                        "done",
                        "external_account_not_found",
                        "done",
                        "external_id_taken");
        TestKontor.shared()
                .database()
                .write(
                        sandbox.organization(),
                        tx -> {
                            var asked = requests.stream().map(one -> Room.asked(tx, one)).toList();
                            assertThat(codes(room.creditTransfers.check(tx, asked)))
                                    .isEqualTo(expected);
                            assertThat(codes(room.creditTransfers.create(tx, asked)))
                                    .isEqualTo(expected);
                            return true;
                        });
        assertThat(sandbox.developer().get(PaymentClient.CREDIT_TRANSFERS).values("id")).hasSize(3);
        assertThat(sandbox.developer().get("/payments/v2/counterparties").values("legalName"))
                .containsExactlyInAnyOrder("Payee", "A");
    }

    @Test
    void check_writesNothing() {
        TestKontor.shared()
                .database()
                .write(
                        sandbox.organization(),
                        tx ->
                                room.creditTransfers.check(
                                        tx,
                                        List.of(
                                                Room.asked(
                                                        tx,
                                                        request("'externalId': 'only-looked'")))));
        assertThat(sandbox.developer().get(PaymentClient.CREDIT_TRANSFERS).values("id")).isEmpty();
        assertThat(sandbox.developer().get("/payments/v2/counterparties").values("id")).isEmpty();
        sandbox.aCreditTransfer().with("'externalId': 'only-looked'").send();
        assertThat(sandbox.developer().get(PaymentClient.CREDIT_TRANSFERS).values("externalId"))
                .containsExactly("only-looked");
    }

    @Test
    void memberOfABatch_showsIt_andIsFoundByIt() {
        // Of a batch that does not exist.
        Invariants.spare(sandbox.organization());
        var batch =
                new BatchRef(
                        UUID.fromString("00000000-0000-7000-8000-000000000009"),
                        BatchTreatment.BATCH);
        TestKontor.shared()
                .database()
                .write(
                        sandbox.organization(),
                        tx ->
                                room.creditTransfers.create(
                                        tx, List.of(Room.asked(tx, request("").withBatch(batch)))));
        sandbox.aCreditTransfer().send();
        var found =
                sandbox.developer().get(PaymentClient.CREDIT_TRANSFERS + "?batchId=" + batch.id());
        assertThat(found.json().at("/items")).hasSize(1);
        assertThat(found.at("/items/0/batch/id")).isEqualTo(batch.id().toString());
        assertThat(found.at("/items/0/batch/treatment")).isEqualTo("BATCH");
        assertThat(found.at("/items/0/approvalSteps/0/batchId")).isEqualTo(batch.id().toString());
    }

    @Test
    void twoNodes_makeOneCounterpartyOfOneDescription() throws Exception {
        try (var other = TestKontor.shared().anotherNode();
                var threads = Executors.newFixedThreadPool(8)) {
            var replies = new ArrayList<Reply>();
            var asked =
                    IntStream.range(0, 8)
                            .mapToObj(
                                    i ->
                                            threads.submit(
                                                    () ->
                                                            sandbox.aCreditTransfer()
                                                                    .by(
                                                                            i % 2 == 0
                                                                                    ? sandbox
                                                                                            .developer()
                                                                                    : other.as(
                                                                                            sandbox
                                                                                                    .developer()))
                                                                    .with(
                                                                            "'reference': 'r"
                                                                                    + i
                                                                                    + "'")
                                                                    .send()))
                            .toList();
            for (var one : asked) {
                replies.add(one.get());
            }
            assertThat(replies).extracting(Reply::status).containsOnly(201);
            assertThat(replies)
                    .extracting(reply -> reply.at("/destination/id"))
                    .containsOnly(replies.getFirst().at("/destination/id"));
        }
        assertThat(sandbox.developer().get("/payments/v2/counterparties").values("id")).hasSize(1);
    }

    @Test
    void twoNodes_approveATransferOnce() throws Exception {
        var transfer = sandbox.aCreditTransfer().made();
        try (var other = TestKontor.shared().anotherNode();
                var threads = Executors.newFixedThreadPool(6)) {
            var asked =
                    IntStream.range(0, 6)
                            .mapToObj(
                                    i ->
                                            threads.submit(
                                                    () ->
                                                            creditTransfers.approve(
                                                                    i % 2 == 0
                                                                            ? sandbox.owner()
                                                                            : other.as(
                                                                                    sandbox
                                                                                            .owner()),
                                                                    transfer)))
                            .toList();
            var statuses = new ArrayList<Integer>();
            for (var one : asked) {
                statuses.add(one.get().status());
            }
            assertThat(statuses).containsOnlyOnce(202).containsOnly(202, 400);
        }
        assertThat(creditTransfers.events(transfer)).containsExactly("CREATED", "FULLY_APPROVED");
    }

    @Test
    void paymentsOfALimitedCaller_areJudgedByTheLimit() {
        TestKontor.shared()
                .database()
                .write(
                        sandbox.organization(),
                        tx -> {
                            Request<NewCreditTransfer> request = Room.asked(tx, request(""));
                            var limited =
                                    new Request<>(
                                            request.caller()
                                                    .within(
                                                            AccountLimit.to(
                                                                    java.util.Set.of(),
                                                                    java.util.Set.of())),
                                            request.requestId(),
                                            request.id(),
                                            request.ifMatch(),
                                            request.input());
                            assertThat(codes(room.creditTransfers.check(tx, List.of(limited))))
                                    .containsExactly("account_not_found");
                            return true;
                        });
    }
}
