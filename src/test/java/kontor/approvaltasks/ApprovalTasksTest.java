package kontor.approvaltasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kontor.AtOnce;
import kontor.Await;
import kontor.Client;
import kontor.Jsons;
import kontor.Member;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.iam.Permissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that one person can decide of a batch, in one go. */
class ApprovalTasksTest {

    private static final String BATCHES = "/payments/v2beta/credit-transfer-batches";
    private static final String APPROVE = "{'action': 'APPROVE'}";
    private static final String REJECT = "{'action': 'REJECT', 'reason': 'wrong list'}";
    private static final String MOVE = "{'action': 'APPROVE', 'moveOverdueDates': true}";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();

    private String record(long minor) {
        var date = sandbox.today().plusDays(5);
        return sandbox.aCreditTransfer().of("EUR", minor).with("date", date.toString()).json();
    }

    private Reply batch(long... amounts) {
        return batch(
                sandbox.developer(),
                IntStream.range(0, amounts.length).mapToObj(i -> record(amounts[i])).toList());
    }

    private Reply batch(Client by, List<String> records) {
        String list = String.join(",", records);
        String body = "{\"treatment\": \"INDIVIDUAL_PAYMENTS\", \"payments\": [" + list + "]}";
        var made = by.post(BATCHES, body).created();
        Await.until(() -> one(made).at("/status").equals("COMPLETED"));
        return one(made);
    }

    private Reply one(Reply batch) {
        return sandbox.developer().get(BATCHES + "/" + batch.at("/id"));
    }

    private static String tasks(Reply batch) {
        return BATCHES + "/" + batch.at("/id") + "/approval-tasks";
    }

    private static Reply ask(Client by, Reply batch, String what, String... headers) {
        return by.post(tasks(batch), Jsons.json(what), headers);
    }

    /** The task once it is COMPLETED. */
    private static Reply done(Client by, Reply batch, String what) {
        String task = tasks(batch) + "/" + ask(by, batch, what).accepted().at("/id");
        Await.until(() -> by.get(task).at("/status").equals("COMPLETED"));
        return by.get(task);
    }

    private static String counts(Reply task) {
        return task.json().path("progress").toString().replaceAll("[{}\"]", "");
    }

    private static Map<String, Long> codes(Client by, Reply batch, Reply task) {
        var left = by.get(tasks(batch) + "/" + task.at("/id") + "/results").ok();
        return left.items().stream()
                .collect(
                        Collectors.groupingBy(
                                one -> one.path("code").asText(), Collectors.counting()));
    }

    private static String summary(Client by, Reply batch) {
        var summary = by.get(BATCHES + "/" + batch.at("/id") + "/approval-summary").ok();
        return summary.body().replaceAll("[{}\"]", "");
    }

    private List<Reply> payments(Reply batch) {
        return sandbox
                .owner()
                .get(PaymentClient.CREDIT_TRANSFERS + "?batchId=" + batch.at("/id"))
                .values("id")
                .stream()
                .map(id -> sandbox.owner().get(PaymentClient.CREDIT_TRANSFERS + "/" + id))
                .toList();
    }

    private List<String> statuses(Reply batch) {
        return payments(batch).stream().map(one -> one.at("/status")).sorted().toList();
    }

    private Member approver() {
        return sandbox.aRole(Permissions.DEVELOPER).member();
    }

    @Test
    void approval_takesEveryStepOfEveryChainThatTheRoleMay() {
        var one = approver();
        var other = approver();
        sandbox.anApprovalChain().step(one.roleId()).made();
        sandbox.anApprovalChain().step(one.roleId(), other.roleId()).made();
        sandbox.anApprovalChain().step(other.roleId()).made();
        var batch = batch(100, 200, 300);
        assertThat(summary(one.client(), batch))
                .isEqualTo(
                        "total:3,pending:3,approved:0,rejected:0,overdue:0,"
                                + "approvableByRequester:3");
        var first = done(one.client(), batch, APPROVE);
        assertThat(counts(first)).isEqualTo("total:3,processed:3,succeeded:3,failed:0,skipped:0");
        assertThat(first.at("/version")).isEqualTo("2");
        assertThat(statuses(batch)).containsExactly("CREATED", "CREATED", "CREATED");
        assertThat(summary(one.client(), batch)).endsWith("approvableByRequester:0");
        assertThat(summary(other.client(), batch)).endsWith("approvableByRequester:3");
        var again = done(one.client(), batch, APPROVE);
        assertThat(counts(again)).isEqualTo("total:3,processed:3,succeeded:0,failed:3,skipped:0");
        assertThat(codes(one.client(), batch, again)).isEqualTo(Map.of("role_not_required", 3L));
        done(other.client(), batch, APPROVE);
        assertThat(statuses(batch)).containsExactly("APPROVED", "APPROVED", "APPROVED");
        assertThat(counts(done(one.client(), batch, APPROVE)))
                .isEqualTo("total:3,processed:3,succeeded:0,failed:0,skipped:3");
        assertThat(summary(one.client(), batch))
                .isEqualTo(
                        "total:3,pending:0,approved:3,rejected:0,overdue:0,"
                                + "approvableByRequester:0");
    }

    @Test
    void whatRefuses_isToldPerPayment() {
        String limit =
                """
                {'action': 'APPROVE', 'paymentType': 'CREDIT_TRANSFER',
                 'largest': {'currency': 'EUR', 'stringValue': '50.00'},
                 'perDay': {'currency': 'EUR', 'stringValue': '70.00'}}
                """;
        var approver =
                sandbox.aRole(Permissions.DEVELOPER)
                        .with("'paymentLimits': [" + limit + "]")
                        .member();
        sandbox.anApprovalChain().step(approver.roleId()).made();
        var batch = batch(4_000, 6_000, 4_500, 3_000);
        var task = done(approver.client(), batch, APPROVE);
        assertThat(counts(task)).isEqualTo("total:4,processed:4,succeeded:2,failed:2,skipped:0");
        assertThat(codes(approver.client(), batch, task))
                .isEqualTo(Map.of("largest_payment", 1L, "daily_limit", 1L));
        assertThat(statuses(batch)).containsExactly("APPROVED", "APPROVED", "CREATED", "CREATED");
        var own = batch(approver.client(), List.of(record(100)));
        var mine = done(approver.client(), own, APPROVE);
        assertThat(codes(approver.client(), own, mine))
                .isEqualTo(Map.of("creator_may_not_approve", 1L));
        assertThat(summary(approver.client(), own)).endsWith("approvableByRequester:0");
    }

    @Test
    void rejection_endsWhatWaitsAndNothingElse() {
        var batch = batch(100, 200);
        var first = payments(batch).getFirst();
        sandbox.creditTransfers().approve(sandbox.owner(), first).accepted();
        var task = done(sandbox.developer(), batch, REJECT);
        assertThat(counts(task)).isEqualTo("total:2,processed:2,succeeded:1,failed:0,skipped:1");
        assertThat(statuses(batch)).containsExactly("APPROVED", "REJECTED");
        assertThat(payments(batch))
                .filteredOn(one -> one.at("/status").equals("REJECTED"))
                .allSatisfy(
                        one ->
                                assertThat(one.at("/statusReason/description"))
                                        .isEqualTo("wrong list"));
    }

    @Test
    void overdueDate_becomesTodayWithTheLastApprovalAndAsksNobodyAgain() {
        var one = approver();
        var other = approver();
        sandbox.anApprovalChain().step(one.roleId()).step(other.roleId()).made();
        var batch = batch(100);
        var late = batch(200);
        done(one.client(), batch, MOVE);
        done(one.client(), late, APPROVE);
        String asked = payments(batch).getFirst().at("/date");
        sandbox.advanceTo(sandbox.today().plusDays(20));
        assertThat(summary(other.client(), batch)).contains("overdue:1,approvableByRequester:1");
        done(other.client(), batch, MOVE);
        done(other.client(), late, APPROVE);
        var moved = payments(batch).getFirst();
        assertThat(moved.at("/status")).isEqualTo("APPROVED");
        assertThat(moved.at("/date")).isEqualTo(sandbox.today().toString());
        assertThat(moved.at("/version")).isEqualTo("3");
        String events = PaymentClient.CREDIT_TRANSFERS + "/" + moved.at("/id") + "/events";
        assertThat(sandbox.owner().get(events).body()).contains("\"dateBefore\":\"" + asked);
        var kept = payments(late).getFirst();
        assertThat(kept.at("/status")).isEqualTo("APPROVED");
        assertThat(kept.at("/date")).isEqualTo(asked);
        assertThat(kept.at("/effectiveDate")).isEqualTo(moved.at("/effectiveDate"));
        // A date that somebody moves by hand asks again, as for the one that approved the old one.
        String later = "[{'op': 'replace', 'path': '/date', 'value': '%s'}]";
        sandbox.developer()
                .patch(
                        PaymentClient.CREDIT_TRANSFERS + "/" + moved.at("/id"),
                        Jsons.json(later.formatted(sandbox.today().plusDays(2))))
                .accepted();
        assertThat(statuses(batch)).containsExactly("CREATED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "required      | action           | {}",
                "invalid_value | action           | {'action': 'MAYBE'}",
                "required      | reason           | {'action': 'REJECT'}",
                "invalid_value | reason           | {'action': 'REJECT', 'reason': 7}",
                "required      | reason           | {'action': 'REJECT', 'reason': '  '}",
                "invalid_value | moveOverdueDates | {'action': 'APPROVE', 'moveOverdueDates':"
                        + " 'yes'}",
                "invalid_value | moveOverdueDates"
                        + " | {'action': 'REJECT', 'reason': 'r', 'moveOverdueDates': true}",
            })
    void request_isJudgedAtOnce(String code, String field, String body) {
        ask(sandbox.developer(), batch(1), body).assertRefused(code, field);
    }

    @Test
    void otherBatchesThanThoseThatMayBeDecided_areRefused() {
        var batch = batch(100);
        var owner = sandbox.owner();
        String path = BATCHES + "/" + batch.at("/id");
        var reader = sandbox.clientWith(Set.of("credit_transfers:read"));
        assertThat(ask(reader, batch, APPROVE).status()).isEqualTo(403);
        assertThat(ask(TestKontor.shared().sandbox().owner(), batch, APPROVE).status())
                .isEqualTo(404);
        String ofDebits = path.replace("credit-transfer", "direct-debit");
        assertThat(owner.post(ofDebits + "/approval-tasks", Jsons.json(APPROVE)).status())
                .isEqualTo(404);
        assertThat(ask(owner, batch, APPROVE, "If-Match", "version:1").status()).isEqualTo(412);
        assertThat(owner.get(tasks(batch) + "/" + batch.at("/id")).status()).isEqualTo(404);
        var empty = owner.post(BATCHES, "{\"treatment\": \"BATCH\", \"payments\": [{}]}").created();
        Await.until(() -> one(empty).at("/status").equals("COMPLETED"));
        ask(owner, empty, APPROVE).assertRefused("batch_without_payments", "status");
        owner.post(path + ":reject", "{}").accepted();
        ask(owner, batch, APPROVE).assertRefused("batch_rejected", "status");
    }

    @Test
    void twin_isTheSameTaskOrRefused() {
        var batch = batch(100);
        var owner = sandbox.owner();
        var first = ask(owner, batch, APPROVE, "Idempotency-Key", "once").accepted();
        var twin = ask(owner, batch, APPROVE, "Idempotency-Key", "once").accepted();
        assertThat(twin.at("/id")).isEqualTo(first.at("/id"));
        assertThat(ask(owner, batch, REJECT, "Idempotency-Key", "once").refusal())
                .isEqualTo("idempotency_key_reused");
        Await.until(() -> statuses(batch).contains("APPROVED"));
        Await.until(
                () ->
                        owner.get(tasks(batch) + "/" + first.at("/id"))
                                .at("/status")
                                .equals("COMPLETED"));
        // As if it were under way still.
        String running = "UPDATE approval_tasks SET finished = %s WHERE organization_id = :org";
        sandbox.execute(running.formatted("false"));
        assertThat(summary(owner, batch)).endsWith("approvableByRequester:0");
        ask(owner, batch, APPROVE).assertRefused("approval_task_running", "action");
        assertThat(ask(sandbox.developer(), batch, REJECT).status()).isEqualTo(202);
        sandbox.execute(running.formatted("true"));
    }

    @Test
    void manyWhoDecideAtOnceAtTwoNodes_decideEachPaymentOnce() throws Exception {
        var owner = sandbox.owner();
        var batch = batch(100, 200, 300);
        try (var other = TestKontor.shared().anotherNode()) {
            Callable<Reply> here = () -> ask(owner, batch, APPROVE);
            Callable<Reply> there = () -> ask(other.as(owner), batch, APPROVE);
            Callable<Reply> against = () -> ask(sandbox.developer(), batch, REJECT);
            var replies = AtOnce.all(List.of(here, there, against, here, there));
            assertThat(replies).extracting(Reply::status).contains(202).containsOnly(202, 400);
            var tasks = replies.stream().filter(one -> one.status() == 202).toList();
            for (Reply one : tasks) {
                String task = tasks(batch) + "/" + one.at("/id");
                Await.until(() -> owner.get(task).at("/status").equals("COMPLETED"));
            }
        }
        assertThat(statuses(batch)).containsAnyOf("APPROVED", "REJECTED").doesNotContain("CREATED");
        for (Reply one : payments(batch)) {
            assertThat(sandbox.creditTransfers().events(one)).doesNotHaveDuplicates();
        }
    }

    @Test
    void paymentsBeyondTheLimitOfTheRole_areNeitherDecidedNorTold() {
        String here = sandbox.account();
        String there = sandbox.anAccount().withNumber("DE", "IBAN", "DE89370400440532013000").id();
        var limited = sandbox.aRole(Permissions.DEVELOPER).limitedTo(here, there);
        String role = limited.id();
        var member = sandbox.memberIn(role).client();
        var source = "'source': {'type': 'ACCOUNT', 'id': '%s'}".formatted(there);
        var other = sandbox.aCreditTransfer().of("EUR", 100).with("date", date()).with(source);
        var batch = batch(member, List.of(record(100), other.json()));
        assertThat(batch.at("/resultSummary/succeeded")).as(batch.body()).isEqualTo("2");
        String limits = "[{'op': 'replace', 'path': '/limits', 'value': {'accountIds': %s}}]";
        sandbox.owner()
                .patch("/iam/v2beta/roles/" + role, Jsons.json(limits.formatted(Jsons.texts(here))))
                .ok();
        assertThat(summary(member, batch)).startsWith("total:1,pending:1,");
        var task = done(member, batch, APPROVE);
        assertThat(counts(task)).isEqualTo("total:2,processed:2,succeeded:0,failed:1,skipped:1");
        assertThat(codes(member, batch, task)).isEqualTo(Map.of("role_not_required", 1L));
        var rejected = done(member, batch, REJECT);
        assertThat(counts(rejected))
                .isEqualTo("total:2,processed:2,succeeded:1,failed:0,skipped:1");
        assertThat(statuses(batch)).containsExactly("CREATED", "REJECTED");
    }

    private String date() {
        return sandbox.today().plusDays(5).toString();
    }
}
