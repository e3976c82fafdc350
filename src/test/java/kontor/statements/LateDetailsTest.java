package kontor.statements;

import static kontor.statements.StatementBuilder.MONDAY;
import static kontor.statements.StatementBuilder.aDetail;
import static kontor.statements.StatementBuilder.aStatement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import kontor.TestKontor;
import kontor.accounts.Account;
import kontor.accounts.AccountFixtures;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.iso20022.StatementFile;
import kontor.iso20022.TransactionDetails;
import kontor.transactions.BookedEntry;
import org.junit.jupiter.api.Test;

/**
 * Details that come apart from their entry are told upstairs once each, also when a node goes down
 * on the way.
 */
class LateDetailsTest {

    /** More than two parts. */
    private static final int MANY = 12_000;

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();
    private final Account account = AccountFixtures.aEuroAccount(kontor, organization);
    private final List<String> news = new ArrayList<>();
    private int mostSlices = Integer.MAX_VALUE;
    private final StatementFiles files =
            new StatementFiles(
                    kontor.database(),
                    kontor.wiring().ground().changes(),
                    kontor.wiring().parties().accounts(),
                    new Statements(
                            kontor.wiring().ground().journal(),
                            kontor.wiring().banking().cases(),
                            kontor.wiring().parties().accounts(),
                            kontor.wiring().parties().balances(),
                            this::hear));

    private void hear(Tx tx, List<BookedEntry> entries) {
        if (mostSlices-- == 0) {
            throw new IllegalStateException("the node goes down");
        }
        tx.beforeCommit(
                () ->
                        entries.forEach(
                                entry ->
                                        entry.details()
                                                .forEach(
                                                        detail ->
                                                                news.add(
                                                                        detail.references()
                                                                                .endToEndId()
                                                                                .orElseThrow()))));
    }

    private static TransactionDetails[] many() {
        return IntStream.range(0, MANY)
                .mapToObj(i -> aDetail(1, "E" + i).build())
                .toArray(TransactionDetails[]::new);
    }

    private static StatementBuilder notification() {
        return aStatement().ofKind(StatementFile.Kind.NOTIFICATION).telling().named("NOTE", 7);
    }

    private UUID read(Function<UUID, InputStream> content) {
        UUID file = Ids.next();
        files.read(organization, file, content);
        return file;
    }

    private void assertEachToldOnce() {
        assertThat(news).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(
                        text(
                                "SELECT DISTINCT status FROM notified_entries WHERE organization_id"
                                        + " = :org"))
                .containsExactly("JOINED");
        assertThat(
                        text(
                                "SELECT count(DISTINCT transaction_id)::text FROM"
                                        + " transaction_details WHERE organization_id = :org"))
                .containsExactly("1");
        assertThat(text("SELECT link FROM entry_links WHERE organization_id = :org")).isEmpty();
    }

    private List<String> text(String sql) {
        return kontor.database()
                .read(
                        organization,
                        tx ->
                                tx.sql()
                                        .createQuery(sql)
                                        .bind("org", organization.value())
                                        .mapTo(String.class)
                                        .list());
    }

    @Test
    void crashWhileDetailsMove_movesTheRestOnce() {
        read(notification().entry(MANY, "A", many()).file());
        mostSlices = 2; // the entry itself, and the first part
        assertThatThrownBy(
                        () -> read(aStatement().entry(MANY, "A", new TransactionDetails[0]).file()))
                .hasMessageContaining("goes down");
        assertThat(news).hasSize(5_000);
        mostSlices = Integer.MAX_VALUE;
        read(aStatement().entry(MANY, "A", new TransactionDetails[0]).file());
        assertEachToldOnce();
    }

    @Test
    void crashWhileANotificationIsRead_goesOnWhereItStopped() {
        read(aStatement().entry(MANY, "A", new TransactionDetails[0]).file());
        var content = notification().entry(MANY, "A", many()).file();
        UUID file = Ids.next();
        assertThatThrownBy(() -> files.read(organization, file, brokenOff(content, 2, 4 << 20)))
                .hasMessageContaining("broken off");
        assertThat(text("SELECT status FROM notified_entries WHERE organization_id = :org"))
                .containsExactly("TELLING");
        assertThat(news).isEmpty();
        files.read(organization, file, content);
        assertEachToldOnce();
    }

    @Test
    void crashWhileALargeEntryOfAStatementIsRead_goesOnWhereItStopped() {
        var content = aStatement().entry(70, "Z").entry(MANY, "A", many()).file();
        UUID file = Ids.next();
        assertThatThrownBy(() -> files.read(organization, file, brokenOff(content, 2, 4 << 20)))
                .hasMessageContaining("broken off");
        files.read(organization, file, content);
        read(content);
        news.remove("E2E-Z");
        assertThat(news).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(text("SELECT count(*)::text FROM transactions WHERE organization_id = :org"))
                .containsExactly("2");
    }

    @Test
    void overlappingStatement_tellsNoDetailAgain() {
        read(aStatement().opening(0).entry(MANY, "A", many()).file());
        read(
                aStatement()
                        .named("EXTRACT", 9)
                        .opening(0)
                        .entry(MANY, "A", many())
                        .entry(300, "C")
                        .file());
        news.remove("E2E-C");
        assertThat(news).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(
                        text(
                                "SELECT count(DISTINCT transaction_id)::text FROM"
                                        + " transaction_details WHERE organization_id = :org"))
                .containsExactly("2");
    }

    @Test
    void manyEntries_findTheirDetailsInOneSliceAfterTheOther() {
        var statement = aStatement();
        var told = notification();
        for (int i = 0; i < 2_500; i++) {
            statement.entry(3, "R" + i, new TransactionDetails[0]);
            told.entry(3, "R" + i, aDetail(1, "A" + i).build(), aDetail(2, "B" + i).build());
        }
        UUID file = read(told.file());
        assertThat(waiting(file)).contains("2500 entries wait");
        read(statement.file());
        assertThat(news).hasSize(5_000).doesNotHaveDuplicates();
        assertThat(waiting(file)).isEmpty();
    }

    @Test
    void otherDayFarAway_isAnotherEntry() {
        UUID file =
                read(
                        notification()
                                .entry(3, "R", aDetail(1, "A").build(), aDetail(2, "B").build())
                                .file());
        read(aStatement().on(MONDAY.plusYears(1)).entry(3, "R", new TransactionDetails[0]).file());
        assertThat(news).isEmpty();
        assertThat(waiting(file)).contains("1 entry waits");
    }

    private String waiting(UUID file) {
        return kontor.database()
                .read(organization, tx -> files.waiting(tx, List.of(file)))
                .getOrDefault(file, "");
    }

    /** The content, which breaks off when it is opened for the so-manieth time. */
    private static Function<UUID, InputStream> brokenOff(
            Function<UUID, InputStream> content, int time, int bytes) {
        int[] opened = {0};
        return file ->
                ++opened[0] < time
                        ? content.apply(file)
                        : new FilterInputStream(content.apply(file)) {
                            private int left = bytes;

                            @Override
                            public int read(byte[] buffer, int offset, int length)
                                    throws IOException {
                                if (left <= 0) {
                                    throw new IOException("broken off");
                                }
                                int read = super.read(buffer, offset, Math.min(length, left));
                                left -= read;
                                return read;
                            }
                        };
    }
}
