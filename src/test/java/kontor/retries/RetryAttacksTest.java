package kontor.retries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import kontor.AtOnce;
import kontor.Browser;
import kontor.Client;
import kontor.Jsons;
import kontor.Member;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.app.Wiring;
import kontor.core.BankCalendar;
import kontor.directdebits.Room;
import kontor.iam.Permissions;
import kontor.rtransactions.RTransactions;
import org.junit.jupiter.api.Test;

/** Collecting again and its policy, as those use them who should not. */
class RetryAttacksTest {

    /** Parties of the test bank, see Scenario. */
    private static final String NO_FUNDS = "DE40500105176499974616";

    private static final String BY_PAYER = "DE39999100000000001110";
    private static final String POLICY = "/payments/v2beta/retry-policy";
    private static final String TOLD = "/payments/v2beta/r-transactions";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client owner = sandbox.owner();
    private final PaymentClient debits = sandbox.directDebits();

    private Reply executed(String iban) {
        return executed(iban, sandbox.account());
    }

    private Reply executed(String iban, String account) {
        String payer = sandbox.aCounterparty().withIban(iban).accountId();
        String mandate = sandbox.aMandate().of(payer).id();
        return sandbox.aDirectDebit().under(mandate).into(account).executed();
    }

    private Reply returned() {
        var debit = executed(NO_FUNDS);
        sandbox.advanceTo(BankCalendar.TARGET.plus(sandbox.today(), 2));
        return debits.get(debit);
    }

    private static Reply again(Client by, String debit, String... headers) {
        return by.post("/payments/v2beta/direct-debits/" + debit + ":collect-again", "", headers);
    }

    private static Reply policy(Client by, String... operations) {
        var all = List.of(operations).stream().map(one -> "{'op': 'replace', 'path': " + one + "}");
        return by.patch(POLICY, Jsons.json("[" + String.join(",", all.toList()) + "]"));
    }

    /**
     * Names codes as somebody who may not collect into this account any more, so that nothing is
     * made, also by the job that runs beside the test, until somebody else changes the policy.
     */
    private void policyAtRest(String codes) {
        var smaller = sandbox.aRole(Permissions.ALL).member();
        policy(smaller.client(), "'/reasonCodes', 'value': " + codes).ok();
        limit(smaller);
    }

    /** Whose role sees no account in euros from now on. */
    private void limit(Member member) {
        String limits = "[{'op': 'replace', 'path': '/limits', 'value': {'accountIds': %s}}]";
        String sek = Jsons.texts(sandbox.accountIn("SEK"));
        owner.patch("/iam/v2beta/roles/" + member.roleId(), Jsons.json(limits.formatted(sek))).ok();
    }

    /** The work of a node. */
    private RetryWork work(Wiring node) {
        var room = new Room();
        var collectAgain =
                new CollectAgain(
                        room.directDebits,
                        node.parties().accounts(),
                        room.mandates,
                        new RTransactions(node.banking().cases()));
        return new RetryWork(
                node.ground().changes(),
                node.ground().fourEyes()::now,
                room.directDebits,
                collectAgain);
    }

    /** What the job of a node does every second. */
    private int round(Wiring node) {
        work(node).round(sandbox.organization());
        return 0;
    }

    private void round() {
        round(TestKontor.shared().wiring());
    }

    private boolean isRetried(Reply debit) {
        return debits.get(debit).json().has("retriedBy");
    }

    private long retries() {
        return owner.get("/payments/v2/direct-debits?limit=500").items().stream()
                .filter(one -> one.has("retryOf"))
                .count();
    }

    @Test
    void othersAndSmallRoles_neitherCollectNorLearnAnything() {
        String debit = returned().at("/id");
        String told = owner.get(TOLD + "?paymentId=" + debit).ok().at("/items/0/id");
        var stranger = TestKontor.shared().sandbox();
        assertThat(again(stranger.owner(), debit).status()).isEqualTo(404);
        assertThat(stranger.owner().get(TOLD + "/" + told).status()).isEqualTo(404);
        String sek = sandbox.accountIn("SEK");
        var limited =
                sandbox.memberIn(sandbox.aRole(Permissions.DEVELOPER).limitedTo(sek).id()).client();
        assertThat(again(limited, debit).status()).isEqualTo(404);
        assertThat(limited.get(TOLD + "/" + told).status()).isEqualTo(404);
        String cancel = "/payments/v2beta/direct-debits/" + debit + ":cancel";
        owner.post(cancel, "").assertRefused("not_cancellable", "status");
        for (Client nobody : List.of(stranger.owner(), limited)) {
            assertThat(nobody.post(cancel, "").status()).isEqualTo(404);
            String notices = "/payments/v2beta/direct-debits/" + debit + "/pre-notifications";
            assertThat(nobody.get(notices).status()).isEqualTo(404);
            for (String filter :
                    List.of("", "?paymentId=" + debit, "?accountId=" + sandbox.account())) {
                assertThat(nobody.get(TOLD + filter).ok().items()).isEmpty();
                assertThat(nobody.get(TOLD + ":total" + filter).ok().json().at("/totals"))
                        .isEmpty();
            }
            for (String page : List.of("/returns", "/returns.csv")) {
                assertThat(Browser.of(nobody).open(page).html()).doesNotContain(debit, "AM04");
            }
            String form = "/direct-debits/" + debit + "/collect-again";
            assertThat(Browser.of(nobody).open(form).status()).isEqualTo(404);
        }
        assertThat(policy(limited, "'/reasonCodes', 'value': ['AM04']").status()).isEqualTo(403);
        var blind = new HashSet<>(Permissions.DEVELOPER);
        blind.remove("direct_debits:read");
        assertThat(again(sandbox.clientWith(Set.copyOf(blind)), debit).status()).isEqualTo(403);
        assertThat(retries()).isZero();
    }

    @Test
    void manyWhoAskAtOnceAtTwoNodes_collectAgainOnce() throws Exception {
        String debit = returned().at("/id");
        try (var other = TestKontor.shared().anotherNode()) {
            Callable<Reply> here = () -> again(owner, debit);
            Callable<Reply> there = () -> again(other.as(sandbox.developer()), debit);
            var replies = AtOnce.all(List.of(here, there, here, there, here, there));
            assertThat(replies).extracting(Reply::status).containsOnlyOnce(202).contains(400);
            assertThat(replies)
                    .filteredOn(one -> one.status() != 202)
                    .allSatisfy(one -> one.assertRefused("collected_again_already", "retriedBy"));
        }
        assertThat(retries()).isEqualTo(1);
    }

    @Test
    void policyAtTwoNodesAndAPersonAtOnce_makeOneRetryOfEach() throws Exception {
        policy(owner, "'/reasonCodes', 'value': ['AM04', 'MS02']").ok();
        var all = List.of(executed(BY_PAYER), executed(BY_PAYER), returned());
        try (var other = TestKontor.shared().anotherNode()) {
            Callable<Integer> here = () -> round(TestKontor.shared().wiring());
            Callable<Integer> there = () -> round(other.wiring());
            Callable<Integer> person = () -> again(owner, all.getFirst().at("/id")).status();
            AtOnce.all(List.of(here, there, person, here, there));
        }
        assertThat(all).allMatch(this::isRetried);
        assertThat(retries()).isEqualTo(3);
        assertThat(all).allSatisfy(one -> assertThat(debits.events(one)).doesNotHaveDuplicates());
    }

    @Test
    void whatTwoNodesAreRefused_isToldOnce() throws Exception {
        policyAtRest("['MS02']");
        var ended = executed(BY_PAYER);
        String mandate = "/payments/v2/mandates/" + ended.at("/mandate/id");
        assertThat(owner.post(mandate + ":cancel", "").status()).isLessThan(300);
        policy(owner, "'/afterDays', 'value': 5").ok();
        try (var other = TestKontor.shared().anotherNode()) {
            Callable<Integer> here = () -> round(TestKontor.shared().wiring());
            Callable<Integer> there = () -> round(other.wiring());
            AtOnce.all(List.of(here, there, here, there, here, there));
        }
        assertThat(debits.events(ended)).containsOnlyOnce("NOT_COLLECTED_AGAIN");
        assertThat(retries()).isZero();
    }

    @Test
    void policyMadeWider_doesNotReachBack_andLosesNothingThatItNamed() {
        policy(owner, "'/reasonCodes', 'value': ['AM04']").ok();
        var before = executed(BY_PAYER);
        owner.post("/iam/v2beta/organization:pause", Jsons.json("{'reason': 'fraud?'}")).ok();
        owner.post("/iam/v2beta/organization:resume", "").ok();
        policyAtRest("['AM04', 'MS02']");
        var after = executed(BY_PAYER);
        policy(owner, "'/afterDays', 'value': 9").ok();
        round();
        assertThat(isRetried(before)).as("came to nothing before MS02 was named").isFalse();
        assertThat(isRetried(after)).as("named when it came to nothing").isTrue();
        var retry = debits.get(debits.get(after).at("/retriedBy"));
        // Counted from the day on which it came to nothing, which may lie before a weekend.
        String back = owner.get(TOLD + "?paymentId=" + after.at("/id")).ok().at("/items/0/date");
        assertThat(retry.at("/date")).isEqualTo(LocalDate.parse(back).plusDays(9).toString());
    }

    @Test
    void policyMadeWider_losesNothingThatStillWaits() {
        policyAtRest("['MS02']");
        var waits = executed(BY_PAYER);
        policyAtRest("['AM04', 'MS02']");
        policy(
                        owner,
                        "'/reasonCodes', 'value': ['AM04', 'MS02', 'SL13']",
                        "'/attempts', 'value': 2")
                .ok();
        round();
        assertThat(isRetried(waits)).as("its reason was named before it came back").isTrue();
    }

    @Test
    void attemptsRaised_doNotReachBackEither() {
        policy(owner, "'/reasonCodes', 'value': ['MS02']", "'/afterDays', 'value': 1").ok();
        var first = executed(BY_PAYER);
        round();
        var second = debits.get(debits.get(first).at("/retriedBy"));
        debits.approve(sandbox.anotherOwner(), second).accepted();
        sandbox.advanceTo(LocalDate.parse(debits.get(second).at("/effectiveDate")));
        assertThat(debits.get(second).at("/status")).isEqualTo("FAILED");
        round();
        assertThat(isRetried(second)).as("one attempt").isFalse();
        policy(owner, "'/attempts', 'value': 2").ok();
        round();
        assertThat(isRetried(second)).as("before there were two attempts").isFalse();
    }

    @Test
    void whoeverLeftOrMayNoMore_makesNoRetries_untilSomebodyElseChangesThePolicy() {
        var leaver = sandbox.aRole(Permissions.ALL).member();
        policy(leaver.client(), "'/reasonCodes', 'value': ['MS02']").ok();
        assertThat(owner.delete("/iam/v2beta/users/" + leaver.userId()).status()).isLessThan(300);
        var debit = executed(BY_PAYER);
        round();
        assertThat(isRetried(debit)).as("nobody makes it").isFalse();
        var smaller = sandbox.aRole(Permissions.ALL).member();
        policy(smaller.client(), "'/afterDays', 'value': 2").ok();
        limit(smaller);
        round();
        assertThat(isRetried(debit)).as("of an account beyond the limit").isFalse();
        policy(owner, "'/afterDays', 'value': 3").ok();
        round();
        var retry = debits.get(debits.get(debit).at("/retriedBy"));
        assertThat(retry.at("/status")).isEqualTo("CREATED");
        // The one who changed the policy made it, so somebody else approves.
        var own = debits.approve(owner, retry);
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.refusal()).isEqualTo("creator_may_not_approve");
        debits.approve(sandbox.anotherOwner(), retry).accepted();
    }

    /** The first of January is no bank day, and the year is another one. */
    @Test
    void policyOverTheYearsEnd_collectsOnTheNextBankDay() {
        policy(owner, "'/reasonCodes', 'value': ['AM04']", "'/daysOfMonth', 'value': [1]").ok();
        sandbox.advanceTo(LocalDate.of(2026, 12, 22));
        var debit = returned();
        assertThat(sandbox.today()).isBetween("2026-12-23", "2026-12-31");
        round();
        var retry = debits.get(debits.get(debit).at("/retriedBy"));
        assertThat(retry.at("/date")).isEqualTo("2027-01-01");
        assertThat(retry.at("/effectiveDate")).isEqualTo("2027-01-04");
    }

    @Test
    void policyChangedWhileARetryIsOpen_leavesThatAsItIs() {
        policy(owner, "'/reasonCodes', 'value': ['MS02']").ok();
        var debit = executed(BY_PAYER);
        round();
        String retry = debits.get(debit).at("/retriedBy");
        policy(owner, "'/reasonCodes', 'value': ['AM04', 'MS02']", "'/attempts', 'value': 2").ok();
        round();
        assertThat(debits.get(debit).at("/retriedBy")).isEqualTo(retry);
        policy(owner, "'/reasonCodes', 'value': []").ok();
        assertThat(debits.get(retry).at("/status")).isEqualTo("CREATED");
        debits.reject(owner, debits.get(retry), "").accepted();
        round();
        assertThat(debits.get(debit).at("/retriedBy")).as("switched off").isEqualTo(retry);
    }

    @Test
    void everySlice_isLookedAt_alsoBehindOneOfWhichNothingIsMade() {
        policyAtRest("['MS02']");
        var ended = executed(BY_PAYER);
        var other = executed(BY_PAYER);
        String mandate = "/payments/v2/mandates/" + ended.at("/mandate/id");
        assertThat(owner.post(mandate + ":cancel", "").status()).isLessThan(300);
        policy(owner, "'/afterDays', 'value': 5").ok();
        work(TestKontor.shared().wiring()).round(sandbox.organization(), 1);
        assertThat(isRetried(ended)).isFalse();
        assertThat(isRetried(other)).as("the next slice").isTrue();
    }

    @Test
    void whatIsAskedWrongly_isRefusedWithItsField() {
        var debit = returned();
        String path = "/payments/v2beta/direct-debits/" + debit.at("/id") + ":collect-again";
        for (String date : List.of("2027-02-29", "9999-99-99", "soon", "-1")) {
            String body = Jsons.json("{'date': '%s'}".formatted(date));
            owner.post(path, body).assertRefused("invalid_value", "date");
        }
        for (String body : List.of("{'date': 20270101}", "{'externalId': 7}")) {
            assertThat(owner.post(path, Jsons.json(body)).status()).as(body).isEqualTo(400);
        }
        String far = Jsons.json("{'date': '%s'}".formatted(sandbox.today().plusYears(3)));
        assertThat(owner.post(path, far).status()).isEqualTo(400);
        for (String codes :
                List.of(
                        "['md06']",
                        "[' MD06 ']",
                        "['\\u00a0mD06']",
                        "['MD06', 'AM04']",
                        "['AM04', ' ']",
                        "['']",
                        "[7]")) {
            assertThat(policy(owner, "'/reasonCodes', 'value': " + codes).status())
                    .as(codes)
                    .isEqualTo(400);
        }
        assertThat(owner.get(POLICY).ok().json().at("/reasonCodes")).isEmpty();
        assertThat(owner.patch(POLICY, Jsons.json("[]")).status()).isEqualTo(400);
        var stale =
                owner.patch(
                        POLICY,
                        Jsons.json("[{'op': 'replace', 'path': '/attempts', 'value': 2}]"),
                        "If-Match",
                        "version:7");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(retries()).isZero();
    }
}
