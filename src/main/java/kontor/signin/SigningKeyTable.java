package kontor.signin;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kontor.vault.Vault;
import org.jdbi.v3.core.Handle;

/** SQL of the signing keys, which belong to no organization. */
final class SigningKeyTable {

    /** Newest first. */
    List<SigningKey> all(Handle sql, Vault vault) {
        return sql.createQuery(
                        """
                        SELECT kid, private_jwk, created, retired FROM signing_keys ORDER BY created DESC, kid
                        """)
                .map((row, _) -> key(row, vault))
                .list();
    }

    /**
     * Does nothing when there is a signing key already; waits when another node is inserting one.
     */
    void insertUnlessOneSigns(Handle sql, SigningKey key, Vault vault) {
        byte[] plain = key.jwk().toJSONString().getBytes(StandardCharsets.UTF_8);
        sql.createUpdate(
                        """
                        INSERT INTO signing_keys (kid, private_jwk, created)
                        VALUES (:kid, :jwk, :created)
                        ON CONFLICT ((true)) WHERE retired IS NULL DO NOTHING
                        """)
                .bind("kid", key.kid())
                .bind("jwk", text(vault.sealSigningKey(key.kid(), plain)))
                .bind("created", key.created())
                .execute();
    }

    /** Lets only one transaction rotate the keys at a time; reading stays possible. */
    void lock(Handle sql) {
        sql.execute("LOCK TABLE signing_keys IN SHARE ROW EXCLUSIVE MODE");
    }

    void retireAll(Handle sql, Instant now) {
        sql.createUpdate("UPDATE signing_keys SET retired = :now WHERE retired IS NULL")
                .bind("now", now)
                .execute();
    }

    void deleteRetiredBefore(Handle sql, Instant before) {
        sql.createUpdate("DELETE FROM signing_keys WHERE retired < :before")
                .bind("before", before)
                .execute();
    }

    /** The keys that were in use are so no longer. */
    void deleteAll(Handle sql) {
        sql.execute("DELETE FROM signing_keys");
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static SigningKey key(ResultSet row, Vault vault) throws SQLException {
        byte[] stored = row.getString("private_jwk").getBytes(StandardCharsets.UTF_8);
        try {
            return new SigningKey(
                    ECKey.parse(text(vault.openSigningKey(row.getString("kid"), stored))),
                    row.getTimestamp("created").toInstant(),
                    Optional.ofNullable(row.getTimestamp("retired")).map(Timestamp::toInstant));
        } catch (ParseException broken) {
            // Without the cause: its text may quote the key.
            throw new IllegalStateException("a row of signing_keys holds no EC key");
        }
    }
}
