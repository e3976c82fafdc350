package kontor.accounts;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.db.Tx;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to the balances of accounts. */
public final class Balances {

    private final BalanceTable table = new BalanceTable();

    /**
     * Stores balances that banks report. A balance that the same source reported before is skipped.
     *
     * @return how many were stored
     */
    public int record(Tx tx, List<NewBalance> reported) {
        return reported.isEmpty() ? 0 : table.insert(tx, reported);
    }

    /** The filters of the list in the API, and the accounts that the caller may see. */
    record Filter(Optional<UUID> account, Optional<Balance.Type> type, AccountLimit limit) {}

    /** By day, oldest first. */
    Page<Balance> list(Tx tx, Filter filter, PageRequest page) {
        var rows =
                table.list(
                        tx, filter, page.after().map(Place::parse).orElse(null), page.limit() + 1);
        return Page.cut(rows, page.limit(), balance -> Place.of(balance).text());
    }

    /** The newest balance of each account and type, ordered by account. */
    Page<Balance> mostRecent(Tx tx, Filter filter, PageRequest page) {
        var rows = table.mostRecent(tx, filter, page.after().orElse(""), page.limit() + 1);
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
