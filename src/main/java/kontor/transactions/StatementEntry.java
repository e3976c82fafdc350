package kontor.transactions;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kontor.iso20022.Batch;
import kontor.iso20022.Code;
import kontor.iso20022.EntryHead;
import kontor.iso20022.TransactionDetails;

/**
 * One entry of a statement as it was read.
 *
 * @param position place among all entries of the statement, from 1
 * @param batches several transactions booked as one
 * @param details what it consists of, as far as told
 * @param additionalInformation free text of up to 500 characters
 * @param apart what of it was handed on before, since it is too much at once
 */
public record StatementEntry(
        long position,
        EntryHead head,
        List<Batch> batches,
        List<TransactionDetails> details,
        Optional<String> additionalInformation,
        Apart apart) {

    /** Pending, for information, in the future: told, but not booked. */
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

    /**
     * Details that were handed on before their entry.
     *
     * @param returned all of them tell why money came back
     */
    public record Apart(long details, boolean returned) {

        public static final Apart NONE = new Apart(0, true);

        public Apart plus(List<TransactionDetails> more) {
            return new Apart(
                    details + more.size(),
                    returned && more.stream().allMatch(detail -> detail.returned().isPresent()));
        }
    }

    /** The same entry where others come before its statement. */
    public StatementEntry after(long entries) {
        return new StatementEntry(
                position + entries, head, batches, details, additionalInformation, apart);
    }

    /** How many transactions it stands for, as far as the bank says. */
    public long transactions() {
        long told =
                batches.stream()
                        .flatMap(batch -> batch.numberOfTransactions().stream())
                        .mapToLong(Integer::longValue)
                        .sum();
        return Math.max(told, details.size() + apart.details);
    }

    /** Some banks leave the booking date out, of a statement too. */
    public Optional<LocalDate> date() {
        return head.dates().booking().or(head.dates()::value);
    }

    /** Announced, or booked within the day: what an intraday report tells that is to come. */
    public boolean isAnnounced() {
        return isBooked(head) || head.status().map(Code::value).filter("PDNG"::equals).isPresent();
    }

    /** Some banks leave the status out of a statement; then it is booked. */
    public static boolean isBooked(EntryHead head) {
        return head.status().map(Code::value).filter(NOT_BOOKED::contains).isEmpty();
    }
}
