package kontor.transactions;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What makes an entry this entry, so that reading it again adds nothing and a second one like it is
 * not lost. Banks reuse references over the years, so a reference counts with day and amount; told
 * again by an overlapping statement it is the same entry, told twice by one statement it is two -
 * the occurrence counts them. Without a reference it is its place in its statement.
 */
public final class EntryIdentity {

    /** Words that banks put where they have no reference. */
    private static final Set<String> NO_REFERENCE =
            Set.of("NOTPROVIDED", "NONREF", "NONE", "0", "-");

    private EntryIdentity() {}

    static String key(StatementRef statement, StatementEntry entry, LocalDate date) {
        return reference(entry)
                .map(
                        reference ->
                                "R|"
                                        + date
                                        + "|"
                                        + entry.head().amount().amountMinor()
                                        + "|"
                                        + reference)
                .orElseGet(
                        () ->
                                "P|"
                                        + statement.asOf()
                                        + "|"
                                        + statement.sequence()
                                        + "|"
                                        + entry.position()
                                        + (statement.page() == 1
                                                ? ""
                                                : " of page " + statement.page())
                                        + "|"
                                        + statement.bankId());
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

    public static Optional<String> meant(Optional<String> reference) {
        return reference
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !NO_REFERENCE.contains(text));
    }
}
