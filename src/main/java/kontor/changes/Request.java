package kontor.changes;

import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;

/**
 * What belongs to one request in a list.
 *
 * @param id the id the new resource will have, given beforehand so that an uncertain COMMIT can be
 *     looked up; for a change of an existing resource, the id of that
 * @param ifMatch the version the client expects, where it told one
 */
public record Request<T>(
        Caller caller, UUID requestId, UUID id, Optional<Integer> ifMatch, T input) {

    /** The same about another resource. */
    Request<T> about(UUID other) {
        return new Request<>(caller, requestId, other, ifMatch, input);
    }

    /** Who asks, as the event of the change will say. */
    public Originator by() {
        return Originator.user(caller, requestId);
    }
}
