package kontor.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import kontor.Client;
import kontor.Jsons;
import kontor.Member;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Approval chains as a resource. */
class ApprovalChainsTest {

    private static final String CHAINS = "/payments/v2beta/approval-chains";
    private static final Set<String> ALL =
            Set.of(
                    "approval_chains:create",
                    "approval_chains:read",
                    "approval_chains:update",
                    "approval_chains:delete");

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Member member = sandbox.member(ALL);
    private final Client client = sandbox.owner();
    private final String role = member.roleId();

    private String steps(String difference) {
        return "[" + Jsons.with("{'requiredRoleIds': ['" + role + "']}", difference) + "]";
    }

    private Reply create(String difference) {
        return client.post(
                CHAINS,
                Jsons.with(
                        "{'name': 'Large payments', 'approvalSteps': " + steps("") + "}",
                        difference));
    }

    private Reply created(String difference) {
        var reply = create(difference);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply;
    }

    private Reply patch(Reply chain, String operations, String... headers) {
        return client.patch(
                CHAINS + "/" + chain.at("/id"), Jsons.json("[" + operations + "]"), headers);
    }

    private static List<String> faults(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        return StreamSupport.stream(reply.json().at("/details").spliterator(), false)
                .map(fault -> fault.path("field").asText() + " " + fault.path("code").asText())
                .toList();
    }

    @Test
    void create_answersWhatWasSentInTheFormOfThePublishedSchemas() {
        var chain =
                created(
                        "'triggerCondition': {'amount': {'gte': {'currency': 'EUR', 'value':"
                                + " 1000000}, 'convertCurrency': true}, 'creatorRoleId': {'in': ['"
                                + role
                                + "']}, 'currency': {'notIn': ['USD']}, 'paymentType': {'in':"
                                + " ['direct_debit']}}, 'autoApproveLimit': {'currency': 'EUR',"
                                + " 'stringValue': '1.00'}");
        assertThat(chain.header("ETag")).isEqualTo("version:1");
        assertThat(chain.at("/organizationId")).isEqualTo(sandbox.organizationId());
        assertThat(chain.at("/name")).isEqualTo("Large payments");
        assertThat(chain.json().at("/autoApprove").isBoolean()).isTrue();
        assertThat(chain.json().at("/approvalSteps").toString())
                .isEqualTo(
                        Jsons.json(
                                "[{'requiredRoleIds':['"
                                        + role
                                        + "'],'allowCreatorApproval':false}]"));
        assertThat(chain.json().at("/triggerCondition").toString())
                .isEqualTo(
                        Jsons.json(
                                "{'paymentType':{'in':['DIRECT_DEBIT']},"
                                    + "'amount':{'gte':{'currency':'EUR','value':1000000,'stringValue':'10000.00'},'convertCurrency':true},"
                                    + "'currency':{'notIn':['USD']},'creatorRoleId':{'in':['"
                                        + role
                                        + "']}}"));
        assertThat(chain.json().at("/autoApproveLimit").toString())
                .isEqualTo(Jsons.json("{'currency':'EUR','value':100,'stringValue':'1.00'}"));
        assertThat(client.get(CHAINS + "/" + chain.at("/id")).body()).isEqualTo(chain.body());
        assertThat(client.get(CHAINS).json().at("/items/0").toString()).isEqualTo(chain.body());
        assertThat(client.get(CHAINS + "/" + chain.at("/id") + "/events").at("/items/0/name"))
                .isEqualTo("CREATED");
    }

    @Test
    void create_tellsAllFaultsOfShapeAtOnce() {
        var reply =
                client.post(
                        CHAINS,
                        Jsons.json(
                                """
                                {'name': '', 'autoApprove': 'yes', 'autoApproveLimit': {'currency': 'EUR', 'value': 0},
                                 'approvalSteps': [{}, {'requiredRoleIds': []}, {'requiredRoleIds': ['x', '%1$s', '%1$s']},
                                     {'requiredRoleIds': ['%1$s'], 'roleLimits': [{'roleId': '%1$s', 'amount': {'currency': 'EUR', 'value': 1}}]},
                                     {'requiredRoleIds': ['%1$s'], 'roleLimits': [{'roleId': '%2$s', 'amount': {'currency': 'EUR', 'value': 1}}]}],
                                 'triggerCondition': {'paymentType': {'in': ['CHEQUE']}, 'amount': {'convertCurrency': true},
                                     'currency': {'in': []}, 'creatorRoleId': {'notIn': ['me']}, 'accountId': 'all'}}
                                """
                                        .formatted(role, UUID.randomUUID())));
        assertThat(faults(reply))
                .containsExactlyInAnyOrder(
                        "name invalid_value",
                        "autoApprove invalid_value",
                        "autoApproveLimit.value invalid_value",
                        "approvalSteps.0.requiredRoleIds required",
                        "approvalSteps.1.requiredRoleIds invalid_value",
                        "approvalSteps.2.requiredRoleIds.0 invalid_value",
                        "approvalSteps.2.requiredRoleIds.2 invalid_value",
                        "approvalSteps.3.roleLimits invalid_value",
                        "approvalSteps.4.roleLimits.0.roleId invalid_value",
                        "triggerCondition.paymentType.in.0 invalid_value",
                        "triggerCondition.amount invalid_value",
                        "triggerCondition.currency.in invalid_value",
                        "triggerCondition.creatorRoleId.notIn.0 invalid_value",
                        "triggerCondition.accountId invalid_value");
        assertThat(faults(client.post(CHAINS, "{}"))).containsExactly("name required");
        assertThat(faults(create("'approvalSteps': [" + "{},".repeat(10) + "{}]")))
                .containsExactly("approvalSteps invalid_value");
        assertThat(client.get(CHAINS).json().at("/items")).isEmpty();
    }

    @Test
    void create_refusesWhatNeverApprovesAndWhatContradictsItself() {
        assertThat(faults(client.post(CHAINS, "{\"name\": \"n\"}")))
                .containsExactly("approvalSteps approval_steps_missing");
        assertThat(faults(create("'approvalSteps': []")))
                .containsExactly("approvalSteps approval_steps_missing");
        assertThat(faults(create("'autoApprove': true")))
                .containsExactly("autoApprove auto_approve_with_steps");
        assertThat(
                        faults(
                                create(
                                        "'autoApprove': true, 'approvalSteps': [],"
                                            + " 'autoApproveLimit': {'currency': 'EUR', 'value':"
                                            + " 1}")))
                .containsExactly("autoApprove auto_approve_with_steps");
        created("'autoApprove': true, 'approvalSteps': []");
    }

    @Test
    void create_refusesIdsThatNameNothingOrAnotherTenants() {
        var others = kontor.sandbox();
        var stranger = others.member(ALL);
        String entity = others.developer().get("/financial-data/v2/entities").at("/items/0/id");
        var reply =
                create(
                        "'approvalSteps': [{'requiredRoleIds': ['"
                                + role
                                + "', '"
                                + stranger.roleId()
                                + "']}], "
                                + "'triggerCondition': {'creatorRoleId': {'in': ['"
                                + role
                                + "'], 'notIn': ['"
                                + UUID.randomUUID()
                                + "']}, "
                                + "'creatorUserId': {'in': ['"
                                + stranger.userId()
                                + "']}, 'initiatingEntityId': {'in': ['"
                                + entity
                                + "']}, "
                                + "'accountId': {'notIn': ['"
                                + others.accountIn("EUR")
                                + "', '"
                                + sandbox.accountIn("EUR")
                                + "']}}");
        assertThat(faults(reply))
                .containsExactly(
                        "approvalSteps.0.requiredRoleIds.1 role_not_found",
                        "triggerCondition.creatorRoleId.notIn.0 role_not_found",
                        "triggerCondition.creatorUserId.in.0 user_not_found",
                        "triggerCondition.initiatingEntityId.in.0 entity_not_found",
                        "triggerCondition.accountId.notIn.0 account_not_found");
        created(
                "'triggerCondition': {'creatorUserId': {'in': ['"
                        + member.userId()
                        + "']}, 'accountId': {'in': ['"
                        + sandbox.accountIn("EUR")
                        + "']}, 'initiatingEntityId': {'in': ['"
                        + sandbox.developer().get("/financial-data/v2/entities").at("/items/0/id")
                        + "']}}");
    }

    @Test
    void patch_takesThePublishedOperations() {
        var chain = created("");
        var second = sandbox.member(ALL).roleId();
        var changed =
                patch(
                        chain,
                        "{'op': 'replace', 'path': '/name', 'value': 'Small'}, {'op': 'add',"
                                + " 'path': '/triggerCondition', 'value': {'amount': {'lt':"
                                + " {'currency': 'EUR', 'value': 100}}}}, {'op': 'replace', 'path':"
                                + " '/approvalSteps', 'value': [{'requiredRoleIds': ['"
                                + second
                                + "']}]}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.at("/name")).isEqualTo("Small");
        assertThat(changed.at("/version")).isEqualTo("2");
        assertThat(changed.at("/triggerCondition/amount/lt/value")).isEqualTo("100");
        assertThat(changed.at("/approvalSteps/0/requiredRoleIds/0")).isEqualTo(second);
        var automatic =
                patch(
                        chain,
                        "{'op': 'add', 'path': '/autoApprove', 'value': true}, {'op': 'remove',"
                                + " 'path': '/approvalSteps'}");
        assertThat(automatic.json().at("/autoApprove").asBoolean()).isTrue();
        assertThat(automatic.json().has("approvalSteps")).isFalse();
        var manual =
                patch(
                        chain,
                        "{'op': 'remove', 'path': '/autoApprove'}, {'op': 'remove', 'path':"
                                + " '/triggerCondition'}, {'op': 'add', 'path': '/approvalSteps',"
                                + " 'value': "
                                + steps("")
                                + "}, {'op': 'add', 'path': '/autoApproveLimit', 'value':"
                                + " {'currency': 'SEK', 'value': 5}}");
        assertThat(manual.json().at("/autoApprove").asBoolean()).isFalse();
        assertThat(manual.json().has("triggerCondition")).isFalse();
        assertThat(manual.at("/autoApproveLimit/stringValue")).isEqualTo("0.05");
        assertThat(
                        patch(chain, "{'op': 'remove', 'path': '/autoApproveLimit'}")
                                .json()
                                .has("autoApproveLimit"))
                .isFalse();
        assertThat(client.get(CHAINS + "/" + chain.at("/id")).at("/etag")).isEqualTo("version:5");
    }

    @Test
    void patch_refusesAsAWhole() {
        var chain = created("");
        assertThat(faults(patch(chain, "{'op': 'remove', 'path': '/name'}")))
                .containsExactly("0.path invalid_operation");
        assertThat(faults(patch(chain, "{'op': 'replace', 'path': '/version', 'value': 9}")))
                .containsExactly("0.path invalid_operation");
        assertThat(
                        faults(
                                patch(
                                        chain,
                                        "{'op': 'replace', 'path': '/name', 'value': 'x'}, {'op':"
                                                + " 'replace', 'path': '/approvalSteps', 'value':"
                                                + " [{'requiredRoleIds': []}]}")))
                .containsExactly("1.value.0.requiredRoleIds invalid_value");
        assertThat(faults(patch(chain, "{'op': 'remove', 'path': '/approvalSteps'}")))
                .containsExactly("approvalSteps approval_steps_missing");
        assertThat(faults(patch(chain, "{'op': 'add', 'path': '/autoApprove', 'value': true}")))
                .containsExactly("autoApprove auto_approve_with_steps");
        assertThat(
                        faults(
                                patch(
                                        chain,
                                        "{'op': 'add', 'path': '/approvalSteps', 'value':"
                                                + " [{'requiredRoleIds': ['"
                                                + UUID.randomUUID()
                                                + "']}]}")))
                .containsExactly("approvalSteps.0.requiredRoleIds.0 role_not_found");
        assertThat(
                        patch(
                                        chain,
                                        "{'op': 'replace', 'path': '/name', 'value': 'x'}",
                                        "If-Match",
                                        "version:7")
                                .status())
                .isEqualTo(412);
        assertThat(client.get(CHAINS + "/" + chain.at("/id")).body()).isEqualTo(chain.body());
        assertThat(
                        patch(
                                        chain,
                                        "{'op': 'replace', 'path': '/name', 'value': 'x'}",
                                        "If-Match",
                                        "version:1")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void delete_isForGoodAndFreesTheRoles() {
        var kept = created("");
        var chain =
                created(
                        "'triggerCondition': {'creatorRoleId': {'notIn': ['"
                                + sandbox.memberIn(role).roleId()
                                + "']}}");
        assertThat(usesRole(role)).isTrue();
        assertThat(
                        client.send(
                                        "DELETE",
                                        CHAINS + "/" + chain.at("/id"),
                                        "",
                                        "If-Match",
                                        "version:2")
                                .status())
                .isEqualTo(412);
        assertThat(client.delete(CHAINS + "/" + chain.at("/id")).status()).isEqualTo(204);
        assertThat(client.delete(CHAINS + "/" + chain.at("/id")).status()).isEqualTo(410);
        assertThat(client.get(CHAINS + "/" + chain.at("/id")).status()).isEqualTo(410);
        assertThat(patch(chain, "{'op': 'replace', 'path': '/name', 'value': 'x'}").status())
                .isEqualTo(410);
        assertThat(client.get(CHAINS).json().at("/items")).hasSize(1);
        assertThat(usesRole(role)).isTrue();
        assertThat(client.delete(CHAINS + "/" + kept.at("/id")).status()).isEqualTo(204);
        assertThat(usesRole(role)).isFalse();
    }

    private boolean usesRole(String id) {
        return kontor.database()
                .read(
                        sandbox.organization(),
                        tx ->
                                kontor.wiring()
                                        .parties()
                                        .chains()
                                        .keeping(tx, Set.of(UUID.fromString(id))))
                .containsKey(UUID.fromString(id));
    }

    /** An overlooked condition would make a chain for every payment. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'triggerConditions': {'currency': {'in': ['EUR']}} | triggerConditions",
                "'triggerCondition': {'curency': {'in': ['EUR']}} | triggerCondition.curency",
                "'triggerCondition': {'currency': {'is': ['EUR']}} | triggerCondition.currency.is",
                "'triggerCondition': {'amount': {'gt': {'currency': 'EUR', 'value': 1}, 'less': 1}}"
                        + " | triggerCondition.amount.less",
                "'autoApprovelimit': {'currency': 'EUR', 'value': 1} | autoApprovelimit"
            })
    void create_overlooksNoMember(String difference, String field) {
        assertThat(faults(create(difference))).containsExactly(field + " unknown_member");
    }

    @Test
    void steps_haveNoMemberThatIsOverlooked() {
        assertThat(faults(create("'approvalSteps': " + steps("'roleLimit': []"))))
                .containsExactly("approvalSteps.0.roleLimit unknown_member");
        assertThat(
                        faults(
                                patch(
                                        created(""),
                                        "{'op': 'replace', 'path': '/triggerCondition', 'value':"
                                                + " {'x': 1}}")))
                .containsExactly("0.value.x unknown_member");
        var chain = created("");
        assertThat(client.post(CHAINS, chain.body()).status())
                .as("what a GET shows may be sent back")
                .isEqualTo(201);
    }

    @Test
    void name_isNotBlank() {
        assertThat(faults(create("'name': '  '"))).containsExactly("name invalid_value");
        assertThat(faults(patch(created(""), "{'op': 'replace', 'path': '/name', 'value': ' '}")))
                .containsExactly("0.value invalid_value");
    }

    @Test
    void replay_makesNoSecondChain() {
        String body = Jsons.json("{'name': 'n', 'approvalSteps': " + steps("") + "}");
        var first = client.post(CHAINS, body, "Idempotency-Key", "chain");
        var again = client.post(CHAINS, body, "Idempotency-Key", "chain");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(client.get(CHAINS).json().at("/items")).hasSize(1);
    }

    @Test
    void list_isPagedNewestFirst() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(created("").at("/id"));
        }
        var seen = new ArrayList<String>();
        String token = "";
        do {
            var page = client.get(CHAINS + "?limit=2&token=" + token);
            page.json().at("/items").forEach(chain -> seen.add(chain.path("id").asText()));
            token = page.at("/nextToken");
        } while (!token.isEmpty());
        assertThat(seen).isEqualTo(ids);
    }

    @Test
    void chains_areAtMostAHundred() {
        for (int i = 0; i < ApprovalChains.MOST; i++) {
            created("'name': 'n" + i + "'");
        }
        assertThat(create("").at("/details/0/code")).isEqualTo("too_many_chains");
        assertThat(client.delete(CHAINS + "/" + client.get(CHAINS).at("/items/0/id")).status())
                .isEqualTo(204);
        created("");
    }

    @Test
    void feed_holdsEveryChange() {
        var chain = created("");
        patch(chain, "{'op': 'replace', 'path': '/name', 'value': 'x'}");
        client.delete(CHAINS + "/" + chain.at("/id"));
        var events = client.get(CHAINS + "/" + chain.at("/id") + "/events");
        assertThat(
                        StreamSupport.stream(events.json().at("/items").spliterator(), false)
                                .map(event -> event.path("type").asText()))
                .containsExactly("CREATED", "UPDATED", "DELETED");
        assertThat(events.at("/items/1/originator"))
                .isEqualTo(sandbox.keys().owner().id().toString());
    }
}
