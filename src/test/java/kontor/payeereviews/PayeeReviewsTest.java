package kontor.payeereviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import kontor.Await;
import kontor.Client;
import kontor.CounterpartyBuilder;
import kontor.CreditTransferBuilder;
import kontor.Jsons;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New and changed accounts of payees wait for a second person, and payments to them with it. */
class PayeeReviewsTest {

    private static final String ACCOUNTS = "/payments/v2/external-accounts/";
    private static final String COUNTERPARTIES = "/payments/v2/counterparties/";
    private static final String REQUESTS = "/iam/v2beta/change-requests";

    /** The same account as people write it at home. */
    private static final String NATIONAL = "{'type': 'NUMBER', 'number': '3198833324'}";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient transfers = sandbox.creditTransfers();
    private final Client maker = sandbox.developer();
    private final Client checker = sandbox.owner();

    @BeforeEach
    void switchOn() {
        setting("fourEyes", "true").ok();
    }

    private Reply setting(String member, String value) {
        String operation = "[{'op': 'replace', 'path': '/%s', 'value': %s}]";
        return checker.patch(
                "/iam/v2beta/organization", Jsons.json(operation.formatted(member, value)));
    }

    private String payee() {
        return sandbox.aCounterparty().named("Acme").accountId();
    }

    private String review(String account) {
        return maker.get(ACCOUNTS + account).ok().at("/review");
    }

    private List<String> pending() {
        return checker.get(REQUESTS + "?status=PENDING&area=PAYEE_ACCOUNTS").ok().values("id");
    }

    private void approveAll() {
        pending().forEach(id -> checker.post(REQUESTS + "/" + id + ":approve", "").ok());
    }

    private void refuseAll() {
        String why = Jsons.json("{'reason': 'who is that?'}");
        pending().forEach(id -> checker.post(REQUESTS + "/" + id + ":reject", why).ok());
    }

    private static List<String> warnings(Reply payment) {
        return StreamSupport.stream(payment.json().path("warnings").spliterator(), false)
                .map(one -> one.path("code").asText())
                .toList();
    }

    private Reply approved(CreditTransferBuilder transfer) {
        return transfers.approve(checker, transfer.made()).accepted();
    }

    /** Its day has come, and another payment of the day has left. */
    private String onItsDay(Reply payment) {
        var witness = approved(sandbox.aCreditTransfer().toOwn(otherOwn()));
        sandbox.advanceTo(LocalDate.parse(payment.at("/effectiveDate")));
        Await.until(() -> !status(witness).equals("APPROVED"));
        return status(payment);
    }

    private String otherOwn() {
        return maker.get("/financial-data/v2/accounts?limit=500").items().stream()
                .filter(one -> one.path("currency").asText().equals("EUR"))
                .map(one -> one.path("id").asText())
                .filter(id -> !id.equals(sandbox.account()))
                .findFirst()
                .orElseThrow();
    }

    private String status(Reply payment) {
        return transfers.get(payment).at("/status");
    }

    private void leaves(Reply payment) {
        Await.until(() -> !List.of("CREATED", "APPROVED").contains(status(payment)));
        assertThat(status(payment)).isNotEqualTo("FAILED");
    }

    @Test
    void aNewAccount_isThereAtOnce_andPaymentsLeaveAfterItsReview() {
        var made = sandbox.aCounterparty().named("Acme").made();
        assertThat(made.at("/accounts/0/review")).isEqualTo("PENDING");
        var payment = approved(sandbox.aCreditTransfer().to(made.at("/accounts/0/id")));
        assertThat(payment.at("/status")).isEqualTo("APPROVED");
        assertThat(warnings(payment)).containsExactly("PAYEE_UNDER_REVIEW");
        assertThat(onItsDay(payment)).isEqualTo("APPROVED");
        approveAll();
        sandbox.advanceTo(sandbox.today().plusDays(1));
        leaves(payment);
        assertThat(review(made.at("/accounts/0/id"))).isEqualTo("APPROVED");
        assertThat(warnings(transfers.get(payment))).isEmpty();
    }

    @Test
    void itsMaker_mayNotReviewIt_andOneReviewIsDecidedOnce() {
        sandbox.aCounterparty().by(checker).made();
        String id = pending().getFirst();
        assertThat(checker.post(REQUESTS + "/" + id + ":approve", "").refusal())
                .isEqualTo("maker_may_not_check");
        assertThat(maker.post(REQUESTS + "/" + id + ":approve", "").status()).isEqualTo(403);
        var request = checker.get(REQUESTS + "/" + id);
        assertThat(request.at("/after/identifiers/0/number")).isEqualTo(CounterpartyBuilder.IBAN);
        assertThat(request.json().has("before")).isFalse();
    }

    @Test
    void anInlinePayee_isReviewedOnce_forItsNameAndNumbers() {
        var first = sandbox.aCreditTransfer().made();
        assertThat(warnings(first)).containsExactly("PAYEE_UNDER_REVIEW");
        approveAll();
        var again = sandbox.aCreditTransfer().with("'reference': 'second'").made();
        assertThat(warnings(again)).isEmpty();
        var named = sandbox.aCounterparty().named("Payee").made();
        assertThat(named.at("/accounts/0/review")).isEqualTo("APPROVED");
        var other =
                sandbox.aCreditTransfer()
                        .with("'reference': 'third'")
                        .payeeNamed("Payee Ltd")
                        .made();
        assertThat(warnings(other)).containsExactly("PAYEE_UNDER_REVIEW");
    }

    @Test
    void whatIsRefused_isNotPaid() {
        var payment = approved(sandbox.aCreditTransfer().to(payee()));
        refuseAll();
        assertThat(warnings(transfers.get(payment))).containsExactly("PAYEE_REFUSED");
        onItsDay(payment);
        Await.until(() -> status(payment).equals("FAILED"));
        assertThat(transfers.get(payment).at("/statusReason/code")).isEqualTo("PAYEE_NOT_REVIEWED");
    }

    /** What is changed of an account that was approved, and what becomes of its review. */
    @ParameterizedTest
    @CsvSource({
        "alias, APPROVED",
        "number, PENDING",
        "bic, PENDING",
        "name, PENDING",
        "email, APPROVED",
    })
    void aChange_isReviewed_whereItReachesTheBank(String change, String review) {
        String account = payee();
        approveAll();
        var before = approved(sandbox.aCreditTransfer().to(account));
        String holder = COUNTERPARTIES + maker.get(ACCOUNTS + account).at("/counterpartyId");
        var changed =
                switch (change) {
                    case "alias" -> patch(ACCOUNTS + account, "replace", "/alias", "'salaries'");
                    case "number" -> patch(ACCOUNTS + account, "add", "/identifiers/-", NATIONAL);
                    case "bic" ->
                            patch(
                                    ACCOUNTS + account,
                                    "add",
                                    "/routing/-",
                                    "{'type': 'BIC', 'number': 'DEUTDEFF'}");
                    case "name" -> patch(holder, "replace", "/legalName", "'Acme Holding'");
                    default -> patch(holder, "replace", "/email", "'a@example.com'");
                };
        assertThat(changed.body()).contains("\"review\":\"" + review + "\"");
        assertThat(review(account)).isEqualTo(review);
        assertThat(warnings(transfers.get(before))).isEmpty();
        var after = sandbox.aCreditTransfer().with("'reference': 'after'").to(account).made();
        assertThat(warnings(after))
                .isEqualTo(review.equals("PENDING") ? List.of("PAYEE_UNDER_REVIEW") : List.of());
    }

    private Reply patch(String path, String op, String member, String value) {
        String operation = "[{'op': '%s', 'path': '%s', 'value': %s}]";
        return maker.patch(path, Jsons.json(operation.formatted(op, member, value))).ok();
    }

    @Test
    void whatIsChangedAgain_makesTheEarlierReviewStale() {
        String account = payee();
        String first = pending().getFirst();
        var payment = sandbox.aCreditTransfer().to(account).made();
        patch(ACCOUNTS + account, "add", "/identifiers/-", NATIONAL);
        assertThat(checker.get(REQUESTS + "/" + first).at("/status")).isEqualTo("STALE");
        assertThat(pending()).hasSize(1);
        assertThat(warnings(transfers.get(payment))).containsExactly("PAYEE_CHANGED");
        approveAll();
        assertThat(review(account)).isEqualTo("APPROVED");
        assertThat(warnings(transfers.get(payment))).containsExactly("PAYEE_CHANGED");
    }

    @Test
    void aNumberTakenAway_isReviewedToo() {
        String account = payee();
        patch(ACCOUNTS + account, "add", "/identifiers/-", NATIONAL);
        approveAll();
        String remove = Jsons.json("[{'op': 'remove', 'path': '/identifiers/0'}]");
        assertThat(maker.patch(ACCOUNTS + account, remove).ok().at("/review")).isEqualTo("PENDING");
    }

    @Test
    void whatIsDeletedAndMadeAnew_isKnownOnlyWhereItWasReviewed() {
        String reviewed = payee();
        approveAll();
        assertThat(maker.delete(ACCOUNTS + reviewed).status()).isEqualTo(204);
        assertThat(review(payee())).isEqualTo("APPROVED");
        String waiting = sandbox.aCounterparty().named("Other").accountId();
        String request = pending().getFirst();
        assertThat(maker.delete(ACCOUNTS + waiting).status()).isEqualTo(204);
        assertThat(checker.get(REQUESTS + "/" + request).at("/status")).isEqualTo("STALE");
        assertThat(review(sandbox.aCounterparty().named("Other").accountId())).isEqualTo("PENDING");
    }

    @Test
    void whatWasThereBefore_needsNoReview_untilItChanges() {
        setting("fourEyes", "false");
        pendingSettings();
        String account = payee();
        assertThat(review(account)).isEmpty();
        setting("fourEyes", "true").ok();
        assertThat(warnings(sandbox.aCreditTransfer().to(account).made())).isEmpty();
        String holder = COUNTERPARTIES + maker.get(ACCOUNTS + account).at("/counterpartyId");
        patch(holder, "replace", "/legalName", "'Acme Holding'");
        assertThat(review(account)).isEqualTo("PENDING");
        patch(holder, "replace", "/legalName", "'Acme'");
        assertThat(review(account)).isEqualTo("APPROVED");
    }

    /** Switching it off is under four eyes itself. */
    private void pendingSettings() {
        var second = sandbox.memberIn(ownerRole());
        checker.get(REQUESTS + "?status=PENDING&area=ORGANIZATION")
                .values("id")
                .forEach(id -> second.client().post(REQUESTS + "/" + id + ":approve", "").ok());
    }

    private String ownerRole() {
        return checker.get("/iam/v2beta/roles").items().stream()
                .filter(role -> role.path("owner").asBoolean())
                .map(role -> role.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void afterTheReview_paymentsWaitForAsLongAsTheOrganizationSays() {
        sandbox.execute("UPDATE organizations SET payee_cooling_off_hours = 720 WHERE id = :org");
        String account = payee();
        var payment = approved(sandbox.aCreditTransfer().to(account));
        approveAll();
        assertThat(review(account)).isEqualTo("COOLING_OFF");
        assertThat(warnings(transfers.get(payment))).containsExactly("PAYEE_COOLING_OFF");
        assertThat(sandbox.aCounterparty().named("Acme").made().at("/accounts/0/review"))
                .isEqualTo("COOLING_OFF");
        assertThat(onItsDay(payment)).isEqualTo("APPROVED");
        sandbox.advanceTo(sandbox.today().plusDays(31));
        leaves(payment);
        assertThat(review(account)).isEqualTo("APPROVED");
    }

    @Test
    void collections_waitForNobody() {
        String payer = sandbox.aCounterparty().accountId();
        assertThat(review(payer)).isEqualTo("PENDING");
        var debit = sandbox.aDirectDebit().under(sandbox.aMandate().of(payer).id()).made();
        sandbox.directDebits().approve(checker, debit).accepted();
        sandbox.advanceTo(LocalDate.parse(debit.at("/effectiveDate")));
        Await.until(() -> !sandbox.directDebits().get(debit).at("/status").equals("APPROVED"));
        assertThat(sandbox.directDebits().get(debit).at("/status")).isNotEqualTo("FAILED");
    }
}
