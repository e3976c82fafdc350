package kontor.transactions;

import java.util.Optional;
import java.util.Set;

/** The references by which banks and payers tell entries apart, where they are meant as such. */
public final class EntryIdentity {

    /** Words that banks put where they have no reference. */
    private static final Set<String> NO_REFERENCE =
            Set.of("NOTPROVIDED", "NONREF", "NONE", "0", "-");

    private EntryIdentity() {}

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
