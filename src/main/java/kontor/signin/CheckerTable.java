package kontor.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;
import kontor.paymentlimits.PaymentLimits;

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

    /** How much users may pay and approve; those who were revoked are missing. */
    Map<UUID, HeldRights.Bounds> bounds(Tx tx, Collection<UUID> users) {
        return tx.query(
                        """
                        SELECT u.id, r.id AS role_id, u.payment_limits, r.payment_limits AS role_limits, r.permissions,
                            EXISTS (SELECT FROM approval_chain_roles c
                                WHERE c.organization_id = r.organization_id AND c.role_id = r.id) AS named
                        FROM users u
                        JOIN roles r ON r.organization_id = u.organization_id AND r.id = u.role_id
                        WHERE u.organization_id = :org AND u.id = ANY (:users) AND u.revoked IS NULL
                        """)
                .bind("users", users.toArray(UUID[]::new))
                .map((row, _) -> Map.entry(row.getObject("id", UUID.class), bounds(row)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static HeldRights.Bounds bounds(ResultSet row) throws SQLException {
        return new HeldRights.Bounds(
                row.getObject("role_id", UUID.class),
                row.getBoolean("named"),
                PaymentLimits.read(row.getString("payment_limits")),
                PaymentLimits.read(row.getString("role_limits")),
                Set.of((String[]) row.getArray("permissions").getArray()));
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
