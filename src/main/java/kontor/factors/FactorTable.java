package kontor.factors;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** SQL of second factors. */
final class FactorTable {

    boolean isDemanded(Handle sql, UUID identity) {
        return sql.createQuery("SELECT demanded FROM second_factors WHERE identity_id = :identity")
                .bind("identity", identity)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    void demand(Handle sql, UUID identity, boolean demanded) {
        sql.createUpdate(
                        """
                        INSERT INTO second_factors (identity_id, demanded) VALUES (:identity, :demanded)
                        ON CONFLICT (identity_id) DO UPDATE SET demanded = excluded.demanded
                        """)
                .bind("identity", identity)
                .bind("demanded", demanded)
                .execute();
    }

    /** Puts these codes in the place of all there were; those of two at once are never mixed. */
    void replaceCodes(Handle sql, UUID identity, List<byte[]> digests) {
        sql.createQuery("SELECT id FROM identities WHERE id = :identity FOR NO KEY UPDATE")
                .bind("identity", identity)
                .mapTo(UUID.class)
                .one();
        sql.createUpdate("DELETE FROM recovery_codes WHERE identity_id = :identity")
                .bind("identity", identity)
                .execute();
        sql.createUpdate(
                        """
                        INSERT INTO recovery_codes (identity_id, digest)
                        SELECT :identity, unnest(:digests)
                        """)
                .bind("identity", identity)
                .bind("digests", digests.toArray(byte[][]::new))
                .execute();
    }

    /** True for the first who uses it. */
    boolean useCode(Handle sql, UUID identity, byte[] digest) {
        return sql.createUpdate(
                                """
                                DELETE FROM recovery_codes
                                WHERE identity_id = :identity AND digest = :digest
                                """)
                        .bind("identity", identity)
                        .bind("digest", digest)
                        .execute()
                == 1;
    }

    int codesLeft(Handle sql, UUID identity) {
        return sql.createQuery("SELECT count(*) FROM recovery_codes WHERE identity_id = :identity")
                .bind("identity", identity)
                .mapTo(Integer.class)
                .one();
    }
}
