package kontor.payercredits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kontor.AtOnce;
import kontor.Await;
import kontor.Client;
import kontor.CreditTransferBuilder;
import kontor.Jsons;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import kontor.iam.Permissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who tries to be paid more, elsewhere, or past the others, by way of a mandate. */
class CreditAttacksTest {

    private static final String EXTERNAL = "/payments/v2/external-accounts/";
    private static final String BATCHES = "/payments/v2beta/credit-transfer-batches";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final Client owner = sandbox.owner();
    private final PaymentClient transfers = sandbox.creditTransfers();
    private final String account = sandbox.bankgiroAccount();
    private final LocalDate day = BankCalendar.SWEDEN.plus(sandbox.today(), 4);

    /** Nothing of an account beyond the limit is told, nor decided. */
    @Test
    void roleOfOtherAccounts_findsNoMandateAndNoCredit() {
        Reply mandate = sandbox.aMandate().byAutogiro("2001").active().made();
        Reply credit = credit(mandate, 100).made();
        var limited = sandbox.aRole(Permissions.ALL).limitedTo(sandbox.account()).member().client();
        credit(mandate, 1).by(limited).send().assertRefused("account_not_found", "source.id");
        // From an account of its own, which has a bankgiro, too.
        String own = sandbox.accountWithBankgiro("59941211");
        var other = sandbox.aRole(Permissions.ALL).limitedTo(own).member().client();
        credit(mandate, 1)
                .by(other)
                .from(own)
                .send()
                .assertRefused("mandate_not_found", "mandateId");
        for (Client one : List.of(limited, other)) {
            String path = PaymentClient.CREDIT_TRANSFERS + "/" + credit.at("/id");
            assertThat(one.get(path).status()).isEqualTo(404);
            assertThat(transfers.approve(one, credit).status()).isEqualTo(404);
            assertThat(one.post(path.replace("v2", "v2beta") + ":cancel", "").status())
                    .isEqualTo(404);
            String query = PaymentClient.CREDIT_TRANSFERS + "?mandateId=" + mandate.at("/id");
            assertThat(one.get(query).ok().items()).isEmpty();
        }
    }

    @Test
    void roleWithoutThePermission_doesNothing() {
        Reply mandate = sandbox.aMandate().byAutogiro("2001").active().made();
        Reply credit = credit(mandate, 100).made();
        var clerk = sandbox.clientWith(Set.of("credit_transfers:create", "mandates:read"));
        assertThat(credit(mandate, 1).by(clerk).send().status()).isEqualTo(403);
        var reader = sandbox.clientWith(Set.of("credit_transfers:read", "direct_debits:update"));
        String path = "/payments/v2beta/credit-transfers/" + credit.at("/id") + ":cancel";
        assertThat(reader.post(path, "").status()).isEqualTo(403);
    }

    /** What was approved is what leaves. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'/mandateId', 'value': null",
                "'/mandate', 'value': {}",
                "'/destination', 'value': {'type': 'ACCOUNT', 'id': 'external:x'}",
                "'/destination/id', 'value': 'external:x'",
                "'/scheme', 'value': 'SCT'",
                "'/amount/value', 'value': 1",
                "'/source', 'value': {}"
            })
    void nothingButTheDate_isChanged(String operation) {
        Reply credit = credit(sandbox.aMandate().byAutogiro("2001").active().made(), 100).made();
        Reply refused = patch(credit, operation);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(transfers.get(credit).at("/version")).isEqualTo(credit.at("/version"));
    }

    private Reply patch(Reply credit, String operation) {
        return developer.patch(
                PaymentClient.CREDIT_TRANSFERS + "/" + credit.at("/id"),
                Jsons.json("[{'op': 'replace', 'path': " + operation + "}]"));
    }

    @Test
    void anotherDate_keepsTheHoursOfBankgirot() {
        Reply credit =
                credit(sandbox.aMandate().byAutogiro("2001").active().made(), 100).approved();
        LocalDate later = BankCalendar.SWEDEN.plus(day, 3);
        patch(credit, "'/date', 'value': '" + later + "'").accepted();
        Reply now = transfers.get(credit).ok();
        assertThat(now.at("/effectiveDate")).isEqualTo(later.toString());
        assertThat(now.at("/submissionDeadline")).contains("T17:30:00");
        sandbox.advanceTo(later);
        assertThat(transfers.get(credit).at("/status")).isEqualTo("EXECUTED");
    }

    /** Whichever comes first: the credit is paid and the mandate ends after it, or it fails. */
    @Test
    void mandateThatEndsAtTheMomentOfApproval_paysOnceOrFails() throws Exception {
        for (int i = 0; i < 3; i++) {
            Reply mandate = sandbox.aMandate().byAutogiro("30" + i).active().made();
            Reply credit = credit(mandate, 700 + i).made();
            String end = "/payments/v2/mandates/" + mandate.at("/id") + ":cancel";
            var answers =
                    AtOnce.<Reply>all(
                            List.of(
                                    () -> transfers.approve(owner, credit),
                                    () -> developer.post(end, "{}"),
                                    () -> credit(mandate, 50).send(),
                                    () -> transfers.approve(owner, credit)));
            assertThat(answers).allMatch(one -> one.status() < 500);
        }
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 3));
        var all = developer.get(PaymentClient.CREDIT_TRANSFERS + "?limit=100").items();
        assertThat(all)
                .filteredOn(one -> one.at("/amount/value").asLong() >= 700)
                .hasSize(3)
                .allMatch(one -> one.path("status").asText().equals("EXECUTED"));
    }

    /** The payee is whom Bankgirot knows; no change of the account leads the money elsewhere. */
    @Test
    void accountOfAWaitingCredit_stays() {
        Reply credit = credit(sandbox.aMandate().byAutogiro("2001").made(), 100).approved();
        String payer = credit.at("/destination/id");
        assertThat(developer.delete(EXTERNAL + payer).status()).isEqualTo(400);
        sandbox.advanceTo(day);
        assertThat(transfers.get(credit).at("/status")).isEqualTo("EXECUTED");
    }

    @Test
    void payerNumberThatIsChanged_holdsTheCreditUntilBankgirotAnswers() {
        Reply mandate = sandbox.aMandate().byAutogiro("2001").active().made();
        Reply credit = credit(mandate, 100).approved();
        renumber(mandate, "2077");
        assertThat(transfers.get(credit).at("/waitsFor")).isEqualTo("MANDATE");
        sandbox.advanceTo(day);
        assertThat(transfers.get(credit).at("/status")).isEqualTo("EXECUTED");
        assertThat(cases()).isEmpty();
    }

    @Test
    void payerNumberThatIsChangedAfterwards_isNoOtherPayment() {
        Reply mandate = sandbox.aMandate().byAutogiro("998291").active().made();
        Reply credit = credit(mandate, 100).approved();
        sandbox.advanceTo(day, "12:00");
        assertThat(transfers.get(credit).at("/status")).isEqualTo("PENDING_AT_BANK");
        renumber(mandate, "2078");
        developer
                .post("/payments/v2beta/credit-transfers/" + credit.at("/id") + ":cancel", "")
                .accepted();
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 5));
        assertThat(transfers.get(credit).at("/status")).isEqualTo("FAILED");
        assertThat(transfers.events(credit)).doesNotContain("EXECUTED");
        assertThat(cases()).isEmpty();
    }

    private void renumber(Reply mandate, String number) {
        developer
                .patch(
                        "/payments/v2beta/mandates/" + mandate.at("/id"),
                        Jsons.json(
                                "[{'op': 'replace', 'path': '/mandateReference', 'value': '"
                                        + number
                                        + "'}]"))
                .ok();
    }

    /** By whichever way it goes, the same payee, amount and reference is told. */
    @Test
    void creditThatIsMadeAgain_isTold() {
        Reply mandate = sandbox.aMandate().byAutogiro("2001").active().made();
        Reply first = credit(mandate, 100).made();
        assertThat(credit(mandate, 100).made().body())
                .contains("POSSIBLE_DUPLICATE", first.at("/id"));
        assertThat(credit(mandate, 101).made().body()).doesNotContain("POSSIBLE_DUPLICATE");
    }

    @Test
    void limitsOfTheRole_holdForCredits() {
        Reply mandate = sandbox.aMandate().byAutogiro("2001").active().made();
        var clerk =
                sandbox.aRole(Permissions.DEVELOPER)
                        .with(
                                """
                                'paymentLimits': [{'action': 'CREATE', 'paymentType': 'CREDIT_TRANSFER',
                                 'largest': {'currency': 'SEK', 'stringValue': '50.00'},
                                 'perDay': {'currency': 'SEK', 'stringValue': '70.00'}}]
                                """)
                        .member()
                        .client();
        credit(mandate, 5_001).by(clerk).send().assertRefused("largest_payment", "amount.value");
        credit(mandate, 5_000).by(clerk).made();
        credit(mandate, 2_001).by(clerk).send().assertRefused("daily_limit", "amount.value");
    }

    @Test
    void accountThatNobodyReviewed_holdsTheCredit() {
        owner.patch(
                        "/iam/v2beta/organization",
                        Jsons.json("[{'op': 'replace', 'path': '/fourEyes', 'value': true}]"))
                .ok();
        Reply held = credit(sandbox.aMandate().byAutogiro("2001").active().made(), 100).approved();
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 1));
        assertThat(transfers.get(held).at("/status")).isEqualTo("APPROVED");
        String requests = "/iam/v2beta/change-requests";
        String id =
                owner.get(requests + "?status=PENDING&area=PAYEE_ACCOUNTS").values("id").getFirst();
        owner.post(requests + "/" + id + ":reject", Jsons.json("{'reason': 'who is that?'}")).ok();
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 2));
        assertThat(transfers.get(held).at("/status")).isEqualTo("FAILED");
        assertThat(transfers.get(held).at("/statusReason/code")).isEqualTo("PAYEE_NOT_REVIEWED");
    }

    /** Chains of transfers judge credits, too. */
    @Test
    void chainOfTransfers_holdsForCredits() {
        String role = sandbox.aRole(Permissions.ALL).id();
        sandbox.anApprovalChain()
                .when("{'paymentType': {'in': ['CREDIT_TRANSFER']}}")
                .step(role)
                .made();
        Reply credit = credit(sandbox.aMandate().byAutogiro("2001").active().made(), 100).made();
        assertThat(credit.json().path("approvalSteps").toString()).contains(role);
    }

    /**
     * A node of the version before takes it for a transfer of the bank: it asks for what is
     * approved and due, and groups it as its pain.001 does.
     */
    @Test
    void nodeOfTheVersionBefore_cannotPayIt() {
        Reply credit =
                credit(sandbox.aMandate().byAutogiro("2001").active().made(), 100).approved();
        String submit =
                """
                UPDATE credit_transfers SET status = 'PENDING_SUBMISSION', version = version + 1,
                    payment_information_id = :group
                WHERE organization_id = :org AND id = :id
                """;
        var id = UUID.fromString(credit.at("/id"));
        assertThatThrownBy(
                        () ->
                                sandbox.execute(
                                        submit, "group", "0ABCDEFGHIJKLMNOPQRSTUVWX-1", "id", id))
                .hasStackTraceContaining("credit_transfers_leave_for_bankgirot");
        sandbox.advanceTo(day);
        assertThat(transfers.get(credit).at("/status")).isEqualTo("EXECUTED");
        assertThat(transfers.events(credit)).containsOnlyOnce("SENT_TO_BANK");
    }

    @Test
    void batch_skipsWhatDoesNotFitAndPaysTheRest() {
        Reply mandate = sandbox.aMandate().byAutogiro("2001").active().made();
        String good = credit(mandate, 100).json();
        String other = credit(mandate, 200).from(sandbox.account()).json();
        String none = credit(mandate, 300).with("'mandateId': 'external:none'").json();
        String body =
                ("{\"payments\": [%s, %s, %s], \"treatment\": \"BATCH\","
                                + " \"skipValidationErrors\": true}")
                        .formatted(good, other, none);
        Reply batch = developer.post(BATCHES, body);
        assertThat(batch.status()).as(batch.body()).isLessThan(300);
        Await.until(
                () ->
                        developer
                                .get(BATCHES + "/" + batch.at("/id"))
                                .at("/resultSummary/skipped")
                                .equals("2"));
        assertThat(developer.get(PaymentClient.CREDIT_TRANSFERS).items())
                .singleElement()
                .matches(one -> one.at("/amount/value").asLong() == 100)
                .matches(one -> one.at("/mandate/id").asText().equals(mandate.at("/id")));
    }

    private List<String> cases() {
        return owner.get("/financial-data/v2beta/cases?status=OPEN").ok().values("summary");
    }

    private CreditTransferBuilder credit(Reply mandate, long minor) {
        return sandbox.aCreditTransfer()
                .underMandate(mandate.at("/id"), minor)
                .from(account)
                .on(day);
    }
}
