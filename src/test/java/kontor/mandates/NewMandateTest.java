package kontor.mandates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kontor.Jsons;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.wire.JsonFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a request to create a mandate may look like. */
class NewMandateTest {

    private static final String ID = "01980000-0000-7000-8000-000000000001";

    private static NewMandate parse(String json) {
        return NewMandate.parse(JsonFields.of(Jsons.json(json).getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> faulty(String json) {
        return catchThrowableOfType(InvalidRequest.class, () -> parse(json)).faults().stream()
                .map(Fault::field)
                .toList();
    }

    /** A good request with a difference. */
    private static String core(String difference) {
        return Jsons.with(
                "{'scheme': 'SDD_CORE', 'externalAccountId': '"
                        + ID
                        + "', 'mandateReference': 'M-1'}",
                difference);
    }

    private static String autogiro(String difference) {
        return Jsons.with(
                "{'scheme': 'AUTOGIRO', 'externalAccountId': '"
                        + ID
                        + "', 'destinationAccountId': '"
                        + ID
                        + "'}",
                difference);
    }

    @Test
    void twoSpellingsOfOneMember_mayNotContradictEachOther() {
        assertThat(parse(core("'type': 'CORE', 'reference': 'M-1'")).mandateReference())
                .isEqualTo("M-1");
        assertThat(faulty(core("'type': 'B2B'"))).containsExactly("scheme", "type");
        assertThat(faulty(core("'reference': 'M-2'")))
                .containsExactly("mandateReference", "reference");
    }

    @Test
    void whatMovedIn_fitsItsSchemeAndWasInUse() {
        String last =
                "'active': true, 'signatureDate': '2024-01-02', 'lastCollection': '2026-11-02'";
        assertThat(parse(core(last)).moved().lastCollection()).contains(LocalDate.of(2026, 11, 2));
        String old =
                "'active': true, 'originalMandateReference': 'OLD', 'originalCreditorReference':"
                        + " 'nl69 zzz 123456780000', 'originalIban': 'DE89 3704 0044 0532 0130 00'";
        assertThat(parse(core(old)).moved())
                .isEqualTo(
                        new NewMandate.Moved(
                                Optional.empty(),
                                Optional.of("OLD"),
                                Optional.of("NL69ZZZ123456780000"),
                                Optional.of("DE89370400440532013000")));
        assertThat(faulty(core("'lastCollection': '2026-11-02', 'signatureDate': '2024-01-02'")))
                .containsExactly("lastCollection");
        assertThat(faulty(core("'active': true, 'lastCollection': '2026-11-02'")))
                .containsExactly("signatureDate");
        assertThat(faulty(core(last + ", 'recurrence': 'ONE_OFF'")))
                .containsExactly("lastCollection");
        assertThat(faulty(core("'active': true, 'originalIban': 'DE88370400440532013000'")))
                .containsExactly("originalIban");
        assertThat(
                        faulty(
                                autogiro(
                                        "'mandateReference': '1', 'active': true,"
                                                + " 'originalMandateReference': '2'")))
                .containsExactly("originalMandateReference");
    }

    @Test
    void parse_takesTheFormOfTheReferencePage() {
        var request =
                parse(
                        """
                        {'active': true, 'scheme': 'SDD_B2B', 'externalAccountId': '%s', 'destinationAccountId': 'external:own',
                         'creditorReference': 'DE98ZZZ09999999999', 'mandateReference': 'M-1', 'signatureDate': '2025-12-01',
                         'externalId': 'x-1', 'metadata': {'a': '1'}, 'recurrence': 'one_off', 'unknown': 7}
                        """
                                .formatted(ID));
        assertThat(request.scheme()).isEqualTo(MandateScheme.SDD_B2B);
        assertThat(request.active()).isTrue();
        assertThat(request.recurrence()).isEqualTo(Mandate.Recurrence.ONE_OFF);
        assertThat(request.destinationAccount()).isPresent();
        assertThat(request.creditorReference()).contains("DE98ZZZ09999999999");
        assertThat(request.mandateReference()).isEqualTo("M-1");
        assertThat(request.signatureDate()).contains(LocalDate.of(2025, 12, 1));
        assertThat(request.externalId()).contains("x-1");
        assertThat(request.metadata()).containsEntry("a", "1");
    }

    @ParameterizedTest
    @CsvSource({
        "CORE,     SDD_CORE",
        "core,     SDD_CORE",
        "SDD_CORE, SDD_CORE",
        "B2B,      SDD_B2B",
        "sdd_b2b,  SDD_B2B",
        "Autogiro, AUTOGIRO",
    })
    void parse_takesTheFormOfTheGuide(String type, MandateScheme scheme) {
        var request =
                parse(
                        "{'type': '"
                                + type
                                + "', 'externalAccountId': '"
                                + ID
                                + "', 'reference': '471', "
                                + "'destinationAccountId': '"
                                + ID
                                + "'}");
        assertThat(request.scheme()).isEqualTo(scheme);
        assertThat(request.mandateReference()).isEqualTo("471");
        assertThat(request.active()).isFalse();
    }

    @Test
    void parse_takesNullAsAbsent() {
        var request =
                parse(
                        core(
                                "'active': null, 'creditorReference': null, 'signatureDate': null,"
                                        + " 'externalId': null, 'metadata': null,"
                                        + " 'destinationAccountId': null, 'recurrence': null"));
        assertThat(request.metadata()).isEmpty();
        assertThat(request.signatureDate()).isEmpty();
        assertThat(request.recurrence()).isEqualTo(Mandate.Recurrence.RECURRING);
    }

    @Test
    void parse_tellsAllThatIsMissingAtOnce() {
        assertThat(faulty("{}"))
                .containsExactlyInAnyOrder("scheme", "externalAccountId", "mandateReference");
        assertThat(faulty("{'type': 'X', 'reference': ''}"))
                .containsExactlyInAnyOrder("type", "externalAccountId", "reference");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "'active': 'yes'                        | active",
                "'recurrence': 'TWICE'                  | recurrence",
                "'externalAccountId': 7                 | externalAccountId",
                "'externalAccountId': 'external:'       | externalAccountId",
                "'destinationAccountId': 'a b'          | destinationAccountId",
                "'signatureDate': '2025-13-01'          | signatureDate",
                "'signatureDate': '2025-12-01T00:00:00' | signatureDate",
                "'externalId': 'a b'                    | externalId",
                "'metadata': []                         | metadata",
                "'metadata': {'a': 1}                   | metadata.a",
                "'scheme': 'SDD_COR1'                   | scheme",
                "'creditorReference': ''                | creditorReference",
                "'creditorReference': 'DE_98'           | creditorReference",
            },
            delimiter = '|')
    void parse_refusesWithTheField(String members, String field) {
        assertThat(faulty(core(members))).containsExactly(field);
    }

    static Stream<String> unfitReferences() {
        return Stream.of(
                "M_1",
                "/M1",
                "M1/",
                "M//1",
                "Ä1",
                "M 1",
                " M1",
                "M#1",
                "M&1",
                "M\\u00001",
                "",
                "x".repeat(36));
    }

    @ParameterizedTest
    @MethodSource("unfitReferences")
    void sepaReference_keepsToTheCharactersOfTheRulebook(String reference) {
        assertThat(faulty(core("'mandateReference': '" + reference + "'")))
                .containsExactly("mandateReference");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"M1", "a/b", "M-1?(2):.,+", "0", "abcdefghijklmnopqrstuvwxyz012345678"})
    void sepaReference_takesWhatTheRulebookAllows(String reference) {
        assertThat(parse(core("'mandateReference': '" + reference + "'")).mandateReference())
                .isEqualTo(reference);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "'mandateReference': '0471'                                     | mandateReference",
                "'mandateReference': '12345678901234567'                        | mandateReference",
                "'mandateReference': 'M-1'                                      | mandateReference",
                "'mandateReference': '471', 'creditorReference': '12345'        |"
                        + " creditorReference",
                "'mandateReference': '471', 'creditorReference': '1234567'      |"
                        + " creditorReference",
                "'mandateReference': '471', 'creditorReference': 'DE98ZZZ'      |"
                        + " creditorReference",
                "'mandateReference': '471', 'recurrence': 'ONE_OFF'             | recurrence",
                "'mandateReference': '471', 'destinationAccountId': null        |"
                        + " destinationAccountId",
            },
            delimiter = '|')
    void autogiro_refusesWithTheField(String members, String field) {
        assertThat(faulty(autogiro(members))).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({"1", "471", "1234567890123456"})
    void autogiro_takesPayerNumbers(String number) {
        var request =
                parse(
                        autogiro(
                                "'mandateReference': '"
                                        + number
                                        + "', 'creditorReference': '012345'"));
        assertThat(request.mandateReference()).isEqualTo(number);
        assertThat(request.creditorReference()).contains("012345");
    }
}
