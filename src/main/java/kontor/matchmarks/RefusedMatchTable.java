package kontor.matchmarks;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of the matches that a person refused or took apart; they are not made by themselves. */
public final class RefusedMatchTable {

    /** A booking, and the payment or expected transaction that is not it. */
    public record Pair(UUID transactionId, UUID attachedId) {}

    public void insert(Tx tx, Pair pair) {
        tx.update(
                        """
                        INSERT INTO refused_matches (organization_id, transaction_id, attached_id, created)
                        VALUES (:org, :transaction, :attached, :now)
                        ON CONFLICT (organization_id, transaction_id, attached_id) DO NOTHING
                        """)
                .bind("transaction", pair.transactionId)
                .bind("attached", pair.attachedId)
                .bind("now", tx.now())
                .execute();
    }

    public void delete(Tx tx, Pair pair) {
        tx.update(
                        """
                        DELETE FROM refused_matches
                        WHERE organization_id = :org AND transaction_id = :transaction AND attached_id = :attached
                        """)
                .bind("transaction", pair.transactionId)
                .bind("attached", pair.attachedId)
                .execute();
    }

    public Set<Pair> of(Tx tx, Collection<UUID> transactions) {
        if (transactions.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(
                tx.query(
                                """
                                SELECT transaction_id, attached_id FROM refused_matches
                                WHERE organization_id = :org AND transaction_id = ANY (:ids)
                                """)
                        .bind("ids", transactions.toArray(UUID[]::new))
                        .map(
                                (row, _) ->
                                        new Pair(
                                                row.getObject("transaction_id", UUID.class),
                                                row.getObject("attached_id", UUID.class)))
                        .list());
    }
}
