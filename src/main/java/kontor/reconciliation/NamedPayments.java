package kontor.reconciliation;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import kontor.transactions.BookedEntry;
import kontor.transactions.EntryDetail;

/** The payments that the details of a slice name; each detail is looked at once. */
final class NamedPayments {

    /** Our ids as they stand in files to banks: a UUID without its hyphens. */
    private static final Pattern OUR_ID = Pattern.compile("[0-9a-fA-F]{32}");

    private final Map<EntryDetail, UUID> byDetail = new IdentityHashMap<>();

    NamedPayments(List<BookedEntry> entries, Cleared cleared) {
        for (BookedEntry entry : entries) {
            for (EntryDetail detail : entry.details()) {
                id(detail, cleared).ifPresent(id -> byDetail.put(detail, id));
            }
        }
    }

    Set<UUID> all() {
        return Set.copyOf(byDetail.values());
    }

    Optional<UUID> by(EntryDetail detail) {
        return Optional.ofNullable(byDetail.get(detail));
    }

    /**
     * Our id of the payment: in the instruction id, or else in an id that went to the other bank;
     * or a short one of it.
     */
    private static Optional<UUID> id(EntryDetail detail, Cleared cleared) {
        return Matching.words(detail)
                .filter(text -> OUR_ID.matcher(text).matches())
                .findFirst()
                .map(NamedPayments::id)
                .or(
                        () ->
                                Cleared.references(detail)
                                        .flatMap(text -> cleared.payment(text).stream())
                                        .findFirst());
    }

    private static UUID id(String text) {
        return new UUID(
                Long.parseUnsignedLong(text.substring(0, 16), 16),
                Long.parseUnsignedLong(text.substring(16), 16));
    }
}
