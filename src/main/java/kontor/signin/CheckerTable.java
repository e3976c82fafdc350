package kontor.signin;

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
}
