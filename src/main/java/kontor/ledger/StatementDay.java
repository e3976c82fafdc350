package kontor.ledger;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a statement proves of one booking date: the entries of that date, added up, between two
 * balances. The entries of a statement are taken in the order of their dates, so that the order in
 * which a bank lists them does not matter.
 *
 * @param openingMinor the balance before its entries of this date, in minor units
 * @param closingMinor the balance after them
 * @param creditsMinor without sign, as the debits
 * @param digest the same for the same amounts in whatever order
 */
public record StatementDay(
        LocalDate date,
        long openingMinor,
        long closingMinor,
        long entries,
        long creditsMinor,
        long debitsMinor,
        long digest) {

    /** Of more balances in between nothing is found out. */
    private static final int MOST_WAYS = 10_000;

    boolean goesOnWith(StatementDay later) {
        return closingMinor == later.openingMinor;
    }

    /** Both begin, or both end, with the same balance. */
    boolean sharesAnEnd(StatementDay other) {
        return openingMinor == other.openingMinor || closingMinor == other.closingMinor;
    }

    /**
     * Whether its entries may be some of those of another one in another order: so that some of the
     * others lead from where that begins to where this one does.
     *
     * @param others the amounts of that one that do not stand here
     */
    boolean mayLieInside(StatementDay whole, List<Long> others) {
        long way = openingMinor - whole.openingMinor;
        var reached = new HashSet<Long>(Set.of(0L));
        for (long amount : others) {
            if (reached.size() > MOST_WAYS) {
                return true;
            }
            var further = new HashSet<Long>();
            reached.forEach(one -> further.add(one + amount));
            reached.addAll(further);
        }
        return reached.contains(way);
    }

    boolean saysTheSame(StatementDay other) {
        return openingMinor == other.openingMinor
                && closingMinor == other.closingMinor
                && entries == other.entries
                && digest == other.digest;
    }
}
