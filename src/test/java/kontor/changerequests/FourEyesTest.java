package kontor.changerequests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import kontor.Client;
import kontor.Jsons;
import kontor.Member;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Four eyes over HTTP: what one asks for is done when another one agrees. */
class FourEyesTest {

    private static final String ORGANIZATION = "/iam/v2beta/organization";
    private static final String ROLES = "/iam/v2beta/roles";
    private static final String USERS = "/iam/v2beta/users";
    private static final String CHAINS = "/payments/v2beta/approval-chains";
    private static final String RATES = "/payments/v2beta/exchange-rates";
    private static final String EXEMPTIONS = "/iam/v2beta/change-request-exemptions";
    private static final String APPROVES = "credit_transfers:update";
    private static final String REQUESTS = "/iam/v2beta/change-requests";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client maker = sandbox.owner();
    private final Member checker = sandbox.memberIn(ownerRole());

    private String ownerRole() {
        return sandbox.owner().get(ROLES).items().stream()
                .filter(role -> role.path("owner").asBoolean())
                .map(role -> role.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    @BeforeEach
    void switchOn() {
        var on = replace(maker, ORGANIZATION, "fourEyes", "true").ok();
        assertThat(on.json().path("fourEyes").asBoolean()).isTrue();
    }

    private static Reply replace(Client by, String path, String member, String value) {
        return by.patch(
                path,
                Jsons.json(
                        "[{'op': 'replace', 'path': '/%s', 'value': %s}]"
                                .formatted(member, value)));
    }

    private static Reply aRole(Client by, String name, String... headers) {
        return by.post(
                ROLES,
                Jsons.json("{'name': '%s', 'permissions': ['accounts:read']}".formatted(name)),
                headers);
    }

    private static String id(Reply asked) {
        return asked.accepted().at("/changeRequest/id");
    }

    private static Reply approve(Client by, String id) {
        return by.post(REQUESTS + "/" + id + ":approve", "");
    }

    private Reply approved(Reply asked) {
        return approve(checker.client(), id(asked)).ok();
    }

    private static Reply reject(Client by, String id) {
        return by.post(REQUESTS + "/" + id + ":reject", Jsons.json("{'reason': 'too much'}"));
    }

    private String status(String id) {
        return maker.get(REQUESTS + "/" + id).ok().at("/status");
    }

    private List<String> roleNames() {
        return maker.get(ROLES).values("name");
    }

    /** Somebody in a role with these permissions, made while one person was enough. */
    private Member member(String... permissions) {
        return sandbox.member(Set.of(permissions));
    }

    @Test
    void change_isMadeWhenASecondPersonAgrees() {
        String id = id(aRole(maker, "tellers"));
        assertThat(roleNames()).doesNotContain("tellers");
        assertThat(maker.get(REQUESTS + "/" + id).at("/after/name")).isEqualTo("tellers");
        assertThat(approve(maker, id).refusal()).isEqualTo("maker_may_not_check");
        assertThat(approve(checker.client(), id).ok().at("/status")).isEqualTo("APPROVED");
        assertThat(roleNames()).contains("tellers");
        assertThat(approve(checker.client(), id).refusal()).isEqualTo("change_request_decided");
        String role = maker.get(REQUESTS + "/" + id).at("/targetId");
        var made = maker.get(ROLES + "/" + role + "/events").items().getFirst();
        assertThat(made.at("/details/checkedBy").asText()).isEqualTo(checker.userId());
        assertThat(made.at("/details/changeRequestId").asText()).isEqualTo(id);
    }

    @Test
    void fault_isReadAtOnce() {
        aRole(maker, "").assertRefused("invalid_value", "name");
        assertThat(aRole(member("roles:create").client(), "x").refusal())
                .isEqualTo("permission_not_held");
        assertThat(maker.delete(ROLES + "/" + ownerRole()).refusal())
                .isEqualTo("owner_role_is_fixed");
        assertThat(maker.get(REQUESTS).items()).isEmpty();
    }

    @Test
    void key_holdsForAChangeRequest() {
        var first = aRole(maker, "once", "Idempotency-Key", "k1").accepted();
        var again = aRole(maker, "once", "Idempotency-Key", "k1").accepted();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(maker.get(REQUESTS).items()).hasSize(1);
    }

    @Test
    void rejected_changesNothing() {
        String id = id(aRole(maker, "never"));
        assertThat(reject(maker, id).refusal()).isEqualTo("maker_may_not_check");
        assertThat(reject(checker.client(), id).ok().at("/reason")).isEqualTo("too much");
        assertThat(approve(checker.client(), id).refusal()).isEqualTo("change_request_decided");
        assertThat(roleNames()).doesNotContain("never");
    }

    @Test
    void withdrawn_byItsMakerOnly() {
        String id = id(aRole(maker, "back"));
        String path = REQUESTS + "/" + id + ":withdraw";
        assertThat(checker.client().post(path, "").refusal()).isEqualTo("not_the_maker");
        assertThat(maker.post(path, "").ok().at("/status")).isEqualTo("WITHDRAWN");
    }

    @Test
    void changedMeanwhile_isStale() {
        var role = approved(aRole(maker, "many"));
        String path = ROLES + "/" + role.at("/targetId");
        String one = id(replace(maker, path, "name", "'one'"));
        String two = id(replace(maker, path, "name", "'two'"));
        approve(checker.client(), one).ok();
        var late = approve(checker.client(), two);
        late.assertRefused("target_changed", "targetVersion");
        assertThat(status(two)).isEqualTo("STALE");
        String gone = id(replace(maker, path, "name", "'gone'"));
        approved(maker.delete(path));
        assertThat(approve(checker.client(), gone).refusal()).isEqualTo("target_changed");
        assertThat(approve(checker.client(), gone).refusal()).isEqualTo("change_request_decided");
    }

    /** Rights are read when it is approved, not when it was asked for. */
    @Test
    void rightWithdrawnMeanwhile_stopsIt() {
        var admin = member("roles:create", "accounts:read");
        var auditor = member("change_requests:read", "change_requests:approve");
        String byAdmin = id(aRole(admin.client(), "by admin"));
        String other = id(aRole(maker, "by owner"));
        approved(replace(maker, ROLES + "/" + admin.roleId(), "permissions", "['accounts:read']"));
        assertThat(approve(auditor.client(), byAdmin).refusal()).isEqualTo("maker_may_not");
        assertThat(status(byAdmin)).isEqualTo("STALE");
        approved(maker.delete(USERS + "/" + auditor.userId()));
        assertThat(approve(auditor.client(), other).status()).isEqualTo(401);
        assertThat(roleNames()).doesNotContain("by admin", "by owner");
    }

    @Test
    void checker_raisesNoRightsOfTheirOwn() {
        var auditor = member("change_requests:read", "change_requests:approve");
        var raise =
                replace(
                        maker,
                        ROLES + "/" + auditor.roleId(),
                        "permissions",
                        "['change_requests:read', 'change_requests:approve', 'users:create']");
        String id = id(raise);
        assertThat(approve(auditor.client(), id).refusal()).isEqualTo("raises_own_rights");
        assertThat(status(id)).isEqualTo("PENDING");
        String owner =
                id(
                        replace(
                                maker,
                                USERS + "/" + auditor.userId(),
                                "roleId",
                                "'" + ownerRole() + "'"));
        assertThat(approve(auditor.client(), owner).refusal()).isEqualTo("raises_own_rights");
        approve(checker.client(), id).ok();
    }

    @Test
    void oneWhoAsksForTooMuch_keepsNobodyFromAsking() {
        var admin = member("roles:create", "accounts:read");
        String one = id(aRole(admin.client(), "first"));
        sandbox.execute(
                """
                INSERT INTO change_requests
                SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).*
                FROM change_requests c, generate_series(2, 200)
                WHERE c.organization_id = :org AND c.id = :id::uuid
                """,
                "id",
                one);
        assertThat(aRole(admin.client(), "last").refusal()).isEqualTo("too_many_change_requests");
        approved(maker.delete(USERS + "/" + admin.userId()));
    }

    /** What no permission shows: how much one may approve, and in which role. */
    @Test
    void checker_raisesNoLimitsOfTheirOwn() {
        var auditor = member("change_requests:read", "change_requests:approve", APPROVES);
        String role = ROLES + "/" + auditor.roleId();
        String user = USERS + "/" + auditor.userId();
        String some = "[{'action': 'APPROVE', 'paymentType': 'CREDIT_TRANSFER', 'largest': %s}]";
        String little = some.formatted("{'currency': 'EUR', 'stringValue': '100.00'}");
        String more = some.formatted("{'currency': 'EUR', 'stringValue': '100.01'}");
        String none = "[]";
        String named = member(APPROVES, "change_requests:approve").roleId();
        approved(maker.post(CHAINS, Jsons.json(chainOf(named))));
        approved(replace(maker, role, "paymentLimits", little));
        for (String wanted : List.of(more, none)) {
            String id = id(replace(maker, role, "paymentLimits", wanted));
            assertThat(approve(auditor.client(), id).refusal()).isEqualTo("raises_own_rights");
        }
        approved(replace(maker, user, "paymentLimits", little));
        approve(auditor.client(), id(replace(maker, role, "paymentLimits", more))).ok();
        String id = id(replace(maker, user, "paymentLimits", more));
        assertThat(approve(auditor.client(), id).refusal()).isEqualTo("raises_own_rights");
        String given = id(replace(maker, user, "roleId", "'" + named + "'"));
        assertThat(approve(auditor.client(), given).refusal()).isEqualTo("raises_own_rights");
        approve(checker.client(), given).ok();
    }

    private static String chainOf(String role) {
        return "{'name': 'All', 'approvalSteps': [{'requiredRoleIds': ['%s']}]}".formatted(role);
    }

    @Test
    void roleLimitedToAccounts_checksNothing() {
        var limited =
                sandbox.aRole("change_requests:read", "change_requests:approve")
                        .limitedTo(sandbox.account());
        String role = approved(limited.send()).at("/targetId");
        String id = id(aRole(maker, "seen by all"));
        var member = sandbox.memberIn(role);
        assertThat(approve(member.client(), id).refusal()).isEqualTo("role_limited");
        assertThat(member.client().get(REQUESTS).items()).isEmpty();
        assertThat(member.client().get(REQUESTS + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void programsCheck_onlyWhereTheOrganizationSaysSo() {
        approved(replace(maker, ORGANIZATION, "programmaticOwnerApproval", "false"));
        String id = id(aRole(maker, "by people"));
        assertThat(approve(checker.client(), id).refusal()).isEqualTo("people_check");
        assertThat(reject(checker.client(), id).refusal()).isEqualTo("people_check");
    }

    @Test
    void switchingItOff_isUnderFourEyes() {
        String id = id(replace(maker, ORGANIZATION, "fourEyes", "false"));
        assertThat(maker.get(ORGANIZATION).json().path("fourEyes").asBoolean()).isTrue();
        approve(checker.client(), id).ok();
        assertThat(maker.get(ORGANIZATION).json().path("fourEyes").asBoolean()).isFalse();
        aRole(maker, "alone").created();
    }

    /** The secret is in no change request; its maker is shown one, once. */
    @Test
    void program_getsItsSecretAfterwards() {
        var asked =
                maker.post(
                        USERS,
                        Jsons.json(
                                "{'kind': 'PROGRAMMATIC', 'name': 'Job', 'roleId': '%s'}"
                                        .formatted(checker.roleId())));
        assertThat(asked.body()).doesNotContain("secret", "accessKey", "username");
        String user = approved(asked).at("/targetId");
        String rotate = USERS + "/" + user + ":rotate-secret";
        id(checker.client().post(rotate, ""));
        var shown = maker.post(rotate, "").ok();
        var program = kontor.keyHolder(shown.at("/accessKey"), shown.at("/secret"));
        assertThat(program.get(ROLES).status()).isEqualTo(200);
        id(maker.post(rotate, ""));
        String leave = id(maker.post(rotate, Jsons.json("{'overlapHours': 0}")));
        approve(checker.client(), leave).ok();
        assertThat(program.get(ROLES).status()).isEqualTo(200);
        assertThat(maker.post(rotate, "").ok().at("/secret")).isNotEmpty();
    }

    @Test
    void chain_asksToo() {
        var asked =
                maker.post(CHAINS, Jsons.json("{'name': 'All by itself', 'autoApprove': true}"));
        assertThat(maker.get(CHAINS).items()).isEmpty();
        String chain = approved(asked).at("/targetId");
        var patch = replace(maker, CHAINS + "/" + chain, "name", "'Another'");
        assertThat(patch.accepted().at("/changeRequest/before/name")).isEqualTo("All by itself");
        assertThat(patch.at("/changeRequest/after/name")).isEqualTo("Another");
        approved(patch);
        assertThat(approved(maker.delete(CHAINS + "/" + chain)).at("/after")).isEmpty();
        assertThat(maker.get(CHAINS).items()).isEmpty();
    }

    @Test
    void program_isExemptedFromOneArea() {
        var feed = member("approval_chains:update", "metadata_keys:create");
        String rates =
                Jsons.json(
                        "{'rates': [{'base': 'EUR', 'quote': 'SEK', 'date': '2026-11-02', 'rate':"
                                + " '11'}]}");
        id(feed.client().post(RATES, rates));
        exempt(checker.client(), feed, "ORGANIZATION").assertRefused("area_not_exempted", "area");
        exempt(checker.client(), feed, "EXEMPTIONS").assertRefused("area_not_exempted", "area");
        String exemption = approved(exempt(maker, feed, "EXCHANGE_RATES")).at("/targetId");
        exempt(maker, feed, "EXCHANGE_RATES").assertRefused("exempt_already", "area");
        assertThat(feed.client().post(RATES, rates).status()).isEqualTo(200);
        id(
                feed.client()
                        .post(
                                "/iam/v2beta/metadata-keys",
                                Jsons.json(
                                        "{'key': 'n', 'resources': [{'resource': 'accounts',"
                                                + " 'required': false}]}")));
        assertThat(sandbox.owner().get("/iam/v2beta/audit-log-entries?limit=50").body())
                .contains("\"unchecked\":\"EXEMPT\"");
        approved(maker.delete(EXEMPTIONS + "/" + exemption));
        id(feed.client().post(RATES, rates));
        assertThat(maker.get(EXEMPTIONS).items()).isEmpty();
        approved(replace(maker, ORGANIZATION, "fourEyes", "false"));
        exempt(maker, feed, "EXCHANGE_RATES").assertRefused("four_eyes_off", "");
    }

    private static Reply exempt(Client by, Member program, String area) {
        return by.post(
                EXEMPTIONS,
                Jsons.json(
                        "{'userId': '%s', 'area': '%s', 'reason': 'a feed'}"
                                .formatted(program.userId(), area)));
    }

    @Test
    void expired_isNotApproved() {
        String id = id(aRole(maker, "late"));
        sandbox.execute(
                """
                UPDATE change_requests SET expires = created WHERE organization_id = :org AND id = :id::uuid
                """,
                "id",
                id);
        assertThat(approve(checker.client(), id).refusal()).isEqualTo("change_request_expired");
        assertThat(status(id)).isEqualTo("EXPIRED");
    }

    /** Two checkers of two nodes: one outcome, a refusal for the other. */
    @Test
    void twoAtOnce_oneDecides() {
        var other = sandbox.memberIn(checker.roleId());
        try (var node = kontor.anotherNode()) {
            for (int round = 0; round < 5; round++) {
                String name = "round " + round;
                String id = id(aRole(maker, name));
                var here = CompletableFuture.supplyAsync(() -> approve(checker.client(), id));
                var there =
                        CompletableFuture.supplyAsync(
                                () -> reject(other.client().at(node.port()), id));
                var answers = Stream.of(here.join(), there.join()).toList();
                assertThat(answers).extracting(Reply::status).containsExactlyInAnyOrder(200, 400);
                assertThat(answers)
                        .filteredOn(one -> one.status() == 400)
                        .extracting(Reply::refusal)
                        .containsExactly("change_request_decided");
                assertThat(roleNames().contains(name)).isEqualTo(here.join().status() == 200);
            }
        }
    }

    @Test
    void wrongWords_areRefused() {
        String id = id(aRole(maker, "asked"));
        for (String value : List.of("'yes'", "1", "null", "[]")) {
            assertThat(replace(maker, ORGANIZATION, "fourEyes", value).status()).isEqualTo(400);
        }
        for (String value : List.of("0", "31", "'7'", "1.5", "null")) {
            assertThat(replace(maker, ORGANIZATION, "changeRequestDays", value).status())
                    .as(value)
                    .isEqualTo(400);
        }
        assertThat(maker.get(REQUESTS + "?status=OPEN").status()).isEqualTo(400);
        assertThat(maker.get(REQUESTS + "?makerId=me").status()).isEqualTo(400);
        String path = REQUESTS + "/" + id;
        var by = checker.client();
        assertThat(by.post(path + ":approve", "", "If-Match", "version:2").status()).isEqualTo(412);
        assertThat(by.post(path + ":reject", "{}").status()).isEqualTo(400);
        assertThat(by.post(path + ":reject", Jsons.json("{'reason': ' '}")).status())
                .isIn(200, 400);
        assertThat(sandbox.developer().post(path + ":approve", "").refusal())
                .isEqualTo("permission_missing");
    }

    /** Each of those who can check hears of it once, and nothing of what it is about. */
    @Test
    void people_getAMail() {
        String id = id(aRole(maker, "very secret name"));
        var mails =
                kontor.database()
                        .read(
                                sandbox.organization(),
                                tx ->
                                        tx.query(
                                                        """
                                                        SELECT recipient || ' ' || subject FROM mails
                                                        WHERE organization_id = :org AND kind = 'CHANGE_REQUEST'
                                                        """)
                                                .mapTo(String.class)
                                                .list());
        assertThat(mails)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .noneMatch(text -> text.contains("very secret"));
        assertThat(status(id)).isEqualTo("PENDING");
    }

    @Test
    void makerRevoked_stopsIt() {
        var admin = member("roles:create", "accounts:read");
        String id = id(aRole(admin.client(), "by somebody gone"));
        approved(maker.delete(USERS + "/" + admin.userId()));
        assertThat(approve(checker.client(), id).refusal()).isEqualTo("maker_may_not");
        assertThat(roleNames()).doesNotContain("by somebody gone");
    }

    @Test
    void anotherOrganization_seesNothing() {
        String id = id(aRole(maker, "ours"));
        var stranger = kontor.sandbox().owner();
        assertThat(stranger.get(REQUESTS + "/" + id).status()).isEqualTo(404);
        assertThat(approve(stranger, id).status()).isEqualTo(404);
        assertThat(approve(maker, Ids.next().toString()).status()).isEqualTo(404);
    }

    @Test
    void list_isFiltered() {
        String role = id(aRole(maker, "a role"));
        String setting = id(replace(checker.client(), ORGANIZATION, "name", "'Other'"));
        reject(checker.client(), role).ok();
        assertThat(maker.get(REQUESTS).values("id")).containsExactly(setting, role);
        assertThat(maker.get(REQUESTS + "?status=PENDING").values("id")).containsExactly(setting);
        assertThat(maker.get(REQUESTS + "?area=ROLES").values("id")).containsExactly(role);
        assertThat(maker.get(REQUESTS + "?mine=true").values("id")).containsExactly(role);
        assertThat(maker.get(REQUESTS + "?makerId=" + checker.userId()).values("id"))
                .containsExactly(setting);
        assertThat(maker.get(REQUESTS + "?limit=1").values("id")).containsExactly(setting);
    }
}
