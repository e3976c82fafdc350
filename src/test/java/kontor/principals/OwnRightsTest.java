package kontor.principals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import kontor.Client;
import kontor.Jsons;
import kontor.Member;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.iam.Permissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may change chains, roles, users or settings cannot by that alone approve. */
class OwnRightsTest {

    private static final String CHAINS = "/payments/v2beta/approval-chains";
    private static final String USERS = "/iam/v2beta/users/";
    private static final String ROLES = "/iam/v2beta/roles/";
    private static final String RATE =
            "{'rates': [{'base': 'EUR', 'quote': 'SEK', 'rate': '11', 'date': '2026-11-02'}]}";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client owner = sandbox.owner();
    private final Member admin = sandbox.member(Permissions.ALL);
    private final Member clerk = sandbox.member(Set.of("accounts:read", "credit_transfers:read"));

    private Reply chain(Client by, String roleId, String more) {
        var body = "{'name': 'c', 'approvalSteps': [{'requiredRoleIds': ['%s']}]%s}";
        return by.post(CHAINS, Jsons.json(body.formatted(roleId, more)));
    }

    private Reply patch(Client by, String path, String op, String field, String value) {
        var body = "[{'op': '%s', 'path': '%s', 'value': %s}]";
        return by.patch(path, Jsons.json(body.formatted(op, field, value)));
    }

    private static String stepOf(String roleId) {
        return "[{'requiredRoleIds': ['%s'], 'allowCreatorApproval': true}]".formatted(roleId);
    }

    private record Way(Function<OwnRightsTest, Reply> tried) {}

    private static Arguments way(String name, Function<OwnRightsTest, Reply> tried) {
        return Arguments.argumentSet(name, new Way(tried));
    }

    static Stream<Arguments> chainsOfOnesOwn() {
        return Stream.of(
                way(
                        "a chain with one's own role",
                        test -> test.chain(test.admin.client(), test.admin.roleId(), "")),
                way(
                        "a chain with the role of one's program",
                        test -> {
                            var body =
                                    "{'kind': 'PROGRAMMATIC', 'name': 'A', 'roleId': '%s'}"
                                            .formatted(test.clerk.roleId());
                            test.admin.client().post("/iam/v2beta/users", Jsons.json(body));
                            return test.chain(test.admin.client(), test.clerk.roleId(), "");
                        }),
                way(
                        "a chain that approves by itself",
                        test ->
                                test.admin
                                        .client()
                                        .post(
                                                CHAINS,
                                                Jsons.json("{'name': 'c', 'autoApprove': true}"))),
                way(
                        "a chain that approves small ones by itself",
                        test ->
                                test.chain(
                                        test.admin.client(),
                                        test.clerk.roleId(),
                                        ", 'autoApproveLimit': {'currency': 'EUR', 'value': 1}")),
                way(
                        "a step for one's own role",
                        test ->
                                test.patch(
                                        test.admin.client(),
                                        CHAINS + "/" + test.chainOfClerk(),
                                        "replace",
                                        "/approvalSteps",
                                        stepOf(test.admin.roleId()))),
                way(
                        "a chain changed to approve by itself up to a limit",
                        test ->
                                test.patch(
                                        test.admin.client(),
                                        CHAINS + "/" + test.chainOfClerk(),
                                        "add",
                                        "/autoApproveLimit",
                                        "{'currency': 'EUR', 'value': 1000000}")));
    }

    private String chainOfClerk() {
        return chain(owner, clerk.roleId(), "").created().at("/id");
    }

    @ParameterizedTest
    @MethodSource
    void chainsOfOnesOwn(Way way) {
        var refused = way.tried.apply(this);
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.at("/type")).endsWith("#own_approval");
    }

    @Test
    void whoApproves_changesNeitherChainsNorRatesNorSettings() {
        String own = chain(owner, admin.roleId(), "").created().at("/id");
        String other = chainOfClerk();
        var by = admin.client();
        for (Reply refused :
                new Reply[] {
                    chain(by, clerk.roleId(), ""),
                    by.delete(CHAINS + "/" + other),
                    by.delete(CHAINS + "/" + own),
                    patch(
                            by,
                            CHAINS + "/" + own,
                            "replace",
                            "/approvalSteps",
                            stepOf(clerk.roleId())),
                    by.post("/payments/v2beta/exchange-rates", Jsons.json(RATE)),
                    patch(
                            by,
                            "/payments/v2beta/approval-settings",
                            "replace",
                            "/evaluationCurrency",
                            "'SEK'"),
                }) {
            assertThat(refused.at("/type")).as(refused.body()).endsWith("#own_approval");
        }
        owner.post("/payments/v2beta/exchange-rates", Jsons.json(RATE)).ok();
    }

    @Test
    void whoApprovesNothing_mayChangeWhatOthersApprove() {
        var by = admin.client();
        String made = chain(by, clerk.roleId(), "").created().at("/id");
        patch(by, CHAINS + "/" + made, "replace", "/name", "'x'").ok();
        assertThat(by.delete(CHAINS + "/" + made).status()).isEqualTo(204);
        by.post("/payments/v2beta/exchange-rates", Jsons.json(RATE)).ok();
    }

    @Test
    void whoPaysWhatNobodyApproves_doesNotSayWhatItIsWorth() {
        var chain = "{'name': 'small', 'autoApprove': true}";
        String path = CHAINS + "/" + owner.post(CHAINS, Jsons.json(chain)).created().at("/id");
        var feed = sandbox.member(Set.of("approval_chains:update", "approval_chains:read"));
        var refused = admin.client().post("/payments/v2beta/exchange-rates", Jsons.json(RATE));
        assertThat(refused.at("/type")).as(refused.body()).endsWith("#own_approval");
        feed.client().post("/payments/v2beta/exchange-rates", Jsons.json(RATE)).ok();
        owner.delete(path);
        admin.client().post("/payments/v2beta/exchange-rates", Jsons.json(RATE)).ok();
    }

    static Stream<Arguments> thoseWhoHaveMore() {
        return Stream.of(
                way("revoked", test -> test.small().delete(USERS + test.admin.userId())),
                way(
                        "given a smaller role",
                        test ->
                                test.patch(
                                        test.small(),
                                        USERS + test.admin.userId(),
                                        "replace",
                                        "/roleId",
                                        "'" + test.clerk.roleId() + "'")),
                way(
                        "bound to an address",
                        test ->
                                test.patch(
                                        test.small(),
                                        USERS + test.admin.userId(),
                                        "add",
                                        "/allowedAddresses",
                                        "['192.0.2.1']")),
                way(
                        "their role narrowed",
                        test ->
                                test.patch(
                                        test.small(),
                                        ROLES + test.admin.roleId(),
                                        "replace",
                                        "/permissions",
                                        "['accounts:read']")),
                way(
                        "their role limited",
                        test ->
                                test.patch(
                                        test.small(),
                                        ROLES + test.admin.roleId(),
                                        "add",
                                        "/limits",
                                        "{'accountIds': ['%s']}"
                                                .formatted(test.sandbox.account()))),
                way("their role deleted", test -> test.small().delete(ROLES + test.greatRole())));
    }

    /** Somebody who may change users and roles and has little else. */
    private Client small() {
        return sandbox.clientWith(
                Set.of(
                        "users:create",
                        "users:update",
                        "users:delete",
                        "roles:update",
                        "roles:delete",
                        "accounts:read",
                        "credit_transfers:read"));
    }

    private UUID greatRole() {
        return TestKontor.shared().role(sandbox.organization(), Permissions.ALL);
    }

    @ParameterizedTest
    @MethodSource
    void thoseWhoHaveMore(Way way) {
        var refused = way.tried.apply(this);
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.at("/type")).endsWith("#greater_role");
    }

    @Test
    void programs_areLetDecideByPeopleOnly() {
        String path = "/iam/v2beta/organization";
        patch(owner, path, "replace", "/programmaticOwnerApproval", "true").ok();
        patch(owner, path, "replace", "/programmaticOwnerApproval", "false").ok();
        assertThat(patch(owner, path, "replace", "/programmaticOwnerApproval", "true").at("/type"))
                .endsWith("#person_only");
    }
}
