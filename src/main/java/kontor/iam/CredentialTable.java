package kontor.iam;

import static kontor.db.Columns.column;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of the access keys of programs; they are read by {@code signin}. */
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
