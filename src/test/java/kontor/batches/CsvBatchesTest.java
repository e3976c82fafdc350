package kontor.batches;

import static kontor.batches.BatchClient.DEBITS;
import static kontor.batches.BatchClient.DEBIT_CSV;
import static kontor.batches.BatchClient.TRANSFERS;
import static kontor.batches.BatchClient.TRANSFER_CSV;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kontor.Await;
import kontor.PaymentClient;
import kontor.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches uploaded as files. */
class CsvBatchesTest {

    private static final String HEADER =
            "amount.currency,amount.stringValue,date,scheme,reference,source.type,source.id,mandateId";

    private final BatchClient batches = new BatchClient();

    private String row(String amount, String reference) {
        return String.join(
                ",",
                "EUR",
                amount,
                batches.date(),
                "SDD_CORE",
                reference,
                "ACCOUNT",
                batches.account,
                batches.mandate);
    }

    private String file(String lineEnd, String... lines) {
        return String.join(lineEnd, lines) + lineEnd;
    }

    private static void assertRefused(Reply reply, String code, String part) {
        assertThat(
                        List.of(
                                String.valueOf(reply.status()),
                                reply.at("/details/0/code"),
                                reply.at("/details/0/field")))
                .as(reply.body())
                .containsExactly("400", code, "file");
        assertThat(reply.at("/details/0/error")).contains(part);
    }

    @Test
    void csv_becomesPayments() {
        var batch =
                batches.completed(
                        DEBITS,
                        batches.csv(
                                DEBITS,
                                file(
                                        "\n",
                                        HEADER + ",externalId,metadata.run no.",
                                        row("1.00", "a") + ",ext-1,7",
                                        row("2.50", "\"with, comma and \"\"quotes\"\"\"") + ",,"),
                                "metadata",
                                "{\"from\": \"csv\"}",
                                "externalId",
                                "csv-1"));
        assertThat(batch.json().at("/resultSummary/succeeded").asInt())
                .as(batch.body())
                .isEqualTo(2);
        assertThat(batch.at("/inputContent/contentType")).isEqualTo(DEBIT_CSV);
        assertThat(batch.at("/inputContent/filename")).isEqualTo("batch.csv");
        assertThat(batch.at("/inputContent/checksum")).startsWith("sha256:");
        assertThat(batch.at("/metadata/from")).isEqualTo("csv");
        assertThat(batch.at("/resultDetails/sums/0/stringValue")).isEqualTo("3.50");
        var first = batches.developer.get(PaymentClient.DIRECT_DEBITS + "/external:ext-1");
        assertThat(first.json().at("/metadata").path("run no.").asText()).isEqualTo("7");
        assertThat(batches.members(PaymentClient.DIRECT_DEBITS, batch))
                .extracting(payment -> payment.path("reference").asText())
                .containsExactlyInAnyOrder("a", "with, comma and \"quotes\"");
    }

    /** Whoever is paid stands in the mandate, so the row may leave it out. */
    @Test
    void csv_paysPayersUnderTheirMandates() {
        String account = batches.sandbox.bankgiroAccount();
        String payer =
                batches.sandbox
                        .aCounterparty()
                        .with(
                                "'nationalIdentifier': {'type': 'CIVIC', 'market': 'SE',"
                                        + " 'number': '19811218-9876'}")
                        .withNumber("SE", "NUMBER", "50011234571")
                        .accountId();
        String mandate =
                batches.sandbox
                        .aMandate()
                        .of(payer)
                        .with("'scheme': 'AUTOGIRO', 'active': true, 'mandateReference': '2001'")
                        .with("destinationAccountId", account)
                        .id();
        String header =
                "amount.currency,amount.stringValue,date,scheme,reference,source.type,source.id,"
                        + "destination.type,destination.id,mandateId";
        String ours = ",%s,SE_A2A,r,ACCOUNT,%s,".formatted(batches.date(), account);
        var batch =
                batches.completed(
                        TRANSFERS,
                        batches.csv(
                                TRANSFERS,
                                file(
                                        "\n",
                                        header,
                                        "SEK,1.00" + ours + ",," + mandate,
                                        "SEK,2.00"
                                                + ours
                                                + "EXTERNAL_ACCOUNT,%s,%s"
                                                        .formatted(payer, mandate))));
        assertThat(batch.json().at("/resultSummary/succeeded").asInt())
                .as(batch.body())
                .isEqualTo(2);
        assertThat(batches.members(PaymentClient.CREDIT_TRANSFERS, batch))
                .allMatch(one -> one.at("/mandate/id").asText().equals(mandate))
                .allMatch(one -> one.at("/destination/id").asText().equals(payer));
    }

    @ParameterizedTest
    @CsvSource({
        "destination.identifier.number, destination.identifier.type",
        "destination.identifiers.0.number, destination.identifiers.0.type",
    })
    void faults_nameTheColumnsOfTheFile(String number, String type) {
        String header =
                "amount.currency,amount.value,date,scheme,reference,source.type,source.id,destination.type,"
                    + "destination.market,destination.holder.legalName,destination.identifier.market,"
                    + "regulatoryReporting.code,destination.routing.type,"
                        + type
                        + ","
                        + number;
        String ours = batches.date() + ",SCT,r,ACCOUNT," + batches.account + ",INLINE";
        var batch =
                batches.completed(
                        TRANSFERS,
                        batches.csv(
                                TRANSFERS,
                                file(
                                        "\n",
                                        header,
                                        "EUR,100," + ours + ",DE,Payee,DE,,,IBAN,DE1",
                                        "XXX,x," + ours + ",ZZ,Payee,QQ,1,NONE,NO,1",
                                        "EUR,100," + ours + ",DE,Payee,,,,,")));
        var fields =
                batches.results(TRANSFERS, batch, "").stream()
                        .flatMap(one -> one.at("/errors").valueStream())
                        .map(one -> one.path("field").asText().replaceFirst("^file[.][0-9][.]", ""))
                        .distinct()
                        .toList();
        assertThat(fields)
                .contains(number, type, "amount.value", "destination.market")
                .contains("destination.identifier.market", "destination.routing.type");
        // What the file does not have is named as it would be written.
        assertThat(fields).contains("destination.routing.number", "regulatoryReporting.market");
        assertThat(fields).noneMatch(one -> one.matches(".*(routing|Reporting)[.]0.*"));
        assertThat(fields.stream().filter(one -> one.contains("identifiers")).toList())
                .allMatch(one -> number.startsWith(one) || type.startsWith(one));
    }

    @Test
    void csv_paysInlineDestinationsWithTheSingularIdentifier() {
        String header =
                "amount.currency,amount.value,date,scheme,reference,source.type,source.id,destination.type,"
                    + "destination.market,destination.holder.legalName,destination.identifier.type,"
                    + "destination.identifier.market,destination.identifier.number,destination.routing.type,"
                    + "destination.routing.number,destination.externalId";
        String row =
                "EUR,100,"
                        + batches.date()
                        + ",SCT,r,ACCOUNT,"
                        + batches.account
                        + ",INLINE,DE,Payee,IBAN,DE,";
        var batch =
                batches.completed(
                        TRANSFERS,
                        batches.csv(
                                TRANSFERS,
                                file(
                                        "\n",
                                        header,
                                        row + "DE89370400440532013000,,,payee-1",
                                        row + "DE89370400440532013001,BIC,COBADEFF,")));
        assertThat(batches.results(TRANSFERS, batch, "").getFirst().at("/errors/0/field").asText())
                .as(batch.body())
                .isEqualTo("file.1.destination.identifier.number");
        var good =
                batches.completed(
                        TRANSFERS,
                        batches.csv(
                                TRANSFERS,
                                file("\n", header, row + "DE89370400440532013000,,,payee-1")));
        assertThat(good.at("/resultSummary/succeeded")).as(good.body()).isEqualTo("1");
        assertThat(
                        batches.developer
                                .get("/payments/v2/external-accounts/external:payee-1")
                                .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", ","})
    void separators_areReadFromTheHeader(String separator) {
        String file =
                file(
                        "\r\n",
                        "\uFEFF" + HEADER.replace(",", separator),
                        row("1.00", "r").replace(",", separator),
                        "",
                        "");
        var batch = batches.completed(DEBITS, batches.csv(DEBITS, file));
        assertThat(batch.at("/resultSummary/succeeded")).as(batch.body()).isEqualTo("1");
    }

    @Test
    void faultyRow_isToldWithIndexFieldAndLine() {
        var batch =
                batches.completed(
                        DEBITS,
                        batches.csv(
                                DEBITS,
                                file(
                                        "\n",
                                        HEADER,
                                        row("1.00", "\"two\nlines\""),
                                        "",
                                        row("1.0", "r"),
                                        row("1.00", "r") + ",one,more"),
                                "skipValidationErrors",
                                "true"));
        var skipped = batches.results(DEBITS, batch, "?skipped=true");
        assertThat(skipped)
                .extracting(
                        result ->
                                result.path("recordIndex").asInt()
                                        + " "
                                        + result.path("line").asInt()
                                        + " "
                                        + result.at("/errors/0/field").asText()
                                        + " "
                                        + result.at("/errors/0/code").asText())
                .containsExactly(
                        "1 5 file.1.amount.stringValue invalid_value", "2 6 file.2 column_count");
        assertThat(batch.at("/resultSummary/succeeded")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "header_missing | is empty      | ``",
                "header_missing | is empty      | `\n\n`",
                "header_missing | must be the header | `EUR,1.00,2026-01-01\n`",
                "invalid_value  | at least one record |"
                    + " `amount.currency,amount.stringValue,date,scheme,reference,source.type,source.id\n\n\n"
                    + "`",
                "column_missing | the header lacks source.id |"
                        + " `amount.currency,amount.value,date,scheme,reference,source.type\n"
                        + "EUR\n"
                        + "`",
                "column_missing | the header lacks amount.stringValue |"
                        + " `amount.currency,date,scheme,reference,source.type,source.id\n"
                        + "EUR\n"
                        + "`",
                "column_repeated | date stands in the header twice |"
                    + " `amount.currency,amount.value,date,date,scheme,reference,source.type,source.id\n"
                    + "EUR\n"
                    + "`",
                "column_unknown | column 8: sauce.id is no column |"
                    + " `amount.currency,amount.value,date,scheme,reference,source.type,source.id,sauce.id\n"
                    + "EUR\n"
                    + "`",
                "column_unknown | column 7 has no name |"
                    + " `amount.currency,amount.value,date,scheme,reference,source.type,,source.id\n"
                    + "EUR\n"
                    + "`",
                "invalid_csv    | line 2 |"
                    + " `amount.currency,amount.value,date,scheme,reference,source.type,source.id\n"
                    + "\"EUR\"x,1\n"
                    + "`",
            })
    void brokenFile_isRefusedExactly(String code, String part, String file) {
        assertRefused(batches.csv(DEBITS, file), code.strip(), part.strip());
    }

    @Test
    void allFaultsOfTheHeader_areToldAtOnce() {
        var reply = batches.csv(DEBITS, "amount.currency,date,date,nonsense\nEUR\n");
        assertThat(reply.json().at("/details"))
                .extracting(detail -> detail.path("code").asText())
                .containsExactly(
                        "column_repeated",
                        "column_unknown",
                        "column_missing",
                        "column_missing",
                        "column_missing",
                        "column_missing",
                        "column_missing");
    }

    @Test
    void longLine_isTheFaultOfItsRecord() {
        String file = file("\n", HEADER, row("1.00", "r"), row("1.00", "x".repeat(1 << 20)));
        var batch =
                batches.completed(
                        DEBITS, batches.csv(DEBITS, file, "skipValidationErrors", "true"));
        assertThat(batch.at("/resultSummary/succeeded")).isEqualTo("1");
        var skipped = batches.results(DEBITS, batch, "?skipped=true").getFirst();
        assertThat(skipped.path("line").asInt()).isEqualTo(3);
        assertThat(skipped.at("/errors/0/code").asText()).isEqualTo("record_too_long");
    }

    @Test
    void longLineOfAnOpenQuote_isRefusedWithItsLine() {
        assertRefused(
                batches.csv(
                        DEBITS,
                        file("\n", HEADER, row("1.00", "\"never closed" + "\nx".repeat(100_000)))),
                "invalid_csv",
                "line 2");
    }

    @Test
    void quoteThatIsNeverClosed_hidesNoRecords() {
        for (var lineEnd : List.of("\n", "\r\n", "\r")) {
            assertRefused(
                    batches.csv(
                            DEBITS,
                            file(
                                    lineEnd,
                                    HEADER,
                                    row("1.00", "\"a \"\"b\"\"\""),
                                    row("1.00", "c\"d"),
                                    row("1.00", "\"e"),
                                    row("1.00", "f")),
                            "skipValidationErrors",
                            "true"),
                    "invalid_csv",
                    "line 4 ");
        }
        assertThat(
                        batches.completed(
                                        DEBITS,
                                        batches.csv(
                                                DEBITS, file("\n", HEADER, row("1.00", "a\"b"))))
                                .at("/resultSummary/succeeded"))
                .isEqualTo("1");
    }

    @Test
    void rowsOfEmptyCells_arePassedOver() {
        var batch =
                batches.completed(
                        DEBITS,
                        batches.csv(
                                DEBITS,
                                file(
                                        "\n",
                                        ",,,",
                                        HEADER,
                                        ",,,,,,,",
                                        row("1.00", "a"),
                                        "  ",
                                        row("2.00", "b"),
                                        ",, ,,,,,",
                                        "")));
        assertThat(batch.json().at("/resultSummary/succeeded").asInt())
                .as(batch.body())
                .isEqualTo(2);
        assertThat(batch.json().at("/inputContent/recordCount").asInt()).isEqualTo(2);
    }

    @Test
    void wrongCharset_isRefusedWithItsLine() {
        byte[] file =
                file("\n", HEADER, row("1.00", "Gebühr"), row("1.00", "r"))
                        .getBytes(StandardCharsets.ISO_8859_1);
        var reply =
                batches.uploadBytes(
                        batches.developer,
                        DEBITS,
                        file,
                        "treatment",
                        "BATCH",
                        "fileContentType",
                        DEBIT_CSV);
        assertRefused(reply, "invalid_encoding", "line 2");
        var utf16 =
                batches.uploadBytes(
                        batches.developer,
                        DEBITS,
                        HEADER.getBytes(StandardCharsets.UTF_16),
                        "treatment",
                        "BATCH",
                        "fileContentType",
                        DEBIT_CSV);
        assertRefused(utf16, "invalid_encoding", "line 1");
    }

    @Test
    void tooManyRows_areRefused() {
        String file = HEADER + "\n" + (row("1.00", "r") + "\n").repeat(100_001);
        assertRefused(batches.csv(DEBITS, file), "too_many_records", "100000");
        assertThat(batches.developer.get(DEBITS).json().at("/items")).isEmpty();
        assertThat(batches.chunks()).as("chunks of what was refused").isZero();
    }

    @Test
    void form_withAFieldThatIsNone_isRefused_andSaysWhich() {
        var reply =
                batches.upload(
                        batches.developer,
                        DEBITS,
                        "file",
                        file("\n", HEADER, row("1.00", "r")),
                        "fileContentType",
                        DEBIT_CSV,
                        "treatment",
                        "batch",
                        "nonsense",
                        "not known");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/details"))
                .extracting(detail -> detail.path("field").asText())
                .containsExactly("nonsense");
    }

    @Test
    void form_isReadInAnyOrderAndJudgedAtOnce() {
        String file = file("\n", HEADER, row("1.00", "r"));
        var late =
                batches.upload(
                        batches.developer,
                        DEBITS,
                        "file",
                        file,
                        "fileContentType",
                        DEBIT_CSV,
                        "treatment",
                        "batch");
        assertThat(batches.completed(DEBITS, late).at("/treatment")).isEqualTo("BATCH");
        var reply =
                batches.upload(
                        batches.developer,
                        DEBITS,
                        "fileContentType",
                        TRANSFER_CSV,
                        "skipValidationErrors",
                        "maybe",
                        "metadata",
                        "{\"n\": 1}",
                        "externalId",
                        "not allowed!");
        assertThat(reply.json().at("/details"))
                .extracting(detail -> detail.path("field").asText())
                .containsExactly(
                        "file",
                        "fileContentType",
                        "treatment",
                        "skipValidationErrors",
                        "externalId",
                        "metadata.n");
        assertThat(
                        batches.upload(batches.developer, DEBITS, "file", file, "file", file)
                                .at("/details/0/field"))
                .isEqualTo("file");
        for (String broken : List.of("{", "{\"a\": \"1\"} {}", "{\"a\": \"1\"} x")) {
            batches.csv(DEBITS, file, "metadata", broken).assertRefused("invalid_json", "metadata");
        }
    }

    @Test
    void jsonFile_isAnArrayOrAnObjectWithPayments() {
        String json = DEBIT_CSV.replace("csv", "json");
        for (String file :
                List.of(
                        "[" + batches.debit("") + ", 7]",
                        " {\"other\": [], \"payments\": [" + batches.debit("") + ", 7]}")) {
            var batch =
                    batches.completed(
                            DEBITS,
                            batches.upload(
                                    batches.developer,
                                    DEBITS,
                                    "treatment",
                                    "BATCH",
                                    "fileContentType",
                                    json,
                                    "file",
                                    file,
                                    "skipValidationErrors",
                                    "true"));
            assertThat(batch.at("/resultSummary/succeeded")).as(batch.body()).isEqualTo("1");
            assertThat(
                            batches.results(DEBITS, batch, "?skipped=true")
                                    .getFirst()
                                    .at("/errors/0/field")
                                    .asText())
                    .isEqualTo("file.1");
        }
        assertThat(
                        batches.upload(
                                        batches.developer,
                                        DEBITS,
                                        "treatment",
                                        "BATCH",
                                        "fileContentType",
                                        json,
                                        "file",
                                        HEADER + "\nx")
                                .at("/details/0/error"))
                .isEqualTo("says json, but the file is csv");
        var otherwise =
                batches.upload(
                        batches.developer,
                        DEBITS,
                        "treatment",
                        "BATCH",
                        "fileContentType",
                        DEBIT_CSV,
                        "file",
                        "[{}]");
        assertThat(otherwise.at("/details/0/error")).isEqualTo("says csv, but the file is json");
        assertThat(
                        batches.upload(
                                        batches.developer,
                                        DEBITS,
                                        "treatment",
                                        "BATCH",
                                        "fileContentType",
                                        json,
                                        "file",
                                        "[{}")
                                .at("/details/0/code"))
                .isEqualTo("invalid_json");
        assertThat(
                        batches.upload(
                                        batches.developer,
                                        DEBITS,
                                        "treatment",
                                        "BATCH",
                                        "fileContentType",
                                        json,
                                        "file",
                                        "[{]")
                                .at("/details/0/error"))
                .contains("(for Object starting at line 1, column 2)")
                .doesNotContain("Source");
    }

    @Test
    void brokenForm_isRefused() {
        var noBoundary =
                batches.developer.sendBytes(
                        "POST", DEBITS, new byte[] {1}, "Content-Type", "multipart/form-data");
        assertThat(noBoundary.at("/details/0/code")).isEqualTo("invalid_multipart");
        var cutOff =
                batches.developer.sendBytes(
                        "POST",
                        DEBITS,
                        ("--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n" + HEADER)
                                .getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "multipart/form-data; boundary=b");
        assertThat(cutOff.at("/details/0/code")).as(cutOff.body()).isEqualTo("invalid_multipart");
        var otherBoundary =
                batches.developer.sendBytes(
                        "POST",
                        DEBITS,
                        "--other--\r\n".getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "multipart/form-data; boundary=b");
        assertThat(otherBoundary.at("/details/0/code"))
                .as(otherBoundary.body())
                .isEqualTo("invalid_multipart");
        assertThat(
                        batches.developer
                                .sendBytes(
                                        "POST", DEBITS, new byte[] {1}, "Content-Type", "text/csv")
                                .status())
                .isEqualTo(415);
    }

    @Test
    void singleRequests_passBetweenTheSlices() {
        String file = HEADER + "\n" + (row("1.00", "r") + "\n").repeat(20_000);
        var batch = batches.csv(DEBITS, file, "skipValidationErrors", "true");
        Await.until(() -> !made(batch).equals("0"));
        batches.sandbox.aDirectDebit().under(batches.mandate).made();
        assertThat(Integer.parseInt(made(batch))).isLessThan(20_000);
        assertThat(batches.completed(DEBITS, batch).at("/resultSummary/succeeded"))
                .isEqualTo("20000");
    }

    private String made(Reply batch) {
        return batches.developer.get(DEBITS + "/" + batch.at("/id")).at("/progress/created");
    }

    @Test
    void tenThousandRows_becomePaymentsInRecordOrder() {
        String file =
                HEADER
                        + "\n"
                        + IntStream.range(0, 10_000)
                                .mapToObj(i -> row(i % 100 == 99 ? "x" : "1.00", "r" + i))
                                .collect(Collectors.joining("\n"));
        var batch =
                batches.completed(
                        DEBITS, batches.csv(DEBITS, file, "skipValidationErrors", "true"));
        assertThat(batch.json().at("/resultSummary").toString())
                .isEqualTo("{\"total\":10000,\"succeeded\":9900,\"failed\":0,\"skipped\":100}");
        int expected = 0;
        String token = "";
        do {
            var page =
                    batches.developer.get(
                            DEBITS + "/" + batch.at("/id") + "/results?limit=500&token=" + token);
            for (var result : page.json().at("/items")) {
                assertThat(result.path("recordIndex").asInt()).isEqualTo(expected);
                assertThat(result.has("paymentId")).isEqualTo(expected % 100 != 99);
                expected++;
            }
            token = page.at("/nextToken");
        } while (!token.isEmpty());
        assertThat(expected).isEqualTo(10_000);
        var last = batches.results(DEBITS, batch, "?skipped=true");
        assertThat(last).hasSize(100);
        assertThat(last.getLast().path("recordIndex").asInt()).isEqualTo(9_999);
    }
}
