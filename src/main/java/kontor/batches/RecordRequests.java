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
 * Turns the records of a batch into requests to the payments' door, and its refusals into faults of
 * the records.
 */
record RecordRequests<T>(BatchKind<T> kind, BatchRef batch, Caller caller, UUID requestId) {

    /** Those that could be read, in order; each with an id for the payment it may become. */
    List<Request<T>> of(List<RecordSlices.Parsed<T>> records) {
        var requests = new ArrayList<Request<T>>(records.size());
        for (var record : records) {
            record.payment().ifPresent(payment -> requests.add(request(payment)));
        }
        return requests;
    }

    private Request<T> request(T payment) {
        T member = kind.reading().withBatch().apply(payment, batch);
        return new Request<>(caller, requestId, Ids.next(), Optional.empty(), member);
    }

    /** What the door refused, under the path of the record; empty if it was done. */
    List<Fault> faults(RecordSlices.Parsed<T> record, Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> _ -> List.of();
            case Outcome.Refused<?>(Refusal refusal) -> record.places().of(faults(refusal));
        };
    }

    private static List<Fault> faults(Refusal refusal) {
        return refusal.faults().isEmpty()
                ? List.of(new Fault("", refusal.code(), refusal.message()))
                : refusal.faults();
    }
}
