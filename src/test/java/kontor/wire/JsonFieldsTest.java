package kontor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kontor.Table;
import kontor.TestKontor;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.core.Tables;
import org.junit.jupiter.api.Test;

/** Members that are missing, and what they may have been called instead. */
class JsonFieldsTest {

    private static String told(String body, Consumer<JsonFields> reading) {
        var fields = JsonFields.of(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        reading.accept(fields);
        return catchThrowableOfType(InvalidRequest.class, fields::refuseFaults).faults().stream()
                .map(Fault::message)
                .reduce("", (one, other) -> one + other);
    }

    @Test
    void missingMember_isLookedForAmongThoseThatNobodyKnows() {
        for (var row :
                Table.of(
                        """
                        {'reference': 'X'}                       | reference
                        {'structuredReference': 'X'}             | structuredReference
                        {'remitanceInformation': 'X'}            | remitanceInformation
                        {'remittance_information': 'X'}          | remittance_information
                        {'reference': null}                      |
                        {'other': 'X'}                           |
                        {'metadata': {'reference': 'X'}}         |
                        {}                                       |
                        """)) {
            String told =
                    told(
                            row[0],
                            body -> {
                                body.require("remittanceInformation");
                                body.metadata("metadata");
                            });
            assertThat(told)
                    .as(row[0])
                    .isEqualTo(row[1].isEmpty() ? "is required" : isMeant(row[1]));
        }
    }

    private static String isMeant(String sent) {
        return "is required; you sent " + sent + ", which is not known here: is it meant?";
    }

    /** What is read, before or after, is no other name of what is missing. */
    @Test
    void knownMember_isNeverTakenForAnother() {
        assertThat(
                        told(
                                "{'reference': 'X'}",
                                body -> {
                                    body.require("remittanceInformation");
                                    body.text("reference", 1, 9);
                                }))
                .isEqualTo("is required");
    }

    @Test
    void missingMember_isLookedForInItsOwnObject() {
        assertThat(
                        told(
                                "{'amount': {'curency': 'EUR'}, 'currency': 'EUR'}",
                                body -> body.object("amount").orElseThrow().require("currency")))
                .isEqualTo(isMeant("curency"));
    }

    @Test
    void memberThatIsRefused_isToldWithTheOneThatMayBeMeant() {
        assertThat(told("{'stepps': 1}", body -> body.knowsOnly("steps", "roleId")))
                .isEqualTo("is not known here; known are steps, roleId; did you mean steps?");
        assertThat(told("{'iban': 1}", body -> body.knowsOnly("number")))
                .contains("; did you mean number?");
        assertThat(told("{'zzz': 1}", body -> body.knowsOnly("number"))).doesNotContain("mean");
    }

    /** Overlooked, what it says would be lost; what nobody knows at all stays ignored. */
    @Test
    void memberThatIsAnotherOnesName_isRefused() {
        for (var row :
                Table.of(
                        """
                        {'endtoEndId': 'X'}                      | endtoEndId is not known here; did you mean endToEndId?
                        {'end_to_end_id': 'X'}                   | end_to_end_id is not known here; did you mean endToEndId?
                        {'metaData': {'a': 'b'}}                 | metaData is not known here; did you mean metadata?
                        {'externalMetadata': {'a': 'b'}}         | externalMetadata is not known here; did you mean metadata?
                        {'dueDate': '2027-01-04'}                | dueDate is not known here; did you mean date?
                        {'amount': {'stringvalue': '1'}}         | amount.stringvalue is not known here; did you mean stringValue?
                        {'lines': [{}, {'Text': 'X'}]}           | lines.1.Text is not known here; did you mean text?
                        {'dueDate': null}                        |
                        {'dueDate': '2027-01-04', 'date': '2027-01-05'} |
                        {'end_to_end_id': 'X', 'endToEndId': 'X'} |
                        {'endToEndIds': 'X', 'comment': 'X'}     |
                        {'metadata': {'Date': 'X', 'date': 'Y'}} |
                        {'other': {'Date': 'X'}}                 |
                        """)) {
            assertThat(faults(row[0])).as(row[0]).isEqualTo(row[1]);
        }
    }

    private static String faults(String body) {
        var fields = JsonFields.of(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        fields.text("endToEndId", 1, 9);
        fields.date("date");
        fields.metadata("metadata");
        fields.object("amount").ifPresent(amount -> amount.has("stringValue"));
        fields.objects("lines", 9).forEach(line -> line.text("text", 1, 9));
        var refused = catchThrowableOfType(InvalidRequest.class, fields::refuseFaults);
        return refused == null
                ? ""
                : refused.faults().stream()
                        .map(fault -> fault.field() + " " + fault.message())
                        .collect(Collectors.joining(", "));
    }

    /** What two readings of one object ask for is known in both. */
    @Test
    void memberThatIsReadElsewhere_isNoOtherName() {
        String body = "{\"a\": {\"date\": \"2027-01-04\"}}";
        var fields = JsonFields.of(body.getBytes(StandardCharsets.UTF_8));
        fields.object("a").orElseThrow().has("bookingDate");
        fields.object("a").orElseThrow().has("date");
        fields.refuseFaults();
    }

    /** Over HTTP, of resources whose members are called otherwise in other resources and in v1. */
    @Test
    void wordsOfOtherResources_areToldOverHttp() {
        var owner = TestKontor.shared().sandbox().owner();
        for (var row :
                Table.of(
                        """
                        /v1/expected-transactions            | reference             | remittanceInformation
                        /financial-data/v2beta/expected-transactions | reference     | remittanceInformation
                        /payments/v2/direct-debits           | directDebitSchemeType | scheme
                        /payments/v2/direct-debits           | remittanceInformation | reference
                        /payments/v2/credit-transfers        | sourceAccountId       | source
                        /payments/v2/counterparties          | name                  | legalName
                        """)) {
            var reply = owner.post(row[0], "{\"%s\": {\"a\": \"b\"}}".formatted(row[1]));
            assertThat(reply.status()).as(row[0]).isEqualTo(400);
            assertThat(reply.body())
                    .as(row[0])
                    .contains("\"" + row[2] + "\"", "you sent " + row[1] + ", which is not known");
        }
    }

    @Test
    void otherNames_areNoTwoOfOneKind() {
        assertThat(Tables.rows("member_names"))
                .allSatisfy(
                        row -> assertThat(row.getField("one")).isNotEqualTo(row.getField("other")))
                .doesNotHaveDuplicates();
    }
}
