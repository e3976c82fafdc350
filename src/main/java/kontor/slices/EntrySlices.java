package kontor.slices;

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

/**
 * The second reading of an account file: passes the entries of each statement on in slices. A slice
 * holds whole entries, at most {@link #MOST_ENTRIES}, and about as many details as fit into memory.
 */
public final class EntrySlices implements StatementHandler {

    /** A slice ends early when its entries consist of many transactions. */
    private static final int MOST_DETAILS = 5_000;

    /** Entries of one slice. */
    public static final int MOST_ENTRIES = 1_000;

    private final List<Optional<EntryConsumer>> consumers;
    private final Ahead ahead;
    private int next;
    private Optional<EntryConsumer> current = Optional.empty();
    private long position;
    private @Nullable EntryHead head;
    private List<Batch> batches = new ArrayList<>();
    private List<TransactionDetails> details = new ArrayList<>();
    private StatementEntry.Apart apart = StatementEntry.Apart.NONE;
    private List<StatementEntry> slice = new ArrayList<>();
    private int sliceDetails;

    /** What becomes of entries is worked out here, while those before them are booked. */
    private boolean booking;

    /**
     * @param consumers one for each statement or page of the file, in its order; absent where it is
     *     left out
     * @param ahead on which they work
     */
    public EntrySlices(List<Optional<EntryConsumer>> consumers, Ahead ahead) {
        this.consumers = consumers;
        this.ahead = ahead;
    }

    @Override
    public void file(StatementFile file) {
        booking = file.kind() == StatementFile.Kind.STATEMENT;
    }

    @Override
    public void statementStarted(StatementHead statement) {
        current = consumers.get(next++);
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
            passDetails(current.get());
        }
    }

    private void passDetails(EntryConsumer consumer) {
        if (!slice.isEmpty()) {
            passSlice(consumer);
        }
        var some = entry(Optional.empty());
        long before = apart.details();
        ahead.pass(() -> consumer.part(some, before));
        apart = apart.plus(details);
        details = new ArrayList<>();
    }

    private StatementEntry entry(Optional<String> additionalInformation) {
        return new StatementEntry(
                position,
                Objects.requireNonNull(head),
                List.copyOf(batches),
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
            passDetails(current.get());
        }
        var whole = entry(additionalInformation);
        if (booking) {
            whole.read();
        }
        slice.add(whole);
        sliceDetails += details.size();
        batches = new ArrayList<>();
        details = new ArrayList<>();
        apart = StatementEntry.Apart.NONE;
        if (slice.size() == MOST_ENTRIES || sliceDetails >= MOST_DETAILS) {
            passSlice(current.get());
        }
    }

    private void passSlice(EntryConsumer consumer) {
        var full = slice;
        slice = new ArrayList<>();
        sliceDetails = 0;
        ahead.pass(() -> consumer.slice(full));
    }

    @Override
    public void statementEnded() {
        current.ifPresent(
                consumer -> {
                    passSlice(consumer);
                    ahead.pass(consumer::end);
                });
    }
}
