package kontor.batches;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.payments.BatchRef;

/**
 * How the records of a batch are put to the payments' door, and how its answers are told of the
 * records.
 *
 * @param path what the path of a fault begins with
 */
record RecordRequests<T>(
        BatchKind<T> kind, BatchRef batch, Caller caller, UUID requestId, String path) {

    /** Those that could be read, in order; each with an id for the payment it may become. */
    List<Request<T>> of(List<RecordSlices.Parsed<T>> records) {
        var requests = new ArrayList<Request<T>>(records.size());
        for (var record : records) {
            record.payment()
                    .ifPresent(
                            payment ->
                                    requests.add(
                                            new Request<>(
                                                    caller,
                                                    requestId,
                                                    Ids.next(),
                                                    Optional.empty(),
                                                    kind.reading()
                                                            .withBatch()
                                                            .apply(payment, batch))));
        }
        return requests;
    }

    /** What a door said no to, under the path of the record; none if it was done. */
    List<Fault> faults(int index, Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> _ -> List.of();
            case Outcome.Refused<?>(Refusal refusal) ->
                    RecordSlices.under(
                            path,
                            index,
                            refusal.faults().isEmpty()
                                    ? List.of(new Fault("", refusal.code(), refusal.message()))
                                    : refusal.faults());
        };
    }
}
