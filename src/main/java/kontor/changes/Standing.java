package kontor.changes;

import java.util.Optional;
import kontor.core.Refusal;

/** What every change of a resource looks at first, whatever it changes. */
public interface Standing {

    boolean deleted();

    int version();

    /** Refuses in this order: unknown, deleted, stale. */
    static Optional<Refusal> refusal(
            Asked<?> asked, String what, Optional<? extends Standing> found) {
        if (found.isEmpty()) {
            return Optional.of(Refusal.notFound(what));
        }
        if (found.get().deleted()) {
            return Optional.of(Refusal.gone(what));
        }
        int version = found.get().version();
        return asked.ifMatch()
                .filter(expected -> expected != version)
                .map(_ -> Refusal.stale(version));
    }
}
