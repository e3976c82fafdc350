package kontor.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.Client;
import kontor.Member;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the security log tells in the feed of an organization, as its audit log shows it. */
class SecurityLogTest {

    private static final String ENTRIES = "/iam/v2beta/audit-log-entries?category=SECURITY";
    private static final String TOKEN = "/iam/v2/oauth2/token";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client auditor = sandbox.clientWith(Set.of("audit_log:read"));
    private final SecurityLog log = kontor.wiring().ground().security();

    private List<JsonNode> entries(String filters) {
        log.round();
        return auditor.get(ENTRIES + "&resource=security" + filters).ok().items();
    }

    private static String detail(JsonNode entry, String name) {
        return entry.path("details").path(name).asText();
    }

    @Test
    void refusedPermissions_areOneEntryHoweverMany() {
        Member member = sandbox.member(Set.of("accounts:read"));
        for (int i = 0; i < 20; i++) {
            member.client().get("/payments/v2/mandates");
        }
        var entries = entries("&name=PERMISSION_REFUSED");
        member.client().get("/payments/v2/mandates");
        assertThat(entries("&name=PERMISSION_REFUSED")).isEqualTo(entries).hasSize(1);
        var entry = entries.getFirst();
        assertThat(detail(entry, "count")).isEqualTo("20");
        assertThat(entry.path("originator").asText()).isEqualTo(member.userId());
        assertThat(detail(entry, "user")).isEqualTo(member.userId());
        assertThat(detail(entry, "addresses")).isEqualTo("127.0.0.1");
        assertThat(detail(entry, "about")).isEqualTo("GET /payments/v2/mandates");
        assertThat(detail(entry, "codes")).isEqualTo("permission_missing");
    }

    @ParameterizedTest
    @CsvSource({"/financial-data/v2/accounts, GET", TOKEN + ", POST"})
    void refusedSignIns_areOneEntryOfTheKey_withoutTheSecret(String path, String method) {
        String key = sandbox.keys().developer().accessKey();
        var guesser = kontor.keyHolder(key, "guessed-secret");
        for (int i = 0; i < 4; i++) {
            guesser.send(method, path, "grant_type=client_credentials", "Content-Type", FORM);
        }
        var entries = entries("&name=SIGN_IN_REFUSED&actor=" + key);
        assertThat(entries).hasSize(1);
        assertThat(detail(entries.getFirst(), "count")).isEqualTo("4");
        assertThat(detail(entries.getFirst(), "actor")).isEqualTo(key);
        // Whoever it was, it need not have been this user.
        assertThat(entries.getFirst().path("originator").asText()).isEqualTo("ATLAR");
        assertThat(entries.toString()).doesNotContain("guessed-secret");
    }

    @Test
    void tokens_areToldWithWhoTookThem() {
        var keys = sandbox.keys().owner();
        kontor.keyHolder(keys.accessKey(), keys.secret().text())
                .send("POST", TOKEN, "grant_type=client_credentials", "Content-Type", FORM)
                .ok();
        var entry = entries("&name=TOKEN_GIVEN&actor=" + keys.id()).getFirst();
        assertThat(detail(entry, "actor")).isEqualTo(keys.accessKey());
        assertThat(entry.path("originator").asText()).isEqualTo(keys.id().toString());
    }

    @Test
    void commandLine_isToldWithTheUserOfTheOperatingSystem() {
        log.commandLine(List.of(sandbox.organization()), "organizations invite");
        var entry = entries("&name=COMMAND_LINE&address=local").getFirst();
        assertThat(detail(entry, "actor")).endsWith(OperatingSystem.user());
        assertThat(detail(entry, "about")).isEqualTo("organizations invite");
        assertThat(entries("&name=COMMAND_LINE&address=10.0.0.1")).isEmpty();
    }

    @Test
    void namesThatNobodyHas_areInNoFeed() {
        var another = kontor.sandbox();
        kontor.keyHolder("nobody", "x").get("/financial-data/v2/accounts");
        kontor.keyHolder(another.keys().owner().accessKey(), "x")
                .get("/financial-data/v2/accounts");
        assertThat(entries("&name=SIGN_IN_REFUSED")).isEmpty();
    }

    @Test
    void category_alsoHasUsersAndRoles_andNothingElse() {
        sandbox.aCounterparty().id();
        log.round();
        var resources = auditor.get(ENTRIES + "&limit=500").ok().values("resource");
        assertThat(resources).contains("users", "roles").doesNotContain("counterparties");
    }

    @ParameterizedTest
    @CsvSource({
        "401, unauthorized, NOTHING, SIGN_IN_REFUSED",
        "401, invalid_client, TOKEN, SIGN_IN_REFUSED",
        "403, role_limited, NOTHING, PERMISSION_REFUSED",
        "429, rate_limited, NOTHING, LIMIT_MET",
        "429, too_many_failures, TOKEN, LIMIT_MET",
        "503, too_much_at_once, NOTHING, LIMIT_MET",
        "503, unavailable, NOTHING, ",
        "503, still_leaving, NOTHING, ",
        "503, '', NOTHING, ",
        "500, internal_error, NOTHING, ",
        "404, not_found, FILE, ",
        "200, '', TOKEN, TOKEN_GIVEN",
        "200, '', FILE, DOWNLOADED",
        "200, '', NOTHING, "
    })
    void answers_areToldByTheirKind(
            int status, String code, Exchange.Gives gives, SecurityKind kind) {
        var exchange =
                new Exchange(
                        Ids.next(),
                        "10.0.0.1",
                        Optional.empty(),
                        Optional.of("key"),
                        "GET /x/{id}",
                        "/x/1",
                        gives,
                        status,
                        code,
                        0);
        assertThat(exchange.sighting().map(Sighting::kind)).isEqualTo(Optional.ofNullable(kind));
    }

    @Test
    void limits_ofAKnownCallerAreTold() {
        var user = UUID.fromString(sandbox.member(Set.of()).userId());
        log.note(
                new Sighting(
                        SecurityKind.LIMIT_MET,
                        Optional.of(sandbox.organization()),
                        Optional.of("key"),
                        Optional.of(user),
                        "10.9.9.9",
                        "GET /x",
                        "rate_limited",
                        Optional.empty()));
        assertThat(entries("&name=LIMIT_MET&address=10.9.9.9&actor=" + user)).hasSize(1);
    }
}
