package kontor.connections;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Maps;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.habits.OwnHabits;
import kontor.pauses.Pause;
import kontor.sealkeys.KeptSealKey;

/** SQL of the connections. */
final class ConnectionTable {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final Rows<Connection> NEW =
            Rows.of(
                    Column.id("id", Connection::id),
                    Column.text("name", Connection::name),
                    Column.text("bic", Connection::bic),
                    Column.id("third_party_id", Connection::thirdPartyId),
                    Column.text("profile", one -> one.profile().name()),
                    Column.text("channel", Connection::channel),
                    Column.text("address", Connection::address),
                    Column.text("file_habits", ConnectionTable::habits));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO connections AS connections (organization_id, %s, created, updated)
                    SELECT :org, %s, :now, :now
                    FROM %s
                    ON CONFLICT DO NOTHING
                    RETURNING id
                    """);

    /**
     * @return the ids that were inserted; the others met a connection with their channel and
     *     address
     */
    Set<UUID> insert(Tx tx, List<Connection> connections) {
        return new HashSet<>(
                NEW.bound(tx.query(INSERT), connections)
                        .bind("now", tx.now())
                        .mapTo(UUID.class)
                        .list());
    }

    private static final Rows<StoredConnection> CHANGED =
            Rows.versioned(
                    Column.id("id", StoredConnection::id).asKey(),
                    Column.text("name", one -> one.connection().name()),
                    Column.text("file_habits", one -> habits(one.connection())),
                    Column.optionalText("seal_verification", StoredConnection::keyVerification),
                    Column.optionalText("seal_key", one -> one.seal().map(KeptSealKey::key)),
                    Column.flag("deleted", StoredConnection::deleted),
                    Column.optionalTime("paused_since", one -> one.paused().map(Pause::since)),
                    Column.optionalText("paused_by", one -> one.paused().map(Pause::by)),
                    Column.optionalText("pause_reason", one -> one.paused().flatMap(Pause::reason)),
                    Column.number("version", StoredConnection::version));

    private static final String UPDATE =
            CHANGED.update(
                    """
                    UPDATE connections c SET %s, updated = :now
                    FROM %s
                    WHERE c.organization_id = :org AND c.id = u.id AND c.version = u.expected
                    """);

    /** Writes what may change; every row must still be at the version before. */
    void update(Tx tx, Map<UUID, StoredConnection> before, List<StoredConnection> after) {
        CHANGED.change(
                tx, UPDATE, "connections", after, one -> Maps.required(before, one.id()).version());
    }

    /** Locked against whoever would use them, in id order so that two nodes never cross. */
    Map<UUID, StoredConnection> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(
                        """
                        SELECT id, name, bic, third_party_id, profile, channel, address, file_habits, deleted, version,
                            created, updated, paused_since, paused_by, pause_reason, seal_verification, seal_key
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
                        SELECT id, name, bic, third_party_id, profile, channel, address, file_habits
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
                        SELECT id, name, bic, third_party_id, profile, channel, address, file_habits, deleted, version,
                            created, updated, paused_since, paused_by, pause_reason, seal_verification, seal_key
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
                        SELECT id, name, bic, third_party_id, profile, channel, address, file_habits, deleted, version,
                            created, updated, paused_since, paused_by, pause_reason, seal_verification, seal_key
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
                        SELECT id, name, bic, third_party_id, profile, channel, address, file_habits
                        FROM connections WHERE organization_id = :org AND id = :id
                        """)
                .bind("id", id)
                .map((row, _) -> connection(row))
                .findOne();
    }

    private static StoredConnection stored(ResultSet row) throws SQLException {
        return new StoredConnection(
                connection(row),
                KeptSealKey.of(row),
                Pause.of(row),
                row.getBoolean("deleted"),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }

    private static String habits(Connection connection) {
        return connection.profile().files().own().json();
    }

    private static Connection connection(ResultSet row) throws SQLException {
        String profile = row.getString("profile");
        var own = new OwnHabits(row.getString("file_habits"));
        return new Connection(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("bic"),
                row.getObject("third_party_id", UUID.class),
                BankProfile.find(profile)
                        .map(one -> one.with(own))
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
