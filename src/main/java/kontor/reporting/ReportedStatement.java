package kontor.reporting;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/**
 * A statement as far as its place among others can be told.
 *
 * @param id nil for one that was told again
 * @param first the first day of which it has entries, or its last
 * @param last the day of its closing balance
 * @param legal its number, 0 for none, as the electronic one
 * @param openings its balances before each of its days, in minor units
 */
record ReportedStatement(
        UUID id,
        LocalDate first,
        LocalDate last,
        long legal,
        long electronic,
        long openingMinor,
        long closingMinor,
        Set<Long> openings) {

    /** Whether it has the first day of another one, beside further ones or not. */
    boolean sharesTheFirstDayOf(ReportedStatement other) {
        return !first.isAfter(other.first) && !last.isBefore(other.first);
    }

    /** Whether this one ends, or has the end of a day, with that balance. */
    boolean reaches(long balanceMinor) {
        return closingMinor == balanceMinor || openings.contains(balanceMinor);
    }
}
