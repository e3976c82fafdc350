package kontor.iam;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;

/**
 * SQL of what users come in with: access keys of programs, which {@code signin} reads, and
 * invitations of people.
 */
final class CredentialTable {

    private static final String ROTATE =
            """
            UPDATE credentials t
            SET earlier_digest = CASE WHEN u.keeps THEN t.secret_digest END, secret_digest = u.digest
            FROM unnest(:ids::uuid[], :digests::bytea[], :keeps::boolean[]) AS u (id, digest, keeps)
            WHERE t.organization_id = :org AND t.user_id = u.id
            """;

    void insertSecrets(Tx tx, Map<UUID, NewUser.Program> programs) {
        if (programs.isEmpty()) {
            return;
        }
        var rows = List.copyOf(programs.entrySet());
        tx.update(
                        """
                        INSERT INTO credentials (username, organization_id, user_id, secret_digest)
                        SELECT u.username, :org, u.id, u.digest
                        FROM unnest(:ids::uuid[], :usernames::text[], :digests::bytea[]) AS u (id, username,
                            digest)
                        """)
                .bind("ids", column(rows, UUID[]::new, Map.Entry::getKey))
                .bind("usernames", column(rows, String[]::new, row -> row.getValue().accessKey()))
                .bind(
                        "digests",
                        column(rows, byte[][]::new, row -> row.getValue().secret().digest()))
                .execute();
    }

    void deleteCredentials(Tx tx, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return;
        }
        tx.update(
                        """
                        DELETE FROM credentials WHERE organization_id = :org AND user_id = ANY (:ids)
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .execute();
    }

    /**
     * Gives programs new secrets.
     *
     * @param rotations by user; where there is no overlap the secret before is forgotten
     */
    void rotate(Tx tx, Map<UUID, KeyBounds.Rotation> rotations) {
        if (rotations.isEmpty()) {
            return;
        }
        var rows = List.copyOf(rotations.entrySet());
        var digests = column(rows, byte[][]::new, row -> row.getValue().secret().digest());
        var keeps = column(rows, Boolean[]::new, row -> row.getValue().keepsEarlier());
        int changed =
                tx.update(ROTATE)
                        .bind("ids", column(rows, UUID[]::new, Map.Entry::getKey))
                        .bind("digests", digests)
                        .bind("keeps", keeps)
                        .execute();
        Tx.allChanged(changed, rows.size(), "credentials");
    }

    /**
     * An invitation that can be accepted by its token, as far as time goes.
     *
     * @param email the address that is invited
     * @param inviter the user who invited; absent where whoever runs Kontor did
     */
    record Invited(String email, UUID roleId, Optional<UUID> inviter) {}

    Optional<Invited> invited(Tx tx, byte[] digest) {
        return tx.query(
                        """
                        SELECT username, role_id, inviter_id FROM users
                        WHERE organization_id = :org AND invitation_digest = :digest AND revoked IS NULL
                            AND invitation_expires > :now
                        """)
                .bind("digest", digest)
                .bind("now", tx.now())
                .map((row, _) -> invited(row))
                .findOne();
    }

    /** Those of the addresses that are invited by users, each with the user. */
    Map<String, UUID> inviters(Tx tx, Collection<String> addresses) {
        return tx.query(
                        """
                        SELECT username, role_id, inviter_id FROM users
                        WHERE organization_id = :org AND username = ANY (:addresses) AND revoked IS NULL
                            AND inviter_id IS NOT NULL
                        """)
                .bind("addresses", addresses.toArray(String[]::new))
                .map((row, _) -> invited(row))
                .collectToMap(Invited::email, one -> one.inviter.orElseThrow());
    }

    private static Invited invited(ResultSet row) throws SQLException {
        return new Invited(
                row.getString("username"),
                row.getObject("role_id", UUID.class),
                Optional.ofNullable(row.getObject("inviter_id", UUID.class)));
    }

    /** Whether the last invitation went to the mailbox of the user and nowhere else. */
    boolean wasMailed(Tx tx, UUID user) {
        return tx.query(
                        """
                        SELECT invitation_mailed FROM users WHERE organization_id = :org AND id = :id
                        """)
                .bind("id", user)
                .mapTo(Boolean.class)
                .one();
    }
}
