package kontor.deciders;

import java.util.Set;
import java.util.UUID;

/**
 * Somebody who could decide.
 *
 * @param name of the user, or else what it signs in with
 * @param program whether it is one, and no person
 * @param principals for whom it is counted, at least one
 */
record Decider(UUID role, String name, boolean program, Set<UUID> principals) {

    Decider {
        principals = Set.copyOf(principals);
    }
}
