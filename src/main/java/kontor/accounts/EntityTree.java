package kontor.accounts;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who is whose subsidiary, as far as some changes need to know it; it follows them as they are
 * judged.
 */
final class EntityTree {

    /** Levels from the top of a group of companies down; deeper than any real one we know of. */
    static final int DEEPEST = 10;

    private final Map<UUID, Optional<UUID>> parents;

    /**
     * @param parents all ancestors and descendants of the entities in question, each with its
     *     parent
     */
    EntityTree(Map<UUID, Optional<UUID>> parents) {
        this.parents = new HashMap<>(parents);
    }

    /** Why an entity cannot have this parent. */
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

    /** 1 for an entity without a parent. */
    private int depth(UUID entity) {
        int depth = 0;
        for (var up = Optional.of(entity); up.isPresent(); up = parent(up.get())) {
            depth++;
        }
        return depth;
    }

    /** 1 for an entity without children. */
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
