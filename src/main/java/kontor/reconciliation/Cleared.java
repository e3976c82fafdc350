package kontor.reconciliation;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
        return entry.amount().amountMinor() > 0
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
}
