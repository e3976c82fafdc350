package kontor.changes;

import java.util.Optional;
import kontor.core.Refusal;

/** What every change of a resource looks at first, whatever it changes. */
public interface Versioned {

    boolean deleted();

    int version();

    /** Refuses in this order: unknown, deleted, stale. */
    static Optional<Refusal> refusal(
            Request<?> request, String what, Optional<? extends Versioned> found) {
        if (found.isEmpty()) {
            return Optional.of(Refusal.notFound(what));
        }
        if (found.get().deleted()) {
            return Optional.of(Refusal.gone(what));
        }
        int version = found.get().version();
        return request.ifMatch()
                .filter(expected -> expected != version)
                .map(_ -> Refusal.stale(version));
    }
}
