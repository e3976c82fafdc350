package kontor.signin;

import com.nimbusds.jose.jwk.ECKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL of the signing keys, which belong to no organization. */
final class SigningKeyTable {

    /** Newest first. */
    List<SigningKey> all(Handle sql) {
        return sql.createQuery(
                        """
                        SELECT private_jwk, created, retired FROM signing_keys ORDER BY created DESC, kid
                        """)
                .map((row, _) -> key(row))
                .list();
    }

    /**
     * Does nothing when there is a signing key already; waits when another node is inserting one.
     */
    void insertUnlessOneSigns(Handle sql, SigningKey key) {
        sql.createUpdate(
                        """
                        INSERT INTO signing_keys (kid, private_jwk, created)
                        VALUES (:kid, :jwk, :created)
                        ON CONFLICT ((true)) WHERE retired IS NULL DO NOTHING
                        """)
                .bind("kid", key.kid())
                .bind("jwk", key.jwk().toJSONString())
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

    private static SigningKey key(ResultSet row) throws SQLException {
        try {
            return new SigningKey(
                    ECKey.parse(row.getString("private_jwk")),
                    row.getTimestamp("created").toInstant(),
                    Optional.ofNullable(row.getTimestamp("retired")).map(Timestamp::toInstant));
        } catch (ParseException broken) {
            // Without the cause: its text may quote the key.
            throw new IllegalStateException("a row of signing_keys holds no EC key");
        }
    }
}
