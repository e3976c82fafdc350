package kontor.signin;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of who can be a second person. */
final class CheckerTable {

    /**
     * How many people who have come in may check: those who are one person count once, whatever
     * users they have.
     */
    int people(Tx tx, String permission) {
        return tx.query(
                        """
                        SELECT count(DISTINCT u.principal_id) FROM users u
                        JOIN roles r ON r.organization_id = u.organization_id AND r.id = u.role_id
                        WHERE u.organization_id = :org AND NOT u.programmatic AND u.revoked IS NULL
                            AND u.invitation_expires IS NULL AND NOT r.deleted AND NOT r.limited
                            AND (r.owner OR :permission = ANY (r.permissions))
                        """)
                .bind("permission", permission)
                .mapTo(Integer.class)
                .one();
    }

    /** Addresses of people who may check, but for these users; so many at most. */
    List<String> addresses(Tx tx, String permission, Collection<UUID> without) {
        return tx.query(
                        """
                        SELECT u.username FROM users u
                        JOIN roles r ON r.organization_id = u.organization_id AND r.id = u.role_id
                        WHERE u.organization_id = :org AND NOT u.programmatic AND u.revoked IS NULL
                            AND u.invitation_expires IS NULL AND NOT r.deleted AND NOT r.limited
                            AND (r.owner OR :permission = ANY (r.permissions)) AND u.id <> ALL (:without)
                        ORDER BY u.id
                        LIMIT 20
                        """)
                .bind("permission", permission)
                .bind("without", without.toArray(UUID[]::new))
                .mapTo(String.class)
                .list();
    }
}
