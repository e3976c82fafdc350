package kontor.sessions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import kontor.core.Ids;
import kontor.db.Database;
import kontor.secrets.Secret;
import kontor.visits.SignedOut;
import org.jdbi.v3.core.Handle;

/** The door to sessions. */
public final class Sessions {

    /** How long a node may believe what it read; an ended session is refused within 5 seconds. */
    private static final Duration KEPT = Duration.ofSeconds(4);

    private static final int MOST_KEPT = 20_000;

    /** Of one identity; the oldest gives way. */
    private static final int MOST_OF_ONE = 50;

    /** So long after a sign-in its holder is taken to be the one who sits there. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    /** How long half a sign-in waits for its other half. */
    private static final Duration HALF = Duration.ofMinutes(5);

    /** A session as it was read, and until when it is believed, in nanoseconds of the clock. */
    private record Known(Session session, long untilNanos) {}

    /** A session that begins, with the secret for its cookie. */
    public record Begun(Session session, Secret secret) {}

    private final Database database;
    private final SessionLimits limits;
    private final LongSupplier nanoTime;
    private final SessionTable table = new SessionTable();
    private final Cache<String, Known> known;

    public Sessions(Database database, SessionLimits limits) {
        this(database, limits, System::nanoTime);
    }

    Sessions(Database database, SessionLimits limits, LongSupplier nanoTime) {
        this.database = database;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.known = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();
    }

    /**
     * Somebody has shown who they are.
     *
     * @param as which user; empty when the person has to choose first, or has shown half
     */
    public Begun begin(UUID identity, Proof proof, Optional<Session.As> as, Session.From from) {
        var begun = new Begun(fresh(identity, proof, as, from), Secret.random());
        database.systemDo(sql -> insert(sql, begun));
        return begun;
    }

    private Session fresh(UUID identity, Proof proof, Optional<Session.As> as, Session.From from) {
        Instant now = now();
        var longest = proof == Proof.HALF ? HALF : limits.longest();
        return new Session(Ids.next(), identity, proof, as, from, now, now, now.plus(longest));
    }

    /**
     * The same person goes on as this user, under another id; it ends when it would have.
     *
     * @throws SignedOut when the session before has ended, which another node may not know yet
     */
    public Begun goOn(Session before, Session.As as, Session.From from) {
        return instead(before, after(before, as, from), false);
    }

    /** The same, and all other sessions of the person end. */
    public Begun goOnAlone(Session before, Session.As as, Session.From from) {
        return instead(before, after(before, as, from), true);
    }

    private Session after(Session before, Session.As as, Session.From from) {
        return new Session(
                Ids.next(),
                before.identity(),
                before.proof(),
                Optional.of(as),
                from,
                before.began(),
                now(),
                before.ends());
    }

    /**
     * The same person has shown a second factor: another session in the place of this one.
     *
     * @param as which user; empty when the person has to choose first
     * @throws SignedOut as {@link #goOn}
     */
    public Begun complete(Session before, Optional<Session.As> as, Session.From from) {
        return instead(before, fresh(before.identity(), Proof.TWO, as, from), false);
    }

    /**
     * The same person has shown once more who it is: a fresh session in the place of this one.
     *
     * @throws SignedOut as {@link #goOn}
     */
    public Begun refresh(Session before, Session.From from) {
        var next = fresh(before.identity(), before.proof(), before.as(), from);
        return instead(before, next, false);
    }

    /** Whether somebody has just shown who they are, and so may change how they sign in. */
    public boolean isFresh(Session session) {
        return now().isBefore(session.began().plus(FRESH));
    }

    /** What has ended must not live on as another, so the database is asked and not this node. */
    private Begun instead(Session before, Session next, boolean alone) {
        var begun = new Begun(next, Secret.random());
        database.systemDo(
                sql -> {
                    if (!table.delete(sql, before.identity(), before.id())) {
                        throw SignedOut.meanwhile();
                    }
                    if (alone) {
                        table.deleteAll(sql, before.identity());
                    }
                    insert(sql, begun);
                });
        forget(one -> one.id().equals(before.id()));
        if (alone) {
            forgetAll(before.identity());
        }
        return begun;
    }

    private void insert(Handle sql, Begun begun) {
        table.insert(sql, begun.session, begun.secret.digest());
        table.deleteOld(sql, begun.session.identity(), now(), MOST_OF_ONE);
    }

    /**
     * The session of a secret; empty when it has ended.
     *
     * @param isUse whether it stays alive by this
     */
    public Optional<Session> find(Secret secret, boolean isUse) {
        byte[] digest = secret.digest();
        String key = HexFormat.of().formatHex(digest);
        var found = known(key).or(() -> read(key, digest));
        return found.filter(session -> session.isLive(now(), limits))
                .map(session -> isUse ? used(key, session) : session);
    }

    private Optional<Session> known(String key) {
        return Optional.ofNullable(known.getIfPresent(key))
                .filter(one -> nanoTime.getAsLong() - one.untilNanos < 0)
                .map(Known::session);
    }

    private Optional<Session> read(String key, byte[] digest) {
        long until = nanoTime.getAsLong() + KEPT.toNanos();
        var found = database.system(sql -> table.find(sql, digest));
        found.ifPresentOrElse(
                session -> known.put(key, new Known(session, until)), () -> known.invalidate(key));
        return found;
    }

    private Session used(String key, Session session) {
        Instant now = now();
        if (now.isBefore(session.used().plus(limits.grain()))) {
            return session;
        }
        database.systemDo(sql -> table.use(sql, session.id(), now));
        var used = session.usedAt(now);
        known.asMap().computeIfPresent(key, (_, before) -> new Known(used, before.untilNanos));
        return used;
    }

    /** Those of an identity that have not ended, newest first. */
    public List<Session> of(UUID identity) {
        return database.system(sql -> table.of(sql, identity)).stream()
                .filter(session -> session.isLive(now(), limits))
                .toList();
    }

    /** Ends one; false when the identity has no such session. */
    public boolean end(UUID identity, UUID session) {
        boolean ended = database.system(sql -> table.delete(sql, identity, session));
        forget(one -> one.id().equals(session));
        return ended;
    }

    /** Ends all of an identity, as a new password does; how many there were. */
    public int endAll(UUID identity) {
        int ended = database.system(sql -> endAll(sql, identity));
        forgetAll(identity);
        return ended;
    }

    /** The same in a transaction; {@link #forgetAll} follows when it is committed. */
    public int endAll(Handle sql, UUID identity) {
        return table.deleteAll(sql, identity);
    }

    /**
     * Ends all of an identity but one, in a transaction; {@link #forgetAll} follows.
     *
     * @throws SignedOut when that one has ended itself
     */
    public void endOthers(Handle sql, UUID identity, UUID session) {
        if (!table.lock(sql, identity, session)) {
            throw SignedOut.meanwhile();
        }
        table.deleteOthers(sql, identity, session);
    }

    /** This node believes none of an identity any more that have ended. */
    public void forgetAll(UUID identity) {
        forget(one -> one.identity().equals(identity));
    }

    private void forget(Predicate<Session> which) {
        known.asMap().values().removeIf(one -> which.test(one.session));
    }

    private Instant now() {
        return Instant.now(database.clock());
    }
}
