package kontor.changes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.db.AdvisoryLock;
import kontor.db.Database;
import kontor.db.Lanes;
import kontor.db.SessionLock;
import kontor.db.Tx;
import kontor.shares.Shares;
import kontor.wire.ResourceRef;

/** The one way in for everything that changes something. */
public final class Changes {

    /** Requests in one transaction: enough to share its cost, few enough to keep it short. */
    private static final int GROUP = 64;

    /**
     * What takes long: each may hold two sessions, for its key and to be alone; who waits, none.
     */
    private static final Shares.Size LONG_WORK = new Shares.Size(4, 2, 8, Duration.ofSeconds(20));

    private final Database database;
    private final Shares longWork = new Shares("requests that take long", LONG_WORK);
    private final ClaimTable claims = new ClaimTable();
    private final Lanes<Waiting> lanes;

    /** Keys queued or running here: a session's own advisory lock would not refuse itself. */
    private final Set<UUID> inFlight = ConcurrentHashMap.newKeySet();

    public Changes(Database database) {
        this.database = database;
        this.lanes = new Lanes<>(GROUP, new Groups(database, claims)::run);
    }

    /** What waits in a lane: a request for a door, or work that is a transaction of its own. */
    sealed interface Waiting {

        CompletableFuture<?> result();

        default void fail(Throwable cause) {
            result().completeExceptionally(cause);
        }

        /** A request for a door; its resource is looked up when its group runs. */
        final class Change<T> implements Waiting {
            private final Door<T> door;
            private final ResourceRef target;
            private final Optional<Claim> claim;
            private final CompletableFuture<Outcome<Changed>> result = new CompletableFuture<>();
            private Request<T> request;

            Change(Door<T> door, ResourceRef target, Request<T> request, Optional<Claim> claim) {
                this.door = door;
                this.target = target;
                this.request = request;
                this.claim = claim;
            }

            /** Says whom it is about; the refusal, where nobody is meant. */
            Optional<Outcome<Changed>> resolved(Outcome<UUID> id) {
                return switch (id) {
                    case Outcome.Refused<UUID>(var refusal) ->
                            Optional.of(Outcome.refused(refusal));
                    case Outcome.Done<UUID>(var known) -> {
                        request = request.about(known);
                        yield Optional.empty();
                    }
                };
            }

            Door<T> door() {
                return door;
            }

            ResourceRef target() {
                return target;
            }

            Request<T> request() {
                return request;
            }

            Optional<Claim> claim() {
                return claim;
            }

            @Override
            public CompletableFuture<Outcome<Changed>> result() {
                return result;
            }
        }

        record Work<R>(Function<Tx, R> work, CompletableFuture<R> result) implements Waiting {}
    }

    /**
     * Goes through the lane of the sender's organization: the change and its key become one
     * transaction, together with what others change meanwhile.
     *
     * @param target what is to be made or changed; an external id only where the door {@link
     *     Door#changes} what exists
     * @param ifMatch the version that the change is meant for, where one is told
     */
    public <T> Outcome<Changed> change(
            Sender sender, Door<T> door, ResourceRef target, Optional<Integer> ifMatch, T input) {
        var request = sender.request(target.idOrFresh(), ifMatch, input);
        var claim = Claim.of(sender);
        return holding(
                claim,
                () -> {
                    var change = new Waiting.Change<>(door, target, request, claim);
                    lanes.submit(sender.caller().organization(), change);
                    return awaitInTime(change.result());
                });
    }

    /**
     * An answer that is no snapshot of a resource: it is computed once per key and stored. The work
     * runs while the key is held, outside the lane and in no transaction, so it may take long; what
     * it throws is not stored. When the node dies in it, a repetition does it again; see {@link
     * #decidedOnce}.
     */
    public Outcome<Answered> answerStored(Sender sender, Supplier<StoredAnswer> work) {
        var claim = Claim.of(sender);
        String whose = sender.caller().organization().toString();
        Supplier<Outcome<Answered>> answer =
                () -> claim.isEmpty() ? fresh(work.get()) : answerHeld(sender, claim.get(), work);
        return holding(claim, () -> longWork.with(whose, answer));
    }

    private Outcome<Answered> answerHeld(Sender sender, Claim claim, Supplier<StoredAnswer> work) {
        var lock = SessionLock.tryTake(database, new AdvisoryLock.Single(claim.lock()));
        if (lock.isEmpty()) {
            return Outcome.refused(ClaimTable.tooEarly());
        }
        try (var _ = lock.get()) {
            var organization = sender.caller().organization();
            var earlier =
                    database.write(organization, tx -> first(claims.judgeHeld(tx, List.of(claim))));
            if (earlier.isPresent()) {
                return earlier(earlier.get());
            }
            var answer = work.get();
            var earned = earned(claim, answer);
            return database.write(organization, tx -> claims.keepUnlessThere(tx, earned))
                    ? fresh(answer)
                    : database.write(organization, tx -> answerOfTwin(tx, claim));
        }
    }

    /** The key's session was lost in the work, and a repetition has answered: all get the same. */
    private Outcome<Answered> answerOfTwin(Tx tx, Claim claim) {
        return first(claims.judgeHeld(tx, List.of(claim)))
                .map(Changes::earlier)
                .orElseGet(() -> Outcome.refused(ClaimTable.tooEarly()));
    }

    /** The same for work that belongs into the transaction which stores its answer. */
    public Outcome<Answered> answerStored(Sender sender, Function<Tx, StoredAnswer> work) {
        var claim = Claim.of(sender);
        var organization = sender.caller().organization();
        var requests = database.forRequests();
        return holding(claim, () -> requests.write(organization, tx -> answerIn(tx, claim, work)));
    }

    private Outcome<Answered> answerIn(
            Tx tx, Optional<Claim> claim, Function<Tx, StoredAnswer> work) {
        return first(claims.judge(tx, claim.stream().toList()))
                .map(Changes::earlier)
                .orElseGet(() -> fresh(keep(tx, claim, work.apply(tx))));
    }

    /**
     * What long work is to do, decided once per key and kept before it begins, so that a repetition
     * goes on with the same; without a key it is decided each time.
     */
    public Outcome<String> decidedOnce(Sender sender, Function<Tx, String> decide) {
        var claim = Claim.of(sender).map(Claim::decision);
        return database.forRequests()
                .write(
                        sender.caller().organization(),
                        tx ->
                                first(claims.judge(tx, claim.stream().toList()))
                                        .map(Changes::earlier)
                                        .map(earlier -> earlier.map(Changes::body))
                                        .orElseGet(() -> Outcome.done(decided(tx, claim, decide))));
    }

    private String decided(Tx tx, Optional<Claim> claim, Function<Tx, String> decide) {
        String decided = decide.apply(tx);
        claim.ifPresent(one -> keep(tx, claim, StoredAnswer.of(one.status(), decided)));
        return decided;
    }

    private static String body(Answered earlier) {
        return earlier.answer().body().orElseThrow();
    }

    private static Outcome<Answered> fresh(StoredAnswer answer) {
        return Outcome.done(new Answered(answer, false));
    }

    /** What was judged before anything happened is a replay, or refused. */
    private static Outcome<Answered> earlier(Outcome<StoredAnswer> judged) {
        return judged.map(answer -> new Answered(answer, true));
    }

    private static Optional<Outcome<StoredAnswer>> first(Map<UUID, Outcome<StoredAnswer>> judged) {
        return judged.values().stream().findFirst();
    }

    private StoredAnswer keep(Tx tx, Optional<Claim> claim, StoredAnswer answer) {
        claims.keep(tx, claim.stream().map(one -> earned(one, answer)).toList());
        return answer;
    }

    private static ClaimTable.Earned earned(Claim claim, StoredAnswer answer) {
        return new ClaimTable.Earned(claim, answer.status(), Optional.empty(), answer.body());
    }

    /** Work of Kontor itself (a bank's report, a due file), its own transaction in the lane. */
    public <R> R inLane(OrganizationId organization, Function<Tx, R> work) {
        var future = new CompletableFuture<R>();
        lanes.submit(organization, new Waiting.Work<>(work, future));
        return await(future);
    }

    /** How long the group of requests that runs longest has run. */
    public Duration longestRun() {
        return lanes.longestRun();
    }

    /** What waits and what runs. */
    public Lanes.Load load() {
        return lanes.load();
    }

    public int forgetExpiredClaims(OrganizationId organization) {
        return claims.forgetExpired(database, organization);
    }

    private <R> Outcome<R> holding(Optional<Claim> claim, Supplier<Outcome<R>> work) {
        if (claim.isEmpty()) {
            return work.get();
        }
        if (!inFlight.add(claim.get().key())) {
            return Outcome.refused(ClaimTable.tooEarly());
        }
        try {
            return work.get();
        } finally {
            inFlight.remove(claim.get().key());
        }
    }

    /**
     * A request is answered even when its lane hangs. Still waiting, it is taken out of the lane;
     * under way, only a repetition with the same key can tell what became of it.
     */
    private Outcome<Changed> awaitInTime(CompletableFuture<Outcome<Changed>> future) {
        return await(
                future.completeOnTimeout(
                        Outcome.done(new Changed.Unanswered()),
                        database.timeouts().request().toMillis(),
                        TimeUnit.MILLISECONDS));
    }

    private static <R> R await(CompletableFuture<R> future) {
        try {
            return future.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failed.getCause() instanceof Error cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
