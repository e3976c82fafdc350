package kontor.reopening;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of accounts that were given to another entity, and of their payments that have not left. */
final class MoveTable {

    void insert(Tx tx, EntityMove move) {
        tx.update(
                        """
                        INSERT INTO entity_moves (organization_id, id, account_id, from_entity_id,
                            to_entity_id, moved, reached)
                        VALUES (:org, :id, :account, :from, :to, :moved, :reached)
                        """)
                .bind("id", move.id())
                .bind("account", move.accountId())
                .bind("from", move.from())
                .bind("to", move.to())
                .bind("moved", move.moved())
                .bind("reached", move.reached())
                .execute();
    }

    static boolean any(Tx tx) {
        return tx.query("SELECT EXISTS (SELECT FROM entity_moves WHERE organization_id = :org)")
                .mapTo(Boolean.class)
                .one();
    }

    Optional<EntityMove> lockOldest(Tx tx) {
        return tx.query(
                        """
                        SELECT id, account_id, from_entity_id, to_entity_id, moved, reached FROM entity_moves
                        WHERE organization_id = :org ORDER BY id LIMIT 1
                        FOR UPDATE
                        """)
                .map(
                        (row, _) ->
                                new EntityMove(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, UUID.class),
                                        row.getObject(3, UUID.class),
                                        row.getObject(4, UUID.class),
                                        row.getTimestamp(5).toInstant(),
                                        row.getObject(6, UUID.class)))
                .findOne();
    }

    /** Payments of the account that were made before the move and have not left, in their order. */
    List<UUID> openPayments(Tx tx, EntityMove move, int most) {
        return tx.query(
                        """
                        SELECT o.id FROM (
                            (SELECT p.id FROM direct_debits p
                            WHERE p.organization_id = :org AND p.destination_account_id = :account
                                AND p.status IN ('CREATED', 'APPROVED') AND p.id > :reached
                                AND p.created <= :moved
                            ORDER BY p.id LIMIT :most)
                            UNION ALL
                            (SELECT p.id FROM credit_transfers p
                            WHERE p.organization_id = :org AND p.source_account_id = :account
                                AND p.status IN ('CREATED', 'APPROVED') AND p.id > :reached
                                AND p.created <= :moved
                            ORDER BY p.id LIMIT :most)
                        ) AS o
                        ORDER BY o.id LIMIT :most
                        """)
                .bind("account", move.accountId())
                .bind("reached", move.reached())
                .bind("moved", move.moved())
                .bind("most", most)
                .mapTo(UUID.class)
                .list();
    }

    void reached(Tx tx, EntityMove move, UUID payment) {
        tx.update(
                        """
                        UPDATE entity_moves SET reached = :payment WHERE organization_id = :org AND id = :id
                        """)
                .bind("payment", payment)
                .bind("id", move.id())
                .execute();
    }

    void delete(Tx tx, EntityMove move) {
        tx.update("DELETE FROM entity_moves WHERE organization_id = :org AND id = :id")
                .bind("id", move.id())
                .execute();
    }

    /** The entities that hold own accounts now, by account. */
    Map<UUID, UUID> entitiesOf(Tx tx, Collection<UUID> accounts) {
        return tx.query(
                        """
                        SELECT id, entity_id FROM accounts WHERE organization_id = :org AND id = ANY (:ids)
                        """)
                .bind("ids", accounts.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
