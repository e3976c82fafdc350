package kontor.entities;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of which entities stand below which. */
final class HierarchyTable {

    /** All ancestors of both, and all descendants of the moved ones; both themselves included. */
    EntityTree lineage(Tx tx, Collection<UUID> parents, Collection<UUID> moved) {
        var found = new HashMap<UUID, Optional<UUID>>();
        tx.query(
                        """
                        WITH RECURSIVE up AS (
                            SELECT id, parent_id FROM entities
                            WHERE organization_id = :org AND (id = ANY (:parents) OR id = ANY (:moved))
                            UNION
                            SELECT e.id, e.parent_id FROM entities e JOIN up ON e.id = up.parent_id
                            WHERE e.organization_id = :org
                        ), down AS (
                            SELECT id, parent_id FROM entities
                            WHERE organization_id = :org AND id = ANY (:moved)
                            UNION
                            SELECT e.id, e.parent_id FROM entities e JOIN down ON e.parent_id = down.id
                            WHERE e.organization_id = :org AND NOT e.deleted
                        )
                        SELECT id, parent_id FROM up UNION SELECT id, parent_id FROM down
                        """)
                .bind("parents", parents.toArray(UUID[]::new))
                .bind("moved", moved.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class),
                                        Optional.ofNullable(row.getObject(2, UUID.class))))
                .forEach(one -> found.put(one.getKey(), one.getValue()));
        return new EntityTree(found);
    }

    /** Those of the entities that have subsidiaries, each with one of these. */
    Map<UUID, UUID> children(Tx tx, Collection<UUID> ids) {
        return tx.query(
                        """
                        SELECT DISTINCT ON (parent_id) parent_id, id FROM entities
                        WHERE organization_id = :org AND parent_id = ANY (:ids) AND NOT deleted
                        ORDER BY parent_id, id
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
