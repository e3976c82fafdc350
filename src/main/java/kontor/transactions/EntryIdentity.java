package kontor.transactions;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * The key by which an entry is recognized when it is read again, so that it is booked once, and a
 * second entry just like it is booked too. The key is the bank's reference with day and amount,
 * since banks use references again over the years; without a reference, the place in the statement.
 * The same key in a second statement is the same entry; twice in one statement it is two entries,
 * which the occurrence counts.
 */
public final class EntryIdentity {

    /** Words that banks put where they have no reference. */
    private static final Set<String> NO_REFERENCE =
            Set.of("NOTPROVIDED", "NONREF", "NONE", "0", "-");

    private EntryIdentity() {}

    static String key(StatementRef statement, StatementEntry entry, LocalDate date) {
        long amount = entry.head().amount().amountMinor();
        return reference(entry)
                .map(reference -> "R|" + date + "|" + amount + "|" + reference)
                .orElseGet(() -> placeKey(statement, entry.position()));
    }

    private static String placeKey(StatementRef statement, long position) {
        String page = statement.page() == 1 ? "" : " of page " + statement.page();
        return "P|"
                + statement.asOf()
                + "|"
                + statement.sequence()
                + "|"
                + position
                + page
                + "|"
                + statement.bankId();
    }

    public static Optional<String> reference(StatementEntry entry) {
        return meant(entry.head().references().accountServicer());
    }

    /** The end-to-end id of the one transaction that the entry consists of. */
    public static Optional<String> endToEndId(StatementEntry entry) {
        return entry.details().size() == 1
                ? meant(entry.details().getFirst().references().endToEndId())
                : Optional.empty();
    }

    /** The reference, unless it is blank or a word such as NOTPROVIDED. */
    public static Optional<String> meant(Optional<String> reference) {
        return reference
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !NO_REFERENCE.contains(text));
    }
}
