package kontor.statements;

import static kontor.statements.StatementBuilder.MONDAY;
import static kontor.statements.StatementBuilder.aStatement;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import kontor.TestKontor;
import kontor.accounts.Account;
import kontor.accounts.AccountFixtures;
import kontor.core.AccountLimit;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.iso20022.StatementFile;
import kontor.pending.PendingFilter;
import kontor.selections.AmountRange;
import kontor.transactions.BookedEntry;
import kontor.transactions.TransactionFilter;
import kontor.wire.DateRange;
import kontor.wire.PageRequest;
import org.junit.jupiter.api.Test;

/**
 * The doors of what banks report show a caller nothing of accounts beyond the limit of the role.
 */
class LimitedCallerTest {

    private static final DateRange ANY_DAY = new DateRange(Optional.empty(), Optional.empty());
    private static final PageRequest FIRST = new PageRequest(100, Optional.empty(), "");

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();
    private final Account account = AccountFixtures.aEuroAccount(kontor, organization);
    private final List<BookedEntry> booked = new ArrayList<>();
    private final Statements statements =
            new Statements(
                    kontor.wiring().ground().journal(),
                    kontor.wiring().banking().cases(),
                    kontor.wiring().parties().accounts(),
                    kontor.wiring().parties().balances(),
                    (_, entries) -> booked.addAll(entries));
    private final StatementFiles files =
            new StatementFiles(
                    kontor.database(),
                    kontor.wiring().ground().changes(),
                    kontor.wiring().parties().accounts(),
                    statements);
    private final Caller within = caller(AccountLimit.to(Set.of(account.id()), Set.of()));
    private final Caller beyond = caller(AccountLimit.to(Set.of(Ids.next()), Set.of()));

    @Test
    void transactions_areShownWithinTheLimitOnly() {
        files.read(organization, Ids.next(), aStatement().entry(5_000, "A").file());
        var id = booked.getFirst().transactionId();
        var door = kontor.wiring().banking().transactions();
        var all = TransactionFilter.of(AmountRange.ALL);
        assertDone(read(tx -> door.find(tx, within, id)));
        assertThat(read(tx -> door.list(tx, within, all, FIRST)).items()).hasSize(1);
        assertRefused(Refusal.notFound(), read(tx -> door.find(tx, beyond, id)));
        assertThat(read(tx -> door.list(tx, beyond, all, FIRST)).items()).isEmpty();
    }

    @Test
    void pendingTransactions_areShownWithinTheLimitOnly() {
        var report =
                aStatement()
                        .ofKind(StatementFile.Kind.INTRADAY_REPORT)
                        .on(MONDAY)
                        .named("RPT", 1)
                        .made(MONDAY.atTime(9, 0));
        files.read(organization, Ids.next(), report.entry(5_000, "A").file());
        var door = statements.pending();
        var all = new PendingFilter(Optional.empty(), ANY_DAY, AmountRange.ALL);
        var shown = read(tx -> door.list(tx, within, all, FIRST)).items();
        assertThat(shown).hasSize(1);
        UUID id = shown.getFirst().id();
        assertDone(read(tx -> door.find(tx, within, id)));
        var notFound = Refusal.notFound("pending transaction");
        assertRefused(notFound, read(tx -> door.find(tx, beyond, id)));
        assertThat(read(tx -> door.list(tx, beyond, all, FIRST)).items()).isEmpty();
    }

    @Test
    void endOfDaySummaries_areShownWithinTheLimitOnly() {
        files.read(organization, Ids.next(), aStatement().entry(5_000, "A").file());
        var door = new EndOfDaySummaries(kontor.wiring().parties().accounts());
        assertDone(read(tx -> door.list(tx, within, account.id(), ANY_DAY, FIRST)));
        assertRefused(
                Refusal.notFound(),
                read(tx -> door.list(tx, beyond, account.id(), ANY_DAY, FIRST)));
    }

    private static void assertDone(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    private static void assertRefused(Refusal refusal, Outcome<?> outcome) {
        assertThat(outcome).isEqualTo(Outcome.refused(refusal));
    }

    private <T> T read(Function<Tx, T> work) {
        return kontor.database().read(organization, work);
    }

    private Caller caller(AccountLimit limit) {
        return new Caller(
                        organization,
                        Ids.next(),
                        "reader",
                        "Reader",
                        Ids.next(),
                        false,
                        true,
                        Set.of(),
                        100)
                .within(limit);
    }
}
