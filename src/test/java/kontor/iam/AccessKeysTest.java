package kontor.iam;

import static kontor.Jsons.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import kontor.Client;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets of programs: rotated with overlap, ending at a time, bound to addresses. */
class AccessKeysTest {

    private static final String USERS = "/iam/v2beta/users";
    private static final String ACCOUNTS = "/financial-data/v2/accounts";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client owner = sandbox.owner();
    private final String role =
            kontor.role(sandbox.organization(), Set.of("accounts:read")).toString();

    private Reply program(String more) {
        return owner.post(
                USERS,
                json(
                        "{'kind': 'PROGRAMMATIC', 'name': 'Job', 'roleId': '"
                                + role
                                + "'"
                                + more
                                + "}"));
    }

    private Client holder(Reply shown) {
        return kontor.keyHolder(shown.at("/accessKey"), shown.at("/secret"));
    }

    private Reply rotate(Reply program, String body) {
        return owner.post(USERS + "/" + program.at("/id") + ":rotate-secret", json(body));
    }

    private Reply patch(Reply program, String operation) {
        return owner.patch(USERS + "/" + program.at("/id"), json("[" + operation + "]"));
    }

    private static int status(Client client) {
        return client.get(ACCOUNTS).status();
    }

    private static Instant inHours(int hours) {
        return Instant.now().plus(hours, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    }

    @Test
    void rotated_takesBothSecretsUntilTheOverlapEnds() {
        var first = program("").created();
        var second = rotate(first, "{'overlapHours': 1}").ok();
        assertThat(second.at("/accessKey")).isEqualTo(first.at("/accessKey"));
        assertThat(second.at("/secret")).isNotEmpty().isNotEqualTo(first.at("/secret"));
        assertThat(Instant.parse(second.at("/earlierSecretExpires")))
                .isBetween(inHours(1).minusSeconds(60), inHours(1).plusSeconds(60));
        assertThat(status(holder(first))).isEqualTo(200);
        assertThat(status(holder(second))).isEqualTo(200);
        sandbox.execute(
                "UPDATE users SET earlier_secret_expires = now() WHERE organization_id = :org");
        forget();
        assertThat(status(holder(first))).isEqualTo(401);
        assertThat(status(holder(second))).isEqualTo(200);
    }

    /** As a node does by itself after some seconds. */
    private void forget() {
        patch(program("").created(), "{'op': 'replace', 'path': '/name', 'value': 'x'}").ok();
    }

    @Test
    void rotatedWithoutOverlap_endsTheEarlierSecretAtOnce() {
        var first = program("").created();
        assertThat(status(holder(first))).isEqualTo(200);
        var second = rotate(first, "{'overlapHours': 0}").ok();
        assertThat(status(holder(first))).isEqualTo(401);
        assertThat(status(holder(second))).isEqualTo(200);
        assertThat(second.json().has("earlierSecretExpires")).isFalse();
    }

    @Test
    void rotatedTwice_endsTheOldest() {
        var first = program("").created();
        var second = rotate(first, "{}").ok();
        var third = rotate(first, "{}").ok();
        assertThat(status(holder(first))).isEqualTo(401);
        assertThat(status(holder(second))).isEqualTo(200);
        assertThat(status(holder(third))).isEqualTo(200);
    }

    @Test
    void rotation_isInTheAuditLogWithoutTheSecret() {
        var program = program("").created();
        var rotated = rotate(program, "{}").ok();
        var events = owner.get(USERS + "/" + program.at("/id") + "/events").ok();
        assertThat(events.values("name")).contains("SECRET_ROTATED");
        assertThat(events.body()).doesNotContain(rotated.at("/secret"));
    }

    @Test
    void repeatedRotation_doesNotShowTheSecretAgain() {
        String path = USERS + "/" + program("").created().at("/id") + ":rotate-secret";
        var first = owner.post(path, "{}", "Idempotency-Key", "once");
        var again = owner.post(path, "{}", "Idempotency-Key", "once");
        assertThat(first.at("/secret")).isNotEmpty();
        assertThat(again.json().has("secret")).isFalse();
        assertThat(status(holder(first))).isEqualTo(200);
    }

    @Test
    void expired_isRefusedWithKeyAndWithToken() {
        var end = inHours(1);
        var program = program(", 'secretExpires': '" + end + "'").created();
        assertThat(Instant.parse(program.at("/secretExpires"))).isEqualTo(end);
        var client = holder(program);
        var bearer = kontor.presenting("Bearer " + token(client).ok().at("/access_token"));
        assertThat(status(client)).isEqualTo(200);
        assertThat(status(bearer)).isEqualTo(200);
        sandbox.execute(
                "UPDATE users SET secret_expires = now() WHERE organization_id = :org"
                        + " AND id = :id::uuid",
                "id",
                program.at("/id"));
        forget();
        assertThat(status(client)).isEqualTo(401);
        assertThat(status(bearer)).isEqualTo(401);
        var fresh = rotate(program, "{}").ok();
        assertThat(status(holder(fresh))).isEqualTo(200);
    }

    private static Reply token(Client client) {
        return client.send(
                "POST",
                "/iam/v2/oauth2/token",
                "grant_type=client_credentials",
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "127.0.0.0/8, 200",
        "0.0.0.0/0, 200",
        "10.0.0.0/8, 401",
        "127.0.0.2, 401",
        "::1, 401"
    })
    void boundKey_isGoodFromItsAddressesOnly(String network, int status) {
        var program =
                program(", 'allowedAddresses': ['2001:db8::/32', '" + network + "']").created();
        var answer = holder(program).get(ACCOUNTS);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(token(holder(program)).status()).isEqualTo(status);
        if (status == 401) {
            assertThat(told(answer)).isEqualTo(told(wrong(program).get(ACCOUNTS)));
            assertThat(told(token(holder(program)))).isEqualTo(told(token(wrong(program))));
            assertThat(seenElsewhere(program)).contains("127.0.0.1", "address_not_allowed");
        }
    }

    private Client wrong(Reply program) {
        return kontor.keyHolder(program.at("/username"), "wrong");
    }

    /** The whole answer without the id of the request. */
    private static String told(Reply answer) {
        return answer.status() + answer.body().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID");
    }

    private String seenElsewhere(Reply program) {
        kontor.wiring().ground().security().round();
        return owner.get(
                        "/iam/v2beta/audit-log-entries?name=KEY_USED_ELSEWHERE&actor="
                                + program.at("/username"))
                .ok()
                .body();
    }

    @Test
    void tokenOfAKey_isBoundAsTheKeyIs() {
        var program = program("").created();
        var bearer = kontor.presenting("Bearer " + token(holder(program)).ok().at("/access_token"));
        assertThat(status(bearer)).isEqualTo(200);
        patch(program, "{'op': 'add', 'path': '/allowedAddresses', 'value': ['10.0.0.0/8']}").ok();
        assertThat(status(bearer)).isEqualTo(401);
        patch(program, "{'op': 'remove', 'path': '/allowedAddresses'}").ok();
        assertThat(status(bearer)).isEqualTo(200);
    }

    @Test
    void bounds_arePatchedAndShown() {
        var program = program("").created();
        String end = inHours(5).toString();
        var patched =
                patch(
                                program,
                                """
                                {'op': 'replace', 'path': '/secretExpires', 'value': '%s'},
                                {'op': 'add', 'path': '/allowedAddresses', 'value': ['127.0.0.1/32', '10.1.0.0/16']}
                                """
                                        .formatted(end))
                        .ok();
        assertThat(patched.json().path("allowedAddresses").toString())
                .isEqualTo("[\"127.0.0.1\",\"10.1.0.0/16\"]");
        assertThat(Instant.parse(patched.at("/secretExpires"))).isEqualTo(end);
        var gone = patch(program, "{'op': 'remove', 'path': '/secretExpires'}").ok();
        assertThat(gone.json().has("secretExpires")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'allowedAddresses': ['10.0.0.0/33']",
                "'allowedAddresses': ['example.com']",
                "'allowedAddresses': ['']",
                "'allowedAddresses': 'x'",
                "'secretExpires': 'tomorrow'",
                "'secretExpires': 5",
                "'secretExpires': '+10000-01-01T00:00:00Z'",
            })
    void boundsOfTheWrongForm_are400(String member) {
        assertThat(program(", " + member).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'overlapHours': 721}", "{'overlapHours': -1}", "{'overlapHours': 'x'}"})
    void overlapOfTheWrongForm_is400(String body) {
        rotate(program("").created(), body).assertRefused("invalid_value", "overlapHours");
    }

    @Test
    void refusals() {
        var program = program("").created();
        rotate(program, "{'secretExpires': '2020-01-01T00:00:00Z'}")
                .assertRefused("expires_before_now", "secretExpires");
        String email = "person" + System.nanoTime() + "@example.com";
        var person =
                owner.post(
                                USERS,
                                json(
                                        """
                                        {'kind': 'PERSON', 'name': 'A', 'email': '%s', 'roleId': '%s'}
                                        """
                                                .formatted(email, role)))
                        .created();
        assertThat(rotate(person, "{}").refusal()).isEqualTo("not_a_program");
        assertThat(
                        patch(
                                        person,
                                        "{'op': 'add', 'path': '/allowedAddresses', 'value':"
                                                + " ['::1']}")
                                .refusal())
                .isEqualTo("not_a_program");
        // With the secret of an owner anybody is an owner.
        var admin = sandbox.clientWith(Set.of("users:create", "users:update", "accounts:read"));
        String owners = sandbox.keys().owner().id().toString();
        assertThat(admin.post(USERS + "/" + owners + ":rotate-secret", "{}").status())
                .isEqualTo(403);
        assertThat(admin.post(USERS + "/" + program.at("/id") + ":rotate-secret", "{}").status())
                .isEqualTo(200);
        assertThat(
                        kontor.sandbox()
                                .owner()
                                .post(USERS + "/" + owners + ":rotate-secret", "{}")
                                .status())
                .isEqualTo(404);
    }
}
