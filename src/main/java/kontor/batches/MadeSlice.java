package kontor.batches;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Outcome;
import org.jspecify.annotations.Nullable;

/** What the payments' door made of the records of a slice. */
final class MadeSlice<T> {

    private final RecordSlices.Slice<T> slice;
    private final boolean skips;
    private final @Nullable UUID[] payments;
    private final Totals input = new Totals();
    private final Totals result = new Totals();
    private final List<BatchResult> faulty = new ArrayList<>();

    /**
     * @param skips faulty records are skipped, instead of failing the whole
     */
    MadeSlice(RecordSlices.Slice<T> slice, boolean skips) {
        this.slice = slice;
        this.skips = skips;
        this.payments = new UUID[slice.records().size()];
    }

    /**
     * @param requests of those records that could be read, in order; {@code outcomes} likewise
     */
    void add(
            RecordRequests<T> recordRequests,
            List<Request<T>> requests,
            List<Outcome<Snapshot>> outcomes) {
        int place = 0;
        for (var record : slice.records()) {
            var faults = record.faults();
            if (record.payment().isPresent()) {
                var facts = recordRequests.kind().reading().facts().apply(record.payment().get());
                input.add(facts);
                faults = recordRequests.faults(record, outcomes.get(place));
                if (faults.isEmpty()) {
                    payments[record.index() - slice.first()] = requests.get(place).id();
                    result.add(facts);
                }
                place++;
            }
            if (!faults.isEmpty()) {
                faulty.add(BatchResult.faulty(record.index(), record.line(), skips, faults));
            }
        }
    }

    @Nullable UUID[] payments() {
        return payments;
    }

    Totals input() {
        return input;
    }

    Totals result() {
        return result;
    }

    List<BatchResult> faulty() {
        return faulty;
    }

    /** What this slice adds to the progress of its batch. */
    Batch.Progress progress() {
        int count = payments.length;
        int bad = faulty.size();
        return new Batch.Progress(
                true, skips ? count : 0, count - bad, skips ? 0 : bad, skips ? bad : 0);
    }
}
