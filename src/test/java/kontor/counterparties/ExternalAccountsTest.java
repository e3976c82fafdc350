package kontor.counterparties;

import static kontor.counterparties.CounterpartyClient.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import kontor.CounterpartyBuilder;
import kontor.Reply;
import kontor.TestKontor;
import kontor.changes.ExternalIds;
import kontor.changes.Journal;
import kontor.core.OrganizationId;
import kontor.events.Event;
import kontor.events.Events;
import kontor.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** External accounts over HTTP, and as the rooms above see them. */
class ExternalAccountsTest {

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();
    private final CounterpartyClient client = CounterpartyClient.of(organization);

    @Test
    void create_addsToTheCounterpartyAndLeavesItsVersionAlone() {
        String counterparty = client.created("A", ", 'externalId': 'c-1'").at("/id");
        var account = client.addAccount("external:c-1", ", 'alias': 'Giro', 'externalId': 'a-1'");
        assertThat(account.status()).isEqualTo(201);
        assertThat(account.at("/counterpartyId")).isEqualTo(counterparty);
        assertThat(account.at("/name")).isEqualTo("Giro");
        assertThat(client.account("external:a-1").body()).isEqualTo(account.body());
        var now = client.get(counterparty);
        assertThat(now.at("/version")).isEqualTo("1");
        assertThat(now.json().at("/accounts/1")).isEqualTo(account.json());
    }

    @ParameterizedTest(name = "{0} {1} is shown as {2}")
    @CsvSource({
        "SE_BANKGIRO,5050604,505-0604",
        "SE_PLUSGIRO,1234566,123456-6",
        "IBAN,SE3550000000054910000003,SE35 5000 0000 0549 1000 0003"
    })
    void name_isTheNumberAsPeopleWriteIt(String type, String number, String name) {
        String counterparty = client.created("A", "").at("/id");
        assertThat(
                        client.http()
                                .post(
                                        CounterpartyClient.ACCOUNTS,
                                        CounterpartyClient.json(
                                                "{'counterpartyId': '"
                                                        + counterparty
                                                        + "', 'market': 'SE', 'identifiers':"
                                                        + " [{'type': '"
                                                        + type
                                                        + "', 'number': '"
                                                        + number
                                                        + "'}]}"))
                                .at("/name"))
                .isEqualTo(name);
    }

    @Test
    void create_refusesAnUnknownAndADeletedCounterparty() {
        assertThat(client.addAccount(UUID.randomUUID().toString(), "").at("/details/0/code"))
                .isEqualTo("counterparty_not_found");
        String counterparty = client.created("A", "").at("/id");
        client.delete(counterparty);
        assertThat(client.addAccount(counterparty, "").at("/details/0/code"))
                .isEqualTo("counterparty_deleted");
    }

    @Test
    void create_ofManyAtOnceStopsAt25() {
        String counterparty = client.created("A", "").at("/id");
        var sent = new ArrayList<CompletableFuture<Reply>>();
        for (int i = 0; i < 30; i++) {
            sent.add(
                    CompletableFuture.supplyAsync(
                            () -> client.addAccount(counterparty, ""), Thread::startVirtualThread));
        }
        var replies = sent.stream().map(CompletableFuture::join).toList();
        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(24);
        assertThat(
                        replies.stream()
                                .filter(reply -> reply.status() == 400)
                                .map(reply -> reply.at("/details/0/code")))
                .hasSize(6)
                .containsOnly("too_many_accounts");
        assertThat(client.found(CounterpartyClient.ACCOUNTS + "?counterpartyId=" + counterparty))
                .hasSize(25);
    }

    @Test
    void patch_appendsNumbersAndSetsTheAlias() {
        String id = client.created("A", "").at("/accounts/0/id");
        var changed =
                client.patchAccount(
                        id,
                        """
                        [{'op': 'add', 'path': '/identifiers/-', 'value': {'type': 'Number', 'number': '0532013000'}},
                         {'op': 'add', 'path': '/routing/-', 'value': {'type': 'BIC', 'number': 'COBADEFFXXX'}},
                         {'op': 'replace', 'path': '/alias', 'value': 'Main'}]
                        """,
                        "If-Match",
                        "version:1");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("/name")).isEqualTo("Main");
        assertThat(changed.at("/identifiers/1/market")).isEqualTo("DE");
        assertThat(changed.at("/routing/0/number")).isEqualTo("COBADEFFXXX");
        assertThat(client.account(id).body()).isEqualTo(changed.body());
        assertThat(
                        client.patchAccount(id, "[{'op': 'remove', 'path': '/alias'}]")
                                .json()
                                .has("alias"))
                .isFalse();
        assertThat(
                        client.patchAccount(
                                        id,
                                        "[{'op': 'remove', 'path': '/alias'}]",
                                        "If-Match",
                                        "version:1")
                                .status())
                .isEqualTo(412);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'op': 'replace', 'path': '/identifiers/0', 'value': {}}                                             | 1.path
                    {'op': 'remove', 'path': '/identifiers/0'}                                                           | 1.path
                    {'op': 'replace', 'path': '/market', 'value': 'SE'}                                                  | 1.path
                    {'op': 'add', 'path': '/identifiers/-', 'value': {'type': 'IBAN', 'number': 'DE00'}}                 | 1.value.number
                    {'op': 'add', 'path': '/identifiers/-', 'value': {'type': 'IBAN', 'market': 'DE', 'number': 'DE0'}}  | 1.value.number
                    {'op': 'add', 'path': '/identifiers/-', 'value': {'type': 'SE_BANKGIRO', 'number': '5050604'}}       | 1.value.type
                    {'op': 'add', 'path': '/identifiers/-', 'value': {'type': 'IBAN', 'number': 'DE89370400440532013000'}} | 1.value
                    {'op': 'add', 'path': '/routing/-', 'value': {'type': 'BIC', 'number': 'X'}}                         | 1.value.number
                    {'op': 'add', 'path': '/routing/-', 'value': 'X'}                                                    | 1.value
                    """)
    void patch_withOneWrongOperationChangesNothing(String wrong, String field) {
        String id = client.created("A", "").at("/accounts/0/id");
        var refused =
                client.patchAccount(
                        id, "[{'op': 'replace', 'path': '/alias', 'value': 'B'}," + wrong + "]");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(fields(refused)).contains(field);
        assertThat(client.account(id).at("/version")).isEqualTo("1");
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    DE IBAN DE89370400440532013000   | IBAN DE64500105173198833324        | another IBAN
                    DE IBAN DE89370400440532013000   | NUMBER 0532013001                  | different accounts
                    DE IBAN DE89370400440532013000   | NUMBER 370400440532013001          | different accounts
                    DE NUMBER 0532013000             | NUMBER 0532013001                  | another NUMBER
                    SE NUMBER 5001-1234571           | IBAN SE4550000000058398257466      | different accounts
                    SE NUMBER 5839-8257466           | IBAN DE89370400440532013000        | a number of SE
                    SE SE_BANKGIRO 505-0604          | SE_BANKGIRO 991-2346               | another SE_BANKGIRO
                    SE SE_BANKGIRO 505-0604          | IBAN DE89370400440532013000        | a number of SE
                    DK NUMBER 40-440116244           | IBAN DK5000400440116243            | different accounts
                    NO NUMBER 86011118005            | IBAN NO9386011117947               | different accounts
                    CZ NUMBER 19-2000145401/0800     | IBAN CZ6508000000192000145399      | different accounts
                    GB NUMBER 31926820               | IBAN GB29NWBK60161331926819        | different accounts
                    """)
    void numbersOfDifferentAccounts_areNotOne(String first, String added, String words) {
        String id = accountOf(first);
        var refused = addNumber(id, added);
        refused.assertRefused("identifiers_contradict", "0.value");
        assertThat(refused.at("/details/0/error")).contains(words, "remove /identifiers/0 first");
        assertThat(client.account(id).at("/version")).isEqualTo("1");
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    DE IBAN DE89370400440532013000   | NUMBER 532013000
                    DE IBAN DE89370400440532013000   | NUMBER 370400440532013000
                    SE IBAN SE4550000000058398257466 | NUMBER 5839-825 746 6
                    SE SE_BANKGIRO 505-0604          | SE_PLUSGIRO 12 34 56-6
                    SE SE_BANKGIRO 505-0604          | NUMBER 5001-1234571
                    DK IBAN DK5000400440116243       | NUMBER 40-440116243
                    FI IBAN FI2112345600000785       | NUMBER 123456-785
                    NO NUMBER 8601.11.17947          | IBAN NO9386011117947
                    GB NUMBER 31926819               | IBAN GB29NWBK60161331926819
                    CZ NUMBER 19-2000145399/0800     | IBAN CZ6508000000192000145399
                    FR NUMBER 0500013M026            | IBAN FR1420041010050500013M02606
                    DE PAYPAL a@example.com          | PAYPAL b@example.com
                    """)
    void twoWritingsOfOneAccount_standTogether(String first, String added) {
        assertThat(addNumber(accountOf(first), added).status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    DE IBAN DE89370400440532013000   | BIC NWBKGB2L      | bank in GB
                    NO IBAN NO9386011117947          | BIC NDEASESS      | bank in SE
                    FR IBAN FR1420041010050500013M02606 | DE_BLZ 37040044 | bank in DE
                    GB NUMBER 31926819               | US_ABA 021000021  | bank in US
                    SE SE_BANKGIRO 505-0604          | BIC COBADEFF      | bank in DE
                    """)
    void bankOfAnotherCountry_hasNotTheAccount(String account, String bank, String words) {
        String body = described(account).formatted("'routing': [" + number(bank) + "], ");
        var refused = client.http().post(CounterpartyBuilder.PATH, CounterpartyClient.json(body));
        refused.assertRefused("identifiers_contradict", "accounts.0.routing");
        assertThat(refused.at("/details/0/error")).contains(words, "correct one of the two");
        String added = "[{'op': 'add', 'path': '/routing/-', 'value': %s}]";
        client.patchAccount(accountOf(account), added.formatted(number(bank)))
                .assertRefused("identifiers_contradict", "0.value");
    }

    /** Territories whose banks have the codes of another country. */
    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GB IBAN GB29NWBK60161331926819   | BIC RBOSGGSX
                    LI IBAN LI21088100002324013AA    | BIC UBSWCHZH
                    DE IBAN DE89370400440532013000   | BIC DEUTDEFF
                    DE PAYPAL a@example.com          | BIC NWBKGB2L
                    """)
    void bankOfTheSameSystem_mayHaveTheAccount(String account, String bank) {
        String body = described(account).formatted("'routing': [" + number(bank) + "], ");
        client.http().post(CounterpartyBuilder.PATH, CounterpartyClient.json(body)).created();
    }

    /** A payment uses the first number of a kind, so a second bank would be said in vain. */
    @ParameterizedTest(name = "{0} at {1} and {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    DE IBAN DE89370400440532013000   | BIC COBADEFF     | BIC DEUTDEFF
                    GB NUMBER 31926819               | GB_DSC 60-16-13  | GB_DSC 20-00-52
                    US NUMBER 440116243              | US_ABA 021000021 | US_ABA 026009593
                    """)
    void secondBankOfAKind_isRefused(String account, String bank, String second) {
        String one = described(account).formatted("'routing': [" + number(bank) + "], ");
        String both =
                described(account)
                        .formatted("'routing': [" + number(bank) + ", " + number(second) + "], ");
        client.http()
                .post(CounterpartyBuilder.PATH, CounterpartyClient.json(both))
                .assertRefused("identifiers_contradict", "accounts.0.routing");
        String id =
                client.http()
                        .post(CounterpartyBuilder.PATH, CounterpartyClient.json(one))
                        .created()
                        .at("/accounts/0/id");
        String added = "[{'op': 'add', 'path': '/routing/-', 'value': %s}]";
        var refused = client.patchAccount(id, added.formatted(number(second)));
        refused.assertRefused("identifiers_contradict", "0.value");
        assertThat(refused.at("/details/0/error")).contains("has one at most", "another account");
    }

    private static String described(String account) {
        var words = account.split(" ", 3);
        return "{'legalName': 'A', 'accounts': [{'market': '%s', %%s'identifiers': [%s]}]}"
                .formatted(words[0], number(words[1] + " " + words[2]));
    }

    private String accountOf(String text) {
        var words = text.split(" ", 3);
        String counterparty = client.created("A", "").at("/id");
        return client.http()
                .post(
                        CounterpartyClient.ACCOUNTS,
                        CounterpartyClient.json(
                                """
                                {'counterpartyId': '%s', 'market': '%s', 'identifiers': [%s]}
                                """
                                        .formatted(
                                                counterparty,
                                                words[0],
                                                number(words[1] + " " + words[2]))))
                .created()
                .at("/id");
    }

    private static String number(String text) {
        var words = text.split(" ", 2);
        return "{'type': '%s', 'number': '%s'}".formatted(words[0], words[1]);
    }

    private Reply addNumber(String id, String text) {
        return client.patchAccount(
                id,
                "[{'op': 'add', 'path': '/identifiers/-', 'value': %s}]".formatted(number(text)));
    }

    @Test
    void number_isTakenAway_butNotTheLastOne() {
        String id = accountOf("SE SE_BANKGIRO 505-0604");
        addNumber(id, "NUMBER 8327-9 12345674").ok();
        String first = "[{'op': 'remove', 'path': '/identifiers/0'}]";
        client.patchAccount(id, "[{'op': 'remove', 'path': '/identifiers/2'}]")
                .assertRefused("path_not_found", "0.path");
        var left = client.patchAccount(id, first).ok();
        assertThat(left.at("/identifiers/0/number")).isEqualTo("832712345674");
        assertThat(left.json().path("identifiers")).hasSize(1);
        client.patchAccount(id, first).assertRefused("identifier_last", "0.path");
        var replaced =
                client.patchAccount(
                                id,
                                """
                                [{'op': 'remove', 'path': '/identifiers/0'},
                                 {'op': 'add', 'path': '/identifiers/-', 'value': %s}]
                                """
                                        .formatted(number("NUMBER 5001-1234571")))
                        .ok();
        assertThat(replaced.at("/identifiers/0/number")).isEqualTo("50011234571");
    }

    @Test
    void number_thatAMandateUses_staysAsLongAsItDoes() {
        var sandbox = kontor.sandbox();
        var payer = sandbox.aCounterparty().made();
        String account = payer.at("/accounts/0/id");
        String path = CounterpartyClient.ACCOUNTS + "/" + account;
        var owner = sandbox.developer();
        String wallet =
                CounterpartyClient.json(
                        """
                        [{'op': 'add', 'path': '/identifiers/-',
                          'value': {'type': 'PAYPAL', 'number': 'a@example.com'}}]
                        """);
        owner.patch(path, wallet).ok();
        var mandate = sandbox.aMandate().of(account).made();
        String removal = CounterpartyClient.json("[{'op': 'remove', 'path': '/identifiers/0'}]");
        String unused = CounterpartyClient.json("[{'op': 'remove', 'path': '/identifiers/1'}]");
        var refused = owner.patch(path, removal);
        refused.assertRefused("in_use", "0.path");
        assertThat(refused.at("/message")).contains(mandate.at("/id"));
        String bic =
                CounterpartyClient.json(
                        """
                        [{'op': 'add', 'path': '/routing/-', 'value': {'type': 'BIC', 'number': 'SOGEDEFF'}},
                         {'op': 'add', 'path': '/alias', 'value': 'With a bank'}]
                        """);
        owner.patch(path, bic).ok();
        String both =
                CounterpartyClient.json(
                        """
                        [{'op': 'remove', 'path': '/alias'}, {'op': 'remove', 'path': '/routing/0'}]
                        """);
        owner.patch(path, both).assertRefused("in_use", "1.path");
        // No mandate collects from a provider's number.
        owner.patch(path, unused).ok();
        owner.patch(path, wallet).ok();
        owner.send("POST", "/payments/v2/mandates/" + mandate.at("/id") + ":cancel", "");
        var without = owner.patch(path, both).ok();
        assertThat(without.json().has("alias")).isFalse();
        assertThat(without.json().path("routing")).isEmpty();
        owner.patch(path, both).assertRefused("path_not_found", "1.path");
        owner.patch(path, removal).ok();
    }

    @Test
    void delete_goneForTheApiAndItsExternalIdFree() {
        String counterparty = client.created("A", "").at("/id");
        String id = client.addAccount(counterparty, ", 'externalId': 'a-1'").at("/id");
        assertThat(client.deleteAccount("external:a-1").status()).isEqualTo(204);
        assertThat(client.deleteAccount(id).status()).isEqualTo(410);
        assertThat(client.account(id).status()).isEqualTo(410);
        assertThat(client.account("external:a-1").status()).isEqualTo(410);
        assertThat(client.patchAccount(id, "[{'op': 'remove', 'path': '/alias'}]").status())
                .isEqualTo(410);
        assertThat(client.found(CounterpartyClient.ACCOUNTS)).doesNotContain(id);
        assertThat(client.get(counterparty).json().path("accounts")).hasSize(1);
        assertThat(client.addAccount(counterparty, ", 'externalId': 'a-1'").status())
                .isEqualTo(201);
        assertThat(client.account("external:a-1").status()).isEqualTo(200);
    }

    @Test
    void delete_ofACounterpartyTakesItsAccountsAlong() {
        var made = client.created("A", ", 'externalId': 'c-1'");
        String account = made.at("/accounts/0/id");
        String gone = client.addAccount(made.at("/id"), "").at("/id");
        client.deleteAccount(gone);
        assertThat(client.delete("external:c-1").status()).isEqualTo(204);
        assertThat(client.account(account).status()).isEqualTo(410);
        assertThat(client.delete(made.at("/id")).status()).isEqualTo(410);
        assertThat(client.found(CounterpartyClient.ALL)).isEmpty();
        assertThat(client.found(CounterpartyClient.ACCOUNTS)).isEmpty();
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
                                                        ExternalAccounts.RESOURCE,
                                                        UUID.fromString(account),
                                                        0,
                                                        9));
        assertThat(events).extracting(Event::name).containsExactly("CREATED", "DELETED");
    }

    @Test
    void forUse_givesTheAccountWithItsHolderAndSaysWhetherItIsDeleted() {
        var made =
                client.created(
                        "A",
                        ", 'partyType': 'INDIVIDUAL', 'address': {'city': 'Berlin', 'country':"
                                + " 'DE'}");
        UUID id = UUID.fromString(made.at("/accounts/0/id"));
        var party = use(id);
        assertThat(party.individual()).isTrue();
        assertThat(party.deleted()).isFalse();
        assertThat(party.identifiers().getFirst().number()).isEqualTo("DE89370400440532013000");
        assertThat(Json.write(party.accountSnapshot(organization)))
                .isEqualTo(
                        CounterpartyClient.json(
                                        "{'type':'EXTERNAL_ACCOUNT','id':'%s','organizationId':'%s','market':'DE','identifiers':"
                                            + "[{'type':'IBAN','market':'DE','number':'DE89370400440532013000'}]}")
                                .formatted(id, organization));
        assertThat(Json.write(party.holder()))
                .isEqualTo(
                        CounterpartyClient.json(
                                        "{'type':'COUNTERPARTY','id':'%s','legalName':'A','address':{'city':'Berlin','country':'DE'},"
                                            + "'partyType':'INDIVIDUAL'}")
                                .formatted(made.at("/id")));
        client.deleteAccount(id.toString());
        assertThat(use(id).deleted()).isTrue();
    }

    @Test
    void forUse_keepsDeletingWaitingButNotChanging() {
        UUID id = UUID.fromString(client.created("A", "").at("/accounts/0/id"));
        var accounts =
                new ExternalAccounts(
                        new Journal(new Events()),
                        new ExternalIds(),
                        List.of(),
                        TestKontor.shared().wiring().parties().payeeReviews());
        kontor.database()
                .write(
                        organization,
                        user -> {
                            accounts.forUse(user, List.of(id));
                            assertThat(
                                            kontor.database()
                                                    .<Boolean>write(
                                                            organization,
                                                            tx ->
                                                                    tx.sql()
                                                                            .createQuery(
                                                                                    """
                                                                                    SELECT true FROM external_accounts WHERE id = :id FOR NO KEY UPDATE NOWAIT
                                                                                    """)
                                                                            .bind("id", id)
                                                                            .mapTo(Boolean.class)
                                                                            .one()))
                                    .isTrue();
                            assertThatThrownBy(
                                            () ->
                                                    kontor.database()
                                                            .write(
                                                                    organization,
                                                                    tx ->
                                                                            tx.sql()
                                                                                    .createQuery(
                                                                                            """
                                                                                            SELECT true FROM external_accounts WHERE id = :id FOR UPDATE NOWAIT
                                                                                            """)
                                                                                    .bind("id", id)
                                                                                    .mapTo(
                                                                                            Boolean
                                                                                                    .class)
                                                                                    .one()))
                                    .hasMessageContaining("could not obtain lock");
                            return id;
                        });
    }

    private ExternalParty use(UUID id) {
        var accounts =
                new ExternalAccounts(
                        new Journal(new Events()),
                        new ExternalIds(),
                        List.of(),
                        TestKontor.shared().wiring().parties().payeeReviews());
        return kontor.database()
                .write(organization, tx -> accounts.forUse(tx, List.of(id, UUID.randomUUID())))
                .get(id);
    }

    @Test
    void delete_isRefusedWhileAMandateUsesTheAccount() {
        var sandbox = kontor.sandbox();
        var payer = sandbox.aCounterparty().made();
        String account = payer.at("/accounts/0/id");
        var mandate = sandbox.aMandate().of(account).made();
        var owner = sandbox.developer();
        for (String path :
                List.of(
                        CounterpartyClient.ACCOUNTS + "/" + account,
                        CounterpartyClient.ALL + "/" + payer.at("/id"))) {
            var refused = owner.delete(path);
            refused.assertRefused("in_use", "id");
            assertThat(refused.at("/message")).contains(mandate.at("/id"));
        }
        owner.send("POST", "/payments/v2/mandates/" + mandate.at("/id") + ":cancel", "");
        assertThat(owner.delete(CounterpartyClient.ALL + "/" + payer.at("/id")).status())
                .isEqualTo(204);
    }
}
