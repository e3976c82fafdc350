package kontor.accounts;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to the balances of accounts. */
public final class Balances {

    public static final Use READ = Use.of("accounts:read", "account_balances:read");

    private final BalanceTable table = new BalanceTable();
    private final AccountTable accounts = new AccountTable();

    /**
     * Stores balances that banks report. A balance that the same source reported before is skipped.
     *
     * @return how many were stored
     */
    public int record(Tx tx, List<NewBalance> reported) {
        return reported.isEmpty() ? 0 : table.insert(tx, reported);
    }

    /** The balances of the filter; refuses an account that the caller may not see. */
    public Outcome<Page<Balance>> list(
            Tx tx, Caller caller, BalanceFilter filter, PageRequest page) {
        var account = filter.account();
        if (account.isPresent() && !isSeen(tx, caller, account.get())) {
            return Outcome.refused(Refusal.notFound());
        }
        var selected = new Selection(account, filter.type(), caller.accounts());
        return Outcome.done(
                filter.mostRecent() ? mostRecent(tx, selected, page) : byDay(tx, selected, page));
    }

    private boolean isSeen(Tx tx, Caller caller, UUID account) {
        return accounts.find(tx, account).filter(found -> found.isSeenBy(caller)).isPresent();
    }

    /** The filters of a list, and the accounts that the caller may see. */
    record Selection(Optional<UUID> account, Optional<Balance.Type> type, AccountLimit limit) {

        /** Each day is one balance: what its last statement closed with. */
        boolean adjusted() {
            return type.equals(Optional.of(Balance.Type.BOOKED_ADJUSTED));
        }

        /** As which type the balances are stored. */
        Optional<Balance.Type> stored() {
            return adjusted() ? Optional.of(Balance.Type.BOOKED) : type;
        }
    }

    /** By day, oldest first. */
    private Page<Balance> byDay(Tx tx, Selection selected, PageRequest page) {
        var after = page.after().map(Place::parse).orElse(null);
        var rows = table.list(tx, selected, after, page.limit() + 1);
        return Page.cut(rows, page.limit(), balance -> Place.of(balance).text());
    }

    /** The newest balance of each account and type, ordered by account. */
    private Page<Balance> mostRecent(Tx tx, Selection selected, PageRequest page) {
        var rows = table.mostRecent(tx, selected, page.after().orElse(""), page.limit() + 1);
        return Page.cut(rows, page.limit(), BalanceTable::placeOfMostRecent);
    }

    /**
     * The place of a balance in the list, from which the next page goes on.
     *
     * @param dayOrder the ordinal of its {@link Balance.ReportedType}
     */
    record Place(LocalDate date, int dayOrder, UUID id) {

        static Place of(Balance balance) {
            return new Place(balance.localDate(), balance.reportedType().ordinal(), balance.id());
        }

        static Place parse(String text) {
            String[] parts = text.split(" ");
            return new Place(
                    LocalDate.parse(parts[0]),
                    Integer.parseInt(parts[1]),
                    UUID.fromString(parts[2]));
        }

        String text() {
            return date + " " + dayOrder + " " + id;
        }
    }
}
