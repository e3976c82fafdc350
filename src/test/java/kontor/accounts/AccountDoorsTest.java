package kontor.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.TestKontor;
import kontor.core.AccountLimit;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.entities.Entities;
import kontor.entities.Entity;
import kontor.wire.PageRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The doors that read accounts, entities and balances for a caller who is limited to some. */
class AccountDoorsTest {

    private static final PageRequest PAGE = new PageRequest(50, Optional.empty(), "");

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();
    private final Accounts accounts = kontor.wiring().parties().accounts();
    private final Entities entities = kontor.wiring().parties().entities();
    private final Balances balances = kontor.wiring().parties().balances();
    private final Account seen = AccountFixtures.aEuroAccount(kontor, organization);
    private final Account hidden = AccountFixtures.aBankgiroAccount(kontor, organization);
    private final Caller limited = caller(AccountLimit.to(Set.of(seen.id()), Set.of()));

    @BeforeEach
    void record() {
        kontor.database()
                .write(
                        organization,
                        tx -> balances.record(tx, List.of(balance(seen), balance(hidden))));
    }

    @Test
    void accounts_areThoseOfTheLimit() {
        assertThat(find(limited, seen.id())).isInstanceOf(Outcome.Done.class);
        assertThat(find(limited, hidden.id())).isEqualTo(Outcome.refused(Refusal.notFound()));
        assertThat(find(caller(AccountLimit.ALL), hidden.id())).isInstanceOf(Outcome.Done.class);
        var filter = new AccountFilter(List.of());
        var list =
                kontor.database()
                        .read(organization, tx -> accounts.list(tx, limited, filter, PAGE));
        assertThat(list.items()).extracting(Account::id).containsExactly(seen.id());
    }

    @Test
    void entities_areThoseThatHoldAnAccountOfTheLimit() {
        var list = kontor.database().read(organization, tx -> entities.list(tx, limited, PAGE));
        assertThat(list.items()).extracting(Entity::id).containsExactly(seen.entityId());
        var other =
                kontor.database()
                        .read(organization, tx -> entities.find(tx, limited, hidden.entityId()));
        assertThat(other).isEqualTo(Outcome.refused(Refusal.notFound("entity")));
    }

    @Test
    void balances_areThoseOfTheLimit() {
        assertThat(balances(Optional.empty())).containsExactly(seen.id());
        assertThat(balances(Optional.of(seen.id()))).containsExactly(seen.id());
        assertThat(balances(Optional.of(hidden.id()))).isEmpty();
    }

    /** The accounts of the balances; none when the account is refused. */
    private List<UUID> balances(Optional<UUID> account) {
        var filter = new BalanceFilter(account, Optional.empty(), false);
        return kontor
                .database()
                .read(organization, tx -> balances.list(tx, limited, filter, PAGE))
                .stream()
                .flatMap(page -> page.items().stream())
                .map(Balance::accountId)
                .toList();
    }

    private Outcome<Account> find(Caller caller, UUID id) {
        return kontor.database().read(organization, tx -> accounts.find(tx, caller, id));
    }

    private Caller caller(AccountLimit limit) {
        Set<String> permissions = Set.of("accounts:read", "account_balances:read", "entities:read");
        return new Caller(
                organization,
                Ids.next(),
                "key",
                "A program",
                Ids.next(),
                false,
                true,
                permissions,
                100,
                limit);
    }

    private static NewBalance balance(Account account) {
        return new NewBalance(
                account.id(),
                Balance.Type.BOOKED,
                Balance.ReportedType.CLOSE,
                new Money(100, Currency.EUR),
                LocalDate.of(2026, 12, 14),
                Instant.parse("2026-12-16T05:00:00Z"),
                "statement-1");
    }
}
