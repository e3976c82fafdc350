package kontor.bankfiles;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.connections.Traffic;
import kontor.db.Tx;

/** SQL of how many files went over connections. */
final class TrafficTable {

    /** What came from a bank. */
    record Came(Optional<Instant> last, Optional<String> name, long all, long aside) {

        static final Came NOTHING = new Came(Optional.empty(), Optional.empty(), 0, 0);
    }

    /** The newest file has the highest id. */
    private static final String IN =
            """
            SELECT c.id, last.received, last.name, whole.files, aside.files AS aside
            FROM connections c
            CROSS JOIN LATERAL (
                SELECT f.received, f.name FROM inbox_files f
                WHERE f.organization_id = :org AND f.connection_id = c.id
                ORDER BY f.id DESC LIMIT 1
            ) AS last
            CROSS JOIN LATERAL (
                SELECT count(*) AS files FROM inbox_files f
                WHERE f.organization_id = :org AND f.connection_id = c.id
            ) AS whole
            CROSS JOIN LATERAL (
                SELECT count(*) AS files FROM inbox_files f
                WHERE f.organization_id = :org AND f.connection_id = c.id AND f.state = 'QUARANTINED'
            ) AS aside
            WHERE c.organization_id = :org AND c.id = ANY (:ids)
            """;

    private static final String OUT =
            """
            SELECT c.id, whole.files, lost.files AS unknown
            FROM connections c
            CROSS JOIN LATERAL (
                SELECT count(*) AS files FROM instructions i
                WHERE i.organization_id = :org AND i.connection_id = c.id
            ) AS whole
            CROSS JOIN LATERAL (
                SELECT count(*) AS files FROM instructions i
                WHERE i.organization_id = :org AND i.connection_id = c.id AND i.state = 'UNKNOWN'
            ) AS lost
            WHERE c.organization_id = :org AND c.id = ANY (:ids)
            """;

    Map<UUID, Came> in(Tx tx, Collection<UUID> connections) {
        return tx.query(IN)
                .bind("ids", connections.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject("id", UUID.class),
                                        new Came(
                                                Optional.of(
                                                        row.getTimestamp("received").toInstant()),
                                                Optional.of(row.getString("name")),
                                                row.getLong("files"),
                                                row.getLong("aside"))))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Map<UUID, Traffic.Out> out(Tx tx, Collection<UUID> connections) {
        return tx.query(OUT)
                .bind("ids", connections.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject("id", UUID.class),
                                        new Traffic.Out(
                                                row.getLong("files"), row.getLong("unknown"))))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
