package kontor.reconciliation;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.transactions.BookedEntry;
import kontor.transactions.EntryDetail;

/**
 * What the clearing house told of the bookings of a slice.
 *
 * @param payments by the short references that were written into files to it
 * @param groups the payment information of a transaction that says nothing of itself
 */
record Cleared(Map<String, UUID> payments, Map<UUID, String> groups) {

    /** A sum of which the bank tells nothing but the day: no payer, no reference, no group. */
    static boolean isBare(BookedEntry entry) {
        return !entry.code().charges()
                && entry.paymentInformationId().filter(BookedGroup::isOurs).isEmpty()
                && entry.details().size() <= 1
                && entry.details().stream().allMatch(Cleared::isSilent);
    }

    private static boolean isSilent(EntryDetail detail) {
        return detail.creditorReferences().isEmpty()
                && detail.counterpartyAccount().isEmpty()
                && detail.counterpartyName().isEmpty()
                && detail.references().endToEndId().isEmpty()
                && detail.references().mandateId().isEmpty();
    }

    Optional<String> group(BookedEntry entry) {
        return Optional.ofNullable(groups.get(entry.transactionId()));
    }

    Optional<UUID> payment(String reference) {
        return Optional.ofNullable(payments.get(reference));
    }

    /** What may be a short reference: what went with the order, or what the payee reads. */
    static Stream<String> references(EntryDetail detail) {
        return Stream.concat(
                Matching.words(detail),
                Stream.concat(detail.creditorReferences().stream(), detail.remittance().stream())
                        .map(String::strip));
    }

    /** The payments that the details of a slice name; each detail is looked at once. */
    static final class Named {

        /** Our ids as they stand in files to banks: a UUID without its hyphens. */
        private static final Pattern OUR_ID = Pattern.compile("[0-9a-fA-F]{32}");

        private final Map<EntryDetail, UUID> byDetail = new IdentityHashMap<>();

        Named(List<BookedEntry> entries, Cleared cleared) {
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
         * Our id of the payment: in the instruction id, or else in an id that went to the other
         * bank; or a short one of it.
         */
        private static Optional<UUID> id(EntryDetail detail, Cleared cleared) {
            return Matching.words(detail)
                    .filter(text -> OUR_ID.matcher(text).matches())
                    .findFirst()
                    .map(Named::id)
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
}
