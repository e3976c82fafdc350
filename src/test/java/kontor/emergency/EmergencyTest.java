package kontor.emergency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.guesses.Guesses;
import kontor.http.Dispatch;
import kontor.http.PageTokens;
import kontor.http.Routes;
import kontor.iam.IamRoom;
import kontor.server.Server;
import kontor.shares.Allowance;
import kontor.signin.Credentials;
import kontor.signin.SigningKeys;
import kontor.signin.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The orders of an emergency stop, over HTTP and from the command line. */
class EmergencyTest {

    private static final String ORGANIZATION = "/iam/v2beta/organization";
    private static final String CONNECTIONS = "/connectivity/v2beta/connections";
    private static final String REASON = Jsons.json("{'reason': 'fraud is suspected'}");

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client owner = sandbox.owner();

    private String connection() {
        return CONNECTIONS
                + "/"
                + kontor.database()
                        .read(
                                sandbox.organization(),
                                tx ->
                                        tx.query(
                                                        """
                                                        SELECT connection_id::text FROM accounts
                                                        WHERE organization_id = :org AND id = :id
                                                        """)
                                                .bind("id", UUID.fromString(sandbox.account()))
                                                .mapTo(String.class)
                                                .one());
    }

    private String path(String what) {
        return what.equals("connection") ? connection() : ORGANIZATION;
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection", "organization"})
    void order_isAVersionAndAnEventWithPersonAndReason(String what) {
        var before = owner.get(path(what));
        var paused = owner.post(path(what) + ":pause", REASON).ok();
        assertThat(paused.at("/paused/reason")).isEqualTo("fraud is suspected");
        assertThat(paused.at("/paused/by")).matches("[0-9a-f-]{36}");
        assertThat(paused.json().path("version").asInt())
                .isEqualTo(before.json().path("version").asInt() + 1);
        assertThat(Jsons.without(owner.get(path(what)).json(), "files", "lastHeard"))
                .isEqualTo(paused.json());
        var resumed = owner.post(path(what) + ":resume", "").ok();
        assertThat(resumed.json().has("paused")).isFalse();
        assertThat(owner.get("/iam/v2beta/audit-log-entries?limit=500").body())
                .contains("PAUSED", "fraud is suspected", "RESUMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection", "organization"})
    void twin_changesNothing(String what) {
        var first = owner.post(path(what) + ":pause", REASON).ok();
        var second = owner.post(path(what) + ":pause", "").ok();
        assertThat(second.json()).isEqualTo(first.json());
        String key = "resume once";
        var resumed = owner.post(path(what) + ":resume", "", "Idempotency-Key", key).ok();
        var again = owner.post(path(what) + ":resume", "", "Idempotency-Key", key).ok();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(owner.post(path(what) + ":resume", "").ok().json()).isEqualTo(resumed.json());
    }

    @ParameterizedTest
    @CsvSource({
        "connection,pause",
        "connection,resume",
        "organization,pause",
        "organization,resume"
    })
    void staleVersion_is412(String what, String verb) {
        owner.post(path(what) + ":pause", "").ok();
        owner.post(path(what) + ":resume", "").ok();
        var stale = owner.post(path(what) + ":" + verb, "", "If-Match", "version:1");
        assertThat(stale.status()).isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'reason': 5}", "{'reason': '\\u0000'}", "[]", "{"})
    void wrongBody_is400(String body) {
        assertThat(owner.post(connection() + ":pause", Jsons.json(body)).status()).isEqualTo(400);
        assertThat(owner.get(connection()).json().has("paused")).isFalse();
    }

    @Test
    void deletedConnection_is410() {
        var made =
                owner.post(
                                CONNECTIONS,
                                Jsons.json(
                                        "{'name': 'B', 'bic': 'INGDDEFFXXX', 'channel': 'FOLDER',"
                                                + " 'folder': 'paused'}"))
                        .created();
        String path = CONNECTIONS + "/" + made.at("/id");
        owner.delete(path);
        assertThat(owner.post(path + ":pause", "").status()).isEqualTo(410);
        assertThatThrownBy(() -> typed("pause", "--connection", made.at("/id")))
                .isInstanceOf(EmergencyDesk.Wrong.class)
                .hasMessageContaining("no connection");
    }

    @Test
    void payment_saysWhyItWaitsAndLeavesWithTheFirstPossibleDay() {
        var transfer = sandbox.aCreditTransfer().approved();
        owner.post(connection() + ":pause", REASON).ok();
        var day = sandbox.today().plusDays(10);
        sandbox.advanceTo(day);
        var waiting = sandbox.creditTransfers().get(transfer);
        assertThat(waiting.at("/status")).isEqualTo("APPROVED");
        assertThat(waiting.at("/paused/reason")).isEqualTo("fraud is suspected");
        assertThat(listed()).contains("fraud is suspected");
        // Everything else works.
        sandbox.aCreditTransfer().on(day.plusDays(5)).approved();

        owner.post(connection() + ":resume", "").ok();
        assertThat(listed()).doesNotContain("fraud");
        sandbox.advanceTo(day.plusDays(20));
        var executed = sandbox.creditTransfers().get(transfer);
        assertThat(executed.at("/status")).isEqualTo("EXECUTED");
        assertThat(executed.at("/effectiveDate")).isGreaterThanOrEqualTo(day.toString());
    }

    /** A server that waits for a moment only. */
    private Server impatient() {
        var wiring = kontor.wiring();
        var tokens =
                new Tokens(
                        new SigningKeys(kontor.database(), TestKontor.VAULT),
                        "http://x",
                        kontor.database().clock());
        var credentials =
                new Credentials(
                        kontor.database(),
                        tokens,
                        IamRoom.NO_ACCOUNTS,
                        new Guesses(false, System::nanoTime),
                        Allowance.STANDARD,
                        _ -> {});
        var routes = new Routes();
        new EmergencyRoutes(
                        new LeavingFiles(kontor.database(), Duration.ofMillis(200)),
                        wiring.ground().resources(),
                        wiring.parties().connections(),
                        wiring.people().organizations())
                .register(routes);
        var dispatch =
                new Dispatch(routes, credentials, new PageTokens(new byte[32]), false, _ -> {});
        var server = new Server("127.0.0.1", 0, dispatch);
        server.start();
        return server;
    }

    /** A file of a node that froze, and that nobody has settled yet. */
    @ParameterizedTest
    @ValueSource(strings = {"connection", "organization"})
    void fileThatMayBeLeaving_isToldByTheOrderAndWaitedForByItsTwin(String what) {
        var transfer = sandbox.aCreditTransfer().approved();
        sandbox.advanceTo(LocalDate.parse(transfer.at("/effectiveDate")));
        state("HANDING_OVER", true);
        try (var server = impatient()) {
            var there = owner.at(server.port());
            var answer = there.post(path(what) + ":pause", REASON);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.refusal()).isEqualTo("still_leaving");
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(owner.get(path(what)).at("/paused/reason")).isEqualTo("fraud is suspected");
            state("SENT", false);
            there.post(path(what) + ":pause", REASON).ok();
        }
    }

    private void state(String state, boolean mayHaveLeft) {
        sandbox.tamper(
                """
                UPDATE instructions SET state = :state, may_have_left = :left
                WHERE organization_id = :org
                """,
                "state",
                state,
                "left",
                mayHaveLeft);
    }

    private String listed() {
        return sandbox.developer().get("/payments/v2/credit-transfers").body();
    }

    @Test
    void developersKey_cannotLiftTheStopOfTheOrganization() {
        owner.post(ORGANIZATION + ":pause", "").ok();
        assertThat(sandbox.developer().post(ORGANIZATION + ":resume", "").status()).isEqualTo(403);
        var limited = sandbox.clientWith(Set.of("connections:update"));
        assertThat(limited.post(connection() + ":pause", "").status()).isEqualTo(200);
    }

    private String typed(String... words) throws EmergencyDesk.Wrong {
        var wiring = kontor.wiring();
        var out = new ByteArrayOutputStream();
        new EmergencyDesk(
                        kontor.database(),
                        wiring.parties().connections(),
                        wiring.people().organizations())
                .run(List.of(words), "root", new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void commandLine_pausesWithoutTheApi() throws Exception {
        String id = sandbox.organizationId();
        assertThat(typed("pause", "--organization", id, "--reason", "the API is away"))
                .contains(id, "nothing leaves");
        assertPaused(owner.get(ORGANIZATION));
        typed("resume", "--organization", id);
        String connectionId = connection().substring(CONNECTIONS.length() + 1);
        typed("pause", "--connection", connectionId, "--reason", "the API is away");
        assertPaused(owner.get(connection()));
        assertThat(owner.get(ORGANIZATION).json().has("paused")).isFalse();
    }

    private static void assertPaused(Reply reply) {
        assertThat(reply.at("/paused/by")).isEqualTo("root");
        assertThat(reply.at("/paused/reason")).isEqualTo("the API is away");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pause",
                "pause --organization",
                "pause --organization x",
                "pause --organization 01a1fd7a-21af-7000-b6dc-b5e3513bf6e4",
                "pause --connection 01a1fd7a-21af-7000-b6dc-b5e3513bf6e4",
                "pause --all --connection 01a1fd7a-21af-7000-b6dc-b5e3513bf6e4",
                "resume --reason --all",
                "pause --all now"
            })
    void commandThatIsNotUnderstood_changesNothing(String words) {
        assertThatThrownBy(() -> typed(words.split(" "))).isInstanceOf(EmergencyDesk.Wrong.class);
    }
}
