package kontor.changes;

import java.util.Optional;
import kontor.core.Caller;
import kontor.core.Refusal;

/**
 * What every change of a resource looks at first, whatever it changes: see {@link ResourceKind}.
 */
public interface Versioned {

    /** What can never be deleted need not say so. */
    default boolean deleted() {
        return false;
    }

    int version();

    /**
     * Whether it exists for this caller. What belongs to an own account says no to a role that is
     * limited to others.
     */
    default boolean isSeenBy(Caller caller) {
        return true;
    }

    /** For doors that are no {@link ExistingDoor} yet; refuses unknown, deleted, stale. */
    static Optional<Refusal> refusal(
            Request<?> request, String what, Optional<? extends Versioned> found) {
        return switch (new ResourceKind("", what).found(request, found)) {
            case kontor.core.Outcome.Done<?> _ -> Optional.empty();
            case kontor.core.Outcome.Refused<?>(var refusal) -> Optional.of(refusal);
        };
    }
}
