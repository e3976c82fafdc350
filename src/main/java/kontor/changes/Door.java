package kontor.changes;

import java.util.List;
import java.util.Optional;
import kontor.core.Outcome;
import kontor.db.Tx;

/**
 * A change of one kind, for a list of any length: one outcome per request, in order. It reads and
 * writes only through {@code tx}, records an event for each resource it changed, and refuses
 * without harm to the neighbours. A door that makes resources may answer with an earlier one that
 * serves as well: a snapshot of another id than the one asked for is answered 200, not 201.
 *
 * <p>Requests that wait in one lane go through together when their door is the same object, so a
 * door is made once and not for each request.
 */
@FunctionalInterface
public interface Door<T> {

    List<Outcome<Snapshot>> apply(Tx tx, List<Request<T>> requests);

    /** What it changes, where that exists already; see {@link ExistingDoor}. */
    default Optional<ResourceKind> changes() {
        return Optional.empty();
    }

    /**
     * The kind of resource that it makes instead of a change where a second person must agree
     * first.
     */
    default Optional<String> asksBy() {
        return Optional.empty();
    }
}
