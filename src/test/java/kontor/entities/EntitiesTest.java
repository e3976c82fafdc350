package kontor.entities;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import kontor.Client;
import kontor.Reply;
import kontor.TestKontor;
import kontor.accounts.AccountFixtures;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import org.junit.jupiter.api.Test;

/** Entities over HTTP: made once, changed, deleted. */
class EntitiesTest {

    private static final String PATH = "/financial-data/v2/entities";
    private static final Set<String> ALL =
            Set.of("entities:create", "entities:read", "entities:update", "entities:delete");

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();
    private final Client client = kontor.client(organization, ALL);

    @Test
    void create_showsTheWholeEntity() {
        var parent = client.post(PATH, "{\"legalName\": \"Holding AB\"}");
        var reply =
                client.post(
                        PATH,
                        """
                        {"legalName": "Daughter GmbH", "parentId": "%s",
                         "nationalIdentifier": {"type": "COMPANY", "market": "DE", "number": "HRB 12345"},
                         "address": {"country": "de", "city": "Berlin", "postalCode": "10115"},
                         "sepaCreditorIdentifier": "DE98 ZZZ 09999999999", "autogiroCustomerNumber": "471234"}
                        """
                                .formatted(parent.at("/id")));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.header("ETag")).isEqualTo("version:1");
        assertThat(reply.at("/parentId")).isEqualTo(parent.at("/id"));
        assertThat(reply.at("/nationalIdentifier/number")).isEqualTo("HRB 12345");
        assertThat(reply.at("/address/country")).isEqualTo("DE");
        assertThat(reply.at("/sepaCreditorIdentifier")).isEqualTo("DE98ZZZ09999999999");
        assertThat(client.get(PATH + "/" + reply.at("/id")).json()).isEqualTo(reply.json());
        assertThat(eventNames(reply.at("/id"))).containsExactly("CREATED");
    }

    @Test
    void create_withAnEquivalentEntity_answersThatOneWith200() {
        var named = client.post(PATH, "{\"legalName\": \"Åbo  Handels AB\"}");
        var again =
                client.post(
                        PATH, "{\"legalName\": \" åbo handels ab\"}", "Idempotency-Key", "again");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(named.json());
        var replay =
                client.post(
                        PATH, "{\"legalName\": \" åbo handels ab\"}", "Idempotency-Key", "again");
        assertThat(replay.status()).isEqualTo(200);
        assertThat(replay.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replay.json()).isEqualTo(named.json());
        assertThat(eventNames(named.at("/id"))).containsExactly("CREATED");
    }

    @Test
    void create_comparesNationalIdentifiersBeforeNames() {
        String body =
                """
                {"legalName": "%s", "nationalIdentifier": {"type": "COMPANY", "market": "SE", "number": "%s"}}\
                """;
        var first = client.post(PATH, body.formatted("Firma AB", "556677-8899"));
        var renamed = client.post(PATH, body.formatted("Another name AB", "5566 778899"));
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.at("/id")).isEqualTo(first.at("/id"));
        var namesake = client.post(PATH, body.formatted("Firma AB", "556677-8898"));
        assertThat(namesake.status()).isEqualTo(201);
        var anyOfThem = client.post(PATH, "{\"legalName\": \"firma ab\"}");
        assertThat(anyOfThem.at("/id")).as("the oldest").isEqualTo(first.at("/id"));
    }

    @Test
    void create_underAnotherParent_isAnotherEntity() {
        var parent = client.post(PATH, "{\"legalName\": \"Parent\"}");
        var top = client.post(PATH, "{\"legalName\": \"Branch\"}");
        var below =
                client.post(
                        PATH,
                        "{\"legalName\": \"Branch\", \"parentId\": \"%s\"}"
                                .formatted(parent.at("/id")));
        assertThat(below.status()).isEqualTo(201);
        assertThat(below.at("/id")).isNotEqualTo(top.at("/id"));
    }

    @Test
    void create_byManyAtOnceFromTwoNodes_makesOne() throws Exception {
        try (var other = kontor.anotherNode()) {
            var clients = List.of(client, other.as(client));
            var replies =
                    IntStream.range(0, 12)
                            .mapToObj(
                                    i ->
                                            CompletableFuture.supplyAsync(
                                                    () ->
                                                            clients.get(i % 2)
                                                                    .post(
                                                                            PATH,
                                                                            "{\"legalName\": \"Twin"
                                                                                    + " AB\"}")))
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();
            assertThat(replies)
                    .extracting(reply -> reply.at("/id"))
                    .containsOnly(replies.getFirst().at("/id"));
            assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
            assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(11);
        }
    }

    @Test
    void create_tellsEveryFaultOfShape() {
        var reply =
                client.post(
                        PATH,
                        """
                        {"legalName": "%s", "nationalIdentifier": {"type": "VAT", "market": "XX"}, "parentId": "p",
                         "address": {"city": 5}, "sepaCreditorIdentifier": "DE97ZZZ09999999999",
                         "autogiroCustomerNumber": "12"}\
                        """
                                .formatted("x".repeat(256)));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(
                        StreamSupport.stream(reply.json().at("/details").spliterator(), false)
                                .map(detail -> detail.get("field").textValue()))
                .containsExactlyInAnyOrder(
                        "legalName",
                        "nationalIdentifier.type",
                        "nationalIdentifier.market",
                        "nationalIdentifier.number",
                        "parentId",
                        "address.city",
                        "sepaCreditorIdentifier",
                        "autogiroCustomerNumber");
    }

    @Test
    void create_refusesAParentOfNobodyOrOfAnotherOrganization() {
        var stranger = AccountFixtures.anEntity(kontor, kontor.organization());
        for (var parent : List.of(Ids.next(), stranger.id())) {
            var reply =
                    client.post(
                            PATH, "{\"legalName\": \"L\", \"parentId\": \"%s\"}".formatted(parent));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.at("/details/0/code")).isEqualTo("entity_not_found");
            assertThat(reply.at("/details/0/field")).isEqualTo("parentId");
        }
    }

    @Test
    void patch_changesWhatIsAllowedAndRecordsTheEvent() {
        String parent = made("Parent");
        String id = made("Old name");
        var reply =
                patch(
                        id,
                        "version:1",
                        """
                        [{"op": "replace", "path": "/legalName", "value": "New name"},
                         {"op": "replace", "path": "/parentId", "value": "%s"},
                         {"op": "replace", "path": "/nationalIdentifier",
                          "value": {"type": "COMPANY", "market": "SE", "number": "1"}},
                         {"op": "replace", "path": "/address", "value": {"city": "Umeå"}},
                         {"op": "replace", "path": "/autogiroCustomerNumber", "value": "471234"}]\
                        """
                                .formatted(parent));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.at("/legalName")).isEqualTo("New name");
        assertThat(reply.at("/parentId")).isEqualTo(parent);
        assertThat(reply.at("/address/city")).isEqualTo("Umeå");
        assertThat(reply.at("/etag")).isEqualTo("version:2");
        var bare =
                patch(
                        id,
                        "version:2",
                        """
                        [{"op": "remove", "path": "/parentId"}, {"op": "remove", "path": "/nationalIdentifier"},
                         {"op": "remove", "path": "/address"}, {"op": "remove", "path": "/autogiroCustomerNumber"}]\
                        """);
        assertThat(bare.json().properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "id",
                        "organizationId",
                        "legalName",
                        "version",
                        "etag",
                        "created",
                        "updated");
        assertThat(client.get(PATH + "/" + id).json()).isEqualTo(bare.json());
        assertThat(eventNames(id)).containsExactly("CREATED", "UPDATED", "UPDATED");
        assertThat(client.post(PATH, "{\"legalName\": \"new NAME\"}").at("/id")).isEqualTo(id);
    }

    @Test
    void patch_needsTheVersionAndRefusesAStaleOne() {
        String id = made("Entity");
        String rename = "[{\"op\": \"replace\", \"path\": \"/legalName\", \"value\": \"N\"}]";
        assertThat(client.patch(PATH + "/" + id, rename).status()).isEqualTo(428);
        assertThat(patch(id, "version:7", rename).status()).isEqualTo(412);
        assertThat(patch(Ids.next().toString(), "version:1", rename).status()).isEqualTo(404);
        assertThat(
                        patch(
                                        AccountFixtures.anEntity(kontor, kontor.organization())
                                                .id()
                                                .toString(),
                                        "version:1",
                                        rename)
                                .status())
                .isEqualTo(404);
        assertThat(client.get(PATH + "/" + id).at("/version")).isEqualTo("1");
    }

    @Test
    void patch_refusesWhatTheRulesForbid() {
        String id = made("Entity");
        var table =
                Map.of(
                        "[{\"op\": \"remove\", \"path\": \"/legalName\"}]",
                        "invalid_operation",
                        "[{\"op\": \"replace\", \"path\": \"/legalName\", \"value\": \" \"}]",
                        "invalid_value",
                        "[{\"op\": \"replace\", \"path\": \"/parentId\", \"value\": 5}]",
                        "invalid_value",
                        "[{\"op\": \"replace\", \"path\": \"/address\", \"value\": \"street\"}]",
                        "invalid_value",
                        "[{\"op\": \"add\", \"path\": \"/created\", \"value\": {}}]",
                        "invalid_operation",
                        "[{\"op\": \"replace\", \"path\": \"/id\", \"value\": \"x\"}]",
                        "invalid_operation",
                        "[{\"op\": \"replace\", \"path\": \"/parentId\", \"value\": \"%s\"}]"
                                .formatted(Ids.next()),
                        "entity_not_found",
                        "[{\"op\": \"replace\", \"path\": \"/parentId\", \"value\": \"%s\"}]"
                                .formatted(id),
                        "parent_circular");
        table.forEach(
                (body, code) -> {
                    var reply = patch(id, "version:1", body);
                    assertThat(reply.status()).as(body).isEqualTo(400);
                    assertThat(reply.at("/details/0/code")).as(body).isEqualTo(code);
                });
    }

    @Test
    void patch_refusesCirclesAndMoreThanTenLevels() {
        var chain = new java.util.ArrayList<String>(List.of(made("Level 1")));
        for (int level = 2; level <= 10; level++) {
            var reply = child("Level " + level, chain.getLast());
            assertThat(reply.status()).isEqualTo(201);
            chain.add(reply.at("/id"));
        }
        assertThat(child("Level 11", chain.getLast()).at("/details/0/code"))
                .isEqualTo("hierarchy_too_deep");
        assertThat(parent(chain.get(3), chain.get(7)).at("/details/0/code"))
                .isEqualTo("parent_circular");
        String other = made("Other top");
        assertThat(parent(chain.getFirst(), other).at("/details/0/code"))
                .as("all ten move down")
                .isEqualTo("hierarchy_too_deep");
        assertThat(parent(chain.get(5), other).status()).isEqualTo(200);
    }

    @Test
    void patch_ofEachOtherFromTwoNodes_makesNoCircle() {
        try (var node = kontor.anotherNode()) {
            for (int round = 0; round < 5; round++) {
                String one = made("One " + round);
                String two = made("Two " + round);
                var first = CompletableFuture.supplyAsync(() -> parent(one, two).status());
                int second =
                        node.as(client)
                                .patch(
                                        PATH + "/" + two,
                                        """
                                        [{"op": "replace", "path": "/parentId", "value": "%s"}]\
                                        """
                                                .formatted(one),
                                        "If-Match",
                                        "version:1")
                                .status();
                assertThat(List.of(first.join(), second)).containsExactlyInAnyOrder(200, 400);
            }
        }
    }

    @Test
    void delete_leavesAGoneId() {
        String id = made("Short-lived");
        assertThat(client.delete(PATH + "/" + id).status()).isEqualTo(204);
        assertThat(client.get(PATH + "/" + id).status()).isEqualTo(410);
        assertThat(client.delete(PATH + "/" + id).status()).isEqualTo(410);
        assertThat(
                        patch(id, "version:2", "[{\"op\": \"remove\", \"path\": \"/address\"}]")
                                .status())
                .isEqualTo(410);
        assertThat(client.get(PATH).body()).doesNotContain(id);
        assertThat(eventNames(id)).containsExactly("CREATED", "DELETED");
        assertThat(made("Short-lived")).as("a new one").isNotEqualTo(id);
        assertThat(child("Orphan", id).at("/details/0/code")).isEqualTo("entity_not_found");
    }

    @Test
    void delete_refusesAStaleVersionAndStrangers() {
        String id = made("Kept");
        assertThat(client.send("DELETE", PATH + "/" + id, "", "If-Match", "version:4").status())
                .isEqualTo(412);
        assertThat(client.delete(PATH + "/" + Ids.next()).status()).isEqualTo(404);
        var theirs = AccountFixtures.anEntity(kontor, kontor.organization());
        assertThat(client.delete(PATH + "/" + theirs.id()).status()).isEqualTo(404);
    }

    @Test
    void delete_isRefusedWithChildrenOrAccounts() {
        String parent = made("Mother");
        String child = child("Child", parent).at("/id");
        var refused = client.delete(PATH + "/" + parent);
        assertThat(refused.status()).isEqualTo(400);
        refused.assertRefused("in_use", "id");
        assertThat(refused.at("/message")).contains(child);
        assertThat(client.delete(PATH + "/" + child).status()).isEqualTo(204);
        assertThat(client.delete(PATH + "/" + parent).status()).isEqualTo(204);
        var account = AccountFixtures.aEuroAccount(kontor, organization);
        var held = client.delete(PATH + "/" + account.entityId());
        assertThat(held.at("/details/0/code")).isEqualTo("in_use");
        assertThat(held.at("/message")).contains(account.id().toString());
    }

    @Test
    void delete_isRefusedWhileAnApprovalChainNamesIt() {
        var sandbox = kontor.sandbox();
        String entity = sandbox.owner().post(PATH, "{\"legalName\": \"Named\"}").at("/id");
        String chains = "/payments/v2beta/approval-chains";
        var chain =
                sandbox.owner()
                        .post(
                                chains,
                                """
                                {"name": "x", "autoApprove": true, "triggerCondition": {"initiatingEntityId": {"notIn": ["%s"]}}}\
                                """
                                        .formatted(entity));
        assertThat(chain.status()).as(chain.body()).isEqualTo(201);
        var refused = sandbox.owner().delete(PATH + "/" + entity);
        refused.assertRefused("in_use", "id");
        assertThat(refused.at("/message")).contains(chain.at("/id"));
        assertThat(sandbox.owner().delete(chains + "/" + chain.at("/id")).status()).isEqualTo(204);
        assertThat(sandbox.owner().delete(PATH + "/" + entity).status()).isEqualTo(204);
    }

    private String made(String name) {
        var reply = client.post(PATH, "{\"legalName\": \"%s\"}".formatted(name));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.at("/id");
    }

    private Reply child(String name, String parent) {
        return client.post(
                PATH, "{\"legalName\": \"%s\", \"parentId\": \"%s\"}".formatted(name, parent));
    }

    private Reply parent(String id, String parent) {
        return patch(
                id,
                "version:1",
                """
                [{"op": "replace", "path": "/parentId", "value": "%s"}]\
                """
                        .formatted(parent));
    }

    private Reply patch(String id, String ifMatch, String body) {
        return client.patch(PATH + "/" + id, body, "If-Match", ifMatch);
    }

    private List<String> eventNames(String id) {
        return StreamSupport.stream(
                        client.get(PATH + "/" + id + "/events").json().at("/items").spliterator(),
                        false)
                .map((JsonNode event) -> event.get("name").textValue())
                .toList();
    }
}
