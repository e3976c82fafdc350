package kontor.openid;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** SQL of links. */
final class LinkTable {

    Optional<UUID> find(Handle sql, Proven proven) {
        return sql.createQuery(
                        """
                        SELECT identity_id FROM identity_links
                        WHERE issuer = :issuer AND subject = :subject
                        """)
                .bind("issuer", proven.issuer())
                .bind("subject", proven.subject())
                .mapTo(UUID.class)
                .findOne();
    }

    /** Does nothing when the subject is linked already, with whomever. */
    void insert(Handle sql, Proven proven, UUID identity, Instant now) {
        sql.createUpdate(
                        """
                        INSERT INTO identity_links (issuer, subject, identity_id, created)
                        VALUES (:issuer, :subject, :identity, :now)
                        ON CONFLICT (issuer, subject) DO NOTHING
                        """)
                .bind("issuer", proven.issuer())
                .bind("subject", proven.subject())
                .bind("identity", identity)
                .bind("now", now)
                .execute();
    }

    List<String> issuers(Handle sql, UUID identity) {
        return sql.createQuery("SELECT issuer FROM identity_links WHERE identity_id = :identity")
                .bind("identity", identity)
                .mapTo(String.class)
                .list();
    }

    int delete(Handle sql, UUID identity) {
        return sql.createUpdate("DELETE FROM identity_links WHERE identity_id = :identity")
                .bind("identity", identity)
                .execute();
    }
}
