package kontor.resets;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import org.jdbi.v3.core.Handle;

/** SQL of links, and of addresses whose password is said to be forgotten. */
final class LinkTable {

    void insert(Handle sql, byte[] digest, Link.New link, Instant now) {
        sql.createUpdate(
                        """
                        INSERT INTO mailed_links (digest, identity_id, purpose, address, password_hash,
                            password_digest, organization_id, created, expires)
                        SELECT :digest, id, :purpose, :address, :hash,
                            sha256(convert_to(coalesce(password_hash, ''), 'UTF8')), :organization, :now, :expires
                        FROM identities WHERE id = :identity
                        """)
                .bind("digest", digest)
                .bind("identity", link.identity())
                .bind("purpose", link.purpose().name())
                .bind("address", link.address())
                .bind("hash", link.passwordHash().orElse(null))
                .bind("organization", link.sandbox().map(OrganizationId::value).orElse(null))
                .bind("now", now)
                .bind("expires", now.plus(link.purpose().lifetime()))
                .execute();
    }

    /** The link of a token where it can be used now. */
    Optional<Link> find(Handle sql, byte[] digest, LinkPurpose purpose, Instant now) {
        return sql.createQuery(
                        """
                        SELECT l.identity_id, l.address, i.address, l.password_hash
                        FROM mailed_links l JOIN identities i ON i.id = l.identity_id
                        WHERE l.digest = :digest AND l.purpose = :purpose AND l.expires > :now
                            AND (l.purpose <> 'RESET' OR l.address = i.address)
                            AND l.password_digest = sha256(convert_to(coalesce(i.password_hash, ''), 'UTF8'))
                            AND (l.organization_id IS NULL OR NOT EXISTS (
                                SELECT FROM memberships m
                                WHERE m.identity_id = l.identity_id AND m.organization_id <> l.organization_id))
                        """)
                .bind("digest", digest)
                .bind("purpose", purpose.name())
                .bind("now", now)
                .map(
                        (row, _) ->
                                new Link(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getString(3),
                                        Optional.ofNullable(row.getString(4))))
                .findOne();
    }

    /** Lets one transaction at a time use links of an identity. */
    void lock(Handle sql, UUID identity) {
        sql.createQuery("SELECT id FROM identities WHERE id = :id FOR UPDATE")
                .bind("id", identity)
                .mapTo(UUID.class)
                .one();
    }

    void deleteAll(Handle sql, UUID identity) {
        sql.createUpdate("DELETE FROM mailed_links WHERE identity_id = :identity")
                .bind("identity", identity)
                .execute();
    }

    /** Those that nobody can use any more, nor are counted. */
    void deleteOld(Handle sql, Instant before) {
        sql.createUpdate("DELETE FROM mailed_links WHERE created < :before")
                .bind("before", before)
                .execute();
    }

    int made(Handle sql, UUID identity, LinkPurpose purpose, Instant since) {
        return sql.createQuery(
                        """
                        SELECT count(*) FROM mailed_links
                        WHERE identity_id = :identity AND purpose = :purpose AND created > :since
                        """)
                .bind("identity", identity)
                .bind("purpose", purpose.name())
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    void ask(Handle sql, String address, Instant now) {
        sql.createUpdate(
                        """
                        INSERT INTO forgotten_passwords (address, asked) VALUES (:address, :now)
                        ON CONFLICT (address) DO NOTHING
                        """)
                .bind("address", address)
                .bind("now", now)
                .execute();
    }

    List<String> asked(Handle sql, int most) {
        return sql.createQuery(
                        "SELECT address FROM forgotten_passwords ORDER BY asked, address LIMIT"
                                + " :most")
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    /** False when another node has taken it. */
    boolean take(Handle sql, String address) {
        return sql.createUpdate("DELETE FROM forgotten_passwords WHERE address = :address")
                        .bind("address", address)
                        .execute()
                == 1;
    }
}
