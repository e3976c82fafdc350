package kontor.retries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import kontor.Client;
import kontor.Jsons;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import kontor.directdebits.Room;
import kontor.rtransactions.RTransactions;
import org.junit.jupiter.api.Test;

/** Collections that are made again, by hand and by the policy. */
class CollectAgainTest {

    /** Parties of the test bank, see Scenario. */
    private static final String NO_FUNDS = "DE40500105176499974616";

    private static final String CLOSED = "DE86999100000000001040";
    private static final String BY_PAYER = "DE39999100000000001110";
    private static final String REFUNDED = "DE05999100000000002110";
    private static final String POLICY = "/payments/v2beta/retry-policy";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final PaymentClient debits = sandbox.directDebits();

    private Reply executed(String iban) {
        String payer = sandbox.aCounterparty().withIban(iban).accountId();
        return sandbox.aDirectDebit().under(sandbox.aMandate().of(payer).id()).executed();
    }

    private Reply later(Reply debit, int bankDays) {
        sandbox.advanceTo(BankCalendar.TARGET.plus(sandbox.today(), bankDays));
        return debits.get(debit);
    }

    private Reply again(Reply debit, String body, String... headers) {
        return developer.post(
                "/payments/v2beta/direct-debits/" + debit.at("/id") + ":collect-again",
                body.isEmpty() ? "" : Jsons.json(body),
                headers);
    }

    @Test
    void collectAgain_makesOneMoreThatIsLinkedAndApprovedAnew() {
        var executed = executed(NO_FUNDS);
        var old = later(executed, 2);
        assertThat(old.at("/status")).isEqualTo("RETURNED");
        var stale = again(old, "", "If-Match", executed.at("/etag"));
        assertThat(stale.status()).as(stale.body()).isEqualTo(412);
        var key = UUID.randomUUID().toString();
        var retry = again(old, "", "Idempotency-Key", key).accepted();
        assertThat(retry.at("/retryOf")).isEqualTo(old.at("/id"));
        assertThat(retry.at("/status")).isEqualTo("CREATED");
        assertThat(retry.json().at("/approvalSteps")).hasSize(1);
        assertThat(retry.at("/reference")).isEqualTo(old.at("/reference"));
        assertThat(retry.at("/mandate/id")).isEqualTo(old.at("/mandate/id"));
        assertThat(LocalDate.parse(retry.at("/effectiveDate"))).isAfter(sandbox.today());
        assertThat(again(old, "", "Idempotency-Key", key).accepted().at("/id"))
                .isEqualTo(retry.at("/id"));
        var linked = debits.get(old);
        assertThat(linked.at("/retriedBy")).isEqualTo(retry.at("/id"));
        assertThat(debits.events(old)).endsWith("RETURNED", "COLLECTED_AGAIN");
        again(old, "").assertRefused("collected_again_already", "retriedBy");
        again(retry, "").assertRefused("not_collected_again", "status");
        // What an approver rejects is no retry.
        debits.reject(sandbox.owner(), retry, "").accepted();
        String date = sandbox.today().plusDays(9).toString();
        var second = again(old, "{'date': '%s'}".formatted(date)).accepted();
        assertThat(second.at("/date")).isEqualTo(date);
        assertThat(debits.get(old).at("/retriedBy")).isEqualTo(second.at("/id"));
        again(old, "{'date': '2020-01-01'}").assertRefused("collected_again_already", "retriedBy");
    }

    @Test
    void whatToDo_standsWithThePaymentItsEventAndItsBooking() {
        var back = later(executed(NO_FUNDS), 2);
        String action = back.at("/statusReason/action");
        String one = "/payments/v2/direct-debits/" + back.at("/id");
        var event = developer.get(one + "/events").items().getLast();
        assertThat(event.at("/details/reasonCode").asText()).isEqualTo("AM04");
        assertThat(event.at("/details/kind").asText()).isEqualTo("RETURN");
        assertThat(event.at("/details/action").asText()).isEqualTo(action);
        String booking = back.json().at("/attachedTransactions").get(1).path("id").asText();
        var transaction = developer.get("/financial-data/v2/transactions/" + booking);
        assertThat(transaction.at("/returnReason/code")).isEqualTo("AM04");
        assertThat(transaction.at("/returnReason/action")).isEqualTo(action);
    }

    @Test
    void collectAgain_isRefusedWithTheCureWhereItMakesNoSense() {
        var refunded = executed(REFUNDED);
        again(refunded, "").assertRefused("not_collected_again", "status");
        refunded = later(refunded, 10);
        var refused = again(refunded, "");
        refused.assertRefused("reason_allows_no_retry", "statusReason.code");
        assertThat(refused.body()).contains("MD06", "settle it with the payer");
        var payer = sandbox.aCounterparty().withIban(CLOSED).made();
        String mandateId = sandbox.aMandate().of(payer.at("/accounts/0/id")).id();
        var closed = sandbox.aDirectDebit().under(mandateId).executed();
        assertThat(closed.at("/status")).isEqualTo("FAILED");
        again(closed, "").assertRefused("reason_allows_no_retry", "statusReason.code");
        // With another account of the payer it makes sense.
        String other =
                sandbox.anExternalAccount()
                        .of(payer.at("/id"))
                        .withNumber("DE", "IBAN", "DE75512108001245126199")
                        .made()
                        .at("/id");
        String etag = developer.get("/payments/v2/mandates/" + mandateId).at("/etag");
        String moved = "[{'op': 'replace', 'path': '/externalAccountId', 'value': '%s'}]";
        developer
                .patch(
                        "/payments/v2beta/mandates/" + mandateId,
                        Jsons.json(moved.formatted(other)),
                        "If-Match",
                        etag)
                .ok();
        assertThat(again(closed, "").accepted().at("/source/id")).isEqualTo(other);
    }

    /** One that was named before it was refused stays where it is and does nothing. */
    @Test
    void reasonThatIsRefusedByNow_isNamedNoMore() {
        var owner = sandbox.owner();
        owner.patch(POLICY, policy("'/reasonCodes', 'value': ['MS02']")).ok();
        sandbox.tamper(
                """
                UPDATE retry_policies SET reason_codes = ARRAY['AC03', 'MS02'] WHERE organization_id = :org
                """);
        assertThat(owner.get(POLICY).json().at("/reasonCodes").toString()).isEqualTo("[\"MS02\"]");
        var changed = owner.patch(POLICY, policy("'/attempts', 'value': 2")).ok();
        assertThat(changed.json().at("/reasonCodes").toString()).isEqualTo("[\"MS02\"]");
    }

    @Test
    void policy_collectsAgainOnItsDaysForWhoChangedIt() {
        var owner = sandbox.owner();
        var never = owner.patch(POLICY, policy("'/reasonCodes', 'value': ['MD06']"));
        assertThat(never.status()).isEqualTo(400);
        assertThat(never.body()).contains("must not name MD06");
        var byHand = owner.patch(POLICY, policy("'/reasonCodes', 'value': ['AUTOGIRO-REJECT-10']"));
        assertThat(byHand.status()).isEqualTo(400);
        assertThat(byHand.body())
                .contains("must not name AUTOGIRO-REJECT-10: ask your bank about the Autogiro");
        for (String wrong :
                new String[] {
                    "'/attempts', 'value': 3",
                    "'/attempts', 'value': 'x'",
                    "'/afterDays', 'value': 0",
                    "'/daysOfMonth', 'value': []",
                    "'/daysOfMonth', 'value': [0, 32]",
                    "'/daysOfMonth', 'value': 'x'"
                }) {
            assertThat(owner.patch(POLICY, policy(wrong)).status()).as(wrong).isEqualTo(400);
        }
        var changed =
                owner.patch(
                                POLICY,
                                Jsons.json(
                                        """
                                        [{'op': 'replace', 'path': '/reasonCodes', 'value': ['AM04', 'MS02']},
                                         {'op': 'replace', 'path': '/daysOfMonth', 'value': [1, 15]}]
                                        """))
                        .ok();
        var old = later(executed(NO_FUNDS), 2);
        round();
        var retry = debits.get(debits.get(old).at("/retriedBy"));
        assertThat(retry.at("/creatorUserId")).isEqualTo(changed.at("/changedBy"));
        assertThat(retry.at("/status")).isEqualTo("CREATED");
        assertThat(LocalDate.parse(retry.at("/date")).getDayOfMonth()).isIn(1, 15);
        assertThat(LocalDate.parse(retry.at("/date"))).isAfter(sandbox.today());
        round();
        assertThat(debits.get(old).at("/retriedBy")).isEqualTo(retry.at("/id"));
    }

    @Test
    void policy_waitsWhileAStopHoldsTheAccount_andTellsOnceWhatItCannotMake() {
        var owner = sandbox.owner();
        owner.patch(POLICY, policy("'/reasonCodes', 'value': ['MS02']")).ok();
        var held = executed(BY_PAYER);
        var ended = executed(BY_PAYER);
        assertThat(held.at("/status")).isEqualTo("FAILED");
        String stop = Jsons.json("{'reason': 'fraud is suspected'}");
        owner.post("/iam/v2beta/organization:pause", stop).ok();
        round();
        assertThat(debits.get(held).json().has("retriedBy")).isFalse();
        owner.post("/iam/v2beta/organization:resume", "").ok();
        String mandate = "/payments/v2/mandates/" + ended.at("/mandate/id");
        assertThat(developer.post(mandate + ":cancel", "").status()).isLessThan(300);
        round();
        round();
        assertThat(debits.get(held).json().has("retriedBy")).isTrue();
        assertThat(debits.get(ended).json().has("retriedBy")).isFalse();
        assertThat(debits.events(ended)).endsWith("FAILED", "NOT_COLLECTED_AGAIN");
    }

    /** What the job of the node does every second. */
    private void round() {
        var kontor = TestKontor.shared().wiring();
        var room = new Room();
        var makers = kontor.ground().fourEyes();
        new RetryWork(
                        kontor.ground().changes(),
                        makers::now,
                        room.directDebits,
                        new CollectAgain(
                                room.directDebits,
                                kontor.parties().accounts(),
                                room.mandates,
                                new RTransactions(kontor.banking().cases())))
                .round(sandbox.organization());
    }

    private static String policy(String operation) {
        return Jsons.json("[{'op': 'replace', 'path': " + operation + "}]");
    }
}
