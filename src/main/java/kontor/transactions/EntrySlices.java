package kontor.transactions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.iso20022.Balance;
import kontor.iso20022.Batch;
import kontor.iso20022.EntryHead;
import kontor.iso20022.StatementFile;
import kontor.iso20022.StatementHandler;
import kontor.iso20022.StatementHead;
import kontor.iso20022.TransactionDetails;
import org.jspecify.annotations.Nullable;

/** The second reading of an account file: hands the entries of each statement on in slices. */
final class EntrySlices implements StatementHandler {

    /** A slice ends early when its entries consist of many transactions. */
    private static final int MOST_DETAILS = 5_000;

    /** Takes the entries of one statement. */
    interface Taker {

        void slice(List<StatementEntry> entries);

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
    private List<StatementEntry> slice = new ArrayList<>();
    private int sliceDetails;

    /** @param takers one for each statement or page of the file, in its order; absent where it is left out */
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
        if (current.isPresent()) {
            details.add(one);
        }
    }

    @Override
    public void entryEnded(Optional<String> additionalInformation) {
        if (current.isEmpty() || head == null) {
            return;
        }
        slice.add(new StatementEntry(position, head, batches, details, additionalInformation));
        sliceDetails += details.size();
        batches = new ArrayList<>();
        details = new ArrayList<>();
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
        current.ifPresent(taker -> {
            handOn(taker);
            taker.end();
        });
    }
}
