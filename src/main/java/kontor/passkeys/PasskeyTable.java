package kontor.passkeys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** SQL of passkeys, and of the handles by which authenticators know their holders. */
final class PasskeyTable {

    Optional<byte[]> handle(Handle sql, UUID identity) {
        return sql.createQuery("SELECT handle FROM passkey_holders WHERE identity_id = :identity")
                .bind("identity", identity)
                .mapTo(byte[].class)
                .findOne();
    }

    /** The handle of an identity, which is {@code fresh} when it had none. */
    byte[] handle(Handle sql, UUID identity, byte[] fresh) {
        sql.createUpdate(
                        """
                        INSERT INTO passkey_holders (identity_id, handle) VALUES (:identity, :handle)
                        ON CONFLICT (identity_id) DO NOTHING
                        """)
                .bind("identity", identity)
                .bind("handle", fresh)
                .execute();
        return handle(sql, identity).orElseThrow();
    }

    /** Makes changes to the passkeys of one identity wait for each other. */
    void lock(Handle sql, UUID identity) {
        sql.createQuery(
                        """
                        SELECT identity_id FROM passkey_holders WHERE identity_id = :identity FOR UPDATE
                        """)
                .bind("identity", identity)
                .mapTo(UUID.class)
                .findOne();
    }

    /** False when there is one with this credential id, whosever. */
    boolean insert(Handle sql, Passkey one) {
        return sql.createUpdate(
                                """
                                INSERT INTO passkeys (id, identity_id, credential_id, credential, sign_count,
                                    copyable, name, created)
                                VALUES (:id, :identity, :credentialId, :credential, :count, :copyable, :name,
                                    :created)
                                ON CONFLICT (credential_id) DO NOTHING
                                """)
                        .bind("id", one.id())
                        .bind("identity", one.identity())
                        .bind("credentialId", one.key().credentialId())
                        .bind("credential", one.key().credential())
                        .bind("count", one.key().signCount())
                        .bind("copyable", one.key().copyable())
                        .bind("name", one.name())
                        .bind("created", one.created())
                        .execute()
                == 1;
    }

    Optional<Passkey> find(Handle sql, byte[] credentialId) {
        return sql.createQuery(
                        """
                        SELECT id, identity_id, name, created, used, credential_id, credential, sign_count,
                            copyable
                        FROM passkeys WHERE credential_id = :credentialId
                        """)
                .bind("credentialId", credentialId)
                .map((row, _) -> passkey(row))
                .findOne();
    }

    /** Oldest first. */
    List<Passkey> of(Handle sql, UUID identity) {
        return sql.createQuery(
                        """
                        SELECT id, identity_id, name, created, used, credential_id, credential, sign_count,
                            copyable
                        FROM passkeys WHERE identity_id = :identity ORDER BY created, id
                        """)
                .bind("identity", identity)
                .map((row, _) -> passkey(row))
                .list();
    }

    /** False when it is gone, or was used meanwhile with a count that is not smaller. */
    boolean use(Handle sql, Passkey one, long signCount, Instant now) {
        return sql.createUpdate(
                                """
                                UPDATE passkeys SET sign_count = :count, used = :now
                                WHERE id = :id AND (sign_count < :count OR (sign_count = 0 AND :count = 0))
                                """)
                        .bind("id", one.id())
                        .bind("count", signCount)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** False when the identity has no such passkey. */
    boolean delete(Handle sql, UUID identity, UUID id) {
        return sql.createUpdate("DELETE FROM passkeys WHERE id = :id AND identity_id = :identity")
                        .bind("id", id)
                        .bind("identity", identity)
                        .execute()
                == 1;
    }

    private static Passkey passkey(ResultSet row) throws SQLException {
        return new Passkey(
                row.getObject("id", UUID.class),
                row.getObject("identity_id", UUID.class),
                row.getString("name"),
                row.getTimestamp("created").toInstant(),
                Optional.ofNullable(row.getTimestamp("used")).map(Timestamp::toInstant),
                new Passkey.Key(
                        row.getBytes("credential_id"),
                        row.getBytes("credential"),
                        row.getLong("sign_count"),
                        row.getBoolean("copyable")));
    }
}
