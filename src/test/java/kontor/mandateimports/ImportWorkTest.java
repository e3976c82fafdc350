package kontor.mandateimports;

import static kontor.mandateimports.PortfolioFile.SEPA;
import static kontor.mandateimports.PortfolioFile.assertResults;
import static kontor.mandateimports.PortfolioFile.row;
import static kontor.mandateimports.PortfolioFile.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.Jsons;
import kontor.Reply;
import kontor.TestKontor;
import kontor.changes.Changes;
import kontor.changes.ExternalIds;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.counterparties.Counterparties;
import kontor.counterparties.ExternalAccounts;
import kontor.db.Database;
import kontor.directdebits.Room;
import kontor.leases.Leases;
import kontor.portfolios.PortfolioSlice;
import kontor.shares.Allowance;
import kontor.uploads.ChunkTable;
import kontor.uploads.StoredInput;
import kontor.uploads.UploadFormat;
import kontor.uploads.UploadKind;
import kontor.uploads.UploadReader;
import org.junit.jupiter.api.Test;

/** Workers that die and take over from each other: every mandate is made once. */
class ImportWorkTest {

    private static final int ROWS = 2 * RowSlices.ROWS + 17;

    private final PortfolioFile file = new PortfolioFile();
    private final Database database = TestKontor.shared().database();
    private final OrganizationId organization = file.sandbox.organization();

    /** Those of a node of its own. */
    private MandateImports imports() {
        var wiring = TestKontor.shared().wiring();
        var journal = wiring.ground().journal();
        var externalIds = new ExternalIds();
        var accounts =
                new ExternalAccounts(
                        journal, externalIds, List.of(), wiring.parties().payeeReviews());
        var parties =
                new Counterparties(
                        journal,
                        externalIds,
                        accounts,
                        wiring.parties().entities()::existing,
                        (_, _) -> {});
        return MandateImports.of(
                database,
                new Changes(database),
                journal,
                new UploadReader(database, Allowance.STANDARD),
                new PortfolioSlice.Doors(
                        parties,
                        accounts,
                        new Room().mandates,
                        wiring.parties().accounts(),
                        externalIds));
    }

    /** An import that nobody works on yet. */
    private UUID stored(String text, boolean dryRun) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        UUID id = Ids.next();
        var input =
                new StoredInput(
                        UploadFormat.CSV_FILE,
                        UploadKind.CSV,
                        (int) text.lines().count() - 1,
                        bytes.length,
                        "00".repeat(32),
                        Optional.empty());
        var request = new NewMandateImport(id, dryRun, input, new ChunkTable.Chunk(id, 0, bytes));
        var caller =
                new Caller(
                        organization, Ids.next(), "u", "U", Ids.next(), false, true, Set.of(), 100);
        database.write(
                organization,
                tx ->
                        imports()
                                .create
                                .apply(
                                        tx,
                                        List.of(
                                                new Request<>(
                                                        caller,
                                                        Ids.next(),
                                                        id,
                                                        Optional.empty(),
                                                        request))));
        return id;
    }

    private Reply shown(UUID imported) {
        return file.developer.get(PortfolioFile.PATH + "/" + imported).ok();
    }

    /** A row whose result is there already cannot be written, so its slice breaks at its end. */
    private void breakAt(UUID imported, int row) {
        file.sandbox.execute(
                """
                INSERT INTO mandate_import_rows (organization_id, import_id, record_index, line, status)
                VALUES (:org, :import, :row, 1, 'SUCCEEDED')
                """,
                "import",
                imported,
                "row",
                row);
    }

    private void mend(UUID imported, int row) {
        file.sandbox.execute(
                """
                DELETE FROM mandate_import_rows
                WHERE organization_id = :org AND import_id = :import AND record_index = :row
                """,
                "import",
                imported,
                "row",
                row);
    }

    private void assertEveryMandateOnce() {
        var references =
                database.read(
                        organization,
                        tx ->
                                tx.query(
                                                """
                                                SELECT mandate_reference FROM mandates WHERE organization_id = :org
                                                """)
                                        .mapTo(String.class)
                                        .list());
        assertThat(references).hasSize(ROWS);
        assertThat(new HashSet<>(references)).hasSize(ROWS);
    }

    @Test
    void workerThatDiesInASlice_isFollowedByOneThatGoesOn() throws IOException {
        UUID imported = stored(SEPA + rows(0, ROWS), false);
        breakAt(imported, RowSlices.ROWS + 3);
        var dying = imports().work();
        assertThatThrownBy(() -> dying.run(organization, imported))
                .hasMessageContaining("mandate_import_rows");
        assertThat(shown(imported).at("/status")).isEqualTo("PROCESSING_STARTED");
        // The slice beside the one that died may have been made.
        assertThat(shown(imported).json().at("/results/succeeded").asInt())
                .isGreaterThanOrEqualTo(RowSlices.ROWS)
                .isLessThan(ROWS);
        mend(imported, RowSlices.ROWS + 3);
        imports().work().run(organization, imported);
        assertThat(shown(imported).at("/status")).isEqualTo("COMPLETED");
        assertResults(shown(imported), ROWS, 0, 0);
        assertEveryMandateOnce();
    }

    @Test
    void importWhoseTurnIsOver_isGoneOnWithInTheNext() throws IOException {
        UUID imported = stored(SEPA + rows(0, ROWS), false);
        int turns = 1;
        while (!imports().work().run(organization, imported, () -> true)) {
            turns++;
        }
        assertThat(turns).isGreaterThan(2);
        assertThat(shown(imported).at("/status")).isEqualTo("COMPLETED");
        assertResults(shown(imported), ROWS, 0, 0);
        assertEveryMandateOnce();
    }

    /** Begun anew at another turn it would never end. */
    @Test
    void dryRun_goesOnToItsEndInItsFirstTurn() throws IOException {
        UUID imported = stored(SEPA + rows(0, ROWS), true);
        assertThat(imports().work().run(organization, imported, () -> true)).isTrue();
        assertThat(shown(imported).at("/status")).isEqualTo("COMPLETED");
    }

    /** A dry run makes the same slices with each attempt, which is no way forward. */
    @Test
    void dryRunThatAlwaysBreaksOff_isGivenUp_andAnImportThatGetsFurtherIsNot() throws IOException {
        for (boolean dryRun : new boolean[] {true, false}) {
            UUID imported = stored(SEPA + rows(0, 1), dryRun);
            var table = new ImportTable();
            for (int i = 0; i < 10; i++) {
                database.write(
                        organization,
                        tx -> {
                            table.begun(tx, imported);
                            return table.progressed(
                                    tx, imported, new MandateImport.Progress(0, 0, 0));
                        });
            }
            imports().work().run(organization, imported);
            assertThat(shown(imported).at("/status")).isEqualTo(dryRun ? "FAILED" : "COMPLETED");
        }
    }

    @Test
    void referenceRepeatedFarApart_isToldByItsLine_inADryRunAsInARealOne() throws IOException {
        String text = SEPA + rows(0, RowSlices.ROWS + 5) + row(7) + row(3).replace("M-0", "m-0");
        for (boolean dryRun : new boolean[] {true, false}) {
            UUID imported = stored(text, dryRun);
            imports().work().run(organization, imported);
            var over = shown(imported);
            assertResults(over, RowSlices.ROWS + 5, 0, 2);
            assertThat(file.rows(over, "&status=FAILED"))
                    .hasSize(2)
                    .allMatch(row -> row.toString().contains("mandate_reference_repeated"))
                    .allMatch(row -> row.toString().matches(".*line (5|9)[^0-9].*"));
        }
    }

    /** Rows of later slices that name what earlier ones make, or would make. */
    @Test
    void whatEarlierSlicesMake_isThere_inADryRunAsInARealOne() throws IOException {
        requireMetadata();
        String head =
                "scheme,mandateReference,signatureDate,legalName,iban,externalId,accountExternalId,"
                        + "counterpartyExternalId,counterparty.metadata.area,"
                        + "externalAccount.metadata.area\n";
        var text = new StringBuilder(head);
        text.append(full(0, "m-0", "a-0", "p-0", "north"));
        text.append(full(1, "m-1", "a-1", "p-1", "north"));
        for (int i = 2; i < RowSlices.ROWS; i++) {
            text.append(full(i, "", "", "", "north"));
        }
        // The same payer and account, of which everything is said by now.
        text.append(full(0, "", "a-0", "p-0", "").replace("M-00000", "N-1"));
        // One more account of a payer who is there: what is required of it is missing.
        text.append(
                full(1, "", "", "p-1", "").replace("M-00001", "N-3").replace(iban(1), iban(9_001)));
        text.append(full(1, "", "", "p-1", "").replace("M-00001", "N-2"));
        // Each of these ids is somebody else's.
        text.append(full(9_002, "", "a-1", "", "north"));
        text.append(full(9_003, "p-0", "", "", "north"));
        text.append(full(9_004, "a-0", "", "m-1", "north"));
        var dry = results(text.toString(), true);
        assertThat(dry)
                .hasSize(5)
                .contains("{\"succeeded\":502,\"existing\":0,\"failed\":4}")
                .contains("503 [externalAccount.metadata.area][metadata_key_required]")
                .contains("505 [accountExternalId][external_id_taken]")
                .contains("506 [externalId][external_id_taken]")
                .contains("507 [counterpartyExternalId][external_id_taken]");
        assertThat(results(text.toString(), false)).isEqualTo(dry);
    }

    private static String iban(int number) {
        return PortfolioFile.iban(number);
    }

    private void requireMetadata() {
        file.sandbox
                .owner()
                .post(
                        "/iam/v2beta/metadata-keys",
                        Jsons.json(
                                "{'key': 'area', 'resources': ["
                                        + "{'resource': 'external_accounts', 'required': true},"
                                        + "{'resource': 'counterparties', 'required': true}]}"))
                .created();
    }

    private static String full(
            int number, String mandate, String account, String party, String area) {
        return "SDD_CORE,M-%05d,%s,Payer %d,%s,%s,%s,%s,%s,%s\n"
                .formatted(
                        number,
                        PortfolioFile.SIGNED,
                        number,
                        iban(number),
                        mandate,
                        account,
                        party,
                        area,
                        area);
    }

    /** How many rows became what, and of those that failed line, columns and codes. */
    private List<String> results(String text, boolean dryRun) throws IOException {
        UUID imported = stored(text, dryRun);
        imports().work().run(organization, imported);
        var over = shown(imported);
        var all = new ArrayList<String>();
        all.add(over.json().path("results").toString());
        for (var row : file.rows(over, "&status=FAILED")) {
            var columns = row.findValuesAsText("column");
            all.add(row.path("line").asText() + " " + columns + row.findValuesAsText("code"));
        }
        return all;
    }

    @Test
    void dryRunThatBrokeOff_beginsAgain() throws IOException {
        UUID imported = stored(SEPA + rows(0, RowSlices.ROWS + 5), true);
        breakAt(imported, RowSlices.ROWS + 3);
        // The worker forgets what an earlier one found, and with that what is in its way.
        imports().work().run(organization, imported);
        assertResults(shown(imported), RowSlices.ROWS + 5, 0, 0);
        assertThat(file.count(kontor.MandateBuilder.PATH)).isZero();
    }

    @Test
    void whoeverHasNoLease_doesNothing_andACancelledOneIsLeft() throws IOException {
        UUID imported = stored(SEPA + row(1), false);
        try (var _ = new Leases(database).tryTake(organization, imported, () -> {}).orElseThrow()) {
            imports().work().run(organization, imported);
            assertThat(shown(imported).at("/status")).isEqualTo("CREATED");
        }
        var cancelled =
                file.developer.post(PortfolioFile.PATH + "/" + imported + ":cancel", "").accepted();
        assertThat(cancelled.at("/status")).isEqualTo("CANCELLED");
        imports().work().run(organization, imported);
        assertResults(shown(imported), 0, 0, 0);
    }
}
