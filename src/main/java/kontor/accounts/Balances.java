package kontor.accounts;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.db.Tx;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to what accounts held when. */
public final class Balances {

    private final BalanceTable table = new BalanceTable();

    /**
     * Takes in what banks report; what the same source reported before adds nothing.
     *
     * @return how many were new
     */
    public int record(Tx tx, List<NewBalance> reported) {
        return reported.isEmpty() ? 0 : table.insert(tx, reported);
    }

    /** The documented filters of the list, and the accounts that the caller may see at all. */
    record Filter(Optional<UUID> account, Optional<Balance.Type> type, AccountLimit limit) {}

    /** In the order of the days, oldest first. */
    Page<Balance> list(Tx tx, Filter filter, PageRequest page) {
        var rows =
                table.list(
                        tx, filter, page.after().map(Place::parse).orElse(null), page.limit() + 1);
        return Page.cut(rows, page.limit(), balance -> Place.of(balance).text());
    }

    /** The newest of each type and account, in the order of the accounts. */
    Page<Balance> mostRecent(Tx tx, Filter filter, PageRequest page) {
        var rows = table.mostRecent(tx, filter, page.after().orElse(""), page.limit() + 1);
        return Page.cut(rows, page.limit(), BalanceTable::placeOfMostRecent);
    }

    /** Where a row stands in the list of all: its day, its place in the day, its id. */
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
