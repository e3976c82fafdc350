package kontor.connections;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of the connections. */
final class ConnectionTable {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /**
     * @return the ids that were inserted; the others met a connection with their channel and
     *     address
     */
    Set<UUID> insert(Tx tx, List<Connection> connections) {
        return new HashSet<>(
                tx.query(
                                """
                                INSERT INTO connections AS connections (organization_id, id, name, bic, third_party_id,
                                    profile, channel, address, created, updated)
                                SELECT :org, u.id, u.name, u.bic, u.third_party, u.profile, u.channel, u.address,
                                    :now, :now
                                FROM unnest(:ids::uuid[], :names::text[], :bics::text[], :thirdParties::uuid[],
                                    :profiles::text[], :channels::text[], :addresses::text[])
                                    AS u (id, name, bic, third_party, profile, channel, address)
                                ON CONFLICT DO NOTHING
                                RETURNING id
                                """)
                        .bind("now", tx.now())
                        .bind("ids", column(connections, UUID[]::new, Connection::id))
                        .bind("names", column(connections, String[]::new, Connection::name))
                        .bind("bics", column(connections, String[]::new, Connection::bic))
                        .bind(
                                "thirdParties",
                                column(connections, UUID[]::new, Connection::thirdPartyId))
                        .bind(
                                "profiles",
                                column(connections, String[]::new, one -> one.profile().name()))
                        .bind("channels", column(connections, String[]::new, Connection::channel))
                        .bind("addresses", column(connections, String[]::new, Connection::address))
                        .mapTo(UUID.class)
                        .list());
    }

    /** Writes what may change; every row must still be at the version before. */
    void update(Tx tx, Map<UUID, StoredConnection> before, List<StoredConnection> after) {
        if (after.isEmpty()) {
            return;
        }
        int rows =
                tx.update(
                                """
                                UPDATE connections c
                                SET name = u.name, deleted = u.deleted, version = u.version, updated = :now
                                FROM unnest(:ids::uuid[], :names::text[], :deleted::boolean[], :versions::int[],
                                    :expected::int[]) AS u (id, name, deleted, version, expected)
                                WHERE c.organization_id = :org AND c.id = u.id AND c.version = u.expected
                                """)
                        .bind("now", tx.now())
                        .bind("ids", column(after, UUID[]::new, StoredConnection::id))
                        .bind("names", column(after, String[]::new, one -> one.connection().name()))
                        .bind("deleted", column(after, Boolean[]::new, StoredConnection::deleted))
                        .bind("versions", column(after, Integer[]::new, StoredConnection::version))
                        .bind(
                                "expected",
                                column(
                                        after,
                                        Integer[]::new,
                                        one ->
                                                Objects.requireNonNull(before.get(one.id()))
                                                        .version()))
                        .execute();
        Tx.allChanged(rows, after.size(), "connections");
    }

    /** Locked against whoever would use them, in id order so that two nodes never cross. */
    Map<UUID, StoredConnection> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(
                        """
                        SELECT id, name, bic, third_party_id, profile, channel, address, deleted, version,
                            created, updated
                        FROM connections WHERE organization_id = :org AND id = ANY (:ids)
                        ORDER BY id FOR UPDATE
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> stored(row))
                .collectToMap(StoredConnection::id, one -> one);
    }

    /**
     * Those that exist, held until this transaction ends: against deleting, and each by one who
     * adds accounts.
     */
    List<Connection> hold(Tx tx, Collection<UUID> ids) {
        return tx.query(
                        """
                        SELECT id, name, bic, third_party_id, profile, channel, address
                        FROM connections WHERE organization_id = :org AND id = ANY (:ids) AND NOT deleted
                        ORDER BY id FOR NO KEY UPDATE
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> connection(row))
                .list();
    }

    Optional<StoredConnection> stored(Tx tx, UUID id) {
        return tx.query(
                        """
                        SELECT id, name, bic, third_party_id, profile, channel, address, deleted, version,
                            created, updated
                        FROM connections WHERE organization_id = :org AND id = :id
                        """)
                .bind("id", id)
                .map((row, _) -> stored(row))
                .findOne();
    }

    /** Those in use, oldest first. */
    List<StoredConnection> page(Tx tx, Optional<UUID> after, int limit) {
        return tx.query(
                        """
                        SELECT id, name, bic, third_party_id, profile, channel, address, deleted, version,
                            created, updated
                        FROM connections
                        WHERE organization_id = :org AND id > :after AND NOT deleted
                        ORDER BY id LIMIT :limit
                        """)
                .bind("after", after.orElse(BEFORE_ALL))
                .bind("limit", limit)
                .map((row, _) -> stored(row))
                .list();
    }

    Optional<Connection> find(Tx tx, UUID id) {
        return tx.query(
                        """
                        SELECT id, name, bic, third_party_id, profile, channel, address
                        FROM connections WHERE organization_id = :org AND id = :id
                        """)
                .bind("id", id)
                .map((row, _) -> connection(row))
                .findOne();
    }

    private static StoredConnection stored(ResultSet row) throws SQLException {
        return new StoredConnection(
                connection(row),
                row.getBoolean("deleted"),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }

    private static Connection connection(ResultSet row) throws SQLException {
        String profile = row.getString("profile");
        return new Connection(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("bic"),
                row.getObject("third_party_id", UUID.class),
                BankProfile.find(profile)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "no bank profile "
                                                        + profile
                                                        + " in tables/bank_profiles.csv")),
                row.getString("channel"),
                row.getString("address"));
    }
}
