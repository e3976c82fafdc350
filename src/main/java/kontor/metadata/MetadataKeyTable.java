package kontor.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Maps;
import kontor.db.Tx;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** SQL of the metadata keys. */
final class MetadataKeyTable {

    private static final String COLUMNS =
            """
            k.id, k.key, k.description, k.resources, k.required, k.allowed_values, k.deleted, k.version,
                k.created, k.updated\
            """;

    /**
     * Held until the end of the transaction: changes of an organization's keys go one after the
     * other.
     */
    void lockAll(Tx tx) {
        tx.query("SELECT metadata_keys FROM organizations WHERE id = :org FOR NO KEY UPDATE")
                .mapTo(Integer.class)
                .one();
    }

    /** Keeps the number of live keys, which every transaction is told when it opens. */
    void count(Tx tx, int more) {
        if (more == 0) {
            return;
        }
        tx.update(
                        """
                        UPDATE organizations SET metadata_keys = metadata_keys + :more WHERE id = :org
                        """)
                .bind("more", more)
                .execute();
    }

    /** One by one: there are a hundred at most, and arrays of arrays have no columns. */
    void insert(Tx tx, List<MetadataKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        tx.updateEach(
                """
                INSERT INTO metadata_keys (organization_id, id, key, description, resources, required,
                    allowed_values, deleted, version, created, updated)
                VALUES (:org, :id, :key, :description, :resources, :required, :allowed, false, 1, :now, :now)
                """,
                keys,
                (row, key) -> terms(row, key).bind("key", key.key()).bind("now", tx.now()));
    }

    private static PreparedBatch terms(PreparedBatch row, MetadataKey key) {
        return row.bind("id", key.id())
                .bind("description", key.terms().description().orElse(null))
                .bind("resources", words(key.terms(), false))
                .bind("required", words(key.terms(), true))
                .bind("allowed", key.terms().allowedValues().toArray(String[]::new));
    }

    /** Writes what a PATCH or DELETE changes; every row must still be at the version before. */
    void update(Tx tx, Map<UUID, MetadataKey> before, List<MetadataKey> after) {
        if (after.isEmpty()) {
            return;
        }
        int rows =
                tx.updateEach(
                        """
                        UPDATE metadata_keys
                        SET description = :description, resources = :resources, required = :required,
                            allowed_values = :allowed, deleted = :deleted, version = :version, updated = :now
                        WHERE organization_id = :org AND id = :id AND version = :expected
                        """,
                        after,
                        (row, key) ->
                                terms(row, key)
                                        .bind("deleted", key.deleted())
                                        .bind("version", key.version())
                                        .bind("expected", Maps.required(before, key.id()).version())
                                        .bind("now", tx.now()));
        Tx.allChanged(rows, after.size(), "metadata keys");
    }

    private static String[] words(KeyTerms terms, boolean onlyRequired) {
        return terms.scopes().stream()
                .filter(scope -> scope.required() || !onlyRequired)
                .map(scope -> scope.resource().word())
                .toArray(String[]::new);
    }

    private static final String OF =
            """
            SELECT %s FROM metadata_keys k WHERE k.organization_id = :org AND k.id = ANY (:ids) ORDER BY k.id
            """
                    .formatted(COLUMNS);

    List<MetadataKey> of(Tx tx, Collection<UUID> ids) {
        return tx.query(OF).bind("ids", ids.toArray(UUID[]::new)).map((row, _) -> key(row)).list();
    }

    private static final String LIVE =
            """
            SELECT %s FROM metadata_keys k WHERE k.organization_id = :org AND NOT k.deleted ORDER BY k.key
            """
                    .formatted(COLUMNS);

    /** All that bind, by name. */
    List<MetadataKey> live(Tx tx) {
        return tx.query(LIVE).map((row, _) -> key(row)).list();
    }

    private static final String LIST =
            """
            SELECT %s FROM metadata_keys k
            WHERE k.organization_id = :org AND NOT k.deleted
                AND (:before::uuid IS NULL OR k.id < :before)
            ORDER BY k.id DESC
            LIMIT :limit
            """
                    .formatted(COLUMNS);

    /** Newest first; {@code before} is the last id of the page before. */
    List<MetadataKey> list(Tx tx, @Nullable UUID before, int limit) {
        return tx.query(LIST)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> key(row))
                .list();
    }

    private static MetadataKey key(ResultSet row) throws SQLException {
        var required = Set.of(texts(row, "required"));
        var scopes = new ArrayList<KeyTerms.Scope>();
        for (String word : texts(row, "resources")) {
            scopes.add(new KeyTerms.Scope(MetadataResource.of(word), required.contains(word)));
        }
        return new MetadataKey(
                row.getObject("id", UUID.class),
                row.getString("key"),
                new KeyTerms(
                        Optional.ofNullable(row.getString("description")),
                        scopes,
                        List.of(texts(row, "allowed_values"))),
                row.getBoolean("deleted"),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }

    private static String[] texts(ResultSet row, String column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }
}
