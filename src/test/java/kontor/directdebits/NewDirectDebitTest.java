package kontor.directdebits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kontor.Jsons;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.core.Money;
import kontor.mandates.MandateScheme;
import kontor.wire.JsonFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request to collect may look like. */
class NewDirectDebitTest {

    private static final String ID = "01980000-0000-7000-8000-000000000001";

    private static NewDirectDebit parse(String json) {
        return NewDirectDebit.parse(
                JsonFields.of(Jsons.json(json).getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> faulty(String json) {
        return catchThrowableOfType(InvalidRequest.class, () -> parse(json)).faults().stream()
                .map(Fault::field)
                .toList();
    }

    /** A good request of the reference page with a difference. */
    private static String collection(String difference) {
        return Jsons.with(
                "{'amount': {'currency': 'EUR', 'value': 5000}, 'date': '2026-12-15', "
                        + "'scheme': 'SDD_CORE', 'source': {'type': 'EXTERNAL_ACCOUNT', 'id': '"
                        + ID
                        + "'}, "
                        + "'destination': {'type': 'ACCOUNT', 'id': '"
                        + ID
                        + "'}, 'reference': 'r'}",
                difference);
    }

    @Test
    void parse_takesTheFormOfTheGuide() {
        var request =
                parse(
                        """
                        {'amount': {'currency': 'EUR', 'value': 5000}, 'date': '2025-12-15', 'scheme': 'SDD_CORE',
                         'source': {'type': 'ACCOUNT', 'id': '%s'}, 'mandateId': 'external:m', 'reference': 'collection-001'}
                        """
                                .formatted(ID));
        assertThat(request.payer()).isEmpty();
        assertThat(request.ownField()).isEqualTo("source.id");
        assertThat(request.mandate()).isPresent();
        assertThat(request.amount()).isEqualTo(Money.of(5000, "EUR"));
    }

    @Test
    void parse_takesTheFormOfTheReferencePage() {
        var request =
                parse(
                        collection(
                                "'categoryPurpose': 'SUPP', 'chargeBearer': 'shared', 'externalId':"
                                        + " 'd-1', 'metadata': {'a': '1'}, 'mandateId': '"
                                        + ID
                                        + "', 'unknown': {}"));
        assertThat(request.payer()).isPresent();
        assertThat(request.ownField()).isEqualTo("destination.id");
        assertThat(request.scheme()).isEqualTo(MandateScheme.SDD_CORE);
        assertThat(request.categoryPurpose()).contains("SUPP");
        assertThat(request.chargeBearer()).contains("SHARED");
        assertThat(request.externalId()).contains("d-1");
        assertThat(request.metadata()).containsEntry("a", "1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'currency': 'EUR', 'value': 1}                            | 1",
                "{'currency': 'EUR', 'stringValue': '0.01'}                 | 1",
                "{'currency': 'EUR', 'stringValue': '50.00'}                | 5000",
                "{'currency': 'EUR', 'stringValue': '50.00', 'value': 5000} | 5000",
                "{'currency': 'EUR', 'value': 999999999999999999}           | 999999999999999999",
                "{'currency': 'EUR', 'value': 1, 'stringValue': null}       | 1",
            })
    void amount_isTakenAs(String amount, long minor) {
        assertThat(parse(collection("'amount': " + amount)).amount().amountMinor())
                .isEqualTo(minor);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'currency': 'EUR', 'value': 0}                            | amount.value",
                "{'currency': 'EUR', 'value': -1}                           | amount.value",
                "{'currency': 'EUR', 'value': 1.5}                          | amount.value",
                "{'currency': 'EUR', 'value': '5000'}                       | amount.value",
                "{'currency': 'EUR', 'value': 1000000000000000000}          | amount.value",
                "{'currency': 'EUR', 'value': 9223372036854775808}          | amount.value",
                "{'currency': 'EUR', 'value': 1e400}                        | amount.value",
                "{'currency': 'EUR', 'stringValue': '0.00'}                 | amount.stringValue",
                "{'currency': 'EUR', 'stringValue': '-1.00'}                | amount.stringValue",
                "{'currency': 'EUR', 'stringValue': '1'}                    | amount.stringValue",
                "{'currency': 'EUR', 'stringValue': '1.5'}                  | amount.stringValue",
                "{'currency': 'EUR', 'stringValue': '1.005'}                | amount.stringValue",
                "{'currency': 'EUR', 'stringValue': '1,00'}                 | amount.stringValue",
                "{'currency': 'EUR', 'stringValue': '1e2'}                  | amount.stringValue",
                "{'currency': 'EUR', 'stringValue': ' 1.00'}                | amount.stringValue",
                "{'currency': 'EUR', 'stringValue': '12345678901234567.00'} | amount.stringValue",
                "{'currency': 'EUR', 'stringValue': '50.00', 'value': 5001} | amount.stringValue",
                "{'currency': 'EUR'}                                        | amount.value",
                "{'currency': 'XXQ', 'value': 1}                            | amount.currency",
                "{'value': 1}                                               | amount.currency",
                "'50.00'                                                    | amount",
                "null                                                       | amount",
            })
    void amount_isRefusedWithTheField(String amount, String field) {
        assertThat(faulty(collection("'amount': " + amount))).contains(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'scheme': 'SEPA'                                  | scheme",
                "'scheme': null                                    | scheme",
                "'date': '15.12.2026'                              | date",
                "'date': '2026-02-30'                              | date",
                "'date': null                                      | date",
                "'reference': ''                                   | reference",
                "'reference': null                                 | reference",
                "'categoryPurpose': 'XXXX'                         | categoryPurpose",
                "'chargeBearer': 'DEBTOR'                          | chargeBearer",
                "'chargeBearer': 'CREDITOR'                        | chargeBearer",
                "'externalId': 'ä'                                 | externalId",
                "'mandateId': 'a b'                                | mandateId",
                "'source': null                                    | source",
                "'source': {'type': 'EXTERNAL_ACCOUNT'}            | source.id",
                "'source': {'id': 'x'}                             | source.type",
                "'source': {'type': 'ACCOUNT', 'id': 'x'}          | source.type",
                "'source': {'type': 'INLINE', 'id': 'x'}           | source.type",
                "'destination': null                               | destination",
                "'destination': 'x'                                | destination",
                "'destination': {'type': 'EXTERNAL_ACCOUNT', 'id': 'x'} | destination.type",
                "'source': {'type': 'ACCOUNT', 'id': 'x'}, 'destination': null | mandateId",
            })
    void parse_refusesWithTheField(String members, String field) {
        assertThat(faulty(collection(members))).contains(field);
    }

    @Test
    void parse_tellsAllThatIsMissingAtOnce() {
        assertThat(faulty("{}"))
                .containsExactlyInAnyOrder("amount", "scheme", "date", "source", "reference");
    }

    @Test
    void reference_mayHave140Characters() {
        assertThat(parse(collection("'reference': '" + "x".repeat(140) + "'")).reference())
                .hasSize(140);
        assertThat(faulty(collection("'reference': '" + "x".repeat(141) + "'")))
                .containsExactly("reference");
    }

    @ParameterizedTest
    @CsvSource({
        "20, 64, 512, true",
        "21, 64, 512, false",
        "20, 65, 512, false",
        "20, 64, 513, false",
    })
    void metadata_isLimited(int entries, int keyCharacters, int valueCharacters, boolean taken) {
        String metadata =
                IntStream.range(0, entries)
                        .mapToObj(
                                i ->
                                        "'"
                                                + "k".repeat(keyCharacters - 2)
                                                + (10 + i)
                                                + "': '"
                                                + "v".repeat(valueCharacters)
                                                + "'")
                        .collect(Collectors.joining(", ", "'metadata': {", "}"));
        if (taken) {
            assertThat(parse(collection(metadata)).metadata()).hasSize(entries);
        } else {
            assertThat(faulty(collection(metadata)))
                    .isNotEmpty()
                    .allMatch(field -> field.startsWith("metadata"));
        }
    }
}
