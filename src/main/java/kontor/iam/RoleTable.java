package kontor.iam;

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
import java.util.stream.Collectors;
import kontor.core.AccountLimit;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of roles. */
public final class RoleTable {

    /**
     * @return the ids that were inserted; for the others there is a role of the same name already,
     *     or an owner role
     */
    Set<UUID> insert(Tx tx, List<Role> roles) {
        return new HashSet<>(
                tx.query(
                                """
                                INSERT INTO roles AS roles (organization_id, id, name, owner, permissions, limited,
                                    limit_account_ids, limit_entity_ids, version, created, updated)
                                SELECT :org, u.id, u.name, u.owner, string_to_array(u.permissions, ','), u.limited,
                                    string_to_array(u.accounts, ',')::uuid[], string_to_array(u.entities, ',')::uuid[], 1, :now, :now
                                FROM unnest(:ids::uuid[], :names::text[], :owners::boolean[], :permissions::text[],
                                    :limited::boolean[], :accounts::text[], :entities::text[])
                                    AS u (id, name, owner, permissions, limited, accounts, entities)
                                ON CONFLICT DO NOTHING
                                RETURNING id
                                """)
                        .bind("now", tx.now())
                        .bind("ids", column(roles, UUID[]::new, Role::id))
                        .bind("names", column(roles, String[]::new, Role::name))
                        .bind("owners", column(roles, Boolean[]::new, Role::owner))
                        .bind(
                                "permissions",
                                column(roles, String[]::new, role -> array(role.permissions())))
                        .bind("limited", column(roles, Boolean[]::new, role -> !role.limit().all()))
                        .bind(
                                "accounts",
                                column(
                                        roles,
                                        String[]::new,
                                        role -> array(role.limit().accountIds())))
                        .bind(
                                "entities",
                                column(
                                        roles,
                                        String[]::new,
                                        role -> array(role.limit().entityIds())))
                        .mapTo(UUID.class)
                        .list());
    }

    /** Writes what can change; every row must still have the version of {@code before}. */
    void update(Tx tx, Map<UUID, Role> before, List<Role> roles) {
        if (roles.isEmpty()) {
            return;
        }
        int rows =
                tx.update(
                                """
                                UPDATE roles r
                                SET name = u.name, permissions = string_to_array(u.permissions, ','), limited = u.limited,
                                    limit_account_ids = string_to_array(u.accounts, ',')::uuid[], limit_entity_ids = string_to_array(u.entities, ',')::uuid[],
                                    deleted = u.deleted, version = u.version, updated = :now
                                FROM unnest(:ids::uuid[], :names::text[], :permissions::text[], :limited::boolean[],
                                    :accounts::text[], :entities::text[], :deleted::boolean[], :versions::int[],
                                    :expected::int[])
                                    AS u (id, name, permissions, limited, accounts, entities, deleted, version,
                                        expected)
                                WHERE r.organization_id = :org AND r.id = u.id AND r.version = u.expected
                                """)
                        .bind("now", tx.now())
                        .bind("ids", column(roles, UUID[]::new, Role::id))
                        .bind("names", column(roles, String[]::new, Role::name))
                        .bind(
                                "permissions",
                                column(roles, String[]::new, role -> array(role.permissions())))
                        .bind("limited", column(roles, Boolean[]::new, role -> !role.limit().all()))
                        .bind(
                                "accounts",
                                column(
                                        roles,
                                        String[]::new,
                                        role -> array(role.limit().accountIds())))
                        .bind(
                                "entities",
                                column(
                                        roles,
                                        String[]::new,
                                        role -> array(role.limit().entityIds())))
                        .bind("deleted", column(roles, Boolean[]::new, Role::deleted))
                        .bind("versions", column(roles, Integer[]::new, Role::version))
                        .bind(
                                "expected",
                                column(
                                        roles,
                                        Integer[]::new,
                                        role ->
                                                Objects.requireNonNull(before.get(role.id()))
                                                        .version()))
                        .execute();
        Tx.allChanged(rows, roles.size(), "roles");
    }

    /**
     * A list as the text of an array: SQL has no arrays of arrays of different lengths, so this is
     * one element of a column of unnest.
     */
    private static String array(Collection<?> words) {
        return words.stream().map(Object::toString).sorted().collect(Collectors.joining(","));
    }

    Optional<Role> find(Tx tx, UUID id) {
        return tx.query(
                        """
                        SELECT id, name, owner, permissions, limited, limit_account_ids, limit_entity_ids,
                            deleted, version, created, updated
                        FROM roles WHERE organization_id = :org AND id = :id
                        """)
                .bind("id", id)
                .map((row, _) -> role(tx, row))
                .findOne();
    }

    /** All roles, deleted ones too, locked so that nobody else can store a reference to one. */
    List<Role> lockAll(Tx tx) {
        return tx.query(
                        """
                        SELECT id, name, owner, permissions, limited, limit_account_ids, limit_entity_ids,
                            deleted, version, created, updated
                        FROM roles WHERE organization_id = :org ORDER BY id
                        FOR UPDATE
                        """)
                .map((row, _) -> role(tx, row))
                .list();
    }

    /** Those that exist; they cannot be deleted until this transaction ends. */
    Set<UUID> holdExisting(Tx tx, Collection<UUID> ids) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT id FROM roles
                                WHERE organization_id = :org AND id = ANY (:ids) AND NOT deleted
                                ORDER BY id
                                FOR KEY SHARE
                                """)
                        .bind("ids", ids.toArray(UUID[]::new))
                        .mapTo(UUID.class)
                        .list());
    }

    UUID owner(Tx tx) {
        return tx.query("SELECT id FROM roles WHERE organization_id = :org AND owner")
                .mapTo(UUID.class)
                .one();
    }

    /** Oldest first. */
    List<Role> list(Tx tx, @Nullable UUID after, int limit) {
        return tx.query(
                        """
                        SELECT id, name, owner, permissions, limited, limit_account_ids, limit_entity_ids,
                            deleted, version, created, updated
                        FROM roles
                        WHERE organization_id = :org AND NOT deleted AND (:after::uuid IS NULL OR id > :after)
                        ORDER BY id LIMIT :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> role(tx, row))
                .list();
    }

    private static Role role(Tx tx, ResultSet row) throws SQLException {
        return new Role(
                tx.organization(),
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getBoolean("owner"),
                Set.of((String[]) row.getArray("permissions").getArray()),
                limit(row),
                row.getBoolean("deleted"),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }

    /**
     * Reads the columns {@code limited}, {@code limit_account_ids} and {@code limit_entity_ids}.
     */
    public static AccountLimit limit(ResultSet row) throws SQLException {
        return row.getBoolean("limited")
                ? AccountLimit.to(
                        Set.of((UUID[]) row.getArray("limit_account_ids").getArray()),
                        Set.of((UUID[]) row.getArray("limit_entity_ids").getArray()))
                : AccountLimit.ALL;
    }
}
