package kontor.statements;

import static kontor.statements.StatementBuilder.MONDAY;
import static kontor.statements.StatementBuilder.aDetail;
import static kontor.statements.StatementBuilder.aStatement;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import kontor.Client;
import kontor.Reply;
import kontor.TestKontor;
import kontor.accounts.Account;
import kontor.accounts.AccountFixtures;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.iso20022.BankTransactionCode;
import kontor.iso20022.Remittance;
import kontor.iso20022.StatementFile;
import org.junit.jupiter.api.Test;

/** Intraday reports become pending transactions, which statements take away again. */
class PendingTransactionsTest {

    private static final String PATH = "/financial-data/v2/pending-transactions";
    private static final String BETA = "/financial-data/v2beta/pending-transactions";
    private static final String LABEL =
            "[{\"op\": \"replace\", \"path\": \"/metadata/label\", \"value\": \"rent\"}]";

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();
    private final Account account = AccountFixtures.aEuroAccount(kontor, organization);
    private final Statements statements =
            new Statements(
                    kontor.wiring().ground().journal(),
                    kontor.wiring().banking().cases(),
                    kontor.wiring().parties().accounts(),
                    kontor.wiring().parties().balances(),
                    (_, _) -> {});
    private final StatementFiles files =
            new StatementFiles(
                    kontor.database(),
                    kontor.wiring().ground().changes(),
                    kontor.wiring().parties().accounts(),
                    statements);
    private final Client client =
            kontor.client(
                    organization,
                    Set.of(
                            "pending_transactions:read",
                            "pending_transactions:update",
                            "transactions:read",
                            "transactions:update"));

    @Test
    void report_isShownWithAllThatTheBankTells() {
        var report = aReport(9);
        report.entry(
                report.head(-9_900, "P1", "PDNG", BankTransactionCode.iso("PMNT", "RDDT", "ESDD")),
                List.of(),
                List.of(aDetail(-9_900, "E2E-1").build()),
                "");
        read(report);
        var pending = only();
        assertThat(pending.at("/accountId").textValue()).isEqualTo(account.id().toString());
        assertThat(pending.at("/date").textValue()).isEqualTo(MONDAY.toString());
        assertThat(pending.at("/amount/stringValue").textValue()).isEqualTo("-99.00");
        assertThat(pending.at("/reference").textValue()).isEqualTo("Invoice 7");
        assertThat(pending.at("/references/endToEndId").textValue()).isEqualTo("E2E-1");
        assertThat(pending.at("/counterparty/name").textValue()).isEqualTo("Acme Corp");
        assertThat(pending.at("/bankTransactionCode/family").textValue()).isEqualTo("RDDT");
        assertThat(pending.at("/etag").textValue()).isEqualTo("version:1");
        var reply = client.get(PATH + "/" + pending.get("id").textValue());
        assertThat(reply.header("ETag")).isEqualTo("version:1");
        assertThat(reply.json()).isEqualTo(pending);
        assertThat(events(pending)).containsExactly("CREATED");
    }

    @Test
    void report_ofInformationAndFutureEntries_announcesNothing() {
        var report = aReport(9);
        report.entry(
                report.head(1, "I", "INFO", BankTransactionCode.NONE), List.of(), List.of(), "");
        report.entry(
                report.head(2, "F", "FUTR", BankTransactionCode.NONE), List.of(), List.of(), "");
        read(report);
        assertThat(items("")).isEmpty();
    }

    /** One balance opens and closes a statement in which nothing moved, but no report. */
    @Test
    void reportOfWhatIsPending_closesNoDay() {
        var report = aReport(9);
        report.telling(report.balance("ITBD", 700));
        report.entry(
                report.head(5, "P", "PDNG", BankTransactionCode.NONE), List.of(), List.of(), "");
        read(report);
        var balances =
                kontor.client(organization, Set.of("accounts:read", "account_balances:read"))
                        .get("/financial-data/v2/accounts/%s/balances".formatted(account.id()));
        assertThat(balances.items())
                .extracting(one -> one.path("reportedType").asText())
                .containsExactly("INTERIM");
    }

    @Test
    void sameReportTwice_changesNothing() {
        var report = aReport(9).entry(100, "A").entry(100, "A").entry(200, "").entry(200, "");
        read(report);
        var before = items("");
        read(report);
        assertThat(items("")).as("genuine twins stay, once").hasSize(4).isEqualTo(before);
    }

    @Test
    void newerReport_replacesWhatItNoLongerContains() {
        read(aReport(9).entry(100, "A").entry(200, "B"));
        var gone = pendingOf(100);
        read(aReport(10).entry(200, "B").entry(300, "C"));
        assertThat(amounts()).containsExactlyInAnyOrder(200L, 300L);
        assertThat(client.get(PATH + "/" + gone.get("id").textValue()).status()).isEqualTo(410);
        assertThat(patch(gone, "version:1").status()).isEqualTo(410);
        assertThat(events(gone)).containsExactly("CREATED", "DELETED");
        assertThat(pendingOf(200).get("version").intValue())
                .as("nothing new about it")
                .isEqualTo(1);
    }

    @Test
    void newerReport_withOtherWords_makesTheNextVersion() {
        read(aReport(9).entry(100, "A", aDetail(100, "E").build()));
        read(
                aReport(10)
                        .entry(
                                100,
                                "A",
                                aDetail(100, "E")
                                        .remittance(Optional.of(Remittance.ofText("Invoice 8")))
                                        .build()));
        assertThat(only().get("reference").textValue()).isEqualTo("Invoice 8");
        assertThat(only().get("version").intValue()).isEqualTo(2);
        assertThat(events(only())).containsExactly("CREATED", "UPDATED");
    }

    @Test
    void olderReport_thatComesLate_changesNothing() {
        read(aReport(12).entry(200, "B"));
        read(aReport(9).entry(100, "A"));
        read(
                aStatement()
                        .ofKind(StatementFile.Kind.INTRADAY_REPORT)
                        .on(MONDAY.minusDays(1))
                        .made(MONDAY.atTime(15, 0))
                        .entry(300, "C"));
        assertThat(amounts()).containsExactly(200L);
    }

    @Test
    void reportOfTheNextDay_keepsWhatTheStatementHasYetToBook() {
        read(aReport(9).entry(100, "A"));
        read(aReportOf(MONDAY.plusDays(1), 1).entry(200, "B"));
        assertThat(amounts()).containsExactlyInAnyOrder(100L, 200L);
        read(aStatement().entry(100, "A"));
        assertThat(amounts()).containsExactly(200L);
    }

    @Test
    void endOfDay_takesAwayWhatItDidNotBookAndTheNextReportNoLongerTells() {
        var report = aReport(9).entry(100, "A");
        report.entry(
                report.head(500, "CARD", "PDNG", BankTransactionCode.NONE),
                List.of(),
                List.of(),
                "");
        report.entry(
                report.head(600, "HOLD", "PDNG", BankTransactionCode.NONE),
                List.of(),
                List.of(),
                "");
        read(report);
        read(aStatement().entry(900, "Z"));
        assertThat(amounts())
                .as("booked within the day, but not by its statement: it never was")
                .containsExactlyInAnyOrder(500L, 600L);
        var next = aReportOf(MONDAY.plusDays(1), 8);
        next.entry(
                next.head(600, "HOLD", "PDNG", BankTransactionCode.NONE), List.of(), List.of(), "");
        read(next);
        assertThat(amounts()).containsExactly(600L);
    }

    @Test
    void reportOfTheNextDay_takesAwayWhatWasExpectedThenAndIsNotToldAnyMore() {
        var report = aReport(9);
        report.on(MONDAY.plusDays(1));
        report.entry(
                report.head(500, "LATE", "PDNG", BankTransactionCode.NONE),
                List.of(),
                List.of(),
                "");
        report.on(MONDAY);
        read(report);
        read(aReportOf(MONDAY.plusDays(1), 8));
        assertThat(amounts()).isEmpty();
    }

    @Test
    void endOfDay_takesAwayWhatALaterReportNoLongerTold() {
        var report = aReport(9);
        report.entry(
                report.head(500, "CARD", "PDNG", BankTransactionCode.NONE),
                List.of(),
                List.of(),
                "");
        read(report);
        read(aReportOf(MONDAY.plusDays(1), 1).entry(200, "B"));
        assertThat(amounts()).containsExactlyInAnyOrder(500L, 200L);
        read(aStatement().entry(900, "Z"));
        assertThat(amounts()).containsExactly(200L);
    }

    @Test
    void booking_findsThePendingOneByAnySign_andMetadataMoves() {
        var report = aReport(9);
        report.entry(
                report.head(100, "S1", "PDNG", BankTransactionCode.NONE), List.of(), List.of(), "");
        report.entry(
                report.head(200, "", "PDNG", BankTransactionCode.NONE),
                List.of(),
                List.of(aDetail(200, "E2").build()),
                "");
        report.entry(
                report.head(300, "", "PDNG", BankTransactionCode.NONE), List.of(), List.of(), "");
        report.entry(
                report.head(300, "", "PDNG", BankTransactionCode.NONE), List.of(), List.of(), "");
        read(report);
        items("").forEach(item -> assertThat(patch(item, "version:1").status()).isEqualTo(200));
        var first = pendingOf(100);
        read(
                aStatement()
                        .entry(100, "S1")
                        .entry(200, "OTHER-REF", aDetail(200, "E2").build())
                        .entry(300, ""));
        assertThat(amounts()).as("one of the two alike is left").containsExactly(300L);
        for (JsonNode booked : client.get("/financial-data/v2/transactions").json().get("items")) {
            assertThat(booked.at("/metadata/label").textValue())
                    .as(booked.toString())
                    .isEqualTo("rent");
            assertThat(booked.get("version").intValue()).isEqualTo(1);
        }
        assertThat(events(first)).containsExactly("CREATED", "UPDATED", "BOOKED");
        var last =
                client.get(PATH + "/" + first.get("id").textValue() + "/events")
                        .json()
                        .at("/items/2");
        assertThat(last.get("type").textValue()).isEqualTo("DELETED");
        assertThat(
                        client.get(
                                        "/financial-data/v2/transactions/"
                                                + last.at("/details/transactionId").textValue())
                                .at("/amount/value"))
                .isEqualTo("100");
    }

    @Test
    void booking_ofAnotherReference_isAnotherEntry() {
        var report = aReport(9);
        report.entry(
                report.head(100, "S1", "PDNG", BankTransactionCode.NONE), List.of(), List.of(), "");
        read(report);
        read(aStatement().entry(100, "S2"));
        assertThat(amounts()).containsExactly(100L);
    }

    @Test
    void intradayBookings_areBookedOnceByTheStatement() {
        read(aReport(9).entry(100, "A").entry(200, ""));
        assertThat(booked()).isEmpty();
        read(aStatement().entry(100, "A").entry(200, ""));
        assertThat(booked()).containsExactlyInAnyOrder(100L, 200L);
        assertThat(amounts()).isEmpty();
        read(aReport(23).entry(100, "A").entry(200, "", aDetail(200, "E2E-").build()));
        assertThat(amounts()).as("a late report tells again what is booked").isEmpty();
        assertThat(booked()).hasSize(2);
    }

    @Test
    void pagesOfOneReport_areTakenTogether() {
        read(aReport(9).named("R", 1).page(1, false).entry(100, "A").entry(100, "A"));
        read(aReport(10).named("R", 1).page(2, true).entry(100, "A").entry(200, "B"));
        assertThat(amounts()).containsExactlyInAnyOrder(100L, 100L, 100L, 200L);
        read(aReport(11).named("R2", 2).page(1, true).entry(200, "B"));
        assertThat(amounts()).containsExactly(200L);
    }

    @Test
    void largeReport_isTakenInSlicesAndReplaced() {
        var report = aReport(9);
        IntStream.range(0, 2_500).forEach(i -> report.entry(i + 1, "R" + i));
        read(report);
        read(aReport(10).entry(1, "R0"));
        assertThat(amounts()).containsExactly(1L);
    }

    @Test
    void list_filtersAndPagesLatestDateFirst() {
        read(aReport(9).entry(100, "A").entry(200, "B"));
        read(aReportOf(MONDAY.plusDays(2), 9).entry(300, "C"));
        assertThat(items("").getFirst().at("/amount/value").asLong()).isEqualTo(300);
        assertThat(items("?date=" + MONDAY)).hasSize(2);
        assertThat(items("?date%5Bgte%5D=" + MONDAY.plusDays(1))).hasSize(1);
        assertThat(items("?accountId=" + Ids.next())).isEmpty();
        assertThat(items("?accountId=" + account.id())).hasSize(3);
        assertThat(client.get(PATH + "?accountId=x").status()).isEqualTo(400);
        var seen = new ArrayList<String>();
        String token = "";
        do {
            var page = client.get(PATH + "?limit=1&token=" + token);
            page.json().get("items").forEach(item -> seen.add(item.get("id").textValue()));
            token = page.at("/nextToken");
        } while (!token.isEmpty());
        assertThat(seen).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void patch_changesMetadataOfTheVersionNamed() {
        read(aReport(9).entry(100, "A"));
        var pending = only();
        String one = BETA + "/" + pending.get("id").textValue();
        assertThat(client.patch(one, LABEL).status()).isEqualTo(428);
        assertThat(patch(pending, "version:2").status()).isEqualTo(412);
        var reply = patch(pending, "version:1");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.at("/metadata/label")).isEqualTo("rent");
        assertThat(reply.at("/etag")).isEqualTo("version:2");
        assertThat(
                        client.patch(
                                        one,
                                        "[{\"op\": \"replace\", \"path\": \"/amount\", \"value\":"
                                                + " 1}]",
                                        "If-Match",
                                        "version:2")
                                .at("/details/0/code"))
                .isEqualTo("invalid_operation");
        read(aReport(10).entry(100, "A"));
        assertThat(only().at("/metadata/label").textValue())
                .as("a newer report leaves it")
                .isEqualTo("rent");
        assertThat(events(only())).containsExactly("CREATED", "UPDATED");
    }

    @Test
    void strangers_seeAndChangeNothing() {
        read(aReport(9).entry(100, "A"));
        var id = only().get("id").textValue();
        var stranger =
                kontor.client(
                        kontor.organization(),
                        Set.of("pending_transactions:read", "pending_transactions:update"));
        assertThat(stranger.get(PATH).json().get("items")).isEmpty();
        assertThat(stranger.get(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(stranger.get(PATH + "/" + id + "/events").status()).isEqualTo(404);
        assertThat(stranger.patch(BETA + "/" + id, LABEL, "If-Match", "version:1").status())
                .isEqualTo(404);
        assertThat(client.get(PATH + "/" + Ids.next()).status()).isEqualTo(404);
    }

    private StatementBuilder aReport(int hour) {
        return aReportOf(MONDAY, hour);
    }

    private static StatementBuilder aReportOf(LocalDate day, int hour) {
        return aStatement()
                .ofKind(StatementFile.Kind.INTRADAY_REPORT)
                .on(day)
                .named("RPT", 1)
                .made(day.atTime(hour, 0));
    }

    private void read(StatementBuilder file) {
        files.read(organization, Ids.next(), file.file());
    }

    private List<JsonNode> items(String query) {
        return StreamSupport.stream(
                        client.get(PATH + query).json().get("items").spliterator(), false)
                .toList();
    }

    private JsonNode only() {
        assertThat(items("")).hasSize(1);
        return items("").getFirst();
    }

    private JsonNode pendingOf(long minor) {
        return items("").stream()
                .filter(item -> item.at("/amount/value").asLong() == minor)
                .findFirst()
                .orElseThrow();
    }

    private List<Long> amounts() {
        return items("?limit=500").stream().map(item -> item.at("/amount/value").asLong()).toList();
    }

    private List<Long> booked() {
        return StreamSupport.stream(
                        client.get("/financial-data/v2/transactions")
                                .json()
                                .get("items")
                                .spliterator(),
                        false)
                .map(item -> item.at("/amount/value").asLong())
                .toList();
    }

    private List<String> events(JsonNode pending) {
        return StreamSupport.stream(
                        client.get(PATH + "/" + pending.get("id").textValue() + "/events")
                                .json()
                                .get("items")
                                .spliterator(),
                        false)
                .map(event -> event.get("name").textValue())
                .toList();
    }

    private Reply patch(JsonNode pending, String ifMatch) {
        return client.patch(BETA + "/" + pending.get("id").textValue(), LABEL, "If-Match", ifMatch);
    }
}
