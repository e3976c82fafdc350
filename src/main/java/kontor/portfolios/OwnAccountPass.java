package kontor.portfolios;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.accounts.Account;
import kontor.accounts.Accounts;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.mandates.NewMandate;
import kontor.portfolios.PortfolioRow.Wanted;

/** The own accounts that rows name by their IBAN; of one IBAN it is asked once a slice. */
final class OwnAccountPass {

    private final Accounts accounts;
    private final Caller caller;

    OwnAccountPass(Accounts accounts, Caller caller) {
        this.accounts = accounts;
        this.caller = caller;
    }

    /**
     * Puts the accounts into the rows that name them so.
     *
     * @return what is wrong with rows of which the account was not found
     */
    Map<PortfolioRow, List<Fault>> find(Tx tx, Map<PortfolioRow, Wanted> rows) {
        var found = new HashMap<String, List<Account>>();
        var failed = new HashMap<PortfolioRow, List<Fault>>();
        rows.replaceAll(
                (row, wanted) -> {
                    if (wanted.ownIban().isEmpty()) {
                        return wanted;
                    }
                    var all =
                            found.computeIfAbsent(
                                    wanted.ownIban().get(),
                                    iban -> accounts.byIdentifierForUse(tx, iban));
                    return switch (one(all, wanted.mandate())) {
                        case Outcome.Done<UUID>(var account) -> wanted.into(account);
                        case Outcome.Refused<UUID>(var refusal) -> {
                            failed.put(row, refusal.faults());
                            yield wanted;
                        }
                    };
                });
        return failed;
    }

    /** Of several under one number, that in the currency of the scheme. */
    private Outcome<UUID> one(List<Account> all, NewMandate mandate) {
        var seen = all.stream().filter(one -> caller.accounts().allows(one.id())).toList();
        String currency = mandate.scheme().isSepa() ? "EUR" : "SEK";
        var fitting =
                seen.size() == 1
                        ? seen
                        : seen.stream()
                                .filter(one -> one.currency().code().equals(currency))
                                .toList();
        if (seen.isEmpty()) {
            return Outcome.refused(RowRefusal.OWN_ACCOUNT_NOT_FOUND.refusal());
        }
        return fitting.size() == 1
                ? Outcome.done(fitting.getFirst().id())
                : Outcome.refused(RowRefusal.OWN_ACCOUNT_AMBIGUOUS.refusal());
    }
}
