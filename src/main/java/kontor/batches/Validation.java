package kontor.batches;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kontor.core.Fault;
import kontor.db.Tx;

/**
 * Judges the records of one batch slice by slice: each as the door would, and whether two of them
 * want the same external id.
 */
final class Validation<T> {

    private final BatchKind<T> kind;
    private final RecordRequests<T> recordRequests;
    private final Map<String, Integer> recordOfExternalId = new HashMap<>();
    private final Totals totals = new Totals();

    Validation(BatchKind<T> kind, RecordRequests<T> recordRequests) {
        this.kind = kind;
        this.recordRequests = recordRequests;
    }

    /** A slice, with the faults of those records whose external id an earlier record has. */
    record Prepared<T>(List<RecordSlices.Parsed<T>> records, Map<Integer, Fault> repeated) {}

    /** What can be found without the database, once for each slice and in their order. */
    Prepared<T> prepare(List<RecordSlices.Parsed<T>> records) {
        var repeated = new HashMap<Integer, Fault>();
        for (var record : records) {
            record.payment()
                    .map(kind.reading().facts())
                    .ifPresent(facts -> prepare(record.index(), facts, repeated));
        }
        return new Prepared<>(records, repeated);
    }

    private void prepare(int index, BatchKind.Facts facts, Map<Integer, Fault> repeated) {
        totals.add(facts);
        if (facts.externalId().isPresent()) {
            String text = facts.externalId().get();
            Integer first = recordOfExternalId.putIfAbsent(text, index);
            if (first != null) {
                repeated.put(index, repeatedExternalId(text, first));
            }
        }
    }

    private static Fault repeatedExternalId(String text, int first) {
        return new Fault(
                "externalId",
                "external_id_taken",
                "externalId " + text + " stands in record " + first + " too; choose another one");
    }

    /** The faulty records of the slice. */
    List<BatchResult> judge(Tx tx, Prepared<T> slice) {
        var outcomes = kind.doors().check().apply(tx, recordRequests.of(slice.records));
        var faulty = new ArrayList<BatchResult>();
        int place = 0;
        for (var record : slice.records) {
            var faults = record.faults();
            if (record.payment().isPresent()) {
                Fault repeated = slice.repeated.get(record.index());
                faults =
                        repeated == null
                                ? recordRequests.faults(record, outcomes.get(place))
                                : record.places().of(List.of(repeated));
                place++;
            }
            if (!faults.isEmpty()) {
                faulty.add(BatchResult.faulty(record.index(), record.line(), false, faults));
            }
        }
        return faulty;
    }

    /** Of all records prepared so far that can be read. */
    Totals totals() {
        return totals;
    }
}
