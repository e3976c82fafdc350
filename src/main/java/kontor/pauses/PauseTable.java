package kontor.pauses;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.db.Tx;

/** SQL over what can be paused, whose rows belong to other rooms. */
final class PauseTable {

    Optional<Pause> ofOrganization(Tx tx) {
        return tx.query(
                        """
                        SELECT paused_since, paused_by, pause_reason
                        FROM organizations WHERE id = :org AND paused_since IS NOT NULL
                        """)
                .map((row, _) -> Pause.of(row))
                .findOne()
                .flatMap(pause -> pause);
    }

    Optional<Pause> ofConnection(Tx tx, UUID connection) {
        return tx.query(
                        """
                        SELECT paused_since, paused_by, pause_reason FROM connections
                        WHERE organization_id = :org AND id = :id AND paused_since IS NOT NULL
                        """)
                .bind("id", connection)
                .map((row, _) -> Pause.of(row))
                .findOne()
                .flatMap(pause -> pause);
    }

    /** Keeps it from being paused until the end, or waits for who does and sees it. */
    boolean isHeldPaused(Tx tx) {
        return tx.query(
                        """
                        SELECT paused_since IS NOT NULL FROM organizations
                        WHERE id = :org FOR SHARE
                        """)
                .mapTo(Boolean.class)
                .one();
    }

    boolean isHeldPaused(Tx tx, UUID connection) {
        return tx.query(
                        """
                        SELECT paused_since IS NOT NULL FROM connections
                        WHERE organization_id = :org AND id = :id FOR SHARE
                        """)
                .bind("id", connection)
                .mapTo(Boolean.class)
                .one();
    }

    Map<UUID, Pause> ofAccounts(Tx tx, Collection<UUID> accounts) {
        return tx
                .query(
                        """
                        SELECT a.id, coalesce(o.paused_since, c.paused_since) AS paused_since,
                            CASE WHEN o.paused_since IS NULL THEN c.paused_by ELSE o.paused_by END AS paused_by,
                            CASE WHEN o.paused_since IS NULL THEN c.pause_reason
                                ELSE o.pause_reason END AS pause_reason
                        FROM accounts a
                        JOIN connections c ON c.organization_id = :org AND c.id = a.connection_id
                        JOIN organizations o ON o.id = :org
                        WHERE a.organization_id = :org AND a.id = ANY (:accounts)
                            AND (o.paused_since IS NOT NULL OR c.paused_since IS NOT NULL)
                        """)
                .bind("accounts", accounts.stream().distinct().toArray(UUID[]::new))
                .map((row, _) -> Map.entry(row.getObject("id", UUID.class), Pause.of(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().orElseThrow()));
    }
}
