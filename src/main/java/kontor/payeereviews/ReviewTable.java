package kontor.payeereviews;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;

/** SQL of the reviews. */
final class ReviewTable {

    /**
     * A review to be written.
     *
     * @param current the one that the account has now
     * @param released when its cooling-off ends, in banking time
     */
    record Written(
            UUID id,
            UUID account,
            byte[] digest,
            ReviewState state,
            boolean current,
            Optional<Instant> released) {}

    private static final Rows<Written> NEW =
            Rows.of(
                    Column.id("id", Written::id),
                    Column.id("account_id", Written::account),
                    Column.bytes("digest", Written::digest),
                    Column.word("status", Written::state),
                    Column.flag("current", Written::current),
                    Column.optionalTime("released", Written::released));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO payee_reviews (organization_id, %s, created)
                    SELECT :org, %s, :now FROM %s
                    """);

    void insert(Tx tx, List<Written> reviews) {
        NEW.bound(tx.update(INSERT), reviews).bind("now", tx.now()).execute();
    }

    /** Accounts with their holders as they are now. */
    List<PayeeFacts> facts(Tx tx, Collection<UUID> accounts) {
        return tx.query(
                        """
                        SELECT a.id, a.version, a.counterparty_id, c.legal_name, a.market, a.identifiers, a.routing
                        FROM external_accounts a
                        JOIN counterparties c ON c.organization_id = a.organization_id AND c.id = a.counterparty_id
                        WHERE a.organization_id = :org AND a.id = ANY (:accounts)
                        """)
                .bind("accounts", accounts.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                new PayeeFacts(
                                        row.getObject(1, UUID.class),
                                        row.getInt(2),
                                        row.getObject(3, UUID.class),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6),
                                        row.getString(7)))
                .list();
    }

    /** How far the reviews of accounts are; none for what nobody ever had to look at. */
    Map<UUID, ReviewState> current(Tx tx, Collection<UUID> accounts) {
        return tx.query(
                        """
                        SELECT account_id, status FROM payee_reviews
                        WHERE organization_id = :org AND account_id = ANY (:accounts) AND current
                        """)
                .bind("accounts", accounts.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class),
                                        ReviewState.valueOf(row.getString(2))))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Name and numbers that were approved before, by their digest in hexadecimal. */
    Map<String, Written> approved(Tx tx, Collection<byte[]> digests) {
        return tx.query(
                        """
                        SELECT DISTINCT ON (digest) id, account_id, digest, status, current, released
                        FROM payee_reviews
                        WHERE organization_id = :org AND digest = ANY (:digests::bytea[])
                            AND status IN ('APPROVED', 'COOLING_OFF')
                        ORDER BY digest, status, created
                        """)
                .bind("digests", digests.toArray(byte[][]::new))
                .map((row, _) -> written(row))
                .collectToMap(one -> HexFormat.of().formatHex(one.digest), one -> one);
    }

    private static Written written(ResultSet row) throws SQLException {
        return new Written(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getBytes("digest"),
                ReviewState.valueOf(row.getString("status")),
                row.getBoolean("current"),
                Optional.ofNullable(row.getTimestamp("released")).map(time -> time.toInstant()));
    }

    /** What these accounts had is of earlier numbers or of an earlier name. */
    void supersede(Tx tx, Collection<UUID> accounts) {
        tx.update(
                        """
                        UPDATE payee_reviews
                        SET current = false, status = CASE status WHEN 'PENDING' THEN 'STALE' ELSE status END
                        WHERE organization_id = :org AND account_id = ANY (:accounts) AND current
                        """)
                .bind("accounts", accounts.toArray(UUID[]::new))
                .execute();
    }

    /**
     * Ends the cooling-off at {@code released}, or needs none.
     *
     * @return whether the account still waited for this review
     */
    boolean approve(Tx tx, UUID id, Optional<Instant> released) {
        return tx.update(
                                """
                                UPDATE payee_reviews r SET status = :status, released = :released
                                FROM external_accounts a
                                WHERE r.organization_id = :org AND r.id = :id AND r.status = 'PENDING' AND r.current
                                    AND a.organization_id = :org AND a.id = r.account_id AND NOT a.deleted
                                """)
                        .bind("id", id)
                        .bind(
                                "status",
                                released.map(_ -> ReviewState.COOLING_OFF)
                                        .orElse(ReviewState.APPROVED)
                                        .name())
                        .bind("released", released.orElse(null))
                        .execute()
                == 1;
    }

    /** Ends one that waits. */
    void end(Tx tx, UUID id, ReviewState state) {
        tx.update(
                        """
                        UPDATE payee_reviews SET status = :status
                        WHERE organization_id = :org AND id = :id AND status = 'PENDING'
                        """)
                .bind("id", id)
                .bind("status", state.name())
                .execute();
    }

    /** Those whose cooling-off is over. */
    void release(Tx tx) {
        tx.update(
                        """
                        UPDATE payee_reviews SET status = 'APPROVED'
                        WHERE organization_id = :org AND status = 'COOLING_OFF' AND released <= :now
                        """)
                .bind("now", tx.bankNow())
                .execute();
    }

    /** When the next cooling-off is over. */
    Optional<Instant> nextRelease(Tx tx) {
        return tx.query(
                        """
                        SELECT released FROM payee_reviews
                        WHERE organization_id = :org AND status = 'COOLING_OFF'
                        ORDER BY released LIMIT 1
                        """)
                .map((row, _) -> row.getTimestamp(1).toInstant())
                .findOne();
    }

    /** For how many hours the organization waits after a review. */
    int coolingHours(Tx tx) {
        return tx.query("SELECT payee_cooling_off_hours FROM organizations WHERE id = :org")
                .mapTo(Integer.class)
                .one();
    }

    /** The review of a payment's payee that does not let it leave. */
    record Held(UUID payment, ReviewState state, Optional<Instant> released) {}

    /** Of these transfers those that wait for a review, or will not leave for one. */
    List<Held> held(Tx tx, Collection<UUID> payments) {
        return tx.query(
                        """
                        SELECT p.id, r.status, r.released FROM credit_transfers p
                        JOIN payee_reviews r ON r.organization_id = p.organization_id AND r.id = p.payee_review_id
                        WHERE p.organization_id = :org AND p.id = ANY (:ids) AND p.status IN ('CREATED', 'APPROVED')
                            AND r.status <> 'APPROVED'
                        """)
                .bind("ids", payments.stream().distinct().toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                new Held(
                                        row.getObject(1, UUID.class),
                                        ReviewState.valueOf(row.getString(2)),
                                        Optional.ofNullable(row.getTimestamp(3))
                                                .map(time -> time.toInstant())))
                .list();
    }

    /**
     * Those that wait, the newest first.
     *
     * @param words in the name of the holder, or in a number
     */
    List<WaitingReview> waiting(Tx tx, Optional<String> words, Optional<UUID> before, int limit) {
        return tx.query(
                        """
                        SELECT r.id, c.id, c.legal_name, a.identifiers, r.created
                        FROM payee_reviews r
                        JOIN external_accounts a ON a.organization_id = r.organization_id AND a.id = r.account_id
                        JOIN counterparties c ON c.organization_id = a.organization_id AND c.id = a.counterparty_id
                        WHERE r.organization_id = :org AND r.status = 'PENDING' AND r.current
                            AND (:before::uuid IS NULL OR r.id < :before)
                            AND (:words::text IS NULL OR position(lower(:words) IN lower(c.legal_name)) > 0
                                OR position(upper(replace(:words, ' ', '')) IN a.identifiers) > 0)
                        ORDER BY r.id DESC LIMIT :limit
                        """)
                .bind("words", words.orElse(null))
                .bind("before", before.orElse(null))
                .bind("limit", limit)
                .map(
                        (row, _) ->
                                new WaitingReview(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, UUID.class),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getTimestamp(5).toInstant()))
                .list();
    }
}
