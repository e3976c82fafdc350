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
import kontor.statements.LinkTable.End;
import kontor.statements.LinkTable.Side;
import kontor.transactions.EntryRow;
import kontor.transactions.StatementEntry;

/**
 * The links by which a booked entry and details that arrive apart from it are recognized as
 * belonging together (camt.054 beside camt.053, as Swiss and Nordic banks send): account and amount
 * agree, and one of these references, the strongest first.
 *
 * <pre>
 * 1  the bank's reference of the entry             AcctSvcrRef, or that of its only transaction
 * 2  the message that the entry points to          AddtlInfInd/MsgId, as id of either message
 * 3  the payment information booked as one         Btch/PmtInfId, or that of all transactions
 * 4  the message whose payments are booked as one  Btch/MsgId
 * 5  the reference of the entry and its day        NtryRef; it may be the same each day
 * </pre>
 */
final class EntryLinks {

    /** Where the entry names the message, other references of both may differ. */
    private static final String BY_MESSAGE = "2|";

    private EntryLinks() {}

    /** The ends of an entry in a notification, by the id of its details. */
    static List<End> ends(Notification notification, StatementEntry entry, UUID id) {
        var date = LateDetailsEntry.date(notification, entry);
        var reference = entry.reference();
        long count = entry.details().size() + entry.apart().details();
        return ofNotified(notification.accountId(), date, entry, notification.names()).stream()
                .map(link -> new End(link, Side.NOTIFIED, id, date, reference, count))
                .toList();
    }

    /** The ends of an entry that was booked. */
    static Stream<End> ends(EntryRow row) {
        var transaction = row.transaction();
        var date = transaction.date();
        var reference = row.marks().servicerReference();
        int count = row.entry().details().size();
        return ofBooked(transaction.accountId(), date, row.entry()).stream()
                .map(link -> new End(link, Side.BOOKED, transaction.id(), date, reference, count));
    }

    /**
     * Links of an entry whose statement leaves open what it consists of; none for one that comes
     * with all its details.
     */
    private static List<String> ofBooked(UUID account, LocalDate date, StatementEntry entry) {
        return isOpen(entry)
                ? links(account, date, entry, entry.head().references().detailsMessage().stream())
                : List.of();
    }

    /**
     * Links of an entry in a notification.
     *
     * @param names of the message with the details, as the statement may cite it
     */
    private static List<String> ofNotified(
            UUID account, LocalDate date, StatementEntry entry, Collection<String> names) {
        return links(account, date, entry, names.stream());
    }

    /** It lists fewer transactions than it stands for, or its only one has no reference. */
    private static boolean isOpen(StatementEntry entry) {
        var details = entry.details();
        return entry.apart().details() == 0
                && (details.isEmpty()
                        || details.size() < entry.transactions()
                        || details.size() == 1 && hasNoReference(details.getFirst().references()));
    }

    private static boolean hasNoReference(TransactionDetails.References references) {
        return Stream.of(
                        references.instructionId(),
                        references.endToEndId(),
                        references.transactionId(),
                        references.mandateId())
                .allMatch(reference -> StatementEntry.meant(reference).isEmpty());
    }

    private static List<String> links(
            UUID account, LocalDate date, StatementEntry entry, Stream<String> messages) {
        Money amount = entry.head().amount();
        String what = account + "|" + amount.currency().code() + "|" + amount.amountMinor() + "|";
        var ofBank = entry.reference().or(() -> ofOnly(entry)).stream();
        var batches = entry.batches().stream().map(Batch::messageId).flatMap(Optional::stream);
        var ofDay = StatementEntry.meant(entry.head().reference()).stream();
        return Stream.of(
                        marks("1|" + what, ofBank),
                        marks(BY_MESSAGE + what, messages),
                        marks("3|" + what, groups(entry)),
                        marks("4|" + what, batches),
                        marks("5|" + what + date + "|", ofDay))
                .flatMap(links -> links)
                .distinct()
                .toList();
    }

    /** Banks that book a payment by itself may put their reference of it at the payment. */
    private static Optional<String> ofOnly(StatementEntry entry) {
        return entry.details().size() == 1
                ? StatementEntry.meant(entry.details().getFirst().references().accountServicer())
                : Optional.empty();
    }

    private static Stream<String> groups(StatementEntry entry) {
        var ofBatches =
                entry.batches().stream()
                        .map(Batch::paymentInformationId)
                        .flatMap(Optional::stream)
                        .toList();
        var ofDetails =
                entry.details().stream()
                        .map(detail -> detail.references().paymentInformationId())
                        .distinct()
                        .toList();
        return ofBatches.isEmpty() && ofDetails.size() == 1
                ? ofDetails.getFirst().stream()
                : ofBatches.stream();
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
