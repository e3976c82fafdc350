package kontor.entities;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
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
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** SQL of the entities. */
final class EntityTable {

    private static final String COLUMNS =
            """
            e.id, e.parent_id, e.legal_name, e.national_identifier, e.address, e.sepa_creditor_identifier,
                e.autogiro_customer_number, e.deleted, e.version, e.created, e.updated\
            """;

    private static final String SEEN =
            """
            AND (:seen::uuid[] IS NULL OR e.id = ANY (:seen))\
            """;

    /**
     * Lets only one transaction of the cluster create or move entities of the organization at a
     * time: equivalence and hierarchy depend on all of them, and row locks cannot cover rows to
     * come.
     */
    void lockAll(Tx tx) {
        tx.query(
                        """
                        SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('entities of ' || :org::text, 0))
                        """)
                .mapTo(Integer.class)
                .list();
    }

    private static final Rows<Entity> NEW =
            Rows.of(
                    Column.id("id", Entity::id).asKey(),
                    Column.optionalId("parent_id", Entity::parentId),
                    Column.text("legal_name", Entity::legalName),
                    Column.text("name_key", one -> EntityEquivalence.ofName(one.legalName())),
                    Column.optionalText("national_identifier", Entity::nationalIdentifier),
                    Column.optionalText(
                            "national_key",
                            one ->
                                    EntityEquivalence.ofNationalIdentifier(
                                            one.nationalIdentifier())),
                    Column.optionalText("address", Entity::address),
                    Column.optionalText(
                            "sepa_creditor_identifier",
                            one -> one.creditor().sepaCreditorIdentifier()),
                    Column.optionalText(
                            "autogiro_customer_number",
                            one -> one.creditor().autogiroCustomerNumber()));

    private static final Rows<Entity> CHANGED =
            NEW.and(
                    Rows.versioned(
                            Column.flag("deleted", Entity::deleted),
                            Column.number("version", Entity::version)));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO entities (organization_id, %s, version, created, updated)
                    SELECT :org, %s, 1, :now, :now
                    FROM %s
                    """);

    void insert(Tx tx, List<Entity> entities) {
        if (!entities.isEmpty()) {
            NEW.bound(tx.update(INSERT), entities).bind("now", tx.now()).execute();
        }
    }

    private static final String UPDATE =
            CHANGED.update(
                    """
                    UPDATE entities e SET %s, updated = :now
                    FROM %s
                    WHERE e.organization_id = :org AND e.id = u.id AND e.version = u.expected
                    """);

    /**
     * Writes what PATCH and DELETE change; every row must still have the version of {@code before}.
     */
    void update(Tx tx, Map<UUID, Entity> before, List<Entity> after) {
        CHANGED.change(
                tx, UPDATE, "entities", after, one -> Maps.required(before, one.id()).version());
    }

    private static final String FIND =
            """
            SELECT %s FROM entities e WHERE e.organization_id = :org AND e.id = :id %s
            """
                    .formatted(COLUMNS, SEEN);

    /**
     * @param seen the entities that the caller may see; null: all
     */
    Optional<Entity> find(Tx tx, UUID id, UUID @Nullable [] seen) {
        return tx.query(FIND)
                .bind("id", id)
                .bind("seen", seen)
                .map((row, _) -> entity(row))
                .findOne();
    }

    private static final String EQUIVALENTS =
            """
            WITH u AS (
                SELECT * FROM unnest(:wanted::text[], :nationals::text[], :names::text[],
                    :parents::uuid[]) AS u (wanted, national_key, name_key, parent_id)
            ), equivalent AS (
                SELECT u.wanted, e.id FROM u JOIN entities e
                ON e.organization_id = :org AND e.national_key = u.national_key AND NOT e.deleted
                UNION ALL
                SELECT u.wanted, e.id FROM u JOIN entities e
                ON e.organization_id = :org AND e.name_key = u.name_key AND NOT e.deleted
                    AND e.parent_id IS NOT DISTINCT FROM u.parent_id
                WHERE u.national_key IS NULL
            ), oldest AS (
                SELECT DISTINCT ON (wanted) wanted, id FROM equivalent ORDER BY wanted, id
            )
            SELECT %s, o.wanted
            FROM oldest o JOIN entities e ON e.organization_id = :org AND e.id = o.id
            """
                    .formatted(COLUMNS);

    /**
     * For each wanted entity that exists already the oldest equivalent one, by {@link
     * EntityEquivalence#wanted}.
     */
    Map<String, Entity> equivalents(Tx tx, List<NewEntity> wanted) {
        var found = new HashMap<String, Entity>();
        tx.query(EQUIVALENTS)
                .bind("wanted", column(wanted, String[]::new, EntityEquivalence::wanted))
                .bind(
                        "nationals",
                        column(
                                wanted,
                                String[]::new,
                                one ->
                                        EntityEquivalence.ofNationalIdentifier(
                                                        one.nationalIdentifier())
                                                .orElse(null)))
                .bind(
                        "names",
                        column(
                                wanted,
                                String[]::new,
                                one -> EntityEquivalence.ofName(one.legalName())))
                .bind("parents", column(wanted, UUID[]::new, one -> one.parentId().orElse(null)))
                .map((row, _) -> Map.entry(row.getString("wanted"), entity(row)))
                .forEach(one -> found.put(one.getKey(), one.getValue()));
        return found;
    }

    private static final String LOCK =
            """
            SELECT %s FROM entities e WHERE e.organization_id = :org AND e.id = ANY (:ids)
            ORDER BY e.id
            FOR NO KEY UPDATE
            """
                    .formatted(COLUMNS);

    private static final String LOCK_FOR_DELETE =
            """
            SELECT %s FROM entities e WHERE e.organization_id = :org AND e.id = ANY (:ids)
            ORDER BY e.id
            FOR UPDATE
            """
                    .formatted(COLUMNS);

    /** Locked for change in id order, so that two nodes cannot deadlock. */
    Map<UUID, Entity> lock(Tx tx, Collection<UUID> ids) {
        return entities(tx.query(LOCK), ids);
    }

    /** Waits for transactions that are giving an entity an account or a subsidiary. */
    Map<UUID, Entity> lockForDelete(Tx tx, Collection<UUID> ids) {
        return entities(tx.query(LOCK_FOR_DELETE), ids);
    }

    private static Map<UUID, Entity> entities(Query query, Collection<UUID> ids) {
        return query.bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> entity(row))
                .collectToMap(Entity::id, one -> one);
    }

    /** Those that exist; they cannot be deleted until this transaction ends. */
    Set<UUID> holdExisting(Tx tx, Collection<UUID> ids) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT id FROM entities
                                WHERE organization_id = :org AND id = ANY (:ids) AND NOT deleted
                                ORDER BY id
                                FOR KEY SHARE
                                """)
                        .bind("ids", ids.toArray(UUID[]::new))
                        .mapTo(UUID.class)
                        .list());
    }

    private static final String LIST =
            """
            SELECT %s FROM entities e
            WHERE e.organization_id = :org AND NOT e.deleted AND (:before::uuid IS NULL OR e.id < :before)
                %s
            ORDER BY e.id DESC
            LIMIT :limit
            """
                    .formatted(COLUMNS, SEEN);

    /**
     * Newest first.
     *
     * @param seen as for {@link #find}
     */
    List<Entity> list(Tx tx, UUID @Nullable [] seen, @Nullable UUID before, int limit) {
        return tx.query(LIST)
                .bind("seen", seen)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> entity(row))
                .list();
    }

    private static Entity entity(ResultSet row) throws SQLException {
        return new Entity(
                row.getObject("id", UUID.class),
                Optional.ofNullable(row.getObject("parent_id", UUID.class)),
                row.getString("legal_name"),
                Optional.ofNullable(row.getString("national_identifier")),
                Optional.ofNullable(row.getString("address")),
                new CreditorNumbers(
                        Optional.ofNullable(row.getString("sepa_creditor_identifier")),
                        Optional.ofNullable(row.getString("autogiro_customer_number"))),
                row.getBoolean("deleted"),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
