package kontor.accounts;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;
import kontor.entities.HeldAccounts;

/** SQL of who holds which accounts. */
public final class HolderTable implements HeldAccounts {

    @Override
    public Map<UUID, UUID> ofEntities(Tx tx, Collection<UUID> entities) {
        return tx.query(
                        """
                        SELECT DISTINCT ON (entity_id) entity_id, id FROM accounts
                        WHERE organization_id = :org AND entity_id = ANY (:entities)
                        ORDER BY entity_id, id
                        """)
                .bind("entities", entities.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Set<UUID> holders(Tx tx, Collection<UUID> accounts) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT DISTINCT entity_id FROM accounts
                                WHERE organization_id = :org AND id = ANY (:accounts)
                                """)
                        .bind("accounts", accounts.toArray(UUID[]::new))
                        .mapTo(UUID.class)
                        .list());
    }

    /** The accounts that these entities hold now. */
    Set<UUID> heldBy(Tx tx, Collection<UUID> entities) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT id FROM accounts WHERE organization_id = :org AND entity_id = ANY (:entities)
                                """)
                        .bind("entities", entities.toArray(UUID[]::new))
                        .mapTo(UUID.class)
                        .list());
    }
}
