package kontor.transactions;

import java.time.LocalDate;
import java.util.Optional;
import kontor.core.Money;

/**
 * Recognizes an entry when pending becomes booked: by the bank's reference, else by the end-to-end
 * id, else by day and amount.
 *
 * @param servicerReference the bank's own
 * @param endToEndId of the one transaction that it consists of
 */
public record EntryMarks(
        Optional<String> servicerReference,
        Optional<String> endToEndId,
        Money amount,
        LocalDate date) {

    public static EntryMarks of(StatementEntry entry, LocalDate date) {
        return new EntryMarks(entry.reference(), entry.endToEndId(), entry.head().amount(), date);
    }

    /** The same text for all entries that cannot be distinguished. */
    public String key() {
        return servicerReference
                .map(reference -> "S|" + amount.amountMinor() + "|" + reference)
                .or(() -> endToEndId.map(id -> "E|" + amount.amountMinor() + "|" + id))
                .orElseGet(() -> "A|" + amount.amountMinor() + "|" + date);
    }

    public boolean sameServicerReference(EntryMarks other) {
        return servicerReference.isPresent()
                && servicerReference.equals(other.servicerReference)
                && sameAmount(other);
    }

    public boolean sameEndToEndId(EntryMarks other) {
        return endToEndId.isPresent() && endToEndId.equals(other.endToEndId) && sameAmount(other);
    }

    /** The weakest sign: day and amount agree, and no reference that both have differs. */
    public boolean sameDay(EntryMarks other) {
        return date.equals(other.date)
                && sameAmount(other)
                && !differ(servicerReference, other.servicerReference)
                && !differ(endToEndId, other.endToEndId);
    }

    private boolean sameAmount(EntryMarks other) {
        return amount.equals(other.amount);
    }

    private static boolean differ(Optional<String> one, Optional<String> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }
}
