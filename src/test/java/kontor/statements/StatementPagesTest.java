package kontor.statements;

import static kontor.statements.StatementBuilder.aStatement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import kontor.TestKontor;
import kontor.accounts.Account;
import kontor.accounts.AccountFixtures;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import org.junit.jupiter.api.Test;

/** Pages in files of their own; their story by the real inbox is PagesApartTest. */
class StatementPagesTest {

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();
    private final Account account = AccountFixtures.aEuroAccount(kontor, organization);
    private final List<Long> news = new ArrayList<>();
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
                            (tx, entries) -> {
                                if (mostSlices-- == 0) {
                                    throw new IllegalStateException("the node goes down");
                                }
                                tx.beforeCommit(
                                        () ->
                                                entries.forEach(
                                                        entry ->
                                                                news.add(
                                                                        entry.amount()
                                                                                .amountMinor())));
                            }));
    private final Map<UUID, Function<UUID, InputStream>> inbox = new HashMap<>();

    private UUID arrived(StatementBuilder page) {
        UUID file = Ids.next();
        inbox.put(file, page.file());
        return file;
    }

    private void read(UUID file) {
        assertThat(
                        files.read(
                                organization,
                                file,
                                id -> Objects.requireNonNull(inbox.get(id)).apply(id)))
                .isEmpty();
    }

    private Map<UUID, String> waiting() {
        return kontor.database().read(organization, tx -> files.waiting(tx, inbox.keySet()));
    }

    @Test
    void crashWhilePagesAreBooked_booksTheRestOnce() {
        var first = aStatement().page(1, false);
        IntStream.rangeClosed(1, 1_500).forEach(i -> first.entry(i, ""));
        var one = arrived(first.telling(first.balance("OPBD", 0)));
        var second = aStatement().page(2, true).entry(7, "B");
        var two = arrived(second.telling(second.balance("CLBD", 1_500L * 1_501 / 2 + 7)));
        read(two);
        mostSlices = 1;
        assertThatThrownBy(() -> read(one)).hasMessageContaining("goes down");
        assertThat(news).hasSize(1_000);
        assertThat(waiting()).hasSize(2);
        mostSlices = Integer.MAX_VALUE;
        read(one);
        read(two);
        assertThat(news).hasSize(1_501);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void pagesOfAnotherPeriodUnderTheSameName_areOfAnotherStatement() {
        var first = aStatement().page(1, false).entry(5, "A");
        read(arrived(first.telling(first.balance("OPBD", 0))));
        var second =
                aStatement().on(StatementBuilder.MONDAY.plusYears(1)).page(2, true).entry(7, "B");
        read(arrived(second.telling(second.balance("CLBD", 12))));
        assertThat(news).isEmpty();
        assertThat(waiting()).hasSize(2);
    }
}
