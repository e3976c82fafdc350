package kontor.ledger;

import java.time.LocalDate;
import java.util.Optional;

/**
 * An entry of a statement that is being booked.
 *
 * @param position in the statement, from 1
 * @param placeMinor the balance before it, by the order of dates
 * @param reference the bank's own
 */
record ToldEntry(
        long position,
        LocalDate date,
        long amountMinor,
        long placeMinor,
        Optional<String> reference) {

    boolean hasAmountOf(KnownEntry known) {
        return amountMinor == known.amountMinor() && date.equals(known.date());
    }

    boolean hasPlaceOf(KnownEntry known) {
        return known.placeMinor().filter(place -> place == placeMinor).isPresent();
    }

    boolean hasReferenceOf(KnownEntry known) {
        return reference.isPresent() && reference.equals(known.reference());
    }

    boolean contradicts(KnownEntry known) {
        return reference.isPresent()
                && known.reference().isPresent()
                && !reference.equals(known.reference());
    }
}
