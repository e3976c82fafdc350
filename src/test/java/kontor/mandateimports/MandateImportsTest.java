package kontor.mandateimports;

import static kontor.mandateimports.PortfolioFile.LAST;
import static kontor.mandateimports.PortfolioFile.LONG_AGO;
import static kontor.mandateimports.PortfolioFile.SEPA;
import static kontor.mandateimports.PortfolioFile.SIGNED;
import static kontor.mandateimports.PortfolioFile.assertResults;
import static kontor.mandateimports.PortfolioFile.iban;
import static kontor.mandateimports.PortfolioFile.row;
import static kontor.mandateimports.PortfolioFile.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import kontor.CounterpartyBuilder;
import kontor.ExternalAccountBuilder;
import kontor.MandateBuilder;
import kontor.Reply;
import kontor.TestKontor;
import kontor.Uploads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Portfolios over HTTP: what rows become, what is told of faulty ones, and sending them again. */
class MandateImportsTest {

    private static final String ACCOUNTS = "/financial-data/v2/accounts/";

    private static final Set<String> IMPORTER =
            Set.of(
                    "mandates:create",
                    "counterparties:create",
                    "external_accounts:create",
                    "mandates:read",
                    "external_accounts:read",
                    "counterparties:read");

    private final PortfolioFile file = new PortfolioFile();

    private JsonNode mandate(JsonNode row) {
        String id = row.path("mandateId").asText();
        return file.developer.get(MandateBuilder.PATH + "/" + id).ok().json();
    }

    @Test
    void portfolioOfAllSchemes_movesInWithCounterpartiesAndAccounts() {
        String own = file.sandbox.bankgiroAccount();
        String text =
                """
                \ufefflegalName;partyType;iban;accountNumber;city;country;scheme;mandateReference;creditorReference;signatureDate;active;\
                lastCollection;lastSequenceType;originalCreditorReference;originalMandateReference;destinationAccountId;externalId;metadata.source;\
                counterpartyExternalId;nationalIdentifier
                "Müller
                GmbH";COMPANY;%s;;Köln;DE;CORE;M-1;DE98ZZZ09999999999;%s;TRUE;%s;RCUR;NL69ZZZ123456780000;OLD 1;;m-1;old system;;HRB 1
                '=Bolag AB;COMPANY;%s;;;;sdd_b2b;M-2;;%s;false;;;;;;;;;
                Anna;INDIVIDUAL;;50011234571;;;AUTOGIRO;1001;;;true;;;;;%s;;;anna;198112189876
                Anna;INDIVIDUAL;;50011234571;;;AUTOGIRO;1002;;;false;;;;;%s;;;anna;198112189876
                """
                        .formatted(iban(1), LONG_AGO, LAST, iban(2), SIGNED, own, own);
        var imported = file.over(text);
        assertThat(imported.at("/status")).as(imported.body()).isEqualTo("COMPLETED");
        var rows = file.rows(imported, "");
        assertThat(rows).as(rows.toString()).allMatch(row -> row.has("mandateId"));
        assertResults(imported, 4, 0, 0);
        assertThat(rows).extracting(row -> row.path("line").asInt()).containsExactly(2, 4, 5, 6);

        var core = mandate(rows.get(0));
        assertThat(core.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(core.path("lastCollection").asText()).isEqualTo(LAST.toString());
        assertThat(core.path("lapseDate").asText()).isEqualTo(LAST.plusMonths(36).toString());
        assertThat(core.at("/pendingAmendment/originalMandateReference").asText())
                .isEqualTo("OLD 1");
        assertThat(core.at("/pendingAmendment/originalCreditorReference").asText())
                .isEqualTo("NL69ZZZ123456780000");
        assertThat(core.at("/pendingAmendment").has("originalIban")).isFalse();
        assertThat(core.at("/metadata/source").asText()).isEqualTo("old system");
        assertThat(core.at("/sourceHolder/legalName").asText()).isEqualTo("Müller\nGmbH");
        assertThat(core.at("/sourceHolder/address/city").asText()).isEqualTo("Köln");
        assertThat(mandate(rows.get(1)).path("status").asText()).isEqualTo("CREATED");
        assertThat(mandate(rows.get(1)).at("/sourceHolder/legalName").asText())
                .isEqualTo("=Bolag AB");
        assertThat(mandate(rows.get(2)).path("status").asText()).isEqualTo("ACTIVE");
        // Both are of one counterparty with one account.
        assertThat(mandate(rows.get(3)).path("externalAccountId"))
                .isEqualTo(mandate(rows.get(2)).path("externalAccountId"));
        assertThat(file.count(CounterpartyBuilder.PATH)).isEqualTo(3);
        var events =
                file.developer
                        .get(PortfolioFile.PATH + "/" + imported.at("/id") + "/events")
                        .values("name");
        assertThat(events).containsExactly("CREATED", "PROCESSING_STARTED", "COMPLETED");
    }

    /** Whether both stand in one slice or not, in a dry run as in a real one. */
    @Test
    void rowThatNamesWhatAnotherOneMakes_findsItWhereThatStandsBefore() {
        for (int between : new int[] {0, RowSlices.ROWS}) {
            var fresh = new PortfolioFile();
            String text =
                    "counterpartyExternalId,accountExternalId,counterpartyId,externalAccountId,"
                            + SEPA
                            + ",,external:p,,"
                            + row(1)
                            + ",,,external:b,"
                            + row(2).replaceFirst("Payer.*", ",")
                            + "p,a,,,"
                            + row(3)
                            + ",b,,,"
                            + row(4)
                            + ",,,,"
                            + rows(10, 10 + between).replace("\n", "\n,,,,")
                            + row(5)
                            + ",c,external:p,,"
                            + row(6).replace("Payer 6", "")
                            + ",,external:p,,"
                            + row(7)
                            + ",,,external:a,"
                            + row(8).replaceFirst("Payer.*", ",")
                            + ",,,external:b,"
                            + row(9).replaceFirst("Payer.*", ",");
            for (String[] fields : List.of(new String[] {"dryRun", "true"}, new String[0])) {
                var imported = fresh.over(text, fields);
                var failed = fresh.rows(imported, "&status=FAILED");
                assertThat(failed)
                        .as(between + imported.at("/dryRun"))
                        .extracting(row -> row.path("line").asInt())
                        .containsExactly(2, 3, 8 + between);
                assertThat(failed.toString())
                        .contains("counterparty_not_found", "external_account_not_found")
                        .contains("counterparty_differs");
                assertResults(imported, 6 + between, 0, 3);
            }
        }
    }

    @Test
    void dryRun_saysWhatWouldBecomeAndLeavesNothing() {
        String text =
                "counterpartyExternalId,"
                        + SEPA
                        + "a,"
                        + row(1)
                        + "b,"
                        + row(2)
                        + ","
                        + row(3)
                        + "a,"
                        + row(1).replace("M-00001", "M-9")
                        + ","
                        + row(2)
                        + "b,"
                        + row(4);
        for (String[] fields : List.of(new String[] {"dryRun", "true"}, new String[0])) {
            var imported = file.over(text, fields);
            boolean dry = fields.length > 0;
            assertThat(imported.json().path("dryRun").asBoolean()).isEqualTo(dry);
            assertResults(imported, 4, 0, 2);
            assertThat(file.rows(imported, "&status=FAILED").toString())
                    .contains("mandate_reference_repeated", "line 3")
                    .contains("counterparty_differs");
            assertThat(file.rows(imported, "&status=SUCCEEDED"))
                    .hasSize(4)
                    .allMatch(row -> row.has("mandateId") != dry);
            assertThat(file.count(MandateBuilder.PATH)).isEqualTo(dry ? 0 : 4);
            assertThat(file.count(CounterpartyBuilder.PATH)).isEqualTo(dry ? 0 : 3);
        }
        var byQuery = Uploads.file(file.developer, PortfolioFile.PATH + "?dryRun=true", text);
        assertThat(byQuery.created().json().path("dryRun").asBoolean()).isTrue();
    }

    @Test
    void correctedFile_takesTheNewRowsOnly() {
        String faulty = row(3).replace(SIGNED.toString(), "01.06.2024");
        var first = file.over(SEPA + row(1) + row(2) + faulty);
        assertResults(first, 2, 0, 1);
        assertThat(file.rows(first, "&status=FAILED").getFirst().at("/errors/0/column").asText())
                .isEqualTo("signatureDate");
        String path = PortfolioFile.PATH + "/" + first.at("/id") + "/faulty-rows";
        String told = file.developer.get(path).ok().body();
        assertThat(told.lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("SDD_CORE,M-00003,01.06.2024")
                .contains("signatureDate: must be a date");
        // As it was, in full, and as it is told: only what is new is made.
        assertResults(file.over(SEPA + row(1) + row(2) + row(3)), 1, 2, 0);
        assertResults(file.over(told.replace("01.06.2024", SIGNED.toString())), 0, 1, 0);
        assertResults(file.over(SEPA + row(2).replace(iban(2), iban(7))), 0, 0, 1);
        assertThat(file.count(MandateBuilder.PATH)).isEqualTo(3);
        assertThat(file.count(CounterpartyBuilder.PATH)).isEqualTo(3);
        // Who ended a mandate is not collected from because an old file is sent again.
        String ended = file.rows(first, "").getFirst().path("mandateId").asText();
        file.developer.post(MandateBuilder.PATH + "/" + ended + ":cancel", "").accepted();
        var again = file.over(SEPA + row(1) + row(2));
        assertResults(again, 0, 1, 1);
        assertThat(file.rows(again, "&status=FAILED").toString()).contains("mandate_ended");
    }

    @Test
    void whatIsThere_isUsedAndNotChanged() {
        Reply there = file.sandbox.aCounterparty().with("externalId", "there").made();
        String account = there.at("/accounts/0/id");
        String iban = there.at("/accounts/0/identifiers/0/number");
        String name = there.at("/legalName");
        var other = TestKontor.shared().sandbox().aCounterparty().made();
        var imported =
                file.over(
                        "scheme,mandateReference,signatureDate,externalAccountId,counterpartyId,"
                                + "counterpartyExternalId,legalName,iban\n"
                                + "CORE,A-1,%s,%s,,,,\n".formatted(SIGNED, account)
                                + "CORE,A-2,%s,,%s,,,%s\n".formatted(SIGNED, there.at("/id"), iban)
                                + "CORE,A-3,%s,,external:there,,,%s\n".formatted(SIGNED, iban(5))
                                + "CORE,A-4,%s,,,there,%s,%s\n".formatted(SIGNED, name, iban(5))
                                + "CORE,A-5,%s,,,there,Another,%s\n".formatted(SIGNED, iban)
                                + "CORE,A-6,%s,%s,,,,\n"
                                        .formatted(SIGNED, other.at("/accounts/0/id"))
                                + "CORE,A-7,%s,,%s,,,%s\n"
                                        .formatted(SIGNED, other.at("/id"), iban(6)));
        assertResults(imported, 4, 0, 3);
        assertThat(file.rows(imported, "&status=FAILED"))
                .extracting(row -> row.at("/errors/0/column").asText())
                .containsExactly("legalName", "externalAccountId", "counterpartyId");
        assertThat(file.count(CounterpartyBuilder.PATH)).isEqualTo(1);
        assertThat(file.count(ExternalAccountBuilder.PATH)).isEqualTo(2);
    }

    @Test
    void limitedRole_importsIntoItsAccountsOnlyAndSeesItsOwnImports() {
        String own = file.sandbox.bankgiroAccount();
        var client =
                file.sandbox.aRole(IMPORTER).limitedTo(file.sandbox.account()).member().client();
        String text =
                "scheme,mandateReference,legalName,accountNumber,active,destinationAccountId\n"
                        + "AUTOGIRO,1001,Anna,50011234571,true,"
                        + own
                        + "\n";
        var imported = PortfolioFile.over(client, Uploads.file(client, PortfolioFile.PATH, text));
        assertResults(imported, 0, 0, 1);
        var before = file.over(text);
        assertResults(before, 1, 0, 0);
        assertThat(client.get(PortfolioFile.PATH).items()).hasSize(1);
        assertThat(client.get(PortfolioFile.PATH + "/" + before.at("/id")).status()).isEqualTo(404);
        assertThat(file.count(PortfolioFile.PATH)).isEqualTo(2);
    }

    @Test
    void ownAccount_isNamedByItsIban() {
        String own =
                file.developer.get(ACCOUNTS + file.sandbox.account()).at("/identifiers/0/number");
        String foreign = TestKontor.shared().sandbox().aCounterparty().made().at("/accounts/0/id");
        String header =
                "scheme,mandateReference,signatureDate,legalName,iban,destinationIban,"
                        + "destinationAccountId\n";
        String row = "CORE,O-%d,%s,Payer,%s,%s,%s\n";
        var imported =
                file.over(
                        header
                                + row.formatted(1, SIGNED, iban(1), own, "")
                                + row.formatted(
                                        2, SIGNED, iban(2), own.toLowerCase(Locale.ROOT), "")
                                + row.formatted(3, SIGNED, iban(3), iban(77), "")
                                + row.formatted(4, SIGNED, iban(4), "DE12", "")
                                + row.formatted(5, SIGNED, iban(5), own, foreign));
        assertResults(imported, 2, 0, 3);
        for (var one : file.rows(imported, "&status=SUCCEEDED")) {
            assertThat(mandate(one).path("destinationAccountId").asText())
                    .isEqualTo(file.sandbox.account());
        }
        assertThat(file.rows(imported, "&status=FAILED"))
                .extracting(one -> one.at("/errors/0/column").asText())
                .containsExactly("destinationIban", "destinationIban", "destinationAccountId");
        // Who does not see the account learns nothing of it.
        var client =
                file.sandbox
                        .aRole(IMPORTER)
                        .limitedTo(file.sandbox.bankgiroAccount())
                        .member()
                        .client();
        String text = header + row.formatted(9, SIGNED, iban(9), own, "");
        var limited = PortfolioFile.over(client, Uploads.file(client, PortfolioFile.PATH, text));
        assertResults(limited, 0, 0, 1);
        String rows = client.get(PortfolioFile.PATH + "/" + limited.at("/id") + "/rows").body();
        assertThat(rows).contains("own_account_not_found").doesNotContain(file.sandbox.account());
    }

    /** A payer number is one of a bankgiro; the customer number is that of both. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void payerNumber_isOneOfItsBankgiro(boolean dryRun) {
        String one = file.sandbox.bankgiroAccount();
        String other = file.sandbox.anotherBankgiro("9912346");
        String header =
                "scheme,mandateReference,creditorReference,active,legalName,accountNumber,market,"
                        + "destinationAccountId\n";
        String row = "AUTOGIRO,1001,%s,true,Anna,%s,SE,%s\n";
        String both =
                row.formatted("471100", "50011234571", one)
                        + row.formatted("471100", "50011234571", other);
        var imported =
                file.over(
                        header + both + row.formatted("654321", "50011234571", other),
                        "dryRun",
                        String.valueOf(dryRun));
        assertResults(imported, 2, 0, 1);
        assertThat(file.rows(imported, "&status=FAILED"))
                .singleElement()
                .asString()
                .contains("mandate_reference_repeated", "line 3");
        if (!dryRun) {
            assertResults(file.over(header + both), 0, 2, 0);
        }
    }

    @Test
    void metadata_isOfMandateCounterpartyAndAccount() {
        var imported =
                file.over(
                        SEPA.strip()
                                + ",metadata.a,counterparty.metadata.b,externalAccount.metadata.c,"
                                + "externalAccountId\n"
                                + row(1).strip()
                                + ",one,two,three,\n"
                                + row(2).strip()
                                + ",%s,,,\n".formatted("x".repeat(2_000))
                                + "CORE,M-3,%s,,,,,,y,z,external:none\n".formatted(SIGNED));
        assertResults(imported, 1, 0, 2);
        var made = mandate(file.rows(imported, "&status=SUCCEEDED").getFirst());
        assertThat(made.at("/metadata/a").asText()).isEqualTo("one");
        var party =
                file.developer.get(
                        CounterpartyBuilder.PATH + "/" + made.path("counterpartyId").asText());
        assertThat(party.at("/metadata/b")).isEqualTo("two");
        assertThat(party.at("/accounts/0/metadata/c")).isEqualTo("three");
        assertThat(file.rows(imported, "&status=FAILED").toString())
                .contains("metadata.a", "counterparty.metadata.b", "externalAccount.metadata.c");
    }

    @Test
    void dryRun_isImportedFromItsStoredFile() {
        var tried = file.over(SEPA + row(1) + row(2).replace("true", "ja"), "dryRun", "true");
        String path = PortfolioFile.PATH + "/" + tried.at("/id") + ":import";
        String[] key = {"Idempotency-Key", "once"};
        var begun = file.developer.post(path, "", key).created();
        assertThat(begun.at("/id")).isNotEqualTo(tried.at("/id"));
        assertThat(begun.json().path("dryRun").asBoolean()).isFalse();
        assertThat(begun.json().path("input")).isEqualTo(tried.json().path("input"));
        assertThat(file.developer.post(path, "", key).created().at("/id"))
                .isEqualTo(begun.at("/id"));
        assertResults(PortfolioFile.over(file.developer, begun), 1, 0, 1);
        assertThat(file.count(MandateBuilder.PATH)).isEqualTo(1);
        String again = PortfolioFile.PATH + "/" + begun.at("/id") + ":import";
        file.developer.post(again, "").assertRefused("import_not_tried", "dryRun");
        TestKontor.shared()
                .database()
                .write(
                        file.sandbox.organization(),
                        tx ->
                                tx.update(
                                                "DELETE FROM batch_pieces WHERE organization_id ="
                                                        + " :org AND batch_id = :id")
                                        .bind("id", UUID.fromString(tried.at("/id")))
                                        .execute());
        assertThat(file.developer.post(path, "").status()).isEqualTo(410);
    }

    @Test
    void faultyLines_areToldAsRows_andComeBackInTheFileOfFaultyRows() {
        String header = SEPA.strip() + ",,\n";
        var imported =
                file.over(
                        "\ufeff\ufeff"
                                + header
                                + row(1)
                                + row(2).replace("Payer 2", "x".repeat(100_000))
                                + header
                                + row(3).strip()
                                + ",,,,\n"
                                + row(4).replace("Payer 4", "Pay\0er"));
        assertResults(imported, 2, 0, 3);
        assertThat(file.rows(imported, "&status=FAILED"))
                .extracting(
                        one -> one.path("line").asInt() + " " + one.at("/errors/0/code").asText())
                .containsExactly("3 record_too_long", "4 header_repeated", "6 invalid_value");
        String path = PortfolioFile.PATH + "/" + imported.at("/id") + "/faulty-rows";
        String told = file.developer.get(path).ok().body();
        assertThat(told.lines().toList().getFirst()).endsWith("legalName,iban,error");
        assertThat(told).contains("leave this line out");
        assertResults(file.over(told), 0, 0, 3);
    }

    /** What strangers and spreadsheets send: refused whole, with nothing made. */
    @Test
    void fileThatIsNoUtf8_isRefusedWhole() {
        String text = SEPA + row(1);
        for (var charset :
                List.of(
                        StandardCharsets.UTF_16LE,
                        StandardCharsets.UTF_16BE,
                        StandardCharsets.UTF_16)) {
            byte[] bytes = text.getBytes(charset);
            var refused = Uploads.file(file.developer, PortfolioFile.PATH, bytes, new String[0]);
            assertThat(refused.status()).as(charset + refused.body()).isEqualTo(400);
            assertThat(refused.body()).as(charset.name()).contains("UTF-8");
        }
        file.send(SEPA + row(1) + "\"SDD_CORE,M-2").assertRefused("invalid_csv", "file");
        assertThat(file.count(PortfolioFile.PATH)).isZero();
    }

    @Test
    void rowsThatAreAllFaulty_areEachToldWithLineAndColumn() {
        int count = 3 * RowSlices.ROWS + 1;
        var imported = file.over(SEPA + rows(0, count).replace("SDD_CORE", "SDD_CORN"));
        assertResults(imported, 0, 0, count);
        var last = file.rows(imported, "&status=FAILED").getFirst();
        assertThat(last.at("/line").asInt()).isEqualTo(2);
        assertThat(last.at("/errors/0/column").asText()).isEqualTo("scheme");
        String path = PortfolioFile.PATH + "/" + imported.at("/id") + "/faulty-rows";
        var told = file.developer.get(path).ok().body().lines().toList();
        assertThat(told).hasSize(1 + count);
        assertThat(told.getLast()).startsWith("SDD_CORN,M-%05d".formatted(count - 1));
    }

    @Test
    void importOfAnotherOrganization_isNotThere() {
        String one = PortfolioFile.PATH + "/" + file.over(SEPA + row(1)).at("/id");
        var stranger = TestKontor.shared().sandbox().developer();
        for (String what : List.of("", "/rows", "/events", "/faulty-rows")) {
            assertThat(stranger.get(one + what).status()).as(what).isEqualTo(404);
        }
        for (String verb : List.of(":cancel", ":import")) {
            assertThat(stranger.post(one + verb, "").status()).as(verb).isEqualTo(404);
        }
    }

    @Test
    void sameKey_isOneImport_andCancellingEndsIt() {
        byte[] bytes = (SEPA + rows(1, 3)).getBytes(StandardCharsets.UTF_8);
        String[] key = {"Idempotency-Key", "once"};
        var first = Uploads.file(file.developer, PortfolioFile.PATH, bytes, key).created();
        var again = Uploads.file(file.developer, PortfolioFile.PATH, bytes, key).created();
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        var over = PortfolioFile.over(file.developer, first);
        String cancel = PortfolioFile.PATH + "/" + over.at("/id") + ":cancel";
        file.developer.post(cancel, "").assertRefused("import_over", "status");
        assertThat(file.developer.post(cancel, "", "If-Match", "version:1").status())
                .isEqualTo(412);
    }

    @Test
    void header_isReadInAnyOrder_andUnknownColumnsNameThoseKnown() {
        file.send("scheme,mandateReference,konto\nCORE,1,2\n")
                .assertRefused("column_unknown", "file");
        assertThat(file.send("scheme,mandateReference,konto\nCORE,1,2\n").body())
                .contains("konto", "lastCollection", "originalMandateReference");
        file.send("scheme,iban\nCORE,2\n").assertRefused("column_missing", "file");
        file.send("scheme,mandateReference\n").assertRefused("invalid_value", "file");
    }
}
