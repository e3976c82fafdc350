package kontor.counterparties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.identifiers.AccountIdentifierType;
import kontor.wire.JsonFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request to create a counterparty may look like. */
class NewCounterpartyTest {

    private static final String IBAN = "{'type': 'IBAN', 'number': 'DE89 3704 0044 0532 0130 00'}";
    private static final String ACCOUNT = "{'market': 'DE', 'identifiers': [" + IBAN + "]}";

    private static NewCounterparty parse(String json) {
        return NewCounterparty.parse(
                JsonFields.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Fault> faults(String json) {
        return catchThrowableOfType(InvalidRequest.class, () -> parse(json)).faults();
    }

    @Test
    void parse_takesTheWholeRequest() {
        var request =
                parse(
                        """
                        {'legalName': 'Example GmbH', 'alias': 'Customer 1', 'partyType': 'company',
                         'address': {'streetName': 'Weg', 'streetNumber': '1', 'postalCode': '10115', 'city': 'Berlin',
                                     'country': 'de'},
                         'email': 'john@example.com', 'phone': '+49 30 1', 'externalId': 'c-1',
                         'nationalIdentifier': {'type': 'company', 'market': 'DE', 'number': 'HRB 1'},
                         'entityIds': ['01980000-0000-7000-8000-000000000001'],
                         'metadata': {'b': '1', 'a': '2'}, 'unknown': 1,
                         'accounts': [{'market': 'de', 'identifiers': [{'type': 'iban', 'number': 'de89 3704 0044 0532 0130 00'}],
                                       'routing': [{'type': 'Bic', 'number': 'COBADEFFXXX'}], 'externalId': 'a-1'}]}
                        """);
        assertThat(request.details().partyType()).contains(PartyType.COMPANY);
        assertThat(request.details().address())
                .contains(
                        "{\"streetName\":\"Weg\",\"streetNumber\":\"1\","
                            + "\"postalCode\":\"10115\",\"city\":\"Berlin\",\"country\":\"DE\"}");
        assertThat(request.details().nationalIdentifier())
                .contains("{\"type\":\"COMPANY\",\"market\":\"DE\",\"number\":\"HRB 1\"}");
        assertThat(request.metadata().keySet()).containsExactly("b", "a");
        var account = request.accounts().getFirst();
        assertThat(account.identifier().number()).isEqualTo("DE89370400440532013000");
        assertThat(account.identifier().market()).isEqualTo("DE");
        assertThat(account.routing()).hasSize(1);
    }

    @Test
    void parse_readsOrganizationAsCompanyAndNumberWithoutRegardToCase() {
        var request =
                parse(
                        """
                        {'legalName': 'A', 'partyType': 'ORGANIZATION',
                         'accounts': [{'market': 'GB', 'identifiers': [{'type': 'Number', 'number': '31926819'}]}]}
                        """);
        assertThat(request.details().partyType()).contains(PartyType.COMPANY);
        assertThat(request.accounts().getFirst().identifier().type())
                .isEqualTo(AccountIdentifierType.NUMBER);
    }

    @Test
    void parse_keepsTheIdentifiersOwnMarket() {
        var request =
                parse(
                        """
                        {'legalName': 'A', 'accounts': [{'market': 'JE', 'identifiers':
                            [{'type': 'NUMBER', 'market': 'GB', 'number': '31926819'}]}]}
                        """);
        assertThat(request.accounts().getFirst().market()).isEqualTo("JE");
        assertThat(request.accounts().getFirst().identifier().market()).isEqualTo("GB");
    }

    @Test
    void parse_takesNullAndEmptyTextAsAbsent() {
        var request =
                parse(
                        """
                        {'legalName': 'A', 'alias': '', 'email': '', 'phone': null, 'partyType': null, 'metadata': null,
                         'address': {'city': ''}, 'accounts': null}
                        """);
        assertThat(request.details()).isEqualTo(parse("{'legalName': 'A'}").details());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                                                        | legalName
                    {'legalName': null}                                                       | legalName
                    {'legalName': ''}                                                         | legalName
                    {'legalName': '  '}                                                       | legalName
                    {'legalName': 7}                                                          | legalName
                    {'legalName': '$97'}                                                      | legalName
                    {'legalName': 'A', 'alias': '$256'}                                       | alias
                    {'legalName': 'A', 'partyType': 'PERSON'}                                 | partyType
                    {'legalName': 'A', 'email': 'john'}                                       | email
                    {'legalName': 'A', 'email': 'john@'}                                      | email
                    {'legalName': 'A', 'email': 'a b@example.com'}                            | email
                    {'legalName': 'A', 'email': 'a@b@example.com'}                            | email
                    {'legalName': 'A', 'phone': '$65'}                                        | phone
                    {'legalName': 'A', 'externalId': 'not ok'}                                | externalId
                    {'legalName': 'A', 'metadata': {'key': 7}}                                | metadata.key
                    {'legalName': 'A', 'address': 'Berlin'}                                   | address
                    {'legalName': 'A', 'address': {'country': 'XX'}}                          | address.country
                    {'legalName': 'A', 'address': {'country': 'Germany'}}                     | address.country
                    {'legalName': 'A', 'address': {'city': '$65'}}                            | address.city
                    {'legalName': 'A', 'address': {'postalCode': '$17'}}                      | address.postalCode
                    {'legalName': 'A', 'address': {'streetName': '$65'}}                      | address.streetName
                    {'legalName': 'A', 'address': {'streetNumber': '$17'}}                    | address.streetNumber
                    {'legalName': 'A', 'nationalIdentifier': {'market': 'SE', 'number': '1'}} | nationalIdentifier.type
                    {'legalName': 'A', 'nationalIdentifier': {'type': 'X', 'market': 'SE', 'number': '1'}} | nationalIdentifier.type
                    {'legalName': 'A', 'nationalIdentifier': {'type': 'CIVIC', 'number': '1'}} | nationalIdentifier.market
                    {'legalName': 'A', 'nationalIdentifier': {'type': 'CIVIC', 'market': 'SE'}} | nationalIdentifier.number
                    {'legalName': 'A', 'entityIds': 'e'}                                      | entityIds
                    {'legalName': 'A', 'entityIds': ['e']}                                    | entityIds.0
                    {'legalName': 'A', 'accounts': {}}                                        | accounts
                    {'legalName': 'A', 'accounts': [7]}                                       | accounts.0
                    {'legalName': 'A', 'accounts': [{'identifiers': [$IBAN]}]}                | accounts.0.market
                    {'legalName': 'A', 'accounts': [{'market': 'XX', 'identifiers': [$IBAN]}]} | accounts.0.market
                    {'legalName': 'A', 'accounts': [{'market': 'DE'}]}                        | accounts.0.identifiers
                    {'legalName': 'A', 'accounts': [{'market': 'DE', 'identifiers': []}]}     | accounts.0.identifiers
                    {'legalName': 'A', 'accounts': [{'market': 'DE', 'identifiers': [$IBAN, $IBAN]}]} | accounts.0.identifiers
                    {'legalName': 'A', 'accounts': [{'market': 'DE', 'identifiers': [{'number': '1'}]}]} | accounts.0.identifiers.0.type
                    {'legalName': 'A', 'accounts': [{'market': 'DE', 'identifiers': [{'type': 'X', 'number': '1'}]}]} | accounts.0.identifiers.0.type
                    {'legalName': 'A', 'accounts': [{'market': 'DE', 'identifiers': [{'type': 'IBAN'}]}]} | accounts.0.identifiers.0.number
                    {'legalName': 'A', 'accounts': [{'market': 'DE', 'identifiers': [{'type': 'IBAN', 'number': 'DE88370400440532013000'}]}]} | accounts.0.identifiers.0.number
                    {'legalName': 'A', 'accounts': [{'market': 'DE', 'identifiers': [{'type': 'IBAN', 'market': 'XX', 'number': 'DE89370400440532013000'}]}]} | accounts.0.identifiers.0.market
                    {'legalName': 'A', 'accounts': [{'market': 'DE', 'identifiers': [{'type': 'SE_BANKGIRO', 'number': '5050604'}]}]} | accounts.0.identifiers.0.type
                    {'legalName': 'A', 'accounts': [{'market': 'DE', 'identifiers': [$IBAN], 'routing': [{'type': 'BIC', 'number': 'X'}]}]} | accounts.0.routing.0.number
                    {'legalName': 'A', 'accounts': [{'market': 'DE', 'identifiers': [$IBAN], 'routing': [{'type': 'X', 'number': 'X'}]}]} | accounts.0.routing.0.type
                    {'legalName': 'A', 'accounts': [{'market': 'DE', 'identifiers': [$IBAN], 'externalId': '#'}]} | accounts.0.externalId
                    {'legalName': 'A', 'accounts': [{'market': 'DE', 'identifiers': [$IBAN], 'alias': '$256'}]} | accounts.0.alias
                    """)
    void parse_namesTheOneFieldThatIsWrong(String json, String field) {
        String request =
                json.replace("$IBAN", IBAN)
                        .replace("$256", "x".repeat(256))
                        .replace("$97", "x".repeat(97))
                        .replace("$65", "x".repeat(65))
                        .replace("$17", "x".repeat(17));
        assertThat(faults(request)).extracting(Fault::field).containsExactly(field);
    }

    @Test
    void parse_reportsAllFaultsAtOnce() {
        assertThat(
                        faults(
                                """
                                {'email': 'x', 'accounts': [
                                    {'market': 'DE', 'identifiers': [{'type': 'IBAN', 'number': 'DE00'}]},
                                    {'identifiers': [{'type': 'IBAN', 'number': 'DE00'}], 'externalId': '!'}]}
                                """))
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        "legalName",
                        "email",
                        "accounts.0.identifiers.0.number",
                        "accounts.1.market",
                        "accounts.1.externalId");
    }

    @Test
    void parse_refusesOneExternalIdForTwoResources() {
        String account = ACCOUNT.substring(0, ACCOUNT.length() - 1) + ", 'externalId': 'x'}";
        assertThat(
                        faults(
                                "{'legalName': 'A', 'externalId': 'x', 'accounts': ["
                                        + ACCOUNT
                                        + ","
                                        + account
                                        + "]}"))
                .containsExactly(
                        new Fault(
                                "accounts.1.externalId",
                                "external_id_taken",
                                "is used twice in this request; external ids are unique across all"
                                        + " resources"));
        assertThat(faults("{'legalName': 'A', 'accounts': [" + account + "," + account + "]}"))
                .extracting(Fault::field)
                .containsExactly("accounts.1.externalId");
    }

    @Test
    void parse_takes25AccountsAndNotOneMore() {
        String many =
                IntStream.range(0, 25).mapToObj(_ -> ACCOUNT).collect(Collectors.joining(","));
        assertThat(parse("{'legalName': 'A', 'accounts': [" + many + "]}").accounts()).hasSize(25);
        assertThat(faults("{'legalName': 'A', 'accounts': [" + many + "," + ACCOUNT + "]}"))
                .extracting(Fault::field)
                .containsExactly("accounts");
    }

    @Test
    void parse_refusesRepeatedEntitiesAndRouting() {
        String id = "01980000-0000-7000-8000-000000000001";
        String bic = "{'type': 'BIC', 'number': 'COBADEFFXXX'}";
        assertThat(
                        faults(
                                "{'legalName': 'A', 'entityIds': ['"
                                        + id
                                        + "', '"
                                        + id
                                        + "'], 'accounts': ["
                                        + ACCOUNT.substring(0, ACCOUNT.length() - 1)
                                        + ", 'routing': ["
                                        + bic
                                        + ","
                                        + bic
                                        + "]}]}"))
                .extracting(Fault::field)
                .containsExactly("entityIds.1", "accounts.0.routing.1");
    }

    @Test
    void parse_takesANameOf96CharactersWhateverTheyAre() {
        assertThat(parse("{'legalName': '" + "😀".repeat(96) + "'}").details().legalName())
                .hasSize(192);
    }
}
