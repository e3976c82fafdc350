package kontor.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a role limited to some accounts cannot reach: what concerns the whole organization, and more
 * for others.
 */
class LimitedRolesTest {

    private static final String ROLES = "/iam/v2beta/roles";
    private static final String FEW =
            "'roles:read', 'roles:update', 'accounts:read', 'credit_transfers:update'";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client owner = sandbox.owner();
    private final String euros = sandbox.accountIn("EUR");
    private final String kronor = sandbox.accountIn("SEK");

    private Reply role(String permissions, String... accounts) {
        String limits = accounts.length == 0 ? "" : ", 'limits': " + limits(accounts);
        var made =
                owner.post(
                        ROLES,
                        Jsons.json(
                                "{'name': 'role "
                                        + Ids.next()
                                        + "', 'permissions': ["
                                        + permissions
                                        + "]"
                                        + limits
                                        + "}"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private static String limits(String... accounts) {
        return Stream.of(accounts)
                .map(id -> "'" + id + "'")
                .collect(Collectors.joining(", ", "{'accountIds': [", "]}"));
    }

    private Client in(Reply role) {
        return sandbox.memberIn(role.at("/id")).client();
    }

    private static String all() {
        return Permissions.ALL.stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(", "));
    }

    private static Reply patch(Client client, Reply role, String operations) {
        return client.patch(ROLES + "/" + role.at("/id"), Jsons.json("[" + operations + "]"));
    }

    private static final String MAY_APPROVE =
            "{'op': 'add', 'path': '/permissions/-', 'value': 'credit_transfers:update'}";

    @Test
    void permission_isNotAddedToARoleWithMoreAccountsThanOnesOwn() {
        var limited = in(role(FEW, euros));
        assertThat(patch(limited, role("'accounts:read'"), MAY_APPROVE).at("/type"))
                .endsWith("#limit_not_held");
        assertThat(
                        patch(limited, role("'accounts:read'", euros, kronor), MAY_APPROVE)
                                .at("/message"))
                .contains(kronor);
        assertThat(patch(limited, role("'accounts:read'", euros), MAY_APPROVE).status())
                .isEqualTo(200);
        assertThat(patch(limited, role("'credit_transfers:update'"), MAY_APPROVE).status())
                .as("nothing is added")
                .isEqualTo(200);
    }

    @Test
    void limits_areNotWidenedOfARoleWithMorePermissionsThanOnesOwn() {
        var admin = in(role("'roles:read', 'roles:update'"));
        var payers = role("'credit_transfers:update', 'roles:read'", euros);
        String wider =
                "{'op': 'replace', 'path': '/limits', 'value': " + limits(euros, kronor) + "}";
        var refused = patch(admin, payers, wider);
        assertThat(refused.at("/type")).as(refused.body()).endsWith("#permission_not_held");
        assertThat(refused.at("/message"))
                .contains("credit_transfers:update")
                .doesNotContain("roles:read");
        assertThat(patch(admin, payers, "{'op': 'remove', 'path': '/limits'}").status())
                .isEqualTo(403);
        assertThat(
                        patch(
                                        admin,
                                        payers,
                                        "{'op': 'replace', 'path': '/permissions', 'value':"
                                                + " ['roles:read']}, "
                                                + wider)
                                .status())
                .as("what the admin lacks is not taken away either")
                .isEqualTo(403);
        assertThat(
                        patch(
                                        admin,
                                        role("'credit_transfers:update'", euros, kronor),
                                        "{'op': 'replace', 'path': '/limits', 'value': "
                                                + limits(euros)
                                                + "}")
                                .status())
                .as("nor narrowed")
                .isEqualTo(403);
    }

    /** What tells of, or decides over, accounts that the role does not see. */
    @TestFactory
    Stream<DynamicTest> wholeOrganization_isNotForALimitedRole() {
        var limited = in(role(all(), euros));
        String id = Ids.next().toString();
        String connection = owner.get("/connectivity/v2beta/connections").at("/items/0/id");
        return Stream.of(
                        "GET /iam/v2beta/audit-log-entries",
                        "GET /iam/v2beta/audit-log:verify",
                        "POST /payments/v2beta/approval-chains {'name': 'all by itself',"
                                + " 'autoApprove': true}",
                        "PATCH /payments/v2beta/approval-chains/"
                                + id
                                + " [{'op': 'replace', 'path': '/name', 'value': 'x'}]",
                        "DELETE /payments/v2beta/approval-chains/" + id,
                        "POST /payments/v2beta/exchange-rates {'rates': [{'base': 'EUR', 'quote':"
                                + " 'SEK', 'rate': '0.01', 'date': '2026-01-01'}]}",
                        "PATCH /payments/v2beta/approval-settings [{'op': 'replace', 'path':"
                                + " '/evaluationCurrency', 'value': 'SEK'}]",
                        "PATCH /iam/v2beta/organization [{'op': 'replace', 'path': '/name',"
                                + " 'value': 'x'}]",
                        "POST /iam/v2beta/metadata-keys {'key': 'a', 'resources': [{'resource':"
                                + " 'accounts'}]}",
                        "POST /financial-data/v2/entities {'legalName': 'Subsidiary'}",
                        "GET /connectivity/v2beta/connections/" + connection + "/instructions",
                        "GET /connectivity/v2beta/instructions/" + id,
                        "GET /connectivity/v2beta/instructions/" + id + "/events",
                        "GET /connectivity/v2beta/connections/" + connection + "/inbox-files",
                        "GET /connectivity/v2beta/inbox-files/" + id,
                        "POST /connectivity/v2beta/instructions/" + id + ":send-again",
                        "POST /v1/testbank/clock:advance {'days': 1}")
                .map(
                        request ->
                                dynamicTest(
                                        request.replace(id, "{id}").replace(connection, "{id}"),
                                        () -> {
                                            var words = request.split(" ", 3);
                                            var refused =
                                                    limited.send(
                                                            words[0],
                                                            words[1],
                                                            words.length < 3
                                                                    ? ""
                                                                    : Jsons.json(words[2]));
                                            assertThat(refused.status())
                                                    .as(refused.body())
                                                    .isEqualTo(403);
                                            assertThat(refused.at("/type"))
                                                    .endsWith("#role_limited");
                                        }));
    }

    @Test
    void externalIdTaken_doesNotTellALimitedRoleByWhat() {
        var limited = in(role(all(), euros));
        owner.post(
                "/payments/v2/counterparties",
                Jsons.json("{'legalName': 'Acme', 'externalId': 'acme'}"));
        String again = Jsons.json("{'legalName': 'Other', 'externalId': 'acme'}");
        assertThat(owner.post("/payments/v2/counterparties", again).at("/message"))
                .contains("counterparties");
        var refused = limited.post("/payments/v2/counterparties", again);
        assertThat(refused.at("/details/0/code")).isEqualTo("external_id_taken");
        assertThat(refused.at("/message")).contains("acme").doesNotContain("counterparties");
    }

    @Test
    void inUse_doesNotTellALimitedRoleByWhat() {
        var limited = in(role(all(), euros));
        var account = sandbox.aCounterparty().accountId();
        String mandate = sandbox.aMandate().of(account).id();
        String path = "/payments/v2/external-accounts/" + account;
        assertThat(owner.delete(path).at("/message")).contains(mandate);
        assertThat(limited.delete(path).at("/details/0/code")).isEqualTo("in_use");
        assertThat(limited.delete(path).at("/message")).doesNotContain(mandate);
    }

    @Test
    void replay_ofSomebodyElsesRequestIsRefused() {
        var limited = in(role(all(), euros));
        String body = Jsons.json("{'legalName': 'Acme'}");
        String[] key = {"Idempotency-Key", "invoice-run-1"};
        assertThat(owner.post("/payments/v2/counterparties", body, key).status()).isEqualTo(201);
        assertThat(limited.post("/payments/v2/counterparties", body, key).at("/details/0/code"))
                .isEqualTo("idempotency_key_reused");
        String[] own = {"Idempotency-Key", "invoice-run-2"};
        var first = limited.post("/payments/v2/counterparties", body, own);
        var replay = limited.post("/payments/v2/counterparties", body, own);
        assertThat(replay.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replay.body()).isEqualTo(first.body());
    }

    @Test
    void misspeltLimits_areNoRoleWithoutLimits() {
        var refused =
                owner.post(
                        ROLES,
                        Jsons.json(
                                "{'name': 'x', 'permissions': [], 'limit': "
                                        + limits(euros)
                                        + "}"));
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.at("/details/0/field")).isEqualTo("limit");
        assertThat(refused.at("/details/0/code")).isEqualTo("unknown_member");
        assertThat(
                        owner.post(
                                        ROLES,
                                        Jsons.json(
                                                "{'name': 'x', 'permissions': [], 'limits':"
                                                        + " {'accountIds': ['"
                                                        + euros
                                                        + "'], 'entities': []}}"))
                                .at("/details/0/field"))
                .isEqualTo("limits.entities");
    }
}
