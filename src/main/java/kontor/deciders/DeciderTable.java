package kontor.deciders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kontor.approvals.ApprovalStep;
import kontor.db.Tx;

/** SQL of who could decide. */
final class DeciderTable {

    /** More are not looked at. */
    private static final int MOST = 500;

    /** What the steps of a payment ask for. */
    record Place(List<UUID> roles, UUID account, String permission) {

        static Place of(List<ApprovalStep> steps) {
            var first = steps.getFirst();
            return new Place(
                    steps.stream()
                            .flatMap(one -> one.requiredRoleIds().stream())
                            .distinct()
                            .toList(),
                    first.accountId().orElseThrow(),
                    first.type().decide().permissions().getFirst());
        }
    }

    /**
     * Everybody in one of the roles.
     *
     * @param ownersPrograms whether programs decide the owner's step
     * @param maker for whom the maker of the payment is counted
     */
    record All(List<Decider> everybody, boolean ownersPrograms, Set<UUID> maker) {

        List<Decider> able(Tx tx, ApprovalStep step) {
            boolean ofOwner = step.chainId().equals(tx.organization().value());
            return everybody.stream()
                    .filter(one -> step.requiredRoleIds().contains(one.role()))
                    .filter(one -> !one.program() || !ofOwner || ownersPrograms)
                    .filter(
                            one ->
                                    step.allowCreator()
                                            || Collections.disjoint(one.principals(), maker))
                    .toList();
        }
    }

    All deciders(Tx tx, Place place, UUID maker) {
        var everybody =
                tx.query(
                                """
                                SELECT u.id, u.role_id, u.name, u.username, u.programmatic,
                                    ARRAY(SELECT c.principal_id FROM counted_principals c
                                        WHERE c.organization_id = u.organization_id AND c.user_id = u.id) AS counted
                                FROM users u
                                JOIN roles r ON r.organization_id = u.organization_id AND r.id = u.role_id
                                WHERE u.organization_id = :org AND u.role_id = ANY (:roles)
                                    AND u.revoked IS NULL AND u.invitation_expires IS NULL
                                    AND (r.owner OR :permission = ANY (r.permissions))
                                    AND (NOT r.limited OR :account = ANY (r.limit_account_ids)
                                        OR EXISTS (SELECT FROM accounts a
                                            WHERE a.organization_id = u.organization_id AND a.id = :account
                                                AND a.entity_id = ANY (r.limit_entity_ids)))
                                ORDER BY u.id LIMIT :most
                                """)
                        .bind("roles", place.roles.toArray(UUID[]::new))
                        .bind("permission", place.permission)
                        .bind("account", place.account)
                        .bind("most", MOST)
                        .map((row, _) -> decider(row))
                        .list();
        return new All(everybody, areOwnersPrograms(tx), counted(tx, maker));
    }

    private static boolean areOwnersPrograms(Tx tx) {
        return tx.query(
                        """
                        SELECT programmatic_owner_approval AND approval_proof = 'NONE'
                        FROM organizations WHERE id = :org
                        """)
                .mapTo(Boolean.class)
                .one();
    }

    private static Set<UUID> counted(Tx tx, UUID user) {
        return Set.copyOf(
                tx.query(
                                """
                                SELECT principal_id FROM counted_principals
                                WHERE organization_id = :org AND user_id = :user
                                """)
                        .bind("user", user)
                        .mapTo(UUID.class)
                        .list());
    }

    private static Decider decider(ResultSet row) throws SQLException {
        var counted = List.of((UUID[]) row.getArray("counted").getArray());
        Collection<UUID> principals =
                counted.isEmpty() ? List.of(row.getObject("id", UUID.class)) : counted;
        String name = row.getString("name");
        return new Decider(
                row.getObject("role_id", UUID.class),
                name.isBlank() ? row.getString("username") : name,
                row.getBoolean("programmatic"),
                Set.copyOf(principals));
    }
}
