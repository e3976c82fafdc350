package kontor.identities;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import org.jdbi.v3.core.Handle;

/** SQL of memberships. */
final class MembershipTable {

    void insert(Tx tx, UUID user, UUID identity, Instant now) {
        tx.update(
                        """
                        INSERT INTO memberships (organization_id, user_id, identity_id, joined)
                        VALUES (:org, :user, :identity, :now)
                        """)
                .bind("user", user)
                .bind("identity", identity)
                .bind("now", now)
                .execute();
    }

    void delete(Tx tx, Collection<UUID> users) {
        tx.update(
                        """
                        DELETE FROM memberships WHERE organization_id = :org AND user_id = ANY (:users)
                        """)
                .bind("users", users.toArray(UUID[]::new))
                .execute();
    }

    Optional<UUID> identityOf(Tx tx, UUID user) {
        return tx.query(
                        """
                        SELECT identity_id FROM memberships WHERE organization_id = :org AND user_id = :user
                        """)
                .bind("user", user)
                .mapTo(UUID.class)
                .findOne();
    }

    /** Oldest first. */
    List<Membership> of(Handle sql, UUID identity) {
        return sql.createQuery(
                        """
                        SELECT organization_id, user_id FROM memberships WHERE identity_id = :identity
                        ORDER BY joined, user_id
                        """)
                .bind("identity", identity)
                .map(
                        (row, _) ->
                                new Membership(
                                        new OrganizationId(row.getObject(1, UUID.class)),
                                        row.getObject(2, UUID.class)))
                .list();
    }
}
