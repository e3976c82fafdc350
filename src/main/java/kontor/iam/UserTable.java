package kontor.iam;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of users, and of the credentials they sign in with. */
final class UserTable {

    void insert(Tx tx, User user) {
        tx.sql().createUpdate("""
                        INSERT INTO users (organization_id, id, programmatic, username, name, role_id,
                            version, created, updated)
                        VALUES (:org, :id, :programmatic, :username, :name, :role,
                            :version, :created, :updated)
                        """)
                .bind("org", tx.organization().value())
                .bind("id", user.id())
                .bind("programmatic", user.programmatic())
                .bind("username", user.username())
                .bind("name", user.name())
                .bind("role", user.roleId())
                .bind("version", user.version())
                .bind("created", user.created())
                .bind("updated", user.updated())
                .execute();
    }

    /** False when somebody has that username. */
    boolean insertPassword(Tx tx, User user, PasswordHash password) {
        return tx.sql().createUpdate("""
                        INSERT INTO credentials (username, organization_id, user_id, password_hash)
                        VALUES (:username, :org, :id, :hash)
                        ON CONFLICT (username) DO NOTHING
                        """)
                .bind("username", user.username())
                .bind("org", tx.organization().value())
                .bind("id", user.id())
                .bind("hash", password.encoded())
                .execute() == 1;
    }

    void insertSecret(Tx tx, User user, byte[] digest) {
        tx.sql().createUpdate("""
                        INSERT INTO credentials (username, organization_id, user_id, secret_digest)
                        VALUES (:username, :org, :id, :digest)
                        """)
                .bind("username", user.username())
                .bind("org", tx.organization().value())
                .bind("id", user.id())
                .bind("digest", digest)
                .execute();
    }

    /** Beyond the tenant: a username is unique in the installation. */
    boolean isKnown(Tx tx, String username) {
        return tx.sql().createQuery("SELECT EXISTS (SELECT FROM credentials WHERE username = :username)")
                .bind("username", username)
                .mapTo(Boolean.class)
                .one();
    }

    void deleteCredential(Tx tx, UUID id) {
        tx.sql().createUpdate("DELETE FROM credentials WHERE organization_id = :org AND user_id = :id")
                .bind("org", tx.organization().value())
                .bind("id", id)
                .execute();
    }

    /** False when the user is no longer at the version before. */
    boolean revoke(Tx tx, User user) {
        return tx.sql().createUpdate("""
                        UPDATE users SET revoked = :revoked, version = :version, updated = :revoked
                        WHERE organization_id = :org AND id = :id AND version = :version - 1
                        """)
                .bind("revoked", user.revoked().orElseThrow())
                .bind("version", user.version())
                .bind("org", tx.organization().value())
                .bind("id", user.id())
                .execute() == 1;
    }

    Optional<User> find(Tx tx, UUID id) {
        return tx.sql().createQuery("""
                        SELECT id, programmatic, username, name, role_id, revoked, version, created, updated
                        FROM users WHERE organization_id = :org AND id = :id
                        """)
                .bind("org", tx.organization().value())
                .bind("id", id)
                .map((row, _) -> user(tx, row))
                .findOne();
    }

    Set<UUID> existing(Tx tx, Collection<UUID> ids) {
        return Set.copyOf(tx.sql().createQuery("SELECT id FROM users WHERE organization_id = :org AND id = ANY (:ids)")
                .bind("org", tx.organization().value())
                .bind("ids", ids.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list());
    }

    List<User> list(Tx tx, Optional<UUID> after, int limit) {
        return tx.sql().createQuery("""
                        SELECT id, programmatic, username, name, role_id, revoked, version, created, updated
                        FROM users
                        WHERE organization_id = :org AND (:after::uuid IS NULL OR id > :after::uuid)
                        ORDER BY id LIMIT :limit
                        """)
                .bind("org", tx.organization().value())
                .bind("after", after.orElse(null))
                .bind("limit", limit)
                .map((row, _) -> user(tx, row))
                .list();
    }

    private static User user(Tx tx, ResultSet row) throws SQLException {
        return new User(tx.organization(), row.getObject("id", UUID.class), row.getBoolean("programmatic"),
                row.getString("username"), row.getString("name"), row.getObject("role_id", UUID.class),
                Optional.ofNullable(row.getTimestamp("revoked")).map(Timestamp::toInstant),
                row.getInt("version"), row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
