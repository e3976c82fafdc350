package kontor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kontor.core.Ids;
import kontor.http.Route;
import kontor.iam.Permissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A role that is limited to accounts sees and uses these and nothing of the others, on every route.
 */
class AccountLimitTest {

    private static final String ROLES = "/iam/v2beta/roles";

    /** The log of everything has a permission of its own; who may read it reads all. */
    private static final Set<String> NOT_OF_ACCOUNTS = Set.of("/iam/v2beta/audit-log-entries");

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client owner = sandbox.owner();
    private String own;
    private String other;
    private String giro;
    private String externalAccount;
    private String mandate;
    private String ownDebit;

    /** Things of the accounts beyond the limit, by the path that shows one. */
    private Map<String, String> beyond;

    private Client limited;

    @BeforeEach
    void thingsOnBothSidesOfTheLimit() {
        var accounts =
                items(owner.get("/financial-data/v2/accounts?limit=500")).stream()
                        .filter(account -> account.path("currency").asText().equals("EUR"))
                        .toList();
        own = accounts.get(0).path("id").asText();
        other = accounts.get(1).path("id").asText();
        giro =
                items(owner.get("/financial-data/v2/accounts?limit=500")).stream()
                        .filter(account -> account.toString().contains("SE_BANKGIRO"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asText();
        externalAccount = sandbox.aCounterparty().accountId();
        mandate = sandbox.aMandate().of(externalAccount).id();
        var swedish =
                owner.post(
                        "/payments/v2/counterparties",
                        Jsons.json(
                                """
                                {'legalName': 'Swede', 'accounts': [{'market': 'SE', 'identifiers': [{'type': 'SE_BANKGIRO', 'number': '5050-1055'}]}]}
                                """));
        var autogiro =
                owner.post(
                                "/payments/v2/mandates",
                                Jsons.json(
                                        """
                                        {'scheme': 'AUTOGIRO', 'externalAccountId': '%s', 'mandateReference': '50501055', 'destinationAccountId': '%s'}
                                        """
                                                .formatted(swedish.at("/accounts/0/id"), giro)))
                        .created();
        ownDebit = debit(owner, own).created().at("/id");
        beyond =
                Map.of(
                        "/financial-data/v2/accounts/", other,
                        "/payments/v2/direct-debits/", debit(owner, other).created().at("/id"),
                        "/payments/v2/credit-transfers/",
                                transfer(owner, other).created().at("/id"),
                        "/payments/v2/mandates/", autogiro.at("/id"),
                        "/financial-data/v2/transactions/", booked());
        limited = limitedTo("{'accountIds': ['" + own + "']}");
    }

    private String booked() {
        for (String account : List.of(own, other)) {
            owner.send(
                            "POST",
                            "/v1/testbank/transactions",
                            Jsons.json(
                                    """
                                    {'accountId': '%s', 'date': '%s', 'amount': {'currency': 'EUR', 'value': 700},
                                     'remittanceInformation': {'type': 'UNSTRUCTURED', 'value': 'rent'}}
                                    """
                                            .formatted(account, sandbox.today())),
                            "X-Testbank-Authorization",
                            "Basic dXNlcjM6cGFzczM=")
                    .created();
        }
        owner.post("/v1/testbank/clock:advance", "{\"days\": 4}");
        return items(owner.get("/financial-data/v2/transactions?accountId=" + other))
                .getFirst()
                .path("id")
                .asText();
    }

    private Client limitedTo(String limits) {
        var words = String.join("', '", Permissions.ALL);
        var role =
                owner.post(
                                ROLES,
                                Jsons.json(
                                        "{'name': '%s', 'permissions': ['%s'], 'limits': %s}"
                                                .formatted("limited " + Ids.next(), words, limits)))
                        .created();
        var key =
                owner.post(
                                "/iam/v2beta/users",
                                Jsons.json(
                                        "{'kind': 'PROGRAMMATIC', 'name': 'limited', 'roleId': '"
                                                + role.at("/id")
                                                + "'}"))
                        .created();
        return kontor.keyHolder(key.at("/accessKey"), key.at("/secret"));
    }

    private Reply debit(Client by, String account) {
        return by.post(
                "/payments/v2/direct-debits",
                Jsons.json(
                        """
                        {'amount': {'currency': 'EUR', 'value': 100}, 'date': '%s', 'scheme': 'SDD_CORE', 'reference': 'r',
                         'source': {'type': 'ACCOUNT', 'id': '%s'}, 'mandateId': '%s'}
                        """
                                .formatted(sandbox.today().plusDays(9), account, mandate)));
    }

    private Reply transfer(Client by, String account) {
        return by.post(
                "/payments/v2/credit-transfers",
                Jsons.json(
                        """
                        {'amount': {'currency': 'EUR', 'value': 100}, 'date': '%s', 'scheme': 'SCT', 'reference': 'r',
                         'source': {'type': 'ACCOUNT', 'id': '%s'}, 'destination': {'type': 'EXTERNAL_ACCOUNT', 'id': '%s'}}
                        """
                                .formatted(sandbox.today().plusDays(9), account, externalAccount)));
    }

    @TestFactory
    Stream<DynamicTest> everyList_showsNothingOfOtherAccounts() {
        var lists =
                Stream.concat(
                        kontor.routes().stream()
                                .filter(
                                        route ->
                                                route.method().equals("GET")
                                                        && route.schema().endsWith("List"))
                                .map(Route::path)
                                .filter(
                                        path ->
                                                !path.contains("{")
                                                        && !NOT_OF_ACCOUNTS.contains(path)),
                        Stream.of(
                                "/financial-data/v2/accounts/-/balances",
                                "/financial-data/v2/accounts/-/balances?mostRecent=true"));
        return lists.map(path -> path.contains("regulatory") ? path + "?market=SE" : path)
                .map(
                        path ->
                                dynamicTest(
                                        path,
                                        () -> {
                                            var seen =
                                                    limited.get(
                                                            path
                                                                    + (path.contains("?")
                                                                            ? "&"
                                                                            : "?")
                                                                    + "limit=500");
                                            assertThat(seen.status())
                                                    .as(seen.body())
                                                    .isEqualTo(200);
                                            assertThat(seen.body())
                                                    .doesNotContain(other)
                                                    .doesNotContain(giro);
                                            beyond.values()
                                                    .forEach(
                                                            id ->
                                                                    assertThat(seen.body())
                                                                            .doesNotContain(id));
                                        }));
    }

    /**
     * So that the test above can fail: without a limit the same lists do show them, and with it
     * something.
     */
    @TestFactory
    Stream<DynamicTest> theSameLists_showTheRest() {
        return Stream.of(
                        "/financial-data/v2/accounts",
                        "/financial-data/v2/accounts/-/balances",
                        "/financial-data/v2/accounts/-/balances?mostRecent=true",
                        "/financial-data/v2/transactions",
                        "/payments/v2/direct-debits",
                        "/payments/v2beta/approvals")
                .map(
                        path ->
                                dynamicTest(
                                        path,
                                        () -> {
                                            String all =
                                                    path
                                                            + (path.contains("?") ? "&" : "?")
                                                            + "limit=500";
                                            boolean ids = path.contains("approvals");
                                            assertThat(owner.get(all).body())
                                                    .contains(
                                                            ids
                                                                    ? beyond.get(
                                                                            "/payments/v2/direct-debits/")
                                                                    : other);
                                            assertThat(limited.get(all).body())
                                                    .contains(ids ? ownDebit : own);
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> oneOfAnotherAccount_isUnknown() {
        var attempts = new ArrayList<DynamicTest>();
        beyond.forEach(
                (path, id) -> {
                    attempts.add(unknown("GET " + path, () -> limited.get(path + id)));
                    attempts.add(
                            unknown(
                                    "GET " + path + "events",
                                    () -> limited.get(path + id + "/events")));
                });
        String patch = "[{\"op\": \"replace\", \"path\": \"/metadata/k\", \"value\": \"v\"}]";
        for (String path :
                List.of("/financial-data/v2/accounts/", "/financial-data/v2/transactions/")) {
            attempts.add(
                    unknown(
                            "PATCH " + path,
                            () ->
                                    limited.patch(
                                            path + beyond.get(path),
                                            patch,
                                            "If-Match",
                                            "version:1")));
        }
        for (String path :
                List.of("/payments/v2/direct-debits/", "/payments/v2/credit-transfers/")) {
            String step = owner.get(path + beyond.get(path)).at("/approvalSteps/0/id");
            attempts.add(
                    unknown(
                            "approve " + path,
                            () ->
                                    limited.post(
                                            path + beyond.get(path) + ":approve",
                                            "{\"approvalStepId\": \"" + step + "\"}")));
            attempts.add(
                    unknown(
                            "reject " + path,
                            () -> limited.post(path + beyond.get(path) + ":reject", "")));
        }
        attempts.add(
                unknown(
                        "cancel",
                        () ->
                                limited.post(
                                        "/payments/v2/mandates/"
                                                + beyond.get("/payments/v2/mandates/")
                                                + ":cancel",
                                        "")));
        attempts.add(
                unknown(
                        "balances",
                        () -> limited.get("/financial-data/v2/accounts/" + other + "/balances")));
        attempts.add(
                unknown(
                        "days",
                        () ->
                                limited.get(
                                        "/financial-data/v2beta/accounts/"
                                                + other
                                                + "/end-of-day-summaries")));
        return attempts.stream();
    }

    private static DynamicTest unknown(String name, Supplier<Reply> request) {
        return dynamicTest(
                name,
                () -> {
                    var reply = request.get();
                    assertThat(reply.status()).as(reply.body()).isEqualTo(404);
                });
    }

    @Test
    void creating_knowsNoOtherAccount() {
        assertThat(debit(limited, other).at("/details/0/code")).isEqualTo("account_not_found");
        assertThat(transfer(limited, other).at("/details/0/code")).isEqualTo("account_not_found");
        assertThat(debit(limited, own).status()).isEqualTo(201);
        assertThat(transfer(limited, own).status()).isEqualTo(201);
        assertThat(
                        limited.post(
                                        "/payments/v2/mandates",
                                        Jsons.json(
                                                """
                                                {'scheme': 'SDD_CORE', 'externalAccountId': '%s', 'mandateReference': 'X-1', 'destinationAccountId': '%s'}
                                                """
                                                        .formatted(externalAccount, other)))
                                .at("/details/0/code"))
                .isEqualTo("destination_not_found");
        assertThat(
                        limited.send(
                                        "POST",
                                        "/v1/testbank/transactions",
                                        Jsons.json(
                                                """
                                                {'accountId': '%s', 'date': '%s', 'amount': {'currency': 'EUR', 'value': 700},
                                                 'remittanceInformation': {'type': 'UNSTRUCTURED', 'value': 'rent'}}
                                                """
                                                        .formatted(other, sandbox.today())),
                                        "X-Testbank-Authorization",
                                        "Basic dXNlcjM6cGFzczM=")
                                .at("/details/0/code"))
                .isEqualTo("account_not_found");
    }

    @Test
    void limitToAnEntity_followsItsAccountsAtOnce() {
        String entity =
                owner.post("/financial-data/v2/entities", "{\"legalName\": \"Second GmbH\"}")
                        .created()
                        .at("/id");
        var ofEntity = limitedTo("{'entityIds': ['" + entity + "']}");
        assertThat(items(ofEntity.get("/financial-data/v2/accounts"))).isEmpty();
        assertThat(items(ofEntity.get("/financial-data/v2/entities"))).hasSize(1);
        move(own, entity);
        assertThat(items(ofEntity.get("/financial-data/v2/accounts"))).hasSize(1);
        assertThat(debit(ofEntity, own).status()).isEqualTo(201);
        assertThat(debit(ofEntity, other).at("/details/0/code")).isEqualTo("account_not_found");
        String first =
                items(owner.get("/financial-data/v2/entities")).stream()
                        .map(one -> one.path("id").asText())
                        .filter(id -> !id.equals(entity))
                        .findFirst()
                        .orElseThrow();
        assertThat(ofEntity.get("/financial-data/v2/entities/" + first).status()).isEqualTo(404);
        assertThat(
                        ofEntity.patch(
                                        "/financial-data/v2/accounts/" + own,
                                        patchEntity(first),
                                        "If-Match",
                                        owner.get("/financial-data/v2/accounts/" + own).at("/etag"))
                                .at("/details/0/code"))
                .isEqualTo("entity_not_found");
        move(own, first);
        assertThat(ofEntity.get("/financial-data/v2/accounts/" + own).status()).isEqualTo(404);
    }

    @Test
    void limitToAnAccount_showsItsHolderButDoesNotChangeIt() {
        var entities = items(limited.get("/financial-data/v2/entities"));
        assertThat(entities).hasSize(1);
        assertThat(
                        limited.patch(
                                        "/financial-data/v2/entities/"
                                                + entities.getFirst().path("id").asText(),
                                        "[{\"op\": \"replace\", \"path\": \"/legalName\","
                                                + " \"value\": \"Mine\"}]",
                                        "If-Match",
                                        "version:1")
                                .status())
                .isEqualTo(404);
    }

    private void move(String account, String entity) {
        String path = "/financial-data/v2/accounts/" + account;
        var moved = owner.patch(path, patchEntity(entity), "If-Match", owner.get(path).at("/etag"));
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    }

    private static String patchEntity(String entity) {
        return "[{\"op\": \"replace\", \"path\": \"/entityId\", \"value\": \"" + entity + "\"}]";
    }

    private static List<JsonNode> items(Reply reply) {
        return StreamSupport.stream(reply.json().at("/items").spliterator(), false).toList();
    }
}
