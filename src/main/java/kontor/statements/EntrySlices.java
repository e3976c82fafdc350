package kontor.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kontor.iso20022.Balance;
import kontor.iso20022.Batch;
import kontor.iso20022.EntryHead;
import kontor.iso20022.StatementFile;
import kontor.iso20022.StatementHandler;
import kontor.iso20022.StatementHead;
import kontor.iso20022.TransactionDetails;
import kontor.transactions.StatementEntry;
import org.jspecify.annotations.Nullable;

/** The second reading of an account file: hands the entries of each statement on in slices. */
final class EntrySlices implements StatementHandler {

    /** A slice ends early when its entries consist of many transactions. */
    private static final int MOST_DETAILS = 5_000;

    /** Takes the entries of one statement. */
    interface Taker {

        void slice(List<StatementEntry> entries);

        /**
         * Some details of an entry that consists of too many to be held. The entry itself comes
         * with the next slice, without them.
         *
         * @param before how many details of it were handed on before these
         */
        void part(StatementEntry some, long before);

        /** All of a statement were handed on, or of one of its pages. */
        void end();
    }

    private final List<Optional<Taker>> takers;
    private int next;
    private Optional<Taker> current = Optional.empty();
    private long position;
    private @Nullable EntryHead head;
    private List<Batch> batches = new ArrayList<>();
    private List<TransactionDetails> details = new ArrayList<>();
    private StatementEntry.Apart apart = StatementEntry.Apart.NONE;
    private List<StatementEntry> slice = new ArrayList<>();
    private int sliceDetails;

    /**
     * @param takers one for each statement or page of the file, in its order; absent where it is
     *     left out
     */
    EntrySlices(List<Optional<Taker>> takers) {
        this.takers = takers;
    }

    @Override
    public void file(StatementFile file) {}

    @Override
    public void statementStarted(StatementHead statement) {
        current = takers.get(next++);
        position = 0;
    }

    @Override
    public void balance(Balance balance) {}

    @Override
    public void entryStarted(EntryHead entry) {
        head = entry;
        position++;
    }

    @Override
    public void batch(Batch batch) {
        if (current.isPresent()) {
            batches.add(batch);
        }
    }

    @Override
    public void details(TransactionDetails one) {
        if (current.isEmpty()) {
            return;
        }
        details.add(one);
        if (details.size() == MOST_DETAILS) {
            handOnDetails(current.get());
        }
    }

    private void handOnDetails(Taker taker) {
        if (!slice.isEmpty()) {
            handOn(taker);
        }
        taker.part(entry(Optional.empty()), apart.details());
        apart = apart.plus(details);
        details = new ArrayList<>();
    }

    private StatementEntry entry(Optional<String> additionalInformation) {
        return new StatementEntry(
                position,
                Objects.requireNonNull(head),
                batches,
                details,
                additionalInformation,
                apart);
    }

    @Override
    public void entryEnded(Optional<String> additionalInformation) {
        if (current.isEmpty() || head == null) {
            return;
        }
        if (apart.details() > 0 && !details.isEmpty()) {
            handOnDetails(current.get());
        }
        slice.add(entry(additionalInformation));
        sliceDetails += details.size();
        batches = new ArrayList<>();
        details = new ArrayList<>();
        apart = StatementEntry.Apart.NONE;
        if (slice.size() == Statements.MOST_ENTRIES || sliceDetails >= MOST_DETAILS) {
            handOn(current.get());
        }
    }

    private void handOn(Taker taker) {
        var full = slice;
        slice = new ArrayList<>();
        sliceDetails = 0;
        taker.slice(full);
    }

    @Override
    public void statementEnded() {
        current.ifPresent(
                taker -> {
                    handOn(taker);
                    taker.end();
                });
    }
}
