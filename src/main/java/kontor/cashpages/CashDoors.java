package kontor.cashpages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.Account;
import kontor.accounts.AccountFilter;
import kontor.accounts.Accounts;
import kontor.accounts.Balance;
import kontor.accounts.BalanceFilter;
import kontor.accounts.Balances;
import kontor.cases.Cases;
import kontor.core.Caller;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.pageparts.Moments;
import kontor.pending.PendingTransactions;
import kontor.statements.EndOfDaySummaries;
import kontor.transactions.Transactions;
import kontor.wire.PageRequest;

/**
 * What these pages ask.
 *
 * @param database for requests
 */
public record CashDoors(
        Database database,
        Moments moments,
        Accounts accounts,
        Balances balances,
        EndOfDaySummaries summaries,
        Transactions transactions,
        PendingTransactions pending,
        Cases cases) {

    static PageRequest first(int limit) {
        return new PageRequest(limit, Optional.empty(), "");
    }

    /** Own accounts that the caller sees; none where the role may not read them. */
    List<Account> seen(Tx tx, Caller caller) {
        return caller.may(Accounts.READ)
                ? accounts.list(tx, caller, AccountFilter.ALL, first(PageRequest.MOST)).items()
                : List.of();
    }

    /** The newest booked balance of each account, or of one. */
    Map<UUID, Balance> booked(Tx tx, Caller caller, Optional<UUID> account) {
        var newest = new HashMap<UUID, Balance>();
        if (caller.may(Balances.READ)) {
            var filter = new BalanceFilter(account, Optional.of(Balance.Type.BOOKED), true);
            balances.list(tx, caller, filter, first(PageRequest.MOST)).stream()
                    .flatMap(page -> page.items().stream())
                    .forEach(one -> newest.merge(one.accountId(), one, CashDoors::newer));
        }
        return newest;
    }

    private static Balance newer(Balance one, Balance other) {
        return other.localDate().isAfter(one.localDate()) ? other : one;
    }

    static String name(Account account) {
        return account.alias().orElse(account.name());
    }
}
