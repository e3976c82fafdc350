package kontor.assents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;
import kontor.passkeys.Passkey;

/** SQL of challenges, of their answers, and of the decisions that they prove. */
final class ChallengeTable {

    /** That one user may have open at a time. */
    private static final int MOST_OPEN = 10;

    /** Forgets those of a user that nobody answered in time, and the oldest of too many. */
    void forget(Tx tx, UUID user) {
        tx.update(
                        """
                        DELETE FROM approval_challenges
                        WHERE organization_id = :org AND user_id = :user AND answered IS NULL
                            AND (until < :now OR id IN (
                                SELECT c.id FROM approval_challenges c
                                WHERE c.organization_id = :org AND c.user_id = :user AND c.answered IS NULL
                                ORDER BY c.id DESC OFFSET :most))
                        """)
                .bind("user", user)
                .bind("now", tx.now())
                .bind("most", MOST_OPEN - 1)
                .execute();
    }

    void insert(Tx tx, Challenge asked) {
        tx.update(
                        """
                        INSERT INTO approval_challenges (organization_id, id, challenge, user_id, identity_id,
                            session_id, statement, until)
                        VALUES (:org, :id, :challenge, :user, :identity, :session, :statement, :until)
                        """)
                .bind("id", asked.id())
                .bind("challenge", asked.statement().challenge())
                .bind("user", asked.user())
                .bind("identity", asked.identity())
                .bind("session", asked.session().orElse(null))
                .bind("statement", asked.statement().text())
                .bind("until", asked.until())
                .execute();
    }

    /** By what was to be signed; nobody else answers it meanwhile. */
    Optional<Challenge> lock(Tx tx, byte[] challenge) {
        return tx.query(
                        """
                        SELECT id, user_id, identity_id, session_id, statement, until, answered, passkey_id,
                            credential_id, credential, copyable, response
                        FROM approval_challenges
                        WHERE organization_id = :org AND challenge = :challenge
                        FOR UPDATE
                        """)
                .bind("challenge", challenge)
                .map((row, _) -> challenge(row))
                .findOne();
    }

    void answer(Tx tx, UUID challenge, Challenge.Answer answer) {
        int rows =
                tx.update(
                                """
                                UPDATE approval_challenges
                                SET answered = :at, passkey_id = :passkey, credential_id = :credentialId,
                                    credential = :credential, copyable = :copyable, response = :response
                                WHERE organization_id = :org AND id = :id AND answered IS NULL
                                """)
                        .bind("id", challenge)
                        .bind("at", answer.at())
                        .bind("passkey", answer.passkey())
                        .bind("credentialId", answer.key().credentialId())
                        .bind("credential", answer.key().credential())
                        .bind("copyable", answer.key().copyable())
                        .bind("response", answer.response())
                        .execute();
        Tx.allChanged(rows, 1, "approval challenges");
    }

    /** The decision about a step is proven by this challenge. */
    void keep(Tx tx, Item item, UUID challenge) {
        tx.update(
                        """
                        INSERT INTO approval_proofs (organization_id, payment_id, step_id, challenge_id, decided)
                        VALUES (:org, :payment, :step, :challenge, :now)
                        """)
                .bind("payment", item.id())
                .bind("step", UUID.fromString(item.step()))
                .bind("challenge", challenge)
                .bind("now", tx.now())
                .execute();
    }

    /** A decision and what is kept of it. */
    record Row(UUID payment, String step, Instant decided, Proof.Kept kept) {}

    /** Oldest first. */
    List<Row> proofs(Tx tx, Collection<UUID> payments) {
        return tx.query(
                        """
                        SELECT p.payment_id, p.step_id, p.decided, c.id, c.user_id, c.statement, c.answered,
                            c.passkey_id, c.credential_id, c.credential, c.copyable, c.response
                        FROM approval_proofs p
                        JOIN approval_challenges c
                            ON c.organization_id = p.organization_id AND c.id = p.challenge_id
                        WHERE p.organization_id = :org AND p.payment_id = ANY (:payments)
                        ORDER BY p.decided, p.step_id
                        """)
                .bind("payments", payments.toArray(UUID[]::new))
                .map((row, _) -> proof(row))
                .list();
    }

    private static Row proof(ResultSet row) throws SQLException {
        var kept =
                new Proof.Kept(
                        row.getObject("id", UUID.class),
                        row.getObject("user_id", UUID.class),
                        new Statement(row.getString("statement")),
                        answer(row).orElseThrow());
        return new Row(
                row.getObject("payment_id", UUID.class),
                row.getObject("step_id", UUID.class).toString(),
                row.getTimestamp("decided").toInstant(),
                kept);
    }

    private static Challenge challenge(ResultSet row) throws SQLException {
        return new Challenge(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getObject("identity_id", UUID.class),
                Optional.ofNullable(row.getObject("session_id", UUID.class)),
                new Statement(row.getString("statement")),
                row.getTimestamp("until").toInstant(),
                answer(row));
    }

    /** How often the key had signed before is not asked any more: it was when it was answered. */
    private static Optional<Challenge.Answer> answer(ResultSet row) throws SQLException {
        var answered = row.getTimestamp("answered");
        if (answered == null) {
            return Optional.empty();
        }
        var key =
                new Passkey.Key(
                        row.getBytes("credential_id"),
                        row.getBytes("credential"),
                        0,
                        row.getBoolean("copyable"));
        return Optional.of(
                new Challenge.Answer(
                        answered.toInstant(),
                        row.getObject("passkey_id", UUID.class),
                        key,
                        row.getString("response")));
    }
}
