package kontor.counterparties;

import static org.assertj.core.api.Assertions.assertThat;

import kontor.Client;
import kontor.Jsons;
import kontor.TestKontor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who approves reads names as they are: no character may put their letters in another order. */
class TurnedNamesTest {

    private static final String COUNTERPARTIES = "/payments/v2/counterparties";

    private final Client developer = TestKontor.shared().sandbox().developer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'legalName': 'Acme \u202eknaB'}",
                "{'legalName': '\u2067Acme'}",
                "{'legalName': 'Acme', 'alias': 'Bank\u202a'}",
                "{'legalName': 'Acme', 'address': {'country': 'DE', 'city': 'Ber\u202dlin'}}",
                "{'legalName': 'Acme', 'accounts': [{'market': 'DE', 'alias': '\u2069',"
                    + " 'identifiers': [{'type': 'IBAN', 'number': 'DE75512108001245126199'}]}]}",
            })
    void nameThatTurns_isRefused(String body) {
        var refused = developer.post(COUNTERPARTIES, Jsons.json(body));
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("turn the direction of reading");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u05d0\u05d1\u05d2 Ltd", "\u200fAcme", "شركة"})
    void nameOfAScriptThatIsReadFromTheRight_isTaken(String name) {
        developer.post(COUNTERPARTIES, Jsons.json("{'legalName': '" + name + "'}")).created();
    }
}
