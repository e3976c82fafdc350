package kontor.changes;

import java.util.Optional;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;

/**
 * A kind of resource, and what is asked first of every one of it: is it there for this caller, was
 * it deleted, is it the version that was expected. Always in this order.
 *
 * @param name in events, permissions and the register of external ids, e.g. {@code
 *     external_accounts}
 * @param inWords in sentences, e.g. {@code External account}
 */
public record ResourceKind(String name, String inWords) {

    /** What a caller may see of what was found: a deleted one is gone, another's is unknown. */
    public <V extends Versioned> Outcome<V> found(Caller caller, Optional<V> found) {
        if (found.isEmpty() || !found.get().isSeenBy(caller)) {
            return Outcome.refused(Refusal.notFound(inWords));
        }
        return found.get().deleted()
                ? Outcome.refused(Refusal.gone(inWords))
                : Outcome.done(found.get());
    }

    /** The same for a change, which is meant for one version where it names one. */
    <V extends Versioned> Outcome<V> found(Request<?> request, Optional<V> found) {
        return found(request.caller(), found)
                .flatMap(
                        one ->
                                request.ifMatch().orElse(one.version()) == one.version()
                                        ? Outcome.done(one)
                                        : Outcome.refused(Refusal.stale(one.version())));
    }
}
