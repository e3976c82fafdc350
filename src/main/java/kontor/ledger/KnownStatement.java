package kontor.ledger;

import java.util.UUID;

/**
 * A statement of the account that was read before, as far as it speaks of one date.
 *
 * @param words what the bank calls it, and its day, for people
 * @param openingMinor of the whole statement, as the closing balance
 * @param day what it proves of the date
 */
record KnownStatement(
        UUID id,
        String words,
        StatementNumbers numbers,
        long openingMinor,
        long closingMinor,
        StatementDay day) {

    /** What was booked before days were kept has none of which it could be asked. */
    boolean isBooked() {
        return day.entries() > 0;
    }
}
