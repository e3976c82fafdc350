package kontor.counterparties;

import java.util.Optional;
import kontor.changes.Asked;
import kontor.core.Refusal;

/** What every change looks at first, whatever it changes. */
interface Standing {

    boolean deleted();

    int version();

    /** Refuses in this order: unknown, deleted, stale. */
    static Optional<Refusal> refusal(Asked<?> asked, String what, Optional<? extends Standing> found) {
        if (found.isEmpty()) {
            return Optional.of(Refusal.notFound(what));
        }
        if (found.get().deleted()) {
            return Optional.of(Refusal.gone(what));
        }
        int version = found.get().version();
        return asked.ifMatch().filter(expected -> expected != version).map(_ -> Refusal.stale(version));
    }
}
