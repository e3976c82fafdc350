package kontor.statements;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.core.Money;
import kontor.iso20022.Batch;
import kontor.iso20022.TransactionDetails;
import kontor.transactions.EntryIdentity;
import kontor.transactions.StatementEntry;

/**
 * By what a booked entry and details told apart from it know each other (rails.md C.6, batch
 * booking, shape 3): account and amount agree, and one of these marks, the strongest first.
 *
 * <pre>
 * 1  the bank's reference of the entry             AcctSvcrRef
 * 2  the message that the entry points to          AddtlInfInd/MsgId = the message or notification id
 * 3  the payment information booked as one         Btch/PmtInfId, or that of all transactions
 * 4  the message whose payments are booked as one  Btch/MsgId
 * 5  the reference of the entry and its day        NtryRef; it may be the same each day
 * </pre>
 */
final class EntryLinks {

    /** The entry names the message: that is stronger than references that differ. */
    private static final String BY_MESSAGE = "2|";

    private EntryLinks() {}

    /**
     * Of an entry whose statement leaves open what it consists of; none for one that is told whole.
     */
    static List<String> ofBooked(UUID account, LocalDate date, StatementEntry entry) {
        return isOpen(entry)
                ? links(account, date, entry, entry.head().references().detailsMessage().stream())
                : List.of();
    }

    /**
     * @param names of the message that tells the details
     */
    static List<String> ofNotified(
            UUID account, LocalDate date, StatementEntry entry, Collection<String> names) {
        return links(account, date, entry, names.stream());
    }

    /** Fewer transactions told than it stands for, or its only one has no name. */
    private static boolean isOpen(StatementEntry entry) {
        var details = entry.details();
        return entry.apart().details() == 0
                && (details.isEmpty()
                        || details.size() < entry.transactions()
                        || details.size() == 1 && isNameless(details.getFirst().references()));
    }

    private static boolean isNameless(TransactionDetails.References references) {
        return Stream.of(
                        references.instructionId(),
                        references.endToEndId(),
                        references.transactionId(),
                        references.mandateId())
                .allMatch(reference -> EntryIdentity.meant(reference).isEmpty());
    }

    private static List<String> links(
            UUID account, LocalDate date, StatementEntry entry, Stream<String> messages) {
        Money amount = entry.head().amount();
        String what = account + "|" + amount.currency().code() + "|" + amount.amountMinor() + "|";
        return Stream.of(
                        marks("1|" + what, EntryIdentity.reference(entry).stream()),
                        marks(BY_MESSAGE + what, messages),
                        marks("3|" + what, groups(entry)),
                        marks(
                                "4|" + what,
                                entry.batches().stream()
                                        .map(Batch::messageId)
                                        .flatMap(Optional::stream)),
                        marks(
                                "5|" + what + date + "|",
                                EntryIdentity.meant(entry.head().reference()).stream()))
                .flatMap(links -> links)
                .distinct()
                .toList();
    }

    private static Stream<String> groups(StatementEntry entry) {
        var told =
                entry.batches().stream()
                        .map(Batch::paymentInformationId)
                        .flatMap(Optional::stream)
                        .toList();
        var ofDetails =
                entry.details().stream()
                        .map(detail -> detail.references().paymentInformationId())
                        .distinct()
                        .toList();
        return told.isEmpty() && ofDetails.size() == 1
                ? ofDetails.getFirst().stream()
                : told.stream();
    }

    private static Stream<String> marks(String kind, Stream<String> references) {
        return references
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> kind + text);
    }

    static boolean isByMessage(String link) {
        return link.startsWith(BY_MESSAGE);
    }
}
