package kontor.statements;

import static kontor.statements.StatementBuilder.MONDAY;
import static kontor.statements.StatementBuilder.aDetail;
import static kontor.statements.StatementBuilder.aStatement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import kontor.Client;
import kontor.TestKontor;
import kontor.accounts.Account;
import kontor.accounts.AccountFixtures;
import kontor.core.Ids;
import kontor.core.Maps;
import kontor.core.OrganizationId;
import kontor.iso20022.BankTransactionCode;
import kontor.iso20022.EntryHead;
import kontor.iso20022.StatementFile;
import kontor.ledger.Kinship;
import kontor.transactions.BookedEntry;
import org.junit.jupiter.api.Test;

/** Statements become transactions, each entry once. */
class StatementsTest {

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();
    private final Account account = AccountFixtures.aEuroAccount(kontor, organization);
    private final List<BookedEntry> news = new ArrayList<>();
    private final Statements statements =
            new Statements(
                    kontor.wiring().ground().journal(),
                    kontor.wiring().banking().cases(),
                    kontor.wiring().parties().accounts(),
                    kontor.wiring().parties().balances(),
                    (_, entries) -> news.addAll(entries));
    private final StatementFiles files =
            new StatementFiles(
                    kontor.database(),
                    kontor.wiring().ground().changes(),
                    kontor.wiring().parties().accounts(),
                    statements);
    private final Client client =
            kontor.client(
                    organization,
                    Set.of("transactions:read", "accounts:read", "account_balances:read"));

    @Test
    void file_booksEntriesTellsThemAndTakesTheBalances() {
        read(
                aStatement()
                        .opening(1_000)
                        .entry(5_000, "A")
                        .entry(-300, "B", aDetail(-300, "BACK").returned("AM04").build()));
        assertThat(news)
                .extracting(entry -> entry.amount().amountMinor())
                .containsExactly(5_000L, -300L);
        assertThat(news.getFirst().details().getFirst().references().endToEndId())
                .contains("E2E-A");
        assertThat(news.getFirst().servicerReference()).contains("A");
        assertThat(news.getLast().returned()).isTrue();
        assertThat(amounts()).containsExactlyInAnyOrder(5_000L, -300L);
        var balances = client.get("/financial-data/v2/accounts/" + account.id() + "/balances");
        assertThat(balances.json().get("items"))
                .extracting(
                        item ->
                                item.get("type").textValue()
                                        + " "
                                        + item.get("reportedType").textValue()
                                        + " "
                                        + item.at("/amount/value").asLong())
                .containsExactlyInAnyOrder(
                        "BOOKED OPEN 1000", "BOOKED CLOSE 5700", "AVAILABLE CLOSE 5695");
    }

    @Test
    void bookedEntries_areReadBackAsTheyWereTold() {
        read(
                aStatement()
                        .entry(5_000, "A")
                        .entry(70, "", aDetail(30, "X").build(), aDetail(40, "Y").build()));
        var ids = news.stream().map(BookedEntry::transactionId).toList();
        List<BookedEntry> again =
                kontor.database()
                        .read(
                                organization,
                                tx ->
                                        kontor.wiring()
                                                .banking()
                                                .transactions()
                                                .bookedForUse(tx, ids));
        assertThat(again).isEqualTo(news);
    }

    @Test
    void sameFileTwice_addsNothing() {
        var statement =
                aStatement().entry(5_000, "A").entry(5_000, "A").entry(5_000, "").entry(5_000, "");
        read(statement);
        read(statement);
        assertThat(amounts()).as("genuine twins stay, with reference or without").hasSize(4);
        assertThat(news).hasSize(4);
    }

    @Test
    void sameReferenceOnAnotherDay_isAnotherEntry() {
        read(aStatement().entry(5_000, "A"));
        read(aStatement().on(MONDAY.plusYears(1)).entry(5_000, "A"));
        read(aStatement().on(MONDAY.plusDays(1)).named("STMT-2", 2).entry(5_000, "A"));
        assertThat(amounts()).hasSize(3);
    }

    @Test
    void overlappingStatement_addsOnlyWhatIsNew() {
        read(aStatement().opening(0).entry(100, "A").entry(200, "B"));
        read(
                aStatement()
                        .named("EXTRACT", 9)
                        .opening(0)
                        .entry(100, "A")
                        .entry(200, "B")
                        .entry(300, "C"));
        assertThat(amounts()).containsExactlyInAnyOrder(100L, 200L, 300L);
    }

    @Test
    void sameStatementUnderANewName_addsNothing() {
        read(aStatement().named("DOWNLOAD-1", 1).entry(100, "").entry(200, ""));
        read(aStatement().named("DOWNLOAD-2", 2).entry(100, "").entry(200, ""));
        assertThat(amounts()).hasSize(2);
    }

    @Test
    void twinsInDifferentSlices_bothStayAndAreFoundAgain() {
        var statement = aStatement();
        IntStream.range(0, 1_200).forEach(i -> statement.entry(1, i % 600 == 0 ? "TWIN" : "R" + i));
        read(statement);
        read(statement);
        assertThat(news).hasSize(1_200);
        assertThat(
                        news.stream()
                                .filter(
                                        entry ->
                                                entry.servicerReference()
                                                        .equals(Optional.of("TWIN"))))
                .hasSize(2);
    }

    @Test
    void brokenOffFile_goesOnWhereItStopped() {
        var builder = aStatement().entry(100, "A").entry(200, "").entry(300, "C");
        var told = builder.told(account.id());
        var opened =
                kontor.database().write(organization, tx -> statements.open(tx, told, Ids.next()));
        kontor.database()
                .write(
                        organization,
                        tx ->
                                statements.book(
                                        tx,
                                        opened,
                                        false,
                                        new Kinship(),
                                        Map.of(),
                                        builder.entries().subList(0, 2)));
        read(builder);
        assertThat(amounts()).containsExactlyInAnyOrder(100L, 200L, 300L);
        assertThat(statement(opened.id()).status()).isEqualTo(Statement.Status.BOOKED);
    }

    @Test
    void unprovenStatement_isKeptWithItsReasonAndBooksNothing() {
        var statement = aStatement().opening(1_000).entry(5_000, "A").closing(6_001);
        read(statement);
        read(statement);
        assertThat(amounts()).isEmpty();
        assertThat(
                        client.get("/financial-data/v2/accounts/" + account.id() + "/balances")
                                .json()
                                .get("items"))
                .isEmpty();
        var kept = quarantined();
        assertThat(kept).as("once, however often it is read").hasSize(1);
        assertThat(kept.getFirst().reason().orElseThrow()).contains("closes with 60.01");
        read(aStatement().opening(1_000).entry(5_000, "A"));
        assertThat(amounts()).as("the corrected one is booked").containsExactly(5_000L);
    }

    @Test
    void statementReadBeforeWithOtherFigures_isQuarantined() {
        read(aStatement().opening(1_000).entry(5_000, "A"));
        read(aStatement().opening(1_000).entry(7_000, "B"));
        assertThat(amounts()).containsExactly(5_000L);
        assertThat(quarantined().getFirst().reason().orElseThrow()).contains("other figures");
    }

    @Test
    void announcedEntries_areNotBooked() {
        var statement = aStatement().entry(100, "A");
        statement.entry(
                statement.head(999, "B", "PDNG", BankTransactionCode.NONE),
                List.of(),
                List.of(),
                "soon");
        read(statement);
        assertThat(amounts()).containsExactly(100L);
    }

    @Test
    void intradayReport_givesBalancesOnly() {
        read(aStatement().ofKind(StatementFile.Kind.INTRADAY_REPORT).entry(100, "A"));
        assertThat(amounts()).isEmpty();
        assertThat(client.get("/financial-data/v2/accounts/-/balances").json().get("items"))
                .isNotEmpty();
    }

    @Test
    void statementOfAStrangersAccount_isLeftOutAndTold_andTheOthersAreBooked() {
        var stranger = aStatement().ofAccount("DE64500105173198833324").entry(100, "A");
        var leftOut =
                files.read(
                        organization,
                        Ids.next(),
                        StatementBuilder.file(stranger, aStatement().entry(200, "B")));
        assertThat(leftOut.orElseThrow())
                .contains("...3324 in EUR")
                .contains("does not know")
                .doesNotContain("DE64");
        assertThat(amounts()).containsExactly(200L);
        assertThat(files.read(organization, Ids.next(), aStatement().entry(200, "B").file()))
                .isEmpty();
    }

    @Test
    void unprovenStatement_isTold() {
        assertThat(
                        files.read(
                                        organization,
                                        Ids.next(),
                                        aStatement().closing(7).entry(1, "A").file())
                                .orElseThrow())
                .contains("STMT-1")
                .contains("closes with 0.07");
    }

    @Test
    void pagesInOneFile_areOneStatement() {
        var first = aStatement().page(1, false).opening(1_000).entry(100, "").entry(200, "B");
        var second = aStatement().page(2, true).entry(300, "");
        first.telling(first.balance("OPBD", 1_000));
        second.telling(second.balance("CLBD", 1_600));
        var file = StatementBuilder.file(first, second);
        assertThat(files.read(organization, Ids.next(), file)).isEmpty();
        assertThat(files.read(organization, Ids.next(), file)).isEmpty();
        assertThat(amounts()).containsExactlyInAnyOrder(100L, 200L, 300L);
        assertThat(statement(news.getFirst()).entries()).isEqualTo(3);
        assertThat(statement(news.getLast()).id()).isEqualTo(statement(news.getFirst()).id());
    }

    @Test
    void pagesInFilesOfTheirOwn_eachProveByInterimBalances() {
        var first = aStatement().page(1, false).opening(1_000).entry(100, "").entry(200, "B");
        first.telling(first.balance("OPBD", 1_000), first.balance("ITBD", 1_300));
        var second = aStatement().page(2, true).opening(1_300).entry(100, "");
        second.telling(second.balance("ITBD", 1_300), second.balance("CLBD", 1_400));
        for (int twice = 0; twice < 2; twice++) {
            assertThat(files.read(organization, Ids.next(), first.file())).isEmpty();
            assertThat(files.read(organization, Ids.next(), second.file())).isEmpty();
        }
        assertThat(amounts())
                .as("the first entry of each page has no reference")
                .containsExactlyInAnyOrder(100L, 200L, 100L);
        var day =
                client.get(
                        "/financial-data/v2beta/accounts/"
                                + account.id()
                                + "/end-of-day-summaries");
        assertThat(day.at("/items/0/openingBalance/value")).isEqualTo("1000");
        assertThat(day.at("/items/0/closingBalance/value")).isEqualTo("1400");
        assertThat(day.at("/items/0/transactionCount")).isEqualTo("3");
    }

    @Test
    void amountOrderedAtTheEntry_isThatOfItsOnlyTransaction() {
        var statement = aStatement();
        var head = statement.head(-5_300, "R", "BOOK", BankTransactionCode.NONE);
        var ordered =
                new EntryHead(
                        head.reference(),
                        head.amount(),
                        head.reversal(),
                        head.status(),
                        head.dates(),
                        head.references(),
                        head.code(),
                        head.charges(),
                        Optional.of(StatementBuilder.euro(5_000)));
        statement.entry(
                ordered, List.of(), List.of(aDetail(-5_300, "E").returned("AM04").build()), "");
        statement.entry(
                ordered,
                List.of(),
                List.of(aDetail(-300, "F").build(), aDetail(-5_000, "G").build()),
                "");
        read(statement);
        assertThat(news.getFirst().details().getFirst().instructedAmount())
                .contains(StatementBuilder.euro(5_000));
        assertThat(news.getLast().details())
                .allMatch(detail -> detail.instructedAmount().isEmpty());
    }

    private Statement statement(BookedEntry entry) {
        var id = entry.transactionId();
        var transactions = kontor.wiring().banking().transactions();
        var found =
                kontor.database().read(organization, tx -> transactions.ofForUse(tx, List.of(id)));
        return statement(Maps.required(found, id).statementId());
    }

    @Test
    void close_refusesOtherEntriesThanWereProved() {
        var builder = aStatement().entry(100, "A");
        var told = builder.told(account.id());
        var opened =
                kontor.database().write(organization, tx -> statements.open(tx, told, Ids.next()));
        assertThatThrownBy(
                        () ->
                                kontor.database()
                                        .write(
                                                organization,
                                                tx ->
                                                        statements.close(
                                                                tx,
                                                                told,
                                                                opened,
                                                                StatementTotals.NONE,
                                                                new DaySums(),
                                                                new DaySums())))
                .isInstanceOf(IllegalStateException.class);
    }

    private void read(StatementBuilder statement) {
        files.read(organization, Ids.next(), statement.file());
    }

    private List<Long> amounts() {
        var amounts = new ArrayList<Long>();
        client.get("/financial-data/v2/transactions?limit=500")
                .json()
                .get("items")
                .forEach(item -> amounts.add(item.at("/amount/value").asLong()));
        return amounts;
    }

    private Statement statement(java.util.UUID id) {
        return kontor.database().read(organization, tx -> statements.find(tx, id)).orElseThrow();
    }

    private List<Statement> quarantined() {
        return kontor.database().read(organization, tx -> statements.quarantined(tx, 10));
    }
}
