package kontor.iam;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of roles. */
final class RoleTable {

    /** False when the organization has a role of that name, or an owner role and this is another. */
    boolean insert(Tx tx, Role role) {
        return tx.sql().createUpdate("""
                        INSERT INTO roles (organization_id, id, name, owner, permissions, version, created,
                            updated)
                        VALUES (:org, :id, :name, :owner, :permissions::text[], :version, :created,
                            :updated)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("org", tx.organization().value())
                .bind("id", role.id())
                .bind("name", role.name())
                .bind("owner", role.owner())
                .bind("permissions", words(role))
                .bind("version", role.version())
                .bind("created", role.created())
                .bind("updated", role.updated())
                .execute() == 1;
    }

    /** False when the role is no longer at the version before. */
    boolean update(Tx tx, Role role) {
        return tx.sql().createUpdate("""
                        UPDATE roles SET name = :name, permissions = :permissions::text[], version = :version,
                               updated = :updated
                        WHERE organization_id = :org AND id = :id AND version = :version - 1
                        """)
                .bind("org", tx.organization().value())
                .bind("id", role.id())
                .bind("name", role.name())
                .bind("permissions", words(role))
                .bind("version", role.version())
                .bind("updated", role.updated())
                .execute() == 1;
    }

    private static String[] words(Role role) {
        return role.permissions().stream().sorted().toArray(String[]::new);
    }

    Optional<Role> find(Tx tx, UUID id) {
        return tx.sql().createQuery("""
                        SELECT id, name, owner, permissions, version, created, updated
                        FROM roles WHERE organization_id = :org AND id = :id
                        """)
                .bind("org", tx.organization().value())
                .bind("id", id)
                .map((row, _) -> role(tx, row))
                .findOne();
    }

    Set<UUID> holdExisting(Tx tx, Collection<UUID> ids) {
        return Set.copyOf(tx.sql().createQuery("""
                        SELECT id FROM roles
                        WHERE organization_id = :org AND id = ANY (:ids)
                        ORDER BY id
                        FOR KEY SHARE
                        """)
                .bind("org", tx.organization().value())
                .bind("ids", ids.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list());
    }

    Optional<Role> named(Tx tx, String name) {
        return tx.sql().createQuery("""
                        SELECT id, name, owner, permissions, version, created, updated
                        FROM roles WHERE organization_id = :org AND name = :name
                        """)
                .bind("org", tx.organization().value())
                .bind("name", name)
                .map((row, _) -> role(tx, row))
                .findOne();
    }

    UUID owner(Tx tx) {
        return tx.sql().createQuery("SELECT id FROM roles WHERE organization_id = :org AND owner")
                .bind("org", tx.organization().value())
                .mapTo(UUID.class)
                .one();
    }

    List<Role> all(Tx tx) {
        return tx.sql().createQuery("""
                        SELECT id, name, owner, permissions, version, created, updated
                        FROM roles WHERE organization_id = :org ORDER BY name, id
                        """)
                .bind("org", tx.organization().value())
                .map((row, _) -> role(tx, row))
                .list();
    }

    private static Role role(Tx tx, ResultSet row) throws SQLException {
        return new Role(tx.organization(), row.getObject("id", UUID.class),
                row.getString("name"), row.getBoolean("owner"),
                Set.of((String[]) row.getArray("permissions").getArray()), row.getInt("version"),
                row.getTimestamp("created").toInstant(), row.getTimestamp("updated").toInstant());
    }
}
