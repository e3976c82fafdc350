package kontor.counterparties;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kontor.TestKontor;
import kontor.core.OrganizationId;
import kontor.entities.NewEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of counterparties and external accounts: paging, filters, free text. */
class ListsTest {

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();
    private final CounterpartyClient client = CounterpartyClient.of(organization);

    private List<String> search(String path, String query) {
        return client.found(path + "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {CounterpartyClient.ALL, CounterpartyClient.ACCOUNTS})
    void paging_neitherSkipsNorRepeatsWhileRowsAreInserted(String path) {
        for (int i = 0; i < 11; i++) {
            client.created("Old " + i, "");
        }
        var old = client.found(path);
        var paged = new ArrayList<String>();
        String token = "";
        do {
            var page = client.http().get(path + "?limit=3&token=" + token);
            paged.addAll(CounterpartyClient.at(page, "/items", "id"));
            token = page.at("/nextToken");
            client.created("New", "");
        } while (!token.isEmpty());
        assertThat(old).hasSize(11).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(paged).isEqualTo(old);
    }

    @Test
    void paging_ofASearchGoesOnWhereItStopped() {
        for (int i = 0; i < 7; i++) {
            client.created("Acme " + i, "");
            client.created("Other " + i, "");
        }
        var paged = new ArrayList<String>();
        String token = "";
        do {
            var page =
                    client.http()
                            .get(CounterpartyClient.ALL + "?query=acme&limit=2&token=" + token);
            paged.addAll(CounterpartyClient.at(page, "/items", "id"));
            token = page.at("/nextToken");
        } while (!token.isEmpty());
        assertThat(paged).hasSize(7).isEqualTo(search(CounterpartyClient.ALL, "acme"));
    }

    @Test
    void token_isRefusedWithOtherFilters() {
        client.created("Acme 1", "");
        client.created("Acme 2", "");
        String token =
                client.http().get(CounterpartyClient.ALL + "?query=acme&limit=1").at("/nextToken");
        var refused =
                client.http().get(CounterpartyClient.ALL + "?query=other&limit=1&token=" + token);
        assertThat(refused.at("/details/0/code")).isEqualTo("invalid_token");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Müller,                        true",
        "muller,                        true",
        "MÜLL,                          true",
        "Sohne Müll,                    true",
        "Handels Ärmel,                 false",
        "ller,                          false",
        "Kunde 77,                      true",
        "cust-77,                       true",
        "DE89370400440532013000,        true",
        "de89 3704 0044 0532 0130 00,   true",
        "DE89 3704,                     true",
        "89370400,                      false",
        "premium,                       true",
        "premium gold,                  true",
        "premium silver,                false",
        "***,                           false",
    })
    void query_findsByTheBeginningOfEveryWord(String query, boolean found) {
        var made =
                client.created(
                        "Müller & Söhne Handels AG",
                        ", 'alias': 'Kunde 77', 'externalId': 'cust-77',"
                                + " 'metadata': {'tier': 'Premium (Gold)'}");
        client.create("{'legalName': 'Silver Ärmel'}");
        assertThat(search(CounterpartyClient.ALL, query).contains(made.at("/id"))).isEqualTo(found);
    }

    @Test
    void query_ofAccountsLooksAtTheirNumbersAliasAndMetadata() {
        String counterparty = client.created("Acme", "").at("/id");
        String id =
                client.addAccount(counterparty, ", 'alias': 'Giro', 'metadata': {'k': 'Rent'}")
                        .at("/id");
        for (String query : List.of("505-0604", "5050604", "giro", "rent")) {
            assertThat(search(CounterpartyClient.ACCOUNTS, query)).as(query).containsExactly(id);
            assertThat(search(CounterpartyClient.ALL, query))
                    .as(query)
                    .containsExactly(counterparty);
        }
        assertThat(search(CounterpartyClient.ACCOUNTS, "acme")).isEmpty();
    }

    @Test
    void query_followsPatchAndDelete() {
        var made = client.created("Before", "");
        String id = made.at("/id");
        client.patch(id, "[{'op': 'replace', 'path': '/legalName', 'value': 'After'}]");
        assertThat(search(CounterpartyClient.ALL, "before")).isEmpty();
        assertThat(search(CounterpartyClient.ALL, "after")).containsExactly(id);
        assertThat(search(CounterpartyClient.ALL, "DE8937")).containsExactly(id);
        String account = made.at("/accounts/0/id");
        client.patchAccount(account, "[{'op': 'replace', 'path': '/alias', 'value': 'Savings'}]");
        assertThat(search(CounterpartyClient.ALL, "savings")).containsExactly(id);
        client.deleteAccount(account);
        assertThat(search(CounterpartyClient.ALL, "savings")).isEmpty();
        assertThat(search(CounterpartyClient.ACCOUNTS, "DE8937")).isEmpty();
        client.delete(id);
        assertThat(search(CounterpartyClient.ALL, "after")).isEmpty();
    }

    @Test
    void query_ofFewerThanThreeCharactersIsRefused() {
        var refused = client.http().get(CounterpartyClient.ALL + "?query=ab");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(CounterpartyClient.fields(refused)).containsExactly("query");
        assertThat(client.http().get(CounterpartyClient.ALL + "?query=").status()).isEqualTo(200);
    }

    @Test
    void entityIdsIn_showsWhatBelongsToOneOfThem() {
        var entities = new ArrayList<String>();
        for (String name : List.of("One", "Two", "Three")) {
            entities.add(
                    kontor.database()
                            .write(
                                    organization,
                                    tx ->
                                            kontor.wiring()
                                                    .parties()
                                                    .entities()
                                                    .add(tx, NewEntity.named(name))
                                                    .id()
                                                    .toString()));
        }
        var one = client.created("A", ", 'entityIds': ['" + entities.get(0) + "']");
        var two =
                client.created(
                        "B",
                        ", 'entityIds': ['" + entities.get(0) + "', '" + entities.get(1) + "']");
        client.created("C", "");
        String filter = "?entityIdsIn=" + entities.get(0) + "&entityIdsIn=" + entities.get(2);
        assertThat(client.found(CounterpartyClient.ALL + filter))
                .containsExactly(two.at("/id"), one.at("/id"));
        assertThat(client.found(CounterpartyClient.ACCOUNTS + filter))
                .containsExactly(two.at("/accounts/0/id"), one.at("/accounts/0/id"));
        assertThat(client.found(CounterpartyClient.ACCOUNTS + "?entityIdsIn=" + entities.get(2)))
                .isEmpty();
        assertThat(client.http().get(CounterpartyClient.ALL + "?entityIdsIn=x").status())
                .isEqualTo(400);
    }

    @Test
    void addressComplete_tellsWhoseAddressCannotTravel() {
        String whole =
                client.created("A", ", 'address': {'city': 'Berlin', 'country': 'DE'}").at("/id");
        String noCity =
                client.created("B", ", 'address': {'streetName': 'Ring 1', 'country': 'DE'}")
                        .at("/id");
        String noCountry = client.created("C", ", 'address': {'city': 'Berlin'}").at("/id");
        String points =
                client.created("E", ", 'address': {'city': '東京', 'country': 'JP'}").at("/id");
        String greek =
                client.created("F", ", 'address': {'city': 'Αθήνα', 'country': 'GR'}").at("/id");
        client.created("D", "");
        assertThat(client.found(CounterpartyClient.ALL + "?addressComplete=false"))
                .containsExactly(points, noCountry, noCity);
        assertThat(client.found(CounterpartyClient.ALL + "?addressComplete=false&query=DE89"))
                .containsExactly(points, noCountry, noCity);
        assertThat(client.found(CounterpartyClient.ALL + "?addressComplete=true"))
                .containsExactly(greek, whole);
        assertThat(client.http().get(CounterpartyClient.ALL + "?addressComplete=no").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rawAddressLines", "addressLines", "line1", "town", "zip", "street"})
    void addressLines_areRefusedWithTheCure(String member) {
        var refused =
                client.create(
                        """
                        {'legalName': 'A', 'address': {'city': 'Berlin', 'country': 'DE', '%s': ['x']}}
                        """
                                .formatted(member));
        refused.assertRefused("invalid_value", "address." + member);
        assertThat(refused.at("/details/0/error")).contains("streetName");
    }
}
