package kontor.accounts;

import static kontor.accounts.AccountFixtures.IBAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kontor.Client;
import kontor.Reply;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.events.Event;
import kontor.wire.Json;
import org.junit.jupiter.api.Test;

/** Entities and accounts: over HTTP, and as the rooms above use them. */
class AccountsTest {

    private static final String PATH = "/financial-data/v2/accounts";

    private final TestKontor kontor = TestKontor.shared();
    private final kontor.core.OrganizationId organization = kontor.organization();
    private final Client client =
            kontor.client(
                    organization, Set.of("accounts:read", "accounts:update", "entities:read"));

    @Test
    void get_showsTheWholeAccount() {
        var account = AccountFixtures.aBankgiroAccount(kontor, organization);
        var reply = client.get(PATH + "/" + account.id());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("ETag")).isEqualTo("version:1");
        assertThat(reply.at("/identifiers/0/type")).isEqualTo("SE_BANKGIRO");
        assertThat(reply.at("/identifiers/0/number")).isEqualTo("50500604");
        assertThat(reply.at("/routing/0/number")).isEqualTo("ESSESESS");
        assertThat(reply.at("/currency")).isEqualTo("SEK");
        assertThat(reply.at("/fictive")).isEqualTo("true");
        assertThat(reply.at("/metadata/use")).isEqualTo("autogiro");
        assertThat(reply.at("/externalId")).isEqualTo(account.externalId().orElseThrow());
        assertThat(reply.at("/etag")).isEqualTo("version:1");
        assertThat(reply.json().has("alias")).isFalse();
    }

    @Test
    void get_findsNothingOfAnotherOrganization() {
        var other = AccountFixtures.aEuroAccount(kontor, kontor.organization());
        assertThat(client.get(PATH + "/" + other.id()).status()).isEqualTo(404);
        assertThat(client.get("/financial-data/v2/entities/" + other.entityId()).status())
                .isEqualTo(404);
    }

    @Test
    void list_pagesNewestFirstWithoutGapOrRepetition() {
        var first = AccountFixtures.aEuroAccount(kontor, organization);
        var second = AccountFixtures.aEuroAccount(kontor, organization);
        var page = client.get(PATH + "?limit=1");
        assertThat(page.at("/items/0/id")).isEqualTo(second.id().toString());
        var next = client.get(PATH + "?limit=1&token=" + page.at("/nextToken"));
        assertThat(next.at("/items/0/id")).isEqualTo(first.id().toString());
        assertThat(next.at("/nextToken")).isEmpty();
    }

    @Test
    void list_filtersByOneOrSeveralStatuses() {
        var account = AccountFixtures.aEuroAccount(kontor, organization);
        for (String query :
                List.of(
                        "status=ACTIVE",
                        "status=inactive&status=ACTIVE",
                        "status%5B%5D=ACTIVE",
                        "status=")) {
            assertThat(client.get(PATH + "?" + query).at("/items/0/id"))
                    .as(query)
                    .isEqualTo(account.id().toString());
        }
        assertThat(client.get(PATH + "?status=INACTIVE").json().get("items")).isEmpty();
        assertThat(client.get(PATH + "?status=CLOSED").at("/details/0/field")).isEqualTo("status");
    }

    @Test
    void events_areListedOldestFirst() {
        var account = AccountFixtures.aEuroAccount(kontor, organization);
        patch(
                account.id(),
                "version:1",
                """
                [{"op":"replace","path":"/alias","value":"Main"}]\
                """);
        var events = client.get(PATH + "/" + account.id() + "/events").json().get("items");
        assertThat(events)
                .extracting(event -> event.get("name").textValue())
                .containsExactly("CREATED", "UPDATED");
    }

    @Test
    void entities_areListedAndRead() {
        var entity = AccountFixtures.anEntity(kontor, organization);
        var reply = client.get("/financial-data/v2/entities/" + entity.id());
        assertThat(reply.at("/legalName")).isEqualTo("Example Company GmbH");
        assertThat(reply.at("/sepaCreditorIdentifier")).isEqualTo("DE98ZZZ09999999999");
        assertThat(client.get("/financial-data/v2/entities").at("/items/0/id"))
                .isEqualTo(entity.id().toString());
    }

    @Test
    void patch_changesWhatIsAllowedAndRecordsTheEvent() {
        var account = AccountFixtures.aEuroAccount(kontor, organization);
        var holder = AccountFixtures.anEntity(kontor, organization);
        var reply =
                patch(
                        account.id(),
                        "version:1",
                        """
                        [{"op":"replace","path":"/alias","value":"Main"},
                         {"op":"replace","path":"/entityId","value":"%s"},
                         {"op":"replace","path":"/metadata/cost.centre","value":"42"},
                         {"op":"add","path":"/paymentOptions/instruments/-",
                          "value":{"type":"US_ACH","usAchCompanyId":"123"}},
                         {"op":"replace","path":"/paymentOptions/instruments/0",
                          "value":{"type":"CITI_WORLDLINK","citiWorldlinkId":"9"}}]\
                        """
                                .formatted(holder.id()));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/alias")).isEqualTo("Main");
        assertThat(reply.at("/entityId")).isEqualTo(holder.id().toString());
        assertThat(reply.at("/metadata/cost.centre")).isEqualTo("42");
        assertThat(reply.at("/paymentOptions/instruments/0/citiWorldlinkId")).isEqualTo("9");
        assertThat(reply.at("/etag")).isEqualTo("version:2");
        var again =
                patch(
                        account.id(),
                        "version:2",
                        """
                        [{"op":"remove","path":"/alias"},{"op":"remove","path":"/metadata/cost.centre"},
                         {"op":"remove","path":"/paymentOptions/instruments/0"}]\
                        """);
        assertThat(again.json().has("alias")).isFalse();
        assertThat(again.json().has("metadata")).isFalse();
        assertThat(again.json().has("paymentOptions")).isFalse();
        var events =
                kontor.database()
                        .read(
                                organization,
                                tx ->
                                        kontor.wiring()
                                                .ground()
                                                .events()
                                                .ofResource(
                                                        tx,
                                                        Accounts.RESOURCE,
                                                        account.id(),
                                                        0,
                                                        10));
        assertThat(events).extracting(Event::version).containsExactly(1, 2, 3);
        assertThat(Json.readOwn(events.get(2).snapshot().orElseThrow())).isEqualTo(again.json());
        assertThat(client.get(PATH + "/" + account.id()).json()).isEqualTo(again.json());
    }

    @Test
    void patch_needsTheVersionAndRefusesAStaleOne() {
        var account = AccountFixtures.aEuroAccount(kontor, organization);
        String alias =
                """
                [{"op":"replace","path":"/alias","value":"Main"}]\
                """;
        assertThat(client.patch(PATH + "/" + account.id(), alias).status()).isEqualTo(428);
        assertThat(patch(account.id(), "version:7", alias).status()).isEqualTo(412);
        assertThat(patch(Ids.next(), "version:1", alias).status()).isEqualTo(404);
    }

    @Test
    void patch_refusesWhatTheRulesForbid() {
        var account = AccountFixtures.aEuroAccount(kontor, organization);
        var table =
                Map.of(
                        """
                        [{"op":"replace","path":"/name","value":"x"}]\
                        """,
                        "invalid_operation",
                        """
                        [{"op":"remove","path":"/entityId"}]\
                        """,
                        "invalid_operation",
                        """
                        [{"op":"replace","path":"/alias","value":""}]\
                        """,
                        "invalid_value",
                        """
                        [{"op":"replace","path":"/entityId","value":"%s"}]\
                        """
                                .formatted(Ids.next()),
                        "entity_not_found",
                        """
                        [{"op":"add","path":"/paymentOptions/instruments/-","value":{"type":"US_ACH"}}]\
                        """,
                        "required",
                        """
                        [{"op":"remove","path":"/paymentOptions/instruments/0"}]\
                        """,
                        "path_not_found");
        table.forEach(
                (body, code) -> {
                    var reply = patch(account.id(), "version:1", body);
                    assertThat(reply.status()).as(body).isEqualTo(400);
                    assertThat(reply.at("/details/0/code")).as(body).isEqualTo(code);
                });
        assertThat(client.get(PATH + "/" + account.id()).at("/version")).isEqualTo("1");
    }

    @Test
    void patch_refusesMoreMetadataThanTwentyEntries() {
        var account = AccountFixtures.aEuroAccount(kontor, organization);
        var operations = Json.array();
        for (int i = 0; i <= 20; i++) {
            operations
                    .addObject()
                    .put("op", "replace")
                    .put("path", "/metadata/k" + i)
                    .put("value", "v");
        }
        var reply = patch(account.id(), "version:1", Json.write(operations));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/details/0/field")).isEqualTo("metadata");
    }

    @Test
    void forUse_tellsHolderAndNumbersAndLeavesOutTheUnknown() {
        var euro = AccountFixtures.aEuroAccount(kontor, organization);
        var giro = AccountFixtures.aBankgiroAccount(kontor, organization);
        var found =
                kontor.database()
                        .write(
                                organization,
                                tx ->
                                        kontor.wiring()
                                                .parties()
                                                .accounts()
                                                .forUse(
                                                        tx,
                                                        List.of(euro.id(), giro.id(), Ids.next())));
        assertThat(found).containsOnlyKeys(euro.id(), giro.id());
        var own = found.get(euro.id());
        assertThat(own.iban()).contains(IBAN);
        assertThat(own.bic()).contains("COBADEFFXXX");
        assertThat(own.bankgiro()).isEmpty();
        assertThat(own.sepaCreditorIdentifier()).contains("DE98ZZZ09999999999");
        assertThat(own.autogiroCustomerNumber()).contains("471234");
        assertThat(own.snapshot(organization).get("type").textValue()).isEqualTo("ACCOUNT");
        assertThat(own.holder().get("type").textValue()).isEqualTo("ENTITY");
        assertThat(own.holder().get("legalName").textValue()).isEqualTo("Example Company GmbH");
        assertThat(found.get(giro.id()).bankgiro()).contains("50500604");
        assertThat(found.get(giro.id()).autogiroCustomerNumber())
                .as("its own before the entity's")
                .contains("000777");
    }

    @Test
    void byIdentifier_findsTheAccountHoweverTheNumberIsWritten() {
        var euro = AccountFixtures.aEuroAccount(kontor, organization);
        var giro = AccountFixtures.aBankgiroAccount(kontor, organization);
        assertThat(byIdentifier("de89 3704 0044 0532 0130 00"))
                .extracting(Account::id)
                .containsExactly(euro.id());
        assertThat(byIdentifier("5050-0604")).extracting(Account::id).containsExactly(giro.id());
        assertThat(byIdentifier("SE000")).isEmpty();
    }

    @Test
    void sepaCreditorIdentifiers_areEachToldOnce() {
        AccountFixtures.aEuroAccount(kontor, organization);
        AccountFixtures.anEntity(kontor, organization);
        assertThat(
                        kontor.database()
                                .<List<String>>read(
                                        organization,
                                        tx ->
                                                kontor.wiring()
                                                        .parties()
                                                        .accounts()
                                                        .sepaCreditorIdentifiers(tx)))
                .containsExactly("DE98ZZZ09999999999");
    }

    private List<Account> byIdentifier(String number) {
        return kontor.database()
                .read(
                        organization,
                        tx -> kontor.wiring().parties().accounts().byIdentifierForUse(tx, number));
    }

    private Reply patch(UUID id, String ifMatch, String body) {
        return client.patch(PATH + "/" + id, body, "If-Match", ifMatch);
    }
}
