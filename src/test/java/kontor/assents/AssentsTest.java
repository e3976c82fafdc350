package kontor.assents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.Await;
import kontor.Client;
import kontor.Jsons;
import kontor.PaymentClient;
import kontor.PlainBrowser;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.encodings.Base64Url;
import kontor.encodings.Sha256;
import kontor.passkeys.TestAuthenticator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Approving with a passkey over real HTTP, with an authenticator that does what it is told. */
class AssentsTest {

    private static final String PROFILE = "/settings/profile";
    private static final String KEYS = PROFILE + "/passkeys";
    private static final String SETTINGS = "/settings/organization";
    private static final String CHALLENGE = "/approvals/challenge";
    private static final String DECIDE = "/approvals/decide";
    private static final String ORGANIZATION = "/iam/v2beta/organization";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization ours = kontor.sandbox();
    private final TestAuthenticator phone = new TestAuthenticator();
    private final PlainBrowser owner = signedIn(ours);

    private PlainBrowser signedIn(SandboxOrganization organization) {
        var browser = new PlainBrowser(kontor);
        browser.signIn(organization.keys().email(), organization.keys().password());
        return browser;
    }

    private static void giveKey(PlainBrowser browser, TestAuthenticator key) {
        browser.open(PROFILE);
        String options = browser.ask(KEYS + "/options").ok().body();
        browser.submit(KEYS, "name", "phone", "credential", key.made(options));
    }

    private static Reply demand(PlainBrowser browser, String proof) {
        browser.open(SETTINGS);
        return browser.submit(
                SETTINGS,
                "name",
                "Sandbox",
                "zone",
                "Europe/Berlin",
                "requestsPerSecond",
                "100",
                "programmaticOwnerApproval",
                "on",
                "approvalProof",
                proof);
    }

    private String proofNow() {
        return ours.owner().get(ORGANIZATION).at("/approvalProof");
    }

    @BeforeEach
    void passkeysAreDemanded() {
        giveKey(owner, phone);
        demand(owner, "PASSKEY");
        assertThat(proofNow()).isEqualTo("PASSKEY");
    }

    private Reply transfer() {
        return ours.aCreditTransfer().of("EUR", 12_345).payeeNamed("Nordlicht GmbH").made();
    }

    private static String path(Reply payment) {
        return "/credit-transfers/" + payment.at("/id");
    }

    private static String approveForm(Reply payment) {
        return "action=\"" + path(payment) + "/approve\"";
    }

    /** What the script of the page of a payment gets, with the page open. */
    private static String options(PlainBrowser browser, Reply payment) {
        browser.open(path(payment));
        return browser.send(approveForm(payment), CHALLENGE).ok().body();
    }

    /** Sends the answer as the page of this payment does. */
    private static Reply answer(PlainBrowser browser, Reply payment, String credential) {
        browser.open(path(payment));
        String approve = path(payment) + "/approve";
        return browser.send(approveForm(payment), approve, "credential", credential);
    }

    private String status(Reply payment) {
        return ours.creditTransfers().get(payment).at("/status");
    }

    @Test
    void payment_isApprovedByWhatWasShownAndSigned_andThatIsKept() {
        var payment = transfer();
        var page = owner.open(path(payment)).body();
        assertThat(page).contains("You sign:", "Approve step 1 with your passkey");
        String options = options(owner, payment);
        assertThat(answer(owner, payment, phone.shown(options)).status()).isEqualTo(303);
        assertThat(status(payment)).isEqualTo("APPROVED");

        var proofs = proofs("credit-transfers", payment);
        assertThat(proofs.items()).hasSize(1);
        String statement = proofs.at("/items/0/statement");
        assertThat(statement)
                .startsWith("Kontor approval 1\norganization " + ours.organizationId())
                .contains(payment.at("/id"), "\"amount\":\"123.45\"", "\"currency\":\"EUR\"")
                .contains("\"version\":1", "Nordlicht GmbH", "IBAN DE");
        assertThat(proofs.at("/items/0/challenge")).isEqualTo(digest(statement));
        assertThat(proofs.at("/items/0/verified")).isEqualTo("true");
        var events = ours.developer().get("/payments/v2" + path(payment) + "/events").body();
        assertThat(events).contains("approvalProofId", proofs.at("/items/0/id"));
    }

    private Reply proofs(String resource, Reply payment) {
        String one = resource + "/" + payment.at("/id");
        return ours.owner().get("/payments/v2beta/" + one + "/approval-proofs").ok();
    }

    private static String digest(String statement) {
        byte[] text = statement.getBytes(StandardCharsets.UTF_8);
        return Base64Url.encode(Sha256.of(text));
    }

    /** Each with what was answered for {@code payment}, and the code that refuses it. */
    @TestFactory
    Stream<DynamicTest> approval_withAnotherAnswer_isRefused() {
        var payment = transfer();
        return answers(payment).entrySet().stream()
                .map(
                        one ->
                                DynamicTest.dynamicTest(
                                        one.getKey(), () -> assertRefused(payment, one)));
    }

    private Map<String, Function<String, String>> answers(Reply payment) {
        return Map.of(
                "none: proof_needed", _ -> "",
                "no answer: challenge_unknown", _ -> "{\"a\": 1}",
                "of another payment: not_signed_for", _ -> phone.shown(options(owner, transfer())),
                "of another session: challenge_unknown",
                        _ -> phone.shown(options(signedIn(ours), payment)),
                "to the challenge of a sign-in: challenge_unknown",
                        _ -> phone.shown(optionsOfSignIn()),
                "to a challenge of nobody: challenge_unknown",
                        _ -> phone.answered(Base64Url.encode(new byte[32])),
                "by a stranger's passkey: assertion_refused",
                        options -> strangersKey().shown(options),
                "without recognizing anybody: assertion_refused",
                        options -> key().withoutVerification().shown(options),
                "at another site: assertion_refused",
                        options -> key().at("https://evil.example").shown(options),
                "for another party: assertion_refused",
                        options -> key().forParty("evil.example").shown(options));
    }

    private void assertRefused(Reply payment, Map.Entry<String, Function<String, String>> one) {
        String code = one.getKey().split(": ")[1];
        String answer = one.getValue().apply(options(owner, payment));
        var refused = answer(owner, payment, answer);
        assertThat(refused.status()).isIn(400, 403);
        assertThat(refused.body())
                .contains(AssentRefusal.valueOf(code.toUpperCase(Locale.ROOT)).sentence());
        assertThat(status(payment)).isEqualTo("CREATED");
    }

    private String optionsOfSignIn() {
        var stranger = new PlainBrowser(kontor);
        stranger.open("/login");
        return stranger.ask("/login/passkey/options").ok().body();
    }

    /** Another passkey of the owner. */
    private TestAuthenticator key() {
        var key = new TestAuthenticator();
        giveKey(owner, key);
        return key;
    }

    private TestAuthenticator strangersKey() {
        var key = new TestAuthenticator();
        giveKey(signedIn(kontor.sandbox()), key);
        return key;
    }

    @Test
    void answer_isGoodForOneVersion() {
        var changed = transfer();
        String early = phone.shown(options(owner, changed));
        ours.owner()
                .patch(
                        "/payments/v2beta/credit-transfers/" + changed.at("/id"),
                        Jsons.json("[{'op': 'replace', 'path': '/metadata/a', 'value': 'b'}]"))
                .accepted();
        assertThat(answer(owner, changed, early).body()).contains("as it was before");
    }

    @Test
    void answer_thatComesLate_isRefused() {
        var late = transfer();
        String tooLate = phone.shown(options(owner, late));
        ours.execute(
                "UPDATE approval_challenges SET until = until - interval '6 minutes'"
                        + " WHERE organization_id = :org");
        assertThat(answer(owner, late, tooLate).body()).contains("comes too late");
    }

    @Test
    void answer_isGoodForOneStep() {
        var steps = ours.anApprovalChain().with("name", "Twice");
        String role =
                ours.owner().get("/iam/v2beta/roles?limit=500").items().stream()
                        .filter(one -> one.path("name").asText().equals("owner"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asText();
        steps.step(role).step(role).made();
        var twice = transfer();
        String first = phone.shown(options(owner, twice));
        assertThat(answer(owner, twice, first).status()).isEqualTo(303);
        owner.open(path(twice));
        assertThat(owner.page().body()).doesNotContain("Approve step 1 with");
        var again =
                owner.send(
                        "action=\"" + path(twice) + "/reject\"",
                        path(twice) + "/approve",
                        "step",
                        twice.at("/approvalSteps/0/id"),
                        "credential",
                        first);
        assertThat(again.body()).contains("names no pending step");
    }

    @Test
    void many_areApprovedByOneAnswer_whichNamesAllOfThem() {
        var payments = List.of(transfer(), transfer(), transfer());
        var collection = ours.aDirectDebit().of("EUR", 100).made();
        review(payments, collection);
        String sign = "data-passkey";
        assertThat(owner.page().body()).contains("Approve 4 with your passkey", "IBAN DE");
        String options = owner.send(sign, CHALLENGE).ok().body();
        var done = owner.send(sign, DECIDE, "credential", phone.shown(options));
        assertThat(done.header("Location")).contains("/approvals");
        assertThat(payments).allMatch(one -> status(one).equals("APPROVED"));
        assertThat(proofs("direct-debits", collection).at("/items/0/verified")).isEqualTo("true");
    }

    private void review(List<Reply> payments, Reply collection) {
        owner.open("/approvals");
        String picks =
                Stream.concat(
                                payments.stream().map(one -> "CREDIT_TRANSFER " + one.at("/id")),
                                Stream.of("DIRECT_DEBIT " + collection.at("/id")))
                        .reduce("", (all, one) -> all + "&pick=" + one.replace(" ", "+"));
        owner.openForm("action=\"/approvals/review\"", "/approvals/review", picks);
    }

    @Test
    void whatChangedSinceItWasShown_isNotSigned() {
        var payment = transfer();
        owner.open(path(payment));
        ours.owner()
                .patch(
                        "/payments/v2beta/credit-transfers/" + payment.at("/id"),
                        Jsons.json("[{'op': 'replace', 'path': '/metadata/a', 'value': 'b'}]"))
                .accepted();
        assertThat(owner.send(approveForm(payment), CHALLENGE).body())
                .contains("\"refused\":\"it changed since this page was shown");
    }

    @Test
    void passkeyThatIsCopiedOrRemoved_doesNotApprove() {
        var payment = transfer();
        var counting = key().counting(5);
        var first = transfer();
        String good = counting.shown(options(owner, first));
        assertThat(answer(owner, first, good).status()).isEqualTo(303);
        String copied = counting.counting(4).shown(options(owner, payment));
        assertThat(answer(owner, payment, copied).status()).isEqualTo(400);
        kontor.wiring().ground().security().round();
        assertThat(ours.owner().get("/iam/v2beta/audit-log-entries?name=PASSKEY_COPIED").items())
                .isNotEmpty();
        String signed = phone.shown(options(owner, payment));
        owner.open(PROFILE);
        for (String id : ids(owner.page().body())) {
            owner.submit(KEYS + "/remove", "passkey", id);
            owner.open(PROFILE);
        }
        owner.open(path(payment));
        assertThat(owner.page().body()).contains("you have none here", "recovery code does not");
        var removed =
                owner.send(approveForm(payment), path(payment) + "/approve", "credential", signed);
        assertThat(removed.body()).contains("was not signed by a passkey of yours");
    }

    private static List<String> ids(String profile) {
        return Pattern.compile("name=\"passkey\" value=\"([^\"]+)\"")
                .matcher(profile)
                .results()
                .map(one -> one.group(1))
                .toList();
    }

    @Test
    void program_approvesOnlyWhereAChainNamesItsRole_andAnybodyRejects() {
        var payment = transfer();
        var refused = ours.creditTransfers().approve(ours.owner(), payment);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.refusal()).isEqualTo("person_needed");
        assertThat(challenge(payment).refusal()).isEqualTo("person_needed");
        ours.creditTransfers().reject(ours.owner(), payment, "{}").accepted();
        var clerk =
                ours.aRole("credit_transfers:read", "credit_transfers:update", "accounts:read")
                        .member();
        ours.anApprovalChain().with("name", "Clerks").step(clerk.roleId()).made();
        var named = transfer();
        ours.creditTransfers().approve(clerk.client(), named).accepted();
        assertThat(proofs("credit-transfers", named).items()).isEmpty();
    }

    private Reply challenge(Reply payment) {
        return challenge(ours.owner(), "CREDIT_TRANSFER", payment);
    }

    private static Reply challenge(Client by, String type, Reply payment) {
        return by.post(
                "/payments/v2beta/approval-challenges",
                Jsons.json(
                        """
                        {'payments': [{'paymentType': '%s', 'paymentId': '%s', 'approvalStepId': '%s'}]}
                        """
                                .formatted(
                                        type,
                                        payment.at("/id"),
                                        payment.at("/approvalSteps/0/id"))));
    }

    /** A client of the owner's own, such as an app. */
    private Client app(Reply payment) {
        String person =
                ours.owner().get("/iam/v2beta/users?kind=PERSON").items().stream()
                        .filter(one -> one.path("username").asText().equals(ours.keys().email()))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asText();
        String role = payment.at("/approvalSteps/0/requiredRoleIds/0");
        String program =
                """
                {'kind': 'PROGRAMMATIC', 'name': 'App', 'roleId': '%s', 'actsFor': {'userId': '%s'}}
                """;
        var body = Jsons.json(program.formatted(role, person));
        var made = ours.owner().post("/iam/v2beta/users", body).created();
        return kontor.keyHolder(made.at("/accessKey"), made.at("/secret"));
    }

    private Reply approve(Client by, String path, Reply payment, Reply asked) {
        String options = asked.json().path("options").toString();
        return by.post(
                path + "/" + payment.at("/id") + ":approve",
                Jsons.json("{'approvalStepId': '%s', 'assertion': ")
                                .formatted(payment.at("/approvalSteps/0/id"))
                        + phone.shown(options)
                        + "}");
    }

    @Test
    void clientOfAPerson_approvesWithTheirPasskey() {
        var payment = transfer();
        var app = app(payment);
        assertThat(ours.creditTransfers().approve(app, payment).refusal())
                .isEqualTo("proof_needed");
        var asked = challenge(app, "CREDIT_TRANSFER", payment).created();
        assertThat(asked.at("/challenge")).isEqualTo(digest(asked.at("/statement")));
        var other = transfer();
        assertThat(approve(app, PaymentClient.CREDIT_TRANSFERS, other, asked).refusal())
                .isEqualTo("not_signed_for");
        approve(app, PaymentClient.CREDIT_TRANSFERS, payment, asked).accepted();
        assertThat(status(payment)).isEqualTo("APPROVED");
        var again = approve(app, PaymentClient.CREDIT_TRANSFERS, other, asked);
        assertThat(again.refusal()).isEqualTo("challenge_answered");
    }

    @Test
    void batch_isApprovedAsAWhole_byOneAnswer() {
        String batches = "/payments/v2beta/credit-transfer-batches";
        String one = ours.aCreditTransfer().of("EUR", 500).json();
        String id =
                ours.developer()
                        .post(
                                batches,
                                "{\"treatment\": \"BATCH\", \"payments\": [%s, %s]}"
                                        .formatted(one, one))
                        .created()
                        .at("/id");
        Await.until(() -> batch(id).at("/status").equals("COMPLETED"));
        var batch = batch(id);
        var app = app(batch);
        assertThat(approve(app, batches, batch, challenge(app, "CREDIT_TRANSFER_BATCH", batch)))
                .extracting(Reply::status)
                .isEqualTo(202);
        Await.until(() -> batch(id).at("/approvalResults/succeeded").equals("2"));
        var proofs = ours.owner().get(batches + "/" + id + "/approval-proofs").ok();
        assertThat(proofs.at("/items/0/statement"))
                .contains("\"payments\":\"2\"", "\"sums\":\"10.00 EUR\"", "sha256:");
        assertThat(proofs.at("/items/0/verified")).isEqualTo("true");
    }

    @Test
    void taskOfABatch_isSignedWithTheBatchInThePlaceOfAStep() {
        String batches = "/payments/v2beta/credit-transfer-batches";
        String one = ours.aCreditTransfer().of("EUR", 500).json();
        String body = "{\"treatment\": \"BATCH\", \"payments\": [%s, %s]}".formatted(one, one);
        String id = ours.developer().post(batches, body).created().at("/id");
        Await.until(() -> batch(id).at("/status").equals("COMPLETED"));
        var app = app(batch(id));
        String tasks = batches + "/" + id + "/approval-tasks";
        assertThat(app.post(tasks, "{\"action\": \"APPROVE\"}").refusal())
                .isEqualTo("proof_needed");
        var forAStep = challenge(app, "CREDIT_TRANSFER_BATCH", batch(id)).created();
        assertThat(task(app, tasks, answer(forAStep)).refusal()).isEqualTo("not_signed_for");
        String asked =
                "{'payments': [{'paymentType': 'CREDIT_TRANSFER_BATCH', 'paymentId': '%1$s',"
                        + " 'approvalStepId': '%1$s'}]}";
        var challenge =
                app.post("/payments/v2beta/approval-challenges", Jsons.json(asked.formatted(id)))
                        .created();
        String answer = answer(challenge);
        var task = task(app, tasks, answer).accepted();
        String path = tasks + "/" + task.at("/id");
        Await.until(() -> app.get(path).at("/status").equals("COMPLETED"));
        assertThat(app.get(path).at("/progress/succeeded")).isEqualTo("2");
        var proofs = ours.owner().get(batches + "/" + id + "/approval-proofs").ok();
        assertThat(proofs.at("/items/0/verified")).isEqualTo("true");
        assertThat(task(app, tasks, answer).refusal()).isEqualTo("changed_since_signed");
        assertThat(app.post(tasks, "{\"action\": \"REJECT\", \"reason\": \"late\"}").status())
                .isEqualTo(202);
    }

    private String answer(Reply asked) {
        return phone.shown(asked.json().path("options").toString());
    }

    private static Reply task(Client by, String tasks, String answer) {
        return by.post(tasks, "{\"action\": \"APPROVE\", \"assertion\": " + answer + "}");
    }

    private Reply batch(String id) {
        return ours.developer().get("/payments/v2beta/credit-transfer-batches/" + id);
    }

    @Test
    void demand_isChangedByAPersonWithAPasskey_andByNobodyElse() {
        var off = Jsons.json("[{'op': 'replace', 'path': '/approvalProof', 'value': 'NONE'}]");
        assertThat(ours.owner().patch(ORGANIZATION, off).refusal()).isEqualTo("person_only");
        var other = kontor.sandbox();
        var without = signedIn(other);
        assertThat(demand(without, "PASSKEY").body()).contains("make one on your profile first");
        assertThat(demand(owner, "NONE").status()).isEqualTo(303);
        assertThat(proofNow()).isEqualTo("NONE");
        ours.creditTransfers().approve(ours.owner(), transfer()).accepted();
    }
}
