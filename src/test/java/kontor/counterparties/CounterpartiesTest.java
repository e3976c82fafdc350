package kontor.counterparties;

import static kontor.counterparties.CounterpartyClient.fields;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import kontor.Reply;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.entities.NewEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counterparties over HTTP. */
class CounterpartiesTest {

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();
    private final CounterpartyClient client = CounterpartyClient.of(organization);

    private String entity(String name) {
        return kontor.database()
                .write(
                        organization,
                        tx ->
                                kontor.wiring()
                                        .parties()
                                        .entities()
                                        .add(tx, NewEntity.named(name))
                                        .id()
                                        .toString());
    }

    @Test
    void create_answersTheWholeCounterpartyWithItsAccounts() {
        var reply =
                client.created(
                        "Example GmbH",
                        ", 'externalId': 'c-1', 'partyType': 'ORGANIZATION', 'metadata': {'z': '1',"
                                + " 'a': '2'}, 'address': {'city': 'Berlin', 'country': 'DE'}");
        assertThat(reply.header("ETag")).isEqualTo("version:1");
        assertThat(reply.at("/etag")).isEqualTo("version:1");
        assertThat(reply.at("/partyType")).isEqualTo("COMPANY");
        assertThat(reply.at("/organizationId")).isEqualTo(organization.toString());
        assertThat(reply.at("/address/city")).isEqualTo("Berlin");
        assertThat(reply.at("/accounts/0/name")).isEqualTo("DE89 3704 0044 0532 0130 00");
        assertThat(reply.at("/accounts/0/counterpartyId")).isEqualTo(reply.at("/id"));
        assertThat(reply.at("/accounts/0/identifiers/0/market")).isEqualTo("DE");
        assertThat(reply.json().has("alias")).isFalse();
        assertThat(reply.json().path("accounts").path(0).has("routing")).isFalse();
        assertThat(client.get(reply.at("/id")).body()).isEqualTo(reply.body());
        assertThat(client.get("external:c-1").body()).isEqualTo(reply.body());
        assertThat(client.account(reply.at("/accounts/0/id")).json())
                .isEqualTo(reply.json().at("/accounts/0"));
    }

    @Test
    void create_repeatedWithItsKeyAnswersTheFirstCounterparty() {
        String body = "{\"legalName\": \"A\", \"externalId\": \"once\"}";
        var first = client.http().post(CounterpartyClient.ALL, body, "Idempotency-Key", "k");
        var again = client.http().post(CounterpartyClient.ALL, body, "Idempotency-Key", "k");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void create_refusesUnknownEntitiesByTheirPlace() {
        String known = entity("Ours");
        var reply =
                client.create(
                        "{'legalName': 'A', 'entityIds': ['"
                                + known
                                + "', '"
                                + UUID.randomUUID()
                                + "']}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/details/0/code")).isEqualTo("entity_not_found");
        assertThat(fields(reply)).containsExactly("entityIds.1");
        var strangers = CounterpartyClient.of(kontor.organization());
        assertThat(strangers.create("{'legalName': 'A', 'entityIds': ['" + known + "']}").status())
                .isEqualTo(400);
    }

    @Test
    void create_refusesATakenExternalIdWhateverItsOwner() {
        var owner = client.created("A", ", 'externalId': 'taken'");
        assertThat(client.addAccount(owner.at("/id"), ", 'externalId': 'account-1'").status())
                .isEqualTo(201);
        var sameKind = client.create("{'legalName': 'B', 'externalId': 'taken'}");
        assertThat(sameKind.at("/details/0/code")).isEqualTo("external_id_taken");
        assertThat(sameKind.at("/message")).contains(owner.at("/id"));
        assertThat(client.create("{'legalName': 'B', 'externalId': 'account-1'}").status())
                .isEqualTo(400);
        assertThat(client.addAccount(owner.at("/id"), ", 'externalId': 'taken'").status())
                .isEqualTo(400);
        assertThat(fields(sameKind)).containsExactly("externalId");
    }

    @Test
    void create_refusedForAnAccountsExternalIdLeavesNothingBehind() {
        client.created("A", ", 'externalId': 'taken'");
        String body =
                "{'legalName': 'B', 'externalId': 'free', 'accounts': [{'market': 'SE',"
                        + " 'externalId': '%s', 'identifiers': [{'type': 'SE_BANKGIRO', 'number':"
                        + " '5050604'}]}]}";
        var refused = client.create(body.formatted("taken"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(fields(refused)).containsExactly("accounts.0.externalId");
        assertThat(client.found(CounterpartyClient.ALL)).hasSize(1);
        assertThat(client.get("external:free").status()).isEqualTo(404);
        assertThat(client.create(body.formatted("also-free")).status()).isEqualTo(201);
    }

    @Test
    void create_ofManyAtOnceGivesATwinExternalIdToOne() {
        var sent = new ArrayList<CompletableFuture<Reply>>();
        for (int i = 0; i < 40; i++) {
            String name = "Twin " + i;
            sent.add(
                    CompletableFuture.supplyAsync(
                            () ->
                                    client.create(
                                            "{'legalName': '" + name + "', 'externalId': 'twin'}"),
                            Thread::startVirtualThread));
        }
        assertThat(sent.stream().map(CompletableFuture::join).map(Reply::status))
                .containsOnlyOnce(201)
                .containsOnly(201, 400);
    }

    @Test
    void patch_changesEveryAllowedMember() {
        String entity = entity("Ours");
        String id = client.created("A", "").at("/id");
        var changed =
                client.patch(
                        id,
                        """
                        [{'op': 'replace', 'path': '/legalName', 'value': 'B'},
                         {'op': 'replace', 'path': '/alias', 'value': 'b'},
                         {'op': 'replace', 'path': '/email', 'value': 'b@example.com'},
                         {'op': 'replace', 'path': '/phone', 'value': '1'},
                         {'op': 'replace', 'path': '/partyType', 'value': 'individual'},
                         {'op': 'replace', 'path': '/address', 'value': {'city': 'Umeå', 'country': 'SE'}},
                         {'op': 'replace', 'path': '/nationalIdentifier',
                          'value': {'type': 'CIVIC', 'market': 'SE', 'number': '1'}},
                         {'op': 'replace', 'path': '/entityIds', 'value': ['%s']}]
                        """
                                .formatted(entity));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(
                        changed.at("/legalName")
                                + changed.at("/alias")
                                + changed.at("/email")
                                + changed.at("/phone")
                                + changed.at("/partyType")
                                + changed.at("/address/city")
                                + changed.at("/nationalIdentifier/number"))
                .isEqualTo("Bbb@example.com1INDIVIDUALUmeå1");
        assertThat(changed.at("/entityIds/0")).isEqualTo(entity);
        assertThat(changed.at("/accounts/0/entityIds/0")).isEqualTo(entity);
        assertThat(changed.header("ETag")).isEqualTo("version:2");
        assertThat(client.get(id).body()).isEqualTo(changed.body());
        var removed =
                client.patch(
                        id,
                        """
                        [{'op': 'remove', 'path': '/alias'}, {'op': 'remove', 'path': '/email'},
                         {'op': 'remove', 'path': '/phone'}, {'op': 'remove', 'path': '/partyType'},
                         {'op': 'remove', 'path': '/nationalIdentifier'}, {'op': 'remove', 'path': '/entityIds'}]
                        """);
        for (String member :
                Set.of("alias", "email", "phone", "partyType", "nationalIdentifier", "entityIds")) {
            assertThat(removed.json().has(member)).as(member).isFalse();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'op': 'remove', 'path': '/legalName'}                                  | 1.path
                    {'op': 'add', 'path': '/id', 'value': 'x'}                           | 1.path
                    {'op': 'remove', 'path': '/address'}                                    | 1.path
                    {'op': 'replace', 'path': '/externalId', 'value': 'x'}                  | 1.path
                    {'op': 'replace', 'path': '/metadata/a', 'value': 'x'}                  | 1.path
                    {'op': 'replace', 'path': '/accounts', 'value': []}                     | 1.path
                    {'op': 'replace', 'path': '/id', 'value': 'x'}                          | 1.path
                    {'op': 'test', 'path': '/alias', 'value': 'x'}                          | 1.op
                    {'op': 'replace', 'path': '/alias'}                                     | 1.value
                    {'op': 'replace', 'path': '/alias', 'value': ''}                        | 1.value
                    {'op': 'replace', 'path': '/alias', 'value': 'x', 'more': 1}            | 1.more
                    {'op': 'replace', 'path': '/email', 'value': 'x'}                       | 1.value
                    {'op': 'replace', 'path': '/partyType', 'value': 'x'}                   | 1.value
                    {'op': 'replace', 'path': '/address', 'value': {'country': 'XX'}}       | 1.value.country
                    {'op': 'replace', 'path': '/nationalIdentifier', 'value': {}}           | 1.value.type
                    {'op': 'replace', 'path': '/entityIds', 'value': ['x']}                 | 1.value.0
                    {'op': 'replace', 'path': '/entityIds', 'value': ['01980000-0000-7000-8000-000000000001']} | 1.value.0
                    """)
    void patch_withOneWrongOperationChangesNothing(String wrong, String field) {
        var before = client.created("A", "");
        var refused =
                client.patch(
                        before.at("/id"),
                        "[{'op': 'replace', 'path': '/legalName', 'value': 'B'}," + wrong + "]");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(fields(refused)).contains(field);
        assertThat(client.get(before.at("/id")).body()).isEqualTo(before.body());
    }

    @Test
    void patch_thatChangesNothingStillMakesAVersion() {
        String id = client.created("A", "").at("/id");
        String same = "[{'op': 'replace', 'path': '/legalName', 'value': 'A'}]";
        assertThat(client.patch(id, same).at("/version")).isEqualTo("2");
        assertThat(client.patch(id, same, "If-Match", "version:2").at("/version")).isEqualTo("3");
    }

    @Test
    void patch_withAStaleIfMatchIs412() {
        String id = client.created("A", "").at("/id");
        String change = "[{'op': 'replace', 'path': '/alias', 'value': 'b'}]";
        assertThat(client.patch(id, change, "If-Match", "\"version:1\"").status()).isEqualTo(200);
        var stale = client.patch(id, change, "If-Match", "version:1");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.at("/message")).contains("version:2");
    }

    @Test
    void patch_ofManyAtOnceLosesNoVersion() {
        String id = client.created("A", "").at("/id");
        var sent = new ArrayList<CompletableFuture<Reply>>();
        for (int i = 0; i < 30; i++) {
            String change = "[{'op': 'replace', 'path': '/alias', 'value': 'alias " + i + "'}]";
            sent.add(
                    CompletableFuture.supplyAsync(
                            () -> client.patch(id, change), Thread::startVirtualThread));
        }
        assertThat(sent.stream().map(CompletableFuture::join).map(reply -> reply.at("/version")))
                .doesNotHaveDuplicates();
        assertThat(client.get(id).at("/version")).isEqualTo("31");
        assertThat(client.found(CounterpartyClient.ALL + "/" + id + "/events?limit=500"))
                .hasSize(31);
    }

    @Test
    void events_areListedOldestFirstWithTheVersionAsId() {
        String id = client.created("A", "").at("/id");
        client.patch(id, "[{'op': 'replace', 'path': '/alias', 'value': 'b'}]");
        client.delete(id);
        var events = client.http().get(CounterpartyClient.ALL + "/" + id + "/events");
        assertThat(CounterpartyClient.at(events, "/items", "name"))
                .containsExactly("CREATED", "UPDATED", "DELETED");
        assertThat(CounterpartyClient.at(events, "/items", "id")).containsExactly("1", "2", "3");
        assertThat(events.at("/items/0/entityId")).isEqualTo(id);
        assertThat(Ids.parse(events.at("/items/0/originator"))).isPresent();
        var first = client.http().get(CounterpartyClient.ALL + "/" + id + "/events?limit=2");
        var second =
                client.http()
                        .get(
                                CounterpartyClient.ALL
                                        + "/"
                                        + id
                                        + "/events?limit=2&token="
                                        + first.at("/nextToken"));
        assertThat(CounterpartyClient.at(second, "/items", "id")).containsExactly("3");
        assertThat(
                        client.http()
                                .get(CounterpartyClient.ALL + "/" + UUID.randomUUID() + "/events")
                                .status())
                .isEqualTo(404);
    }

    @Test
    void everything_ofAnotherOrganizationIs404() {
        var theirs =
                CounterpartyClient.of(kontor.organization())
                        .created("A", ", 'externalId': 'theirs'");
        String change = "[{'op': 'replace', 'path': '/alias', 'value': 'b'}]";
        for (String id : Set.of(theirs.at("/id"), "external:theirs", "no-such-id")) {
            assertThat(client.get(id).status()).as(id).isEqualTo(404);
            assertThat(client.patch(id, change).status()).as(id).isEqualTo(404);
            assertThat(client.delete(id).status()).as(id).isEqualTo(404);
        }
        String account = theirs.at("/accounts/0/id");
        assertThat(client.account(account).status()).isEqualTo(404);
        assertThat(client.patchAccount(account, change).status()).isEqualTo(404);
        assertThat(client.deleteAccount(account).status()).isEqualTo(404);
        assertThat(client.addAccount(theirs.at("/id"), "").at("/details/0/code"))
                .isEqualTo("counterparty_not_found");
        assertThat(
                        client.http()
                                .get(CounterpartyClient.ALL + "/" + theirs.at("/id") + "/events")
                                .status())
                .isEqualTo(404);
        assertThat(client.found(CounterpartyClient.ALL)).isEmpty();
        assertThat(
                        client.found(
                                CounterpartyClient.ACCOUNTS
                                        + "?counterpartyId="
                                        + theirs.at("/id")))
                .isEmpty();
    }

    @Test
    void delete_needsThePermissionsOfBothResources() {
        String id = client.created("A", "").at("/id");
        var half = kontor.client(organization, Set.of("counterparties:delete"));
        var refused = half.delete(CounterpartyClient.ALL + "/" + id);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/message")).contains("external_accounts:delete");
    }
}
