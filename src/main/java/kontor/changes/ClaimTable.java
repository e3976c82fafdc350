package kontor.changes;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Column;
import kontor.db.Database;
import kontor.db.Rows;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of the idempotency claims. */
final class ClaimTable {

    /** Counted from first use, on the server clock. */
    static final Duration KEPT = Duration.ofHours(24);

    /**
     * Expired claims in one statement: even a day of a busy organization goes in steps of a moment.
     */
    private static final int SLICE = 20_000;

    private record Stored(
            UUID key,
            byte[] requestDigest,
            int status,
            @Nullable String body,
            int version,
            Instant claimed) {}

    /** One claim to be kept with the answer it earned. */
    record Earned(Claim claim, int status, Optional<Snapshot> snapshot, Optional<String> answer) {}

    /**
     * Judges the claims before anything happens: a twin at work on another node is too early, a key
     * used before is a replay or, with another request, refused. What is not in the result is
     * fresh.
     */
    Map<UUID, Outcome<StoredAnswer>> judge(Tx tx, List<Claim> claims) {
        var judged = new HashMap<UUID, Outcome<StoredAnswer>>();
        if (claims.isEmpty()) {
            return judged;
        }
        // The locks come in a statement of their own: the look-up must see what their holders
        // committed.
        Set<Long> mine = lock(tx, claims);
        for (Claim claim : claims) {
            if (!mine.contains(claim.lock())) {
                judged.put(claim.key(), Outcome.refused(tooEarly()));
            }
        }
        judged.putAll(
                judgeHeld(
                        tx, claims.stream().filter(claim -> mine.contains(claim.lock())).toList()));
        return judged;
    }

    /** The same for keys whose locks the caller has. */
    Map<UUID, Outcome<StoredAnswer>> judgeHeld(Tx tx, List<Claim> claims) {
        var judged = new HashMap<UUID, Outcome<StoredAnswer>>();
        if (claims.isEmpty()) {
            return judged;
        }
        Map<UUID, Stored> stored = find(tx, claims);
        Instant oldest = tx.now().minus(KEPT);
        var expired = new HashSet<UUID>();
        for (Claim claim : claims) {
            Stored earlier = stored.get(claim.key());
            if (earlier == null) {
                continue;
            }
            if (earlier.claimed.isBefore(oldest)) {
                expired.add(claim.key());
                continue;
            }
            judged.put(
                    claim.key(),
                    claim.requestDigest().isOf(earlier.requestDigest)
                            ? Outcome.done(
                                    new StoredAnswer(
                                            earlier.status,
                                            Optional.ofNullable(earlier.body),
                                            earlier.version))
                            : Outcome.refused(reused()));
        }
        forget(tx, expired);
        if (judged.values().stream().anyMatch(Outcome.Done.class::isInstance)) {
            tx.confirmFound();
        }
        return judged;
    }

    static Refusal tooEarly() {
        return new Refusal(
                Refusal.Category.TOO_EARLY,
                "idempotency_key_in_use",
                "the first request with this Idempotency-Key is still at work; send it again with"
                        + " the same key in a moment",
                List.of());
    }

    private static Refusal reused() {
        return Refusal.rule(
                "idempotency_key_reused",
                "Idempotency-Key",
                "this key belongs to another request, which has been done; look at what it made"
                        + " before you send anything again: to repeat it, send it as it was then;"
                        + " with another key this would be done besides it");
    }

    private static Set<Long> lock(Tx tx, List<Claim> claims) {
        return new HashSet<>(
                tx.sql()
                        .createQuery(
                                """
                                SELECT lock FROM unnest(:locks::bigint[]) AS lock WHERE pg_try_advisory_xact_lock(lock)
                                """)
                        .bind("locks", claims.stream().map(Claim::lock).toArray(Long[]::new))
                        .mapTo(Long.class)
                        .list());
    }

    private static Map<UUID, Stored> find(Tx tx, List<Claim> claims) {
        return tx.query(
                        """
                        SELECT c.claim, c.request_digest, c.status, coalesce(c.answer, e.snapshot),
                               coalesce(c.version, 0), c.claimed
                        FROM idempotency_claims c
                        LEFT JOIN events e ON e.organization_id = c.organization_id
                            AND e.resource_id = c.resource_id AND e.version = c.version
                        WHERE c.organization_id = :org AND c.claim = ANY (:claims)
                        """)
                .bind("claims", claims.stream().map(Claim::key).toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                new Stored(
                                        row.getObject(1, UUID.class),
                                        row.getBytes(2),
                                        row.getInt(3),
                                        row.getString(4),
                                        row.getInt(5),
                                        row.getTimestamp(6).toInstant()))
                .collectToMap(Stored::key, one -> one);
    }

    private static void forget(Tx tx, Set<UUID> expired) {
        if (expired.isEmpty()) {
            return;
        }
        tx.update(
                        """
                        DELETE FROM idempotency_claims WHERE organization_id = :org AND claim = ANY (:claims)
                        """)
                .bind("claims", expired.toArray(UUID[]::new))
                .execute();
    }

    private static final Rows<Earned> NEW =
            Rows.of(
                    Column.id("claim", one -> one.claim.key()),
                    Column.bytes("request_digest", one -> one.claim.requestDigest().kept()),
                    Column.number("status", Earned::status),
                    Column.optionalId("resource_id", one -> one.snapshot.map(Snapshot::id)),
                    Column.number(
                            "version", one -> one.snapshot.map(Snapshot::version).orElse(null)),
                    Column.optionalText("answer", Earned::answer));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO idempotency_claims (organization_id, %s, claimed)
                    SELECT :org, %s, :now
                    FROM %s
                    """);

    void keep(Tx tx, List<Earned> earned) {
        if (!earned.isEmpty()) {
            NEW.bound(tx.update(INSERT), earned).bind("now", tx.now()).execute();
        }
    }

    private static final String INSERT_UNLESS_THERE = INSERT + " ON CONFLICT DO NOTHING";

    /**
     * For what ran while a session held the key: a session can be lost with its lock, and a twin
     * answer meanwhile.
     *
     * @return false where the key is taken; then nothing is kept
     */
    boolean keepUnlessThere(Tx tx, Earned earned) {
        return NEW.bound(tx.update(INSERT_UNLESS_THERE), List.of(earned))
                        .bind("now", tx.now())
                        .execute()
                == 1;
    }

    /** Drops what nobody can replay any more, a slice at a time; harmless at any time. */
    int forgetExpired(Database database, kontor.core.OrganizationId organization) {
        int forgotten = 0;
        int slice;
        do {
            slice =
                    database.write(
                            organization,
                            tx ->
                                    tx.update(
                                                    """
                                                    DELETE FROM idempotency_claims WHERE organization_id = :org AND claim IN (
                                                        SELECT claim FROM idempotency_claims
                                                        WHERE organization_id = :org AND claimed < :oldest LIMIT :slice)
                                                    """)
                                            .bind("oldest", tx.now().minus(KEPT))
                                            .bind("slice", SLICE)
                                            .execute());
            forgotten += slice;
        } while (slice == SLICE);
        return forgotten;
    }
}
