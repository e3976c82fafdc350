package kontor.iam;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.core.Maps;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.paymentlimits.PaymentLimitCheck;
import kontor.paymentlimits.PaymentLimits;
import org.jspecify.annotations.Nullable;

/** SQL of roles, and of who has which. */
public final class RoleTable {

    private static final Rows<Role> NEW =
            Rows.of(
                    Column.id("id", Role::id),
                    Column.text("name", Role::name),
                    Column.flag("owner", Role::owner),
                    Column.words("permissions", role -> sorted(role.permissions())),
                    Column.flag("limited", role -> !role.limit().all()),
                    Column.ids("limit_account_ids", role -> sorted(role.limit().accountIds())),
                    Column.ids("limit_entity_ids", role -> sorted(role.limit().entityIds())),
                    Column.optionalText("payment_limits", role -> role.paymentLimits().stored()));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO roles AS roles (organization_id, %s, version, created, updated)
                    SELECT :org, %s, 1, :now, :now
                    FROM %s
                    ON CONFLICT DO NOTHING
                    RETURNING id
                    """);

    /**
     * @return the ids that were inserted; for the others there is a role of the same name already,
     *     or an owner role
     */
    Set<UUID> insert(Tx tx, List<Role> roles) {
        return new HashSet<>(
                NEW.bound(tx.query(INSERT), roles).bind("now", tx.now()).mapTo(UUID.class).list());
    }

    private static final Rows<Role> CHANGED =
            Rows.versioned(
                    Column.id("id", Role::id).asKey(),
                    Column.text("name", Role::name),
                    Column.words("permissions", role -> sorted(role.permissions())),
                    Column.flag("limited", role -> !role.limit().all()),
                    Column.ids("limit_account_ids", role -> sorted(role.limit().accountIds())),
                    Column.ids("limit_entity_ids", role -> sorted(role.limit().entityIds())),
                    Column.optionalText("payment_limits", role -> role.paymentLimits().stored()),
                    Column.flag("deleted", Role::deleted),
                    Column.number("version", Role::version));

    private static final String UPDATE =
            CHANGED.update(
                    """
                    UPDATE roles r SET %s, updated = :now
                    FROM %s
                    WHERE r.organization_id = :org AND r.id = u.id AND r.version = u.expected
                    """);

    /** Writes what can change; every row must still have the version of {@code before}. */
    void update(Tx tx, Map<UUID, Role> before, List<Role> roles) {
        CHANGED.change(
                tx, UPDATE, "roles", roles, role -> Maps.required(before, role.id()).version());
        PaymentLimitCheck.changed(tx, before.values(), roles, Role::paymentLimits);
    }

    /** As they are stored, whatever the order of the set. */
    private static <T> List<T> sorted(Collection<T> all) {
        return all.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }

    Optional<Role> find(Tx tx, UUID id) {
        return tx.query(
                        """
                        SELECT id, name, owner, permissions, limited, limit_account_ids, limit_entity_ids,
                            payment_limits, deleted, version, created, updated
                        FROM roles WHERE organization_id = :org AND id = :id
                        """)
                .bind("id", id)
                .map((row, _) -> role(tx, row))
                .findOne();
    }

    private static final String ALL =
            """
            SELECT id, name, owner, permissions, limited, limit_account_ids, limit_entity_ids,
                payment_limits, deleted, version, created, updated
            FROM roles WHERE organization_id = :org ORDER BY id
            """;

    /** All roles, deleted ones too. */
    List<Role> all(Tx tx) {
        return tx.query(ALL).map((row, _) -> role(tx, row)).list();
    }

    /** All roles, deleted ones too, locked so that nobody else can store a reference to one. */
    List<Role> lockAll(Tx tx) {
        return tx.query(
                        """
                        SELECT id, name, owner, permissions, limited, limit_account_ids, limit_entity_ids,
                            payment_limits, deleted, version, created, updated
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
                            payment_limits, deleted, version, created, updated
                        FROM roles
                        WHERE organization_id = :org AND NOT deleted AND (:after::uuid IS NULL OR id > :after)
                        ORDER BY id LIMIT :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> role(tx, row))
                .list();
    }

    /** The roles of those of the users who are not revoked. */
    Map<UUID, UUID> rolesOfActive(Tx tx, Collection<UUID> ids) {
        return tx.query(
                        """
                        SELECT id, role_id FROM users
                        WHERE organization_id = :org AND id = ANY (:ids) AND revoked IS NULL
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Those of the roles that users have, each with one of these users. */
    Map<UUID, UUID> holding(Tx tx, Collection<UUID> roles) {
        return tx.query(
                        """
                        SELECT DISTINCT ON (role_id) role_id, id FROM users
                        WHERE organization_id = :org AND role_id = ANY (:roles) AND revoked IS NULL
                        ORDER BY role_id, id
                        """)
                .bind("roles", roles.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Role role(Tx tx, ResultSet row) throws SQLException {
        return new Role(
                tx.organization(),
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getBoolean("owner"),
                Set.of((String[]) row.getArray("permissions").getArray()),
                limit(row),
                PaymentLimits.read(row.getString("payment_limits")),
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
