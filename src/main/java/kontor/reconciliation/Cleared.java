package kontor.reconciliation;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.matchmarks.PaidSum;
import kontor.transactions.BookedEntry;
import kontor.transactions.EntryDetail;

/**
 * What the clearing house told of the bookings of a slice.
 *
 * @param payments by the short references that were written into files to it
 * @param groups the payment information of a transaction that says nothing of itself
 */
record Cleared(Map<String, UUID> payments, Map<UUID, String> groups) {

    /**
     * A sum of which the bank tells nothing but the day: no payer, no reference, no group of ours;
     * at most a number that Bankgirot gave it.
     */
    static boolean isSum(BookedEntry entry) {
        return !entry.code().charges()
                && entry.paymentInformationId()
                        .filter(name -> BookedGroup.isOurs(name) && !BookedGroup.isNumbered(name))
                        .isEmpty()
                && entry.details().size() <= 1
                && entry.details().stream().allMatch(Cleared::isSilent);
    }

    /**
     * Of bookings that say nothing of themselves: where a clearing house paid in one such sum on
     * the day, and one such sum was booked.
     */
    static Map<UUID, String> groups(Tx tx, ClearingHouse.Sums sums, List<BookedEntry> entries) {
        var silent =
                entries.stream()
                        .filter(Cleared::isSum)
                        .collect(Collectors.groupingBy(Cleared::sum));
        silent.values().removeIf(alike -> alike.size() > 1);
        var groups = new HashMap<UUID, String>();
        if (!silent.isEmpty()) {
            sums.of(tx, silent.keySet())
                    .forEach(
                            (sum, group) -> {
                                var entry = Maps.required(silent, sum).getFirst();
                                if (mayBe(entry, group) && isAlone(tx, sum, group, entry)) {
                                    groups.put(entry.transactionId(), group);
                                }
                            });
        }
        return groups;
    }

    private static PaidSum sum(BookedEntry entry) {
        return new PaidSum(entry.accountId(), entry.date(), entry.amount().amountMinor());
    }

    /**
     * What Bankgirot numbered is no other number, but may be a sum whose number it did not tell.
     */
    private static boolean mayBe(BookedEntry entry, String group) {
        return entry.paymentInformationId()
                .filter(BookedGroup::isNumbered)
                .filter(
                        name ->
                                BookedGroup.isNumbered(group)
                                        || !group.startsWith(BookedGroup.bankgiro(name)))
                .isEmpty();
    }

    private static boolean isAlone(Tx tx, PaidSum sum, String group, BookedEntry entry) {
        return OpenSumTable.of(tx, sum, group).stream().allMatch(entry.transactionId()::equals);
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
