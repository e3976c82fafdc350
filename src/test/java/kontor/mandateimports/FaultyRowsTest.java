package kontor.mandateimports;

import static kontor.mandateimports.PortfolioFile.iban;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a row stands at its column, with the cure; all rows in one file. */
class FaultyRowsTest {

    private static final List<String> COLUMNS =
            List.of(
                    "scheme",
                    "mandateReference",
                    "signatureDate",
                    "active",
                    "lastCollection",
                    "lastSequenceType",
                    "originalMandateReference",
                    "originalCreditorReference",
                    "originalIban",
                    "recurrence",
                    "creditorReference",
                    "destinationAccountId",
                    "externalAccountId",
                    "legalName",
                    "partyType",
                    "nationalIdentifier",
                    "country",
                    "postalCode",
                    "iban",
                    "bic",
                    "accountNumber",
                    "market",
                    "email");

    private static final String GOOD =
            "scheme=CORE|mandateReference=M-%d|signatureDate=%%SIGNED|legalName=Payer|iban=%s";

    private static final String SWEDISH =
            "scheme=AUTOGIRO|mandateReference=17|iban=|accountNumber=50011234571";

    /** A row with differences, and what is told: the column and a word of the message. */
    private static final List<List<String>> CASES =
            List.of(
                    List.of("scheme=SEPA", "scheme", "must be one of"),
                    List.of("mandateReference=", "mandateReference", "is required"),
                    List.of("mandateReference=M_1", "mandateReference", "character"),
                    List.of("mandateReference=1,0E+15", "mandateReference", "spreadsheet"),
                    List.of("externalAccountId=4.7e+20", "externalAccountId", "spreadsheet"),
                    List.of("signatureDate=", "signatureDate", "is required"),
                    List.of("signatureDate=2024-02-30", "signatureDate", "2024-02 has 29 days"),
                    List.of("signatureDate=2099-01-01", "signatureDate", "future"),
                    List.of("signatureDate=%LONG", "signatureDate", "36 months"),
                    List.of("active=ja", "active", "true or false"),
                    List.of("lastCollection=%LAST", "lastCollection", "active: true"),
                    List.of("active=true|lastCollection=2099-01-02", "lastCollection", "future"),
                    List.of(
                            "active=true|signatureDate=%LONG|lastCollection=%LONG",
                            "lastCollection", "36 months"),
                    List.of(
                            "active=true|lastCollection=%LONG",
                            "lastCollection", "before signatureDate"),
                    List.of("lastSequenceType=FNAL", "lastSequenceType", "used up"),
                    List.of("lastSequenceType=LAST", "lastSequenceType", "must be one of"),
                    List.of("active=true|lastSequenceType=RCUR", "lastCollection", "is required"),
                    List.of("originalIban=%I", "originalIban", "active: true"),
                    List.of(
                            "active=true|originalCreditorReference=DE97ZZZ09999999999",
                            "originalCreditorReference",
                            "check"),
                    List.of("active=true|originalIban=DE00", "originalIban", ""),
                    List.of(
                            "active=true|recurrence=ONE_OFF|lastCollection=%LAST",
                            "lastCollection", "never used"),
                    List.of(
                            "externalAccountId=external:none|iban=|legalName=",
                            "externalAccountId",
                            "names no"),
                    List.of("externalAccountId=external:none", "legalName", "must be empty"),
                    List.of("legalName=", "legalName", "is required"),
                    List.of("legalName=山田太郎", "legalName", "Latin letters"),
                    List.of("scheme=B2B|partyType=INDIVIDUAL", "iban", "individual"),
                    List.of("partyType=GmbH", "partyType", "must be one of"),
                    List.of("country=DE|postalCode=1067", "postalCode", "zeros"),
                    List.of("iban=DE12", "iban", ""),
                    List.of("iban=", "iban", "accountNumber"),
                    List.of("iban=BR1800360305000010009795493C1", "iban", "SEPA country"),
                    List.of("accountNumber=1", "accountNumber", "must be empty"),
                    List.of("bic=XX", "bic", ""),
                    List.of("email=nobody", "email", "email address"),
                    List.of(
                            "destinationAccountId=external:none",
                            "destinationAccountId",
                            "no account"),
                    List.of(
                            "scheme=AUTOGIRO|mandateReference=0017|iban=|accountNumber=50011234571",
                            "mandateReference",
                            "leading zero"),
                    List.of(
                            "scheme=AUTOGIRO|mandateReference=17|iban=|accountNumber=50011234571",
                            "destinationAccountId",
                            "is required"),
                    List.of(SWEDISH + "|creditorReference=4711", "creditorReference", "zeros"),
                    List.of(
                            SWEDISH + "|nationalIdentifier=112189876",
                            "nationalIdentifier",
                            "zeros"),
                    List.of(
                            SWEDISH + "|accountNumber=50011234572|destinationAccountId=%OWN",
                            "accountNumber",
                            ""),
                    List.of(
                            SWEDISH
                                    + "|active=true|originalMandateReference=18"
                                    + "|destinationAccountId=%OWN",
                            "originalMandateReference",
                            "only SEPA"));

    /** Within a slice nothing stays of the attempt in which the first row had the id. */
    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void externalIdOfAnotherRow_isToldWithItsLine(String dryRun) {
        var text = new StringBuilder("scheme,mandateReference,signatureDate,legalName,iban,%s\n");
        for (int i = 1; i <= 3; i++) {
            String row = "CORE,E%d,%s,Payer,%s,mine\n";
            text.append(row.formatted(i, PortfolioFile.SIGNED, iban(i)));
        }
        for (String column : List.of("externalId", "accountExternalId")) {
            var imported = file.over(text.toString().formatted(column), "dryRun", dryRun);
            var errors =
                    file.rows(imported, "&status=FAILED").stream()
                            .map(row -> row.path("errors").toString())
                            .toList();
            assertThat(errors).as(column).hasSize(2);
            assertThat(errors)
                    .as(column)
                    .allSatisfy(
                            one ->
                                    assertThat(one)
                                            .contains("\"column\":\"" + column)
                                            .contains("is used in line 2; choose another one"));
            if (dryRun.equals("false")) {
                return;
            }
        }
    }

    private final PortfolioFile file = new PortfolioFile();
    private final String own = file.sandbox.bankgiroAccount();

    private String line(int number, String difference) {
        var cells = new HashMap<String, String>();
        for (String cell : (GOOD.formatted(number, iban(number)) + "|" + difference).split("[|]")) {
            var parts = cell.split("=", 2);
            cells.put(parts[0], parts[1]);
        }
        Map<String, String> names =
                Map.of(
                        "%I", iban(99),
                        "%OWN", own,
                        "%SIGNED", PortfolioFile.SIGNED.toString(),
                        "%LAST", PortfolioFile.LAST.toString(),
                        "%LONG", PortfolioFile.LONG_AGO.toString());
        return COLUMNS.stream()
                .map(column -> cells.getOrDefault(column, ""))
                .map(cell -> names.getOrDefault(cell, cell))
                .map(cell -> cell.contains(",") ? "\"" + cell + "\"" : cell)
                .collect(Collectors.joining(","));
    }

    @Test
    void everyFault_isToldAtItsColumnWithTheCure_andHarmsNoOtherRow() {
        var text = new StringBuilder(String.join(",", COLUMNS)).append("\n");
        for (int i = 0; i < CASES.size(); i++) {
            text.append(line(2 * i, CASES.get(i).get(0))).append("\n");
            text.append(line(2 * i + 1, "scheme=CORE")).append("\n");
        }
        text.append("one cell too few,\n");
        var imported = file.over(text.toString(), "dryRun", "true");
        var failed = file.rows(imported, "&status=FAILED");
        var byLine = new HashMap<Integer, String>();
        failed.forEach(row -> byLine.put(row.path("line").asInt(), row.path("errors").toString()));
        for (int i = 0; i < CASES.size(); i++) {
            var one = CASES.get(i);
            assertThat(byLine.getOrDefault(2 * i + 2, "nothing"))
                    .as(one.get(0))
                    .contains("\"column\":\"" + one.get(1) + "\"")
                    .contains(one.get(2));
        }
        assertThat(byLine.get(2 * CASES.size() + 2)).contains("column_count");
        PortfolioFile.assertResults(imported, CASES.size(), 0, CASES.size() + 1);
    }
}
