package kontor.identities;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.secrets.PasswordHash;
import org.jdbi.v3.core.Handle;

/** SQL of identities, and of the salts that belong to their addresses. */
final class IdentityTable {

    Optional<byte[]> salt(Handle sql, String address) {
        return sql.createQuery("SELECT salt FROM sign_in_names WHERE address = :address")
                .bind("address", address)
                .mapTo(byte[].class)
                .findOne();
    }

    /** The salt of an address, which is {@code fresh} when it had none. */
    byte[] salt(Handle sql, String address, byte[] fresh) {
        sql.createUpdate(
                        """
                        INSERT INTO sign_in_names (address, salt) VALUES (:address, :salt)
                        ON CONFLICT (address) DO NOTHING
                        """)
                .bind("address", address)
                .bind("salt", fresh)
                .execute();
        return salt(sql, address).orElseThrow();
    }

    /**
     * @throws IllegalStateException when the hash has not the salt of the address, and so would
     *     never be found
     */
    void insert(Handle sql, UUID id, String address, PasswordHash password, Instant now) {
        if (!Arrays.equals(salt(sql, address, password.salt()), password.salt())) {
            throw new IllegalStateException("the hash has another salt than the address");
        }
        sql.createUpdate(
                        """
                        INSERT INTO identities (id, address, password_hash, created)
                        VALUES (:id, :address, :hash, :now)
                        """)
                .bind("id", id)
                .bind("address", address)
                .bind("hash", password.encoded())
                .bind("now", now)
                .execute();
    }

    /** One that has no password. */
    void insert(Handle sql, UUID id, String address, Instant now) {
        salt(sql, address, PasswordHash.freshSalt());
        sql.createUpdate(
                        """
                        INSERT INTO identities (id, address, created) VALUES (:id, :address, :now)
                        """)
                .bind("id", id)
                .bind("address", address)
                .bind("now", now)
                .execute();
    }

    Optional<Identity> withPassword(Handle sql, String address, PasswordHash password) {
        return sql.createQuery(
                        """
                        SELECT id, address, confirmed FROM identities
                        WHERE address = :address AND password_hash = :hash
                        ORDER BY created, id LIMIT 1
                        """)
                .bind("address", address)
                .bind("hash", password.encoded())
                .map((row, _) -> identity(row))
                .findOne();
    }

    Optional<Identity> find(Handle sql, UUID id) {
        return sql.createQuery("SELECT id, address, confirmed FROM identities WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> identity(row))
                .findOne();
    }

    /** Those with an address, oldest first; of many only the first. */
    List<Identity> withAddress(Handle sql, String address, int most) {
        return sql.createQuery(
                        """
                        SELECT id, address, confirmed FROM identities WHERE address = :address
                        ORDER BY created, id LIMIT :most
                        """)
                .bind("address", address)
                .bind("most", most)
                .map((row, _) -> identity(row))
                .list();
    }

    void setPassword(Handle sql, UUID id, PasswordHash password) {
        int changed =
                sql.createUpdate("UPDATE identities SET password_hash = :hash WHERE id = :id")
                        .bind("id", id)
                        .bind("hash", password.encoded())
                        .execute();
        if (changed != 1) {
            throw new IllegalStateException("no identity " + id);
        }
    }

    /** Where it has this address; a confirmed one stays so. */
    void confirm(Handle sql, UUID id, String address, Instant now) {
        sql.createUpdate(
                        """
                        UPDATE identities SET confirmed = coalesce(confirmed, :now)
                        WHERE id = :id AND address = :address
                        """)
                .bind("id", id)
                .bind("address", address)
                .bind("now", now)
                .execute();
    }

    void move(Handle sql, UUID id, String address, Optional<PasswordHash> password, Instant now) {
        sql.createUpdate(
                        """
                        UPDATE identities SET address = :address, password_hash = :hash, confirmed = :now
                        WHERE id = :id
                        """)
                .bind("id", id)
                .bind("address", address)
                .bind("hash", password.map(PasswordHash::encoded).orElse(null))
                .bind("now", now)
                .execute();
    }

    boolean hasPassword(Handle sql, UUID id) {
        return sql.createQuery("SELECT password_hash IS NOT NULL FROM identities WHERE id = :id")
                .bind("id", id)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    private static Identity identity(ResultSet row) throws SQLException {
        return new Identity(
                row.getObject("id", UUID.class),
                row.getString("address"),
                Optional.ofNullable(row.getTimestamp("confirmed")).map(Timestamp::toInstant));
    }
}
