package kontor.settingspages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of the settings, as a browser without script gets them. */
class SettingsPagesTest {

    private static final String HOSTILE = "<script>alert(1)</script>{{7*7}}";

    private static SandboxOrganization sandbox;
    private static SandboxOrganization neighbour;
    private static Browser owner;

    @BeforeAll
    static void open() {
        sandbox = TestKontor.shared().sandbox();
        neighbour = TestKontor.shared().sandbox();
        owner = Browser.of(sandbox.owner());
    }

    private static Browser in(Set<String> permissions) {
        return Browser.of(sandbox.clientWith(permissions));
    }

    private static String role(SandboxOrganization of, String name) {
        return of.owner().get("/iam/v2beta/roles").items().stream()
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    @Test
    void overview_offersWhatTheRoleMaySee() {
        assertThat(owner.open("/settings").html()).contains("Audit log", "Roles", "Users");
        assertThat(in(Set.of("roles:read")).open("/settings").html())
                .contains("href=\"/roles\"")
                .doesNotContain("href=\"/users\"", "href=\"/audit-log\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users", "/users/new", "/roles", "/roles/new", "/audit-log"})
    void withoutThePermission_thePageIsRefused(String path) {
        assertThat(owner.open(path).status()).isEqualTo(200);
        assertThat(in(Set.of("accounts:read")).open(path).status()).isEqualTo(403);
    }

    @Test
    void aProgram_showsItsSecretOnceOnTheAnswerItself() {
        String developer = role(sandbox, "developer");
        var empty = owner.submit("/users/new", "kind", "PROGRAMMATIC", "key", "a");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.html()).contains("is required", "f-name");
        var made = program("b", developer);
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.html()).contains("&lt;script&gt;").doesNotContain("<script>alert");
        assertThat(made.html()).contains("Access key", "cannot show it again");
        var again = program("b", developer);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.html()).contains("made by the first click").doesNotContain("Copy Secret");
        String page = made.find("class=\"button\" href=\"(/users/[^\"]+)\"");
        assertThat(again.html()).contains(page);
        assertThat(owner.open(page).html()).doesNotContain("Copy Secret");
        assertThat(Browser.of(neighbour.owner()).open(page).status()).isEqualTo(404);
    }

    private static Browser.Page program(String key, String role) {
        return owner.submit(
                "/users/new",
                "kind",
                "PROGRAMMATIC",
                "name",
                HOSTILE,
                "roleId",
                role,
                "allowedAddresses",
                "192.0.2.0/24\n192.0.2.7",
                "key",
                key);
    }

    @Test
    void aUser_isRenamedRotatedAndRevoked() {
        String id = sandbox.member(Set.of("accounts:read")).userId();
        String path = "/users/" + id;
        String role = role(sandbox, "developer");
        var stale = owner.submit(path, "name", "Kept", "roleId", role, "version", "9", "key", "c");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.html()).contains("value=\"Kept\"", "stale_version");
        var blank = owner.submit(path, "name", "", "roleId", "x", "version", "1", "key", "d");
        assertThat(blank.status()).isEqualTo(400);
        assertThat(blank.html()).contains("must be the id of a role");
        var renamed =
                owner.submit(path, "name", "Billing", "roleId", role, "version", "1", "key", "e");
        assertThat(owner.follow(renamed).html()).contains("Billing", "is changed.");
        var wrong = owner.submit(path + "/rotate", "overlapHours", "many", "key", "f");
        assertThat(wrong.status()).isEqualTo(400);
        var rotated = owner.submit(path + "/rotate", "overlapHours", "2", "key", "g");
        assertThat(rotated.html()).contains("Copy Secret");
        assertThat(rotated.location()).isEmpty();
        owner.follow(owner.submit(path + "/revoke", "version", "3", "key", "h"));
        assertThat(owner.open(path).html()).contains("Revoked").doesNotContain("Rotate the secret");
    }

    /** It opens for owners only. */
    @Test
    void theOutbox_isNotOfferedToOthersWhoInvite() {
        var rights = Set.of("users:read", "users:create", "roles:read");
        var other = Browser.of(sandbox.clientWith(rights));
        var invited =
                other.submit(
                        "/users/new",
                        "kind",
                        "PERSON",
                        "name",
                        "Nils",
                        "email",
                        "nils@" + sandbox.organizationId() + ".example",
                        "roleId",
                        roleWithin(),
                        "key",
                        "o");
        assertThat(invited.html()).contains("is invited").doesNotContain("/test-data/outbox");
    }

    private String roleWithin() {
        return sandbox.owner()
                .post(
                        "/iam/v2beta/roles",
                        "{\"name\": \"looks\", \"permissions\": [\"users:read\"]}")
                .created()
                .at("/id");
    }

    @Test
    void anInvitation_goesToTheOutboxAndIsNotShown() {
        var invited =
                owner.submit(
                        "/users/new",
                        "kind",
                        "PERSON",
                        "name",
                        "Lena",
                        "email",
                        "lena@" + sandbox.organizationId() + ".example",
                        "roleId",
                        role(sandbox, "developer"),
                        "key",
                        "i");
        assertThat(invited.html())
                .contains("is invited", "/test-data/outbox")
                .doesNotContain("/invitations/");
        String page = invited.find("class=\"button\" href=\"(/users/[^\"]+)\"");
        assertThat(owner.open(page).html()).contains("Invite again", "Invited");
        var again = owner.submit(page + "/invite", "version", "1", "key", "j");
        assertThat(again.html())
                .contains("is invited", "/test-data/outbox")
                .doesNotContain("/invitations/");
    }

    @Test
    void whatARoleMayNot_isNotOffered() {
        var reader = in(Set.of("users:read", "roles:read"));
        String id = sandbox.member(Set.of("accounts:read")).userId();
        assertThat(reader.open("/users").html()).doesNotContain("/users/new");
        assertThat(reader.open("/users/" + id).html()).doesNotContain("Revoke", "Rotate", "Save");
        assertThat(reader.submit("/users/" + id + "/revoke", "key", "k").status()).isEqualTo(403);
        assertThat(reader.open("/roles").html()).doesNotContain("/roles/new");
    }

    @Test
    void aRole_isMadeForSomeAccountsChangedAndDeleted() {
        var empty = owner.submit("/roles/new", "limited", "some", "key", "l");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.html())
                .contains("is required", "must name “Accounts” or “All accounts of”");
        var made =
                owner.submit(
                        "/roles/new",
                        "name",
                        HOSTILE,
                        "permissions",
                        "accounts:read",
                        "permissions",
                        "direct_debits:force",
                        "limited",
                        "some",
                        "limits.accountIds",
                        sandbox.account(),
                        "key",
                        "m");
        var page = owner.follow(made);
        assertThat(page.html())
                .contains("&lt;script&gt;", "Sees some accounts", "force")
                .doesNotContain("<script>alert");
        String path = made.location();
        assertThat(owner.open(path + "/edit").html())
                .contains("value=\"accounts:read\" checked", "Only these");
        var stale = change(path, "9", "n");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.html()).contains("value=\"mandates:read\" checked", "value=\"Clerk\"");
        assertThat(owner.follow(change(path, "1", "o")).html())
                .contains("Clerk", "Sees every account");
        assertThat(Browser.of(neighbour.owner()).open(path).status()).isEqualTo(404);
        owner.follow(owner.submit(path + "/delete", "version", "2", "key", "p"));
        assertThat(owner.open(path).status()).isEqualTo(410);
    }

    private static Browser.Page change(String path, String version, String key) {
        return owner.submit(
                path + "/edit",
                "name",
                "Clerk",
                "permissions",
                "mandates:read",
                "limited",
                "all",
                "version",
                version,
                "key",
                key);
    }

    @Test
    void auditLog_isExportedWhole_withoutFormulas_andEndsWithTheCheck() {
        sandbox.aCounterparty().named("=cmd").made();
        var csv = owner.open("/audit-log/export?format=CSV");
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.html()).startsWith("id,timestamp,originator,").contains("CHAIN_HOLDS");
        assertThat(csv.html().lines()).noneMatch(line -> line.matches(".*(^|,)\"?[=+@].*"));
        var lines = owner.open("/audit-log/export?format=NDJSON&resource=counterparties").html();
        assertThat(lines.lines().count()).isGreaterThanOrEqualTo(2);
        assertThat(lines).contains("\"resource\":\"counterparties\"").endsWith("}\n");
        assertThat(lines.lines().toList().getLast()).contains("\"chain\":{\"ok\":true");
        assertThat(owner.open("/audit-log/export?format=XLS").status()).isEqualTo(400);
        assertThat(owner.open("/audit-log/export?requestId=x").status()).isEqualTo(400);
        assertThat(
                        Browser.of(sandbox.clientWith(Set.of("users:read")))
                                .open("/audit-log/export")
                                .status())
                .isEqualTo(403);
    }

    @Test
    void securityLog_tellsInSentences_byPart_andIsAFile() {
        sandbox.clientWith(Set.of()).get("/iam/v2beta/users");
        TestKontor.shared().wiring().ground().security().round();
        String log = "/settings/security-log";
        assertThat(owner.open(log).html())
                .contains("1 request was refused for want of a permission", "permission_missing")
                .contains(
                        "category=SECURITY",
                        "Unchecked changes",
                        "Break-glass",
                        "Role developer: created");
        assertThat(owner.open(log + "?category=REFUSALS").html()).contains("want of a permission");
        assertThat(owner.open(log + "?category=KEYS").html()).doesNotContain("want of a perm");
        assertThat(owner.open(log + "?category=ADMINISTRATION").html()).contains("roles");
        assertThat(owner.open(log + "?category=UNCHECKED").html()).contains("Nothing here");
        assertThat(owner.open(log + "?category=NONE").status()).isEqualTo(400);
        assertThat(owner.open("/audit-log/export?format=CSV&category=REFUSALS").html())
                .contains("PERMISSION_REFUSED");
    }

    @Test
    void theAuditLog_isFilteredAndChecked() {
        var all = owner.open("/audit-log");
        assertThat(all.html()).contains("CREATED");
        String request = "01a2231d-9c11-7000-8a52-5b0e61c7d2f4";
        var none = owner.open("/audit-log?requestId=" + request);
        assertThat(none.html()).contains("No event here", request);
        assertThat(owner.open("/audit-log?requestId=x").status()).isEqualTo(400);
        assertThat(owner.open("/audit-log?category=SECURITY").status()).isEqualTo(200);
        assertThat(owner.submit("/audit-log/verify").html()).contains("The chain holds");
        assertThat(owner.submitWithoutToken("/audit-log/verify").status()).isEqualTo(403);
        var paged = owner.open("/audit-log?limit=1");
        String next = paged.find("class=\"button\" href=\"(/audit-log[?]token=[^\"]+)\"");
        assertThat(owner.open(next.replace("&amp;", "&")).status()).isEqualTo(200);
    }
}
