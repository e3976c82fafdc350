package kontor.principals;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of principals, and of what users are counted as. */
final class PrincipalTable {

    private record Counted(UUID user, UUID principal) {}

    Map<UUID, Set<UUID>> counted(Tx tx, Collection<UUID> users) {
        var counted = new HashMap<UUID, Set<UUID>>();
        tx.query(
                        """
                        SELECT user_id, principal_id FROM counted_principals
                        WHERE organization_id = :org AND user_id = ANY (:users)
                        """)
                .bind("users", users.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                new Counted(
                                        row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .forEach(
                        one ->
                                counted.computeIfAbsent(one.user, _ -> new HashSet<>())
                                        .add(one.principal));
        return counted;
    }

    /** Users who share a principal with one of these. */
    Set<UUID> usersLike(Tx tx, Collection<UUID> users) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT DISTINCT o.user_id FROM counted_principals c
                                JOIN counted_principals o
                                    ON o.organization_id = c.organization_id
                                    AND o.principal_id = c.principal_id
                                WHERE c.organization_id = :org AND c.user_id = ANY (:users)
                                """)
                        .bind("users", users.toArray(UUID[]::new))
                        .mapTo(UUID.class)
                        .list());
    }

    /** What is counted already stays. */
    void count(Tx tx, Map<UUID, Set<UUID>> principals) {
        var rows = new ArrayList<Counted>();
        principals.forEach((user, all) -> all.forEach(one -> rows.add(new Counted(user, one))));
        tx.update(
                        """
                        INSERT INTO counted_principals (organization_id, user_id, principal_id)
                        SELECT :org, u.user_id, u.principal_id
                        FROM unnest(:users::uuid[], :principals::uuid[]) AS u (user_id, principal_id)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("users", column(rows, UUID[]::new, Counted::user))
                .bind("principals", column(rows, UUID[]::new, Counted::principal))
                .execute();
    }

    Map<UUID, Principal> actedFor(Tx tx, Collection<UUID> users) {
        return tx.query(
                        """
                        SELECT u.id AS acting, p.id, p.user_id, p.system FROM users u
                        JOIN principals p
                            ON p.organization_id = u.organization_id AND p.id = u.principal_id
                        WHERE u.organization_id = :org AND u.id = ANY (:users)
                        """)
                .bind("users", users.toArray(UUID[]::new))
                .map((row, _) -> Map.entry(row.getObject("acting", UUID.class), principal(row)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Optional<Principals.Person> personBehind(Tx tx, UUID user) {
        return tx.query(
                        """
                        SELECT p.identity_id FROM counted_principals c
                        JOIN principals p
                            ON p.organization_id = c.organization_id AND p.id = c.principal_id
                        JOIN users u ON u.organization_id = c.organization_id AND u.id = c.user_id
                        WHERE c.organization_id = :org AND c.user_id = :user AND p.user_id IS NOT NULL
                        ORDER BY p.id = u.principal_id DESC, p.id LIMIT 1
                        """)
                .bind("user", user)
                .map(
                        (row, _) ->
                                new Principals.Person(
                                        Optional.ofNullable(row.getObject(1, UUID.class))))
                .findOne();
    }

    /** Two who make it at once get the same one. */
    Principal system(Tx tx, UUID fresh, String name) {
        tx.update(
                        """
                        INSERT INTO principals (organization_id, id, system, created)
                        VALUES (:org, :id, :name, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("id", fresh)
                .bind("name", name)
                .bind("now", tx.now())
                .execute();
        return tx.query(
                        """
                        SELECT id, user_id, system FROM principals
                        WHERE organization_id = :org AND lower(system) = lower(:name)
                        """)
                .bind("name", name)
                .map((row, _) -> principal(row))
                .one();
    }

    Principal person(Tx tx, UUID fresh, UUID identity, UUID user) {
        tx.update(
                        """
                        INSERT INTO principals (organization_id, id, identity_id, user_id, created)
                        VALUES (:org, :id, :identity, :user, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("id", fresh)
                .bind("identity", identity)
                .bind("user", user)
                .bind("now", tx.now())
                .execute();
        return tx.query(
                        """
                        SELECT id, user_id, system FROM principals
                        WHERE organization_id = :org AND identity_id = :identity
                        """)
                .bind("identity", identity)
                .map((row, _) -> principal(row))
                .one();
    }

    Set<UUID> ofAddress(Tx tx, String address) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT principal_id FROM users
                                WHERE organization_id = :org AND username = :address AND NOT programmatic
                                    AND principal_id IS NOT NULL
                                """)
                        .bind("address", address)
                        .mapTo(UUID.class)
                        .list());
    }

    /** The roles of those of the users who are not revoked. */
    Set<UUID> roles(Tx tx, Collection<UUID> users) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT DISTINCT role_id FROM users
                                WHERE organization_id = :org AND id = ANY (:users) AND revoked IS NULL
                                """)
                        .bind("users", users.toArray(UUID[]::new))
                        .mapTo(UUID.class)
                        .list());
    }

    /** Whether an approval chain names one of the roles, in a step or a condition. */
    boolean areNamed(Tx tx, Collection<UUID> roles) {
        return tx.query(
                        """
                        SELECT EXISTS (
                            SELECT FROM approval_chain_roles
                            WHERE organization_id = :org AND role_id = ANY (:roles))
                        """)
                .bind("roles", roles.toArray(UUID[]::new))
                .mapTo(Boolean.class)
                .one();
    }

    /** Whether one of the roles makes payments, while a chain approves some by itself. */
    boolean makeWhatNobodyApproves(Tx tx, Collection<UUID> roles) {
        return tx.query(
                        """
                        SELECT EXISTS (
                            SELECT FROM roles WHERE organization_id = :org AND id = ANY (:roles)
                                AND permissions && ARRAY['credit_transfers:create', 'direct_debits:create'])
                        AND EXISTS (
                            SELECT FROM approval_chains c WHERE c.organization_id = :org AND NOT c.deleted
                                AND (c.terms::jsonb -> 'autoApproveLimit' IS NOT NULL
                                    OR c.terms::jsonb ->> 'autoApprove' = 'true'))
                        """)
                .bind("roles", roles.toArray(UUID[]::new))
                .mapTo(Boolean.class)
                .one();
    }

    private static Principal principal(ResultSet row) throws SQLException {
        return new Principal(
                row.getObject("id", UUID.class),
                Optional.ofNullable(row.getObject("user_id", UUID.class)),
                Optional.ofNullable(row.getString("system")));
    }
}
