package kontor.entities;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The part of the hierarchy of entities that a list of changes needs. It is updated with each
 * change, so that the next one is checked against the result.
 */
final class EntityTree {

    /** The most levels of a group of companies, the top included. */
    static final int DEEPEST = 10;

    private final Map<UUID, Optional<UUID>> parents;

    /**
     * @param parents all ancestors and descendants of the entities in question, each with its
     *     parent
     */
    EntityTree(Map<UUID, Optional<UUID>> parents) {
        this.parents = new HashMap<>(parents);
    }

    /** Why an entity cannot have this parent; empty when it can. */
    Optional<EntityRefusal> refusal(UUID entity, UUID parent) {
        if (isAtOrAbove(entity, parent)) {
            return Optional.of(EntityRefusal.PARENT_CIRCULAR);
        }
        return depth(parent) + height(entity) > DEEPEST
                ? Optional.of(EntityRefusal.HIERARCHY_TOO_DEEP)
                : Optional.empty();
    }

    void put(UUID entity, Optional<UUID> parent) {
        parents.put(entity, parent);
    }

    private boolean isAtOrAbove(UUID entity, UUID other) {
        for (var up = Optional.of(other); up.isPresent(); up = parent(up.get())) {
            if (up.get().equals(entity)) {
                return true;
            }
        }
        return false;
    }

    /** How many levels lead from the top down to the entity: 1 without a parent. */
    private int depth(UUID entity) {
        int depth = 0;
        for (var up = Optional.of(entity); up.isPresent(); up = parent(up.get())) {
            depth++;
        }
        return depth;
    }

    /** How many levels the entity and its subsidiaries have: 1 without subsidiaries. */
    private int height(UUID entity) {
        int below = depth(entity) - 1;
        return 1
                + parents.keySet().stream()
                        .filter(other -> isAtOrAbove(entity, other))
                        .mapToInt(other -> depth(other) - below - 1)
                        .max()
                        .orElse(0);
    }

    private Optional<UUID> parent(UUID entity) {
        return parents.getOrDefault(entity, Optional.empty());
    }
}
