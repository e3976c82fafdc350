package kontor.approvals;

import static kontor.db.Columns.column;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Maps;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** SQL of the approval chains and of the roles that they name. */
final class ChainTable {

    private static final String COLUMNS =
            """
            c.id, c.terms, c.deleted, c.version, c.created, c.updated\
            """;

    void insert(Tx tx, List<ApprovalChain> chains) {
        if (chains.isEmpty()) {
            return;
        }
        tx.update(
                        """
                        INSERT INTO approval_chains (organization_id, id, terms, deleted, version, created,
                            updated)
                        SELECT :org, u.id, u.terms, false, 1, :now, :now
                        FROM unnest(:ids::uuid[], :terms::text[]) AS u (id, terms)
                        """)
                .bind("now", tx.now())
                .bind("ids", column(chains, UUID[]::new, ApprovalChain::id))
                .bind("terms", column(chains, String[]::new, ChainTable::terms))
                .execute();
        nameRoles(tx, chains);
    }

    private static final Rows<ApprovalChain> CHANGED =
            Rows.versioned(
                    Column.id("id", ApprovalChain::id).asKey(),
                    Column.text("terms", ChainTable::terms),
                    Column.flag("deleted", ApprovalChain::deleted),
                    Column.number("version", ApprovalChain::version));

    private static final String UPDATE =
            CHANGED.update(
                    """
                    UPDATE approval_chains c SET %s, updated = :now
                    FROM %s
                    WHERE c.organization_id = :org AND c.id = u.id AND c.version = u.expected
                    """);

    /**
     * Writes what PATCH and DELETE change; every row must still have the version of {@code before}.
     */
    void update(Tx tx, Map<UUID, ApprovalChain> before, List<ApprovalChain> after) {
        if (after.isEmpty()) {
            return;
        }
        CHANGED.change(
                tx,
                UPDATE,
                "approval chains",
                after,
                chain -> Maps.required(before, chain.id()).version());
        tx.update(
                        """
                        DELETE FROM approval_chain_roles
                        WHERE organization_id = :org AND chain_id = ANY (:ids)
                        """)
                .bind("ids", column(after, UUID[]::new, ApprovalChain::id))
                .execute();
        nameRoles(tx, after.stream().filter(chain -> !chain.deleted()).toList());
    }

    private record Naming(UUID chain, UUID role) {}

    private static void nameRoles(Tx tx, List<ApprovalChain> chains) {
        var namings = new ArrayList<Naming>();
        chains.forEach(
                chain ->
                        chain.terms()
                                .named()
                                .filter(named -> named.kind() == KnownIds.Kind.ROLE)
                                .map(NamedId::id)
                                .distinct()
                                .forEach(role -> namings.add(new Naming(chain.id(), role))));
        tx.update(
                        """
                        INSERT INTO approval_chain_roles (organization_id, role_id, chain_id)
                        SELECT :org, u.role_id, u.chain_id
                        FROM unnest(:roles::uuid[], :chains::uuid[]) AS u (role_id, chain_id)
                        """)
                .bind("roles", column(namings, UUID[]::new, Naming::role))
                .bind("chains", column(namings, UUID[]::new, Naming::chain))
                .execute();
    }

    /** Those of the roles that chains name, each with one of these chains. */
    Map<UUID, UUID> naming(Tx tx, Collection<UUID> roles) {
        return tx.query(
                        """
                        SELECT DISTINCT ON (role_id) role_id, chain_id FROM approval_chain_roles
                        WHERE organization_id = :org AND role_id = ANY (:roles)
                        ORDER BY role_id, chain_id
                        """)
                .bind("roles", roles.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static final String LOCK =
            """
            SELECT %s FROM approval_chains c
            WHERE c.organization_id = :org AND c.id = ANY (:ids)
            ORDER BY c.id
            FOR UPDATE
            """
                    .formatted(COLUMNS);

    /** Locked for change in id order, so that two nodes cannot deadlock. */
    Map<UUID, ApprovalChain> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(LOCK)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> chain(row))
                .collectToMap(ApprovalChain::id, chain -> chain);
    }

    private static final String FIND =
            """
            SELECT %s FROM approval_chains c WHERE c.organization_id = :org AND c.id = :id
            """
                    .formatted(COLUMNS);

    Optional<ApprovalChain> find(Tx tx, UUID id) {
        return tx.query(FIND).bind("id", id).map((row, _) -> chain(row)).findOne();
    }

    private static final String LIVE =
            """
            SELECT %s FROM approval_chains c
            WHERE c.organization_id = :org AND NOT c.deleted
            ORDER BY c.id
            """
                    .formatted(COLUMNS);

    /** All that are not deleted, oldest first. */
    List<ApprovalChain> live(Tx tx) {
        return tx.query(LIVE).map((row, _) -> chain(row)).list();
    }

    int count(Tx tx) {
        return tx.query(
                        """
                        SELECT count(*) FROM approval_chains WHERE organization_id = :org AND NOT deleted
                        """)
                .mapTo(Integer.class)
                .one();
    }

    private static final String LIST =
            """
            SELECT %s FROM approval_chains c
            WHERE c.organization_id = :org AND NOT c.deleted
                AND (:before::uuid IS NULL OR c.id < :before)
            ORDER BY c.id DESC
            LIMIT :limit
            """
                    .formatted(COLUMNS);

    /** Newest first; {@code before} is the last id of the page before. */
    List<ApprovalChain> list(Tx tx, @Nullable UUID before, int limit) {
        return tx.query(LIST)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> chain(row))
                .list();
    }

    private static String terms(ApprovalChain chain) {
        ObjectNode json = Json.object();
        chain.terms().writeTo(json);
        return Json.write(json);
    }

    private static ApprovalChain chain(ResultSet row) throws SQLException {
        return new ApprovalChain(
                row.getObject("id", UUID.class),
                ChainTerms.stored(row.getString("terms")),
                row.getBoolean("deleted"),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
