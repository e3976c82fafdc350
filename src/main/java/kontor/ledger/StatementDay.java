package kontor.ledger;

import java.time.LocalDate;

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

    boolean goesOnWith(StatementDay later) {
        return closingMinor == later.openingMinor;
    }

    /** Both begin, or both end, with the same balance. */
    boolean sharesAnEnd(StatementDay other) {
        return openingMinor == other.openingMinor || closingMinor == other.closingMinor;
    }

    boolean saysTheSame(StatementDay other) {
        return openingMinor == other.openingMinor
                && closingMinor == other.closingMinor
                && entries == other.entries
                && digest == other.digest;
    }
}
