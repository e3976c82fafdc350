package kontor.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.iam.KeyBounds;
import kontor.iam.Permissions;
import kontor.iam.RoleTable;
import org.jdbi.v3.core.Handle;

/** SQL that finds the caller of a request. */
final class CallerTable {

    private final int mostRequests;

    /**
     * @param mostRequests how many a second no user has more of
     */
    CallerTable(int mostRequests) {
        this.mostRequests = mostRequests;
    }

    /** The user of an access key, and the digests of the secrets that prove it. */
    record Credential(
            OrganizationId organization,
            UUID user,
            Optional<byte[]> secretDigest,
            Optional<byte[]> earlierDigest) {}

    /** Found by username alone, since the organization is not known yet. */
    Optional<Credential> credential(Handle sql, String username) {
        return sql.createQuery(
                        """
                        SELECT organization_id, user_id, secret_digest, earlier_digest
                        FROM credentials WHERE username = :username
                        """)
                .bind("username", username)
                .map(
                        (row, _) ->
                                new Credential(
                                        new OrganizationId(row.getObject(1, UUID.class)),
                                        row.getObject(2, UUID.class),
                                        Optional.ofNullable(row.getBytes(3)),
                                        Optional.ofNullable(row.getBytes(4))))
                .findOne();
    }

    /** A user, and within which bounds its access key is good. */
    record Found(Caller caller, KeyBounds bounds) {}

    /**
     * The user with its role; empty when revoked. The limit has the entities of the role, but not
     * yet their accounts.
     */
    Optional<Found> caller(Tx tx, UUID user) {
        return tx.query(
                        """
                        SELECT u.username, u.name, u.programmatic, r.id AS role, r.owner, r.permissions,
                               r.limited, r.limit_account_ids, r.limit_entity_ids, o.requests_per_second,
                               u.allowed_addresses, u.secret_expires, u.earlier_secret_expires
                        FROM users u
                        JOIN roles r ON r.organization_id = u.organization_id AND r.id = u.role_id
                        JOIN organizations o ON o.id = u.organization_id
                        WHERE u.organization_id = :org AND u.id = :user AND u.revoked IS NULL
                        """)
                .bind("user", user)
                .map((row, _) -> new Found(caller(tx.organization(), user, row), bounds(row)))
                .findOne();
    }

    private static KeyBounds bounds(ResultSet row) throws SQLException {
        return new KeyBounds(
                KeyBounds.networks(row.getString("allowed_addresses")),
                moment(row, "secret_expires"),
                moment(row, "earlier_secret_expires"));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private Caller caller(OrganizationId organization, UUID user, ResultSet row)
            throws SQLException {
        return new Caller(
                organization,
                user,
                row.getString("username"),
                row.getString("name"),
                row.getObject("role", UUID.class),
                row.getBoolean("owner"),
                row.getBoolean("programmatic"),
                row.getBoolean("owner")
                        ? Permissions.ALL
                        : Set.of((String[]) row.getArray("permissions").getArray()),
                Math.min(row.getInt("requests_per_second"), mostRequests),
                RoleTable.limit(row));
    }
}
