package kontor.pageparts;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kontor.accounts.Account;
import kontor.accounts.AccountFilter;
import kontor.accounts.Accounts;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.forms.Choice;
import kontor.iam.Organizations;
import kontor.pages.Figures;
import kontor.wire.PageRequest;

/** Own accounts that a caller sees, to choose from. */
public record OwnAccounts(Accounts accounts, Organizations organizations) {

    private static final String EURO = "EUR";

    /** Banking time is told in the zone of the organization. */
    public ZoneId zone(Caller caller) {
        return organizations.of(caller).zone();
    }

    /** Those in euro first, then the newest; none where the role may not read accounts. */
    public List<Account> of(Tx tx, Caller caller) {
        if (!caller.may(Accounts.READ)) {
            return List.of();
        }
        var page = new PageRequest(PageRequest.MOST, Optional.empty(), "");
        return accounts.list(tx, caller, AccountFilter.ALL, page).items().stream()
                .sorted(Comparator.comparing(one -> !one.currency().code().equals(EURO)))
                .toList();
    }

    public List<Choice> choices(Tx tx, Caller caller) {
        return of(tx, caller).stream().map(OwnAccounts::choice).toList();
    }

    /** Its name, currency and first number. */
    public static Choice choice(Account account) {
        String number =
                account.identifiers().stream()
                        .map(one -> Figures.iban(one.number()))
                        .findFirst()
                        .orElse("");
        String name = account.alias().orElse(account.name());
        return new Choice(
                account.id().toString(),
                (name + ", " + account.currency().code() + " " + number).strip());
    }
}
