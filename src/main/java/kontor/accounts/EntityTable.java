package kontor.accounts;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of the entities. */
final class EntityTable {

    private static final String COLUMNS =
            """
            SELECT e.id, e.parent_id, e.legal_name, e.national_identifier, e.address, e.sepa_creditor_identifier,
                e.autogiro_customer_number, e.deleted, e.version, e.created, e.updated
            """;

    /**
     * A role with a limit sees the entities that its limit names, and those that hold an account of
     * it.
     */
    private static final String SEEN =
            """
             AND (:within::uuid[] IS NULL OR e.id = ANY (:named) OR EXISTS (
                 SELECT FROM accounts a
                 WHERE a.organization_id = :org AND a.entity_id = e.id AND a.id = ANY (:within)))
            """;

    /**
     * Lets only one transaction of the cluster create or move entities of the organization at a
     * time: equivalence and hierarchy depend on all of them, and row locks cannot cover rows to
     * come.
     */
    void lockAll(Tx tx) {
        tx.query(
                        "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('entities of ' ||"
                                + " :org::text, 0))")
                .mapTo(Integer.class)
                .list();
    }

    void insert(Tx tx, List<Entity> entities) {
        if (entities.isEmpty()) {
            return;
        }
        tx.update(
                        """
                        INSERT INTO entities (organization_id, id, parent_id, legal_name, name_key,
                            national_identifier, national_key, address, sepa_creditor_identifier,
                            autogiro_customer_number, version, created, updated)
                        SELECT :org, u.id, u.parent_id, u.legal_name, u.name_key, u.national_identifier,
                            u.national_key, u.address, u.sepa, u.autogiro, 1, :now, :now
                        FROM unnest(:ids::uuid[], :parents::uuid[], :names::text[], :nameKeys::text[],
                            :nationals::text[], :nationalKeys::text[], :addresses::text[], :sepa::text[],
                            :autogiro::text[])
                            AS u (id, parent_id, legal_name, name_key, national_identifier, national_key,
                                address, sepa, autogiro)
                        """)
                .bindMap(columns(entities))
                .bind("now", tx.now())
                .execute();
    }

    /**
     * Writes what PATCH and DELETE change; every row must still have the version of {@code before}.
     */
    void update(Tx tx, Map<UUID, Entity> before, List<Entity> after) {
        if (after.isEmpty()) {
            return;
        }
        int rows =
                tx.update(
                                """
                                UPDATE entities e
                                SET parent_id = u.parent_id, legal_name = u.legal_name, name_key = u.name_key,
                                    national_identifier = u.national_identifier, national_key = u.national_key,
                                    address = u.address, sepa_creditor_identifier = u.sepa,
                                    autogiro_customer_number = u.autogiro, deleted = u.deleted, version = u.version,
                                    updated = :now
                                FROM unnest(:ids::uuid[], :parents::uuid[], :names::text[], :nameKeys::text[],
                                    :nationals::text[], :nationalKeys::text[], :addresses::text[], :sepa::text[],
                                    :autogiro::text[], :deleted::boolean[], :expected::int[], :versions::int[])
                                    AS u (id, parent_id, legal_name, name_key, national_identifier, national_key,
                                        address, sepa, autogiro, deleted, expected, version)
                                WHERE e.organization_id = :org AND e.id = u.id AND e.version = u.expected
                                """)
                        .bindMap(columns(after))
                        .bind("now", tx.now())
                        .bind("deleted", column(after, Boolean[]::new, Entity::deleted))
                        .bind(
                                "expected",
                                column(
                                        after,
                                        Integer[]::new,
                                        one ->
                                                Objects.requireNonNull(before.get(one.id()))
                                                        .version()))
                        .bind("versions", column(after, Integer[]::new, Entity::version))
                        .execute();
        Tx.allChanged(rows, after.size(), "entities");
    }

    private static Map<String, Object> columns(List<Entity> entities) {
        return Map.of(
                "ids",
                column(entities, UUID[]::new, Entity::id),
                "parents",
                column(entities, UUID[]::new, one -> one.parentId().orElse(null)),
                "names",
                column(entities, String[]::new, Entity::legalName),
                "nameKeys",
                column(entities, String[]::new, one -> EntityEquivalence.ofName(one.legalName())),
                "nationals",
                column(entities, String[]::new, one -> one.nationalIdentifier().orElse(null)),
                "nationalKeys",
                column(
                        entities,
                        String[]::new,
                        one ->
                                EntityEquivalence.ofNationalIdentifier(one.nationalIdentifier())
                                        .orElse(null)),
                "addresses",
                column(entities, String[]::new, one -> one.address().orElse(null)),
                "sepa",
                column(
                        entities,
                        String[]::new,
                        one -> one.creditor().sepaCreditorIdentifier().orElse(null)),
                "autogiro",
                column(
                        entities,
                        String[]::new,
                        one -> one.creditor().autogiroCustomerNumber().orElse(null)));
    }

    Optional<Entity> find(Tx tx, UUID id, AccountLimit within) {
        return tx.query(
                        COLUMNS
                                + "FROM entities e WHERE e.organization_id = :org AND e.id = :id"
                                + SEEN)
                .bind("id", id)
                .bind("within", within.within())
                .bind("named", within.entityIds().toArray(UUID[]::new))
                .map((row, _) -> entity(row))
                .findOne();
    }

    /**
     * For each wanted entity that exists already the oldest equivalent one, by {@link
     * EntityEquivalence#wanted}.
     */
    Map<String, Entity> equivalents(Tx tx, List<NewEntity> wanted) {
        var found = new HashMap<String, Entity>();
        tx.query(
                        """
                        WITH u AS (
                            SELECT * FROM unnest(:wanted::text[], :nationals::text[], :names::text[],
                                :parents::uuid[]) AS u (wanted, national_key, name_key, parent_id)
                        ), e AS (
                            SELECT u.wanted, e.id FROM u JOIN entities e
                            ON e.organization_id = :org AND e.national_key = u.national_key AND NOT e.deleted
                            UNION ALL
                            SELECT u.wanted, e.id FROM u JOIN entities e
                            ON e.organization_id = :org AND e.name_key = u.name_key AND NOT e.deleted
                                AND e.parent_id IS NOT DISTINCT FROM u.parent_id
                            WHERE u.national_key IS NULL
                        ), oldest AS (
                            SELECT DISTINCT ON (wanted) wanted, id FROM e ORDER BY wanted, id
                        )
                        """
                                + COLUMNS
                                + """
                                    , o.wanted FROM oldest o JOIN entities e ON e.organization_id = :org AND e.id = o.id
                                """)
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

    /** Locked for change in id order, so that two nodes cannot deadlock. */
    Map<UUID, Entity> lock(Tx tx, Collection<UUID> ids) {
        return locked(tx, ids, "FOR NO KEY UPDATE");
    }

    /** Waits for transactions that are giving an entity an account or a subsidiary. */
    Map<UUID, Entity> lockForDelete(Tx tx, Collection<UUID> ids) {
        return locked(tx, ids, "FOR UPDATE");
    }

    private static Map<UUID, Entity> locked(Tx tx, Collection<UUID> ids, String how) {
        return tx.query(
                        COLUMNS
                                + """
                                FROM entities e WHERE e.organization_id = :org AND e.id = ANY (:ids)
                                ORDER BY e.id
                                """
                                + how)
                .bind("ids", ids.toArray(UUID[]::new))
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

    /** Those of the entities that have accounts, each with one of these. */
    Map<UUID, UUID> accounts(Tx tx, Collection<UUID> ids) {
        return tx.query(
                        """
                        SELECT DISTINCT ON (entity_id) entity_id, id FROM accounts
                        WHERE organization_id = :org AND entity_id = ANY (:ids)
                        ORDER BY entity_id, id
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Newest first. */
    List<Entity> list(Tx tx, AccountLimit within, @Nullable UUID before, int limit) {
        return tx.query(
                        COLUMNS
                                + """
                                FROM entities e
                                WHERE e.organization_id = :org AND NOT e.deleted AND (:before::uuid IS NULL OR e.id < :before)
                                """
                                + SEEN
                                + """
                                ORDER BY e.id DESC
                                LIMIT :limit
                                """)
                .bind("within", within.within())
                .bind("named", within.entityIds().toArray(UUID[]::new))
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
