package kontor.sessions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import org.jdbi.v3.core.Handle;

/** SQL of sessions. */
final class SessionTable {

    void insert(Handle sql, Session session, byte[] digest) {
        sql.createUpdate(
                        """
                        INSERT INTO sessions (id, digest, identity_id, proof, organization_id, user_id, role_id,
                            address, agent, began, used, ends)
                        VALUES (:id, :digest, :identity, :proof, :organization, :user, :role, :address,
                            :agent, :began, :used, :ends)
                        """)
                .bind("id", session.id())
                .bind("digest", digest)
                .bind("identity", session.identity())
                .bind("proof", session.proof().name())
                .bind(
                        "organization",
                        session.as().map(as -> as.organization().value()).orElse(null))
                .bind("user", session.as().map(Session.As::user).orElse(null))
                .bind("role", session.as().map(Session.As::role).orElse(null))
                .bind("address", session.from().address())
                .bind("agent", session.from().agent())
                .bind("began", session.began())
                .bind("used", session.used())
                .bind("ends", session.ends())
                .execute();
    }

    Optional<Session> find(Handle sql, byte[] digest) {
        return sql.createQuery(
                        """
                        SELECT id, identity_id, proof, organization_id, user_id, role_id, address, agent,
                            began, used, ends
                        FROM sessions WHERE digest = :digest
                        """)
                .bind("digest", digest)
                .map((row, _) -> session(row))
                .findOne();
    }

    /** Newest first. */
    List<Session> of(Handle sql, UUID identity) {
        return sql.createQuery(
                        """
                        SELECT id, identity_id, proof, organization_id, user_id, role_id, address, agent,
                            began, used, ends
                        FROM sessions WHERE identity_id = :identity ORDER BY began DESC, id DESC
                        """)
                .bind("identity", identity)
                .map((row, _) -> session(row))
                .list();
    }

    void use(Handle sql, UUID id, Instant now) {
        sql.createUpdate("UPDATE sessions SET used = :now WHERE id = :id AND used < :now")
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    /** False when it had ended already, or is of somebody else. */
    boolean delete(Handle sql, UUID identity, UUID id) {
        return sql.createUpdate("DELETE FROM sessions WHERE id = :id AND identity_id = :identity")
                        .bind("id", id)
                        .bind("identity", identity)
                        .execute()
                == 1;
    }

    /** False when it has ended, or is of somebody else. */
    boolean lock(Handle sql, UUID identity, UUID id) {
        return sql.createQuery(
                        """
                        SELECT id FROM sessions WHERE id = :id AND identity_id = :identity FOR UPDATE
                        """)
                .bind("id", id)
                .bind("identity", identity)
                .mapTo(UUID.class)
                .findOne()
                .isPresent();
    }

    void deleteOthers(Handle sql, UUID identity, UUID id) {
        sql.createUpdate("DELETE FROM sessions WHERE identity_id = :identity AND id <> :id")
                .bind("identity", identity)
                .bind("id", id)
                .execute();
    }

    int deleteAll(Handle sql, UUID identity) {
        return sql.createUpdate("DELETE FROM sessions WHERE identity_id = :identity")
                .bind("identity", identity)
                .execute();
    }

    /** Those that are over, and of this identity all but the newest. */
    void deleteOld(Handle sql, UUID identity, Instant now, int most) {
        sql.createUpdate("DELETE FROM sessions WHERE ends < :now").bind("now", now).execute();
        sql.createUpdate(
                        """
                        DELETE FROM sessions WHERE identity_id = :identity AND id NOT IN (
                            SELECT id FROM sessions WHERE identity_id = :identity
                            ORDER BY began DESC, id DESC LIMIT :most)
                        """)
                .bind("identity", identity)
                .bind("most", most)
                .execute();
    }

    private static Session session(ResultSet row) throws SQLException {
        var user = Optional.ofNullable(row.getObject("user_id", UUID.class));
        var organization = row.getObject("organization_id", UUID.class);
        var role = row.getObject("role_id", UUID.class);
        return new Session(
                row.getObject("id", UUID.class),
                row.getObject("identity_id", UUID.class),
                Proof.valueOf(row.getString("proof")),
                user.map(id -> new Session.As(new OrganizationId(organization), id, role)),
                new Session.From(row.getString("address"), row.getString("agent")),
                row.getTimestamp("began").toInstant(),
                row.getTimestamp("used").toInstant(),
                row.getTimestamp("ends").toInstant());
    }
}
