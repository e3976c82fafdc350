package kontor.transactions;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kontor.iso20022.Batch;
import kontor.iso20022.Code;
import kontor.iso20022.EntryHead;
import kontor.iso20022.TransactionDetails;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a statement ({@code Ntry}) as it was read.
 *
 * @param position place among all entries of the statement, from 1
 * @param batches several transactions booked as one
 * @param details the transactions that it consists of, as far as the bank lists them
 * @param additionalInformation free text of up to 500 characters
 * @param apart details that were passed on before it, since they are too many at once
 * @param once what it says as the API tells it, which is worked out once
 */
public record StatementEntry(
        long position,
        EntryHead head,
        List<Batch> batches,
        List<TransactionDetails> details,
        Optional<String> additionalInformation,
        Apart apart,
        Once once) {

    /** Pending, for information, in the future: reported, but not booked. */
    private static final Set<String> NOT_BOOKED = Set.of("PDNG", "INFO", "FUTR");

    public StatementEntry {
        batches = List.copyOf(batches);
        details = List.copyOf(details);
    }

    public StatementEntry(
            long position,
            EntryHead head,
            List<Batch> batches,
            List<TransactionDetails> details,
            Optional<String> additionalInformation) {
        this(position, head, batches, details, additionalInformation, Apart.NONE);
    }

    public StatementEntry(
            long position,
            EntryHead head,
            List<Batch> batches,
            List<TransactionDetails> details,
            Optional<String> additionalInformation,
            Apart apart) {
        this(position, head, batches, details, additionalInformation, apart, new Once());
    }

    /** Words that banks put where they have no reference. */
    private static final Set<String> NO_REFERENCE =
            Set.of("NOTPROVIDED", "NONREF", "NONE", "0", "-");

    /** The reference by which its bank tells it from others. */
    public Optional<String> reference() {
        return meant(head.references().accountServicer());
    }

    /** The end-to-end id of the one transaction that it consists of. */
    public Optional<String> endToEndId() {
        return details.size() == 1
                ? meant(details.getFirst().references().endToEndId())
                : Optional.empty();
    }

    /** The reference, unless it is blank or a word such as NOTPROVIDED. */
    public static Optional<String> meant(Optional<String> reference) {
        return reference
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !NO_REFERENCE.contains(text));
    }

    /**
     * Holds what an entry says once somebody has asked: the thread that reads a file asks while
     * another books what was read before.
     */
    public static final class Once {
        private EntryRow.@Nullable Read read;

        /** It follows from the rest, so that no entry differs by it. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Once;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    /** What it says as the API tells it; its place and its day do not matter to that. */
    public EntryRow.Read read() {
        var known = once.read;
        if (known == null) {
            known = EntryRow.Read.of(this);
            once.read = known;
        }
        return known;
    }

    /**
     * Details that were passed on before their entry.
     *
     * @param details how many
     * @param returned all of them say why money came back
     */
    public record Apart(long details, boolean returned) {

        public static final Apart NONE = new Apart(0, true);

        public Apart plus(List<TransactionDetails> more) {
            return new Apart(
                    details + more.size(), returned && more.stream().allMatch(Apart::cameBack));
        }

        private static boolean cameBack(TransactionDetails detail) {
            return detail.returned().isPresent() || detail.code().undoes();
        }
    }

    /** The same entry in a statement with so many entries before this part of it. */
    public StatementEntry after(long entries) {
        return new StatementEntry(
                position + entries, head, batches, details, additionalInformation, apart, once);
    }

    /** The same, booked on another day. */
    public StatementEntry bookedOn(LocalDate day) {
        return new StatementEntry(
                position, head.bookedOn(day), batches, details, additionalInformation, apart, once);
    }

    /** How many transactions it stands for, as far as the bank says. */
    public long transactions() {
        long ofBatches =
                batches.stream()
                        .flatMap(batch -> batch.numberOfTransactions().stream())
                        .mapToLong(Integer::longValue)
                        .sum();
        return Math.max(ofBatches, details.size() + apart.details);
    }

    /** Booking date, or else value date: some banks leave the booking date out. */
    public Optional<LocalDate> date() {
        return head.dates().booking().or(head.dates()::value);
    }

    /** Pending or booked within the day: what an intraday report says a statement will book. */
    public boolean isAnnounced() {
        return isBooked(head) || head.status().map(Code::value).filter("PDNG"::equals).isPresent();
    }

    /** Without a status it is booked: some banks leave it out of statements. */
    public static boolean isBooked(EntryHead head) {
        return head.status().map(Code::value).filter(NOT_BOOKED::contains).isEmpty();
    }
}
