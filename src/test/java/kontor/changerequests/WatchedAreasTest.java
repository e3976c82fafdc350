package kontor.changerequests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Everything that four eyes watch: it asks first, changes nothing, and is made when approved. */
class WatchedAreasTest {

    private static final String REQUESTS = "/iam/v2beta/change-requests";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client maker = sandbox.owner();
    private final Client checker = sandbox.anotherOwner();

    /**
     * A request that asks, or not.
     *
     * @param path what is read to see that nothing has changed; {@code {id}} is the target
     */
    private record Row(Area area, String method, String path, String body) {

        boolean isNew() {
            return method.equals("POST") && !path.contains(":");
        }

        String read() {
            return path.replaceFirst(":[a-z-]+$", "").replace("/v2beta/accounts", "/v2/accounts");
        }
    }

    private static Row row(Area area, String method, String path, String body) {
        return new Row(area, method, path, Jsons.json(body));
    }

    private static String replace(String member, String value) {
        return "[{'op': 'replace', 'path': '/%s', 'value': %s}]".formatted(member, value);
    }

    /** A file of which nobody can tell whether the bank has it. */
    private String unknown() {
        sandbox.execute(
                """
                UPDATE instructions SET state = 'UNKNOWN' WHERE organization_id = :org
                """);
        return maker.get("/connectivity/v2beta/connections?limit=50").items().stream()
                .map(one -> one.path("id").asText())
                .map(id -> "/connectivity/v2beta/connections/" + id + "/instructions")
                .flatMap(path -> maker.get(path).items().stream())
                .map(one -> one.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private List<Row> rows() {
        String role = sandbox.aRole("accounts:read").id();
        String gone = sandbox.aRole("accounts:read").id();
        String user = sandbox.memberIn(role).userId();
        String leaver = sandbox.memberIn(role).userId();
        String chain = sandbox.anApprovalChain().when("{'currency': {'in': ['BHD']}}").id();
        String key = sandbox.aMetadataKey().named("k").knownTo("transactions").id();
        String entity = sandbox.anEntity().id();
        String account = "/financial-data/v2/accounts/" + sandbox.account();
        String connection = first("/connectivity/v2beta/connections");
        String sent = sandbox.aCreditTransfer().executed().at("/id");
        return List.of(
                row(
                        Area.USERS,
                        "POST",
                        "/iam/v2beta/users",
                        "{'kind': 'PERSON', 'email': 'a@example.com', 'name': 'A', 'roleId': '%s'}"
                                .formatted(role)),
                row(Area.USERS, "PATCH", "/iam/v2beta/users/" + user, replace("name", "'Other'")),
                row(Area.USERS, "DELETE", "/iam/v2beta/users/" + leaver, ""),
                row(Area.ROLES, "POST", "/iam/v2beta/roles", "{'name': 'new', 'permissions': []}"),
                row(Area.ROLES, "PATCH", "/iam/v2beta/roles/" + role, replace("name", "'n'")),
                row(Area.ROLES, "DELETE", "/iam/v2beta/roles/" + gone, ""),
                row(
                        Area.ORGANIZATION,
                        "PATCH",
                        "/iam/v2beta/organization",
                        replace("zone", "'Europe/Paris'")),
                row(
                        Area.APPROVAL_CHAINS,
                        "PATCH",
                        "/payments/v2beta/approval-chains/" + chain,
                        replace("name", "'n'")),
                row(
                        Area.APPROVAL_SETTINGS,
                        "PATCH",
                        "/payments/v2beta/approval-settings",
                        replace("evaluationCurrency", "'SEK'")),
                row(
                        Area.RETRY_POLICY,
                        "PATCH",
                        "/payments/v2beta/retry-policy",
                        replace("reasonCodes", "['AM04']")),
                row(
                        Area.EXCHANGE_RATES,
                        "POST",
                        "/payments/v2beta/exchange-rates",
                        "{'rates': [{'base': 'EUR', 'quote': 'SEK', 'date': '2026-11-02', 'rate':"
                                + " '11.5'}]}"),
                row(
                        Area.METADATA_KEYS,
                        "POST",
                        "/iam/v2beta/metadata-keys",
                        "{'key': 'n', 'resources': [{'resource': 'accounts', 'required': false}]}"),
                row(
                        Area.METADATA_KEYS,
                        "PATCH",
                        "/iam/v2beta/metadata-keys/" + key,
                        replace("description", "'d'")),
                row(Area.METADATA_KEYS, "DELETE", "/iam/v2beta/metadata-keys/" + key, ""),
                row(
                        Area.CONNECTIONS,
                        "PATCH",
                        "/connectivity/v2beta/connections/" + connection,
                        replace("name", "'Other bank'")),
                row(
                        Area.CONNECTIONS,
                        "POST",
                        "/connectivity/v2beta/instructions/" + unknown() + ":send-again",
                        ""),
                row(Area.ACCOUNTS, "PATCH", account, replace("entityId", "'" + entity + "'")),
                row(
                        Area.ACCOUNTS,
                        "PATCH",
                        account,
                        replace("sepaCreditorIdentifier", "'DE98ZZZ09999999999'")),
                row(
                        Area.ACCOUNTS,
                        "PATCH",
                        account,
                        "[{'op': 'replace', 'path': '/alias', 'value': 'Small'},"
                                + " {'op': 'remove', 'path': '/sepaCreditorIdentifier'}]"),
                row(
                        Area.ACCOUNTS,
                        "PATCH",
                        "/financial-data/v2/entities/" + entity,
                        replace("sepaCreditorIdentifier", "'DE98ZZZ09999999999'")),
                row(
                        Area.FORCED_STATUS,
                        "PATCH",
                        "/payments/v2/credit-transfers/" + sent,
                        replace("status", "'RETURNED'")));
    }

    private String first(String list) {
        return sandbox.developer().get(list).at("/items/0/id");
    }

    @TestFactory
    Stream<DynamicTest> eachChange_isMadeWhenItIsApproved() {
        var rows = rows();
        var tried = rows.stream().map(Row::area).collect(Collectors.toSet());
        // These have tests of their own.
        tried.addAll(Set.of(Area.PAYEE_ACCOUNTS, Area.EXEMPTIONS));
        assertThat(tried).isEqualTo(EnumSet.copyOf(Arrays.asList(Area.values())));
        maker.patch("/iam/v2beta/organization", Jsons.json(replace("fourEyes", "true"))).ok();
        return rows.stream()
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.area + " " + row.method + " " + row.path,
                                        () -> assertAsks(row)));
    }

    private void assertAsks(Row row) {
        String before = read(row);
        var asked = send(row);
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        assertThat(asked.at("/changeRequest/area")).isEqualTo(row.area.name());
        assertThat(read(row)).isEqualTo(before);
        String id = asked.at("/changeRequest/id");
        var approved = checker.post(REQUESTS + "/" + id + ":approve", "");
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        assertThat(read(row)).isNotEqualTo(before);
    }

    private String read(Row row) {
        return maker.get(row.isNew() ? row.read() + "?limit=500" : row.read()).body();
    }

    private Reply send(Row row) {
        return row.path.contains("/accounts/") || row.path.contains("/entities/")
                ? maker.send(
                        row.method,
                        row.path,
                        row.body,
                        "If-Match",
                        maker.get(row.path).header("ETag"))
                : maker.send(row.method, row.path, row.body);
    }

    @TestFactory
    Stream<DynamicTest> smallChange_asksNobody() {
        String account = "/financial-data/v2/accounts/" + sandbox.account();
        String entity = "/financial-data/v2/entities/" + sandbox.anEntity().id();
        String transfer = sandbox.aCreditTransfer().id();
        String connection =
                "/connectivity/v2beta/connections/" + first("/connectivity/v2beta/connections");
        maker.patch("/iam/v2beta/organization", Jsons.json(replace("fourEyes", "true"))).ok();
        return Stream.of(
                        row(Area.ACCOUNTS, "PATCH", account, replace("alias", "'Daily'")),
                        row(Area.ACCOUNTS, "PATCH", entity, replace("legalName", "'Kontor AB'")),
                        row(Area.CONNECTIONS, "POST", connection + ":pause", "{}"),
                        row(Area.CONNECTIONS, "POST", connection + ":resume", ""),
                        row(
                                Area.FORCED_STATUS,
                                "PATCH",
                                "/payments/v2/credit-transfers/" + transfer,
                                replace("date", "'" + sandbox.today().plusDays(3) + "'")))
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.method + " " + row.path,
                                        () -> {
                                            var done = send(row);
                                            assertThat(done.status())
                                                    .as(done.body())
                                                    .isIn(200, 202);
                                            assertThat(done.json().has("changeRequest")).isFalse();
                                        }));
    }
}
