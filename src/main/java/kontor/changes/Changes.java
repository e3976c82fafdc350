package kontor.changes;

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
import kontor.db.AdvisoryLock;
import kontor.db.Database;
import kontor.db.Lanes;
import kontor.db.SessionLock;
import kontor.db.Timeouts;
import kontor.db.Tx;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.HttpError;

/** The one way in for everything that changes something. */
public final class Changes {

    /**
     * Requests in one transaction at most: enough to share its cost, few enough to keep it short.
     */
    private static final int GROUP = 64;

    private final Database database;
    private final ClaimTable claims = new ClaimTable();
    private final Lanes<Waiting> lanes;

    /**
     * Keys queued or running on this node: a session's own advisory lock would not refuse itself.
     */
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

        record Change<T>(
                Door<T> door,
                Request<T> request,
                Optional<Claim> claim,
                int success,
                CompletableFuture<Result> result)
                implements Waiting {}

        record Work<R>(Function<Tx, R> work, CompletableFuture<R> result) implements Waiting {}
    }

    /**
     * A change asked for over HTTP: claims its key, goes through the lane, answers with the
     * snapshot.
     */
    public <T> Answer answer(
            Call call, Door<T> door, UUID id, Optional<Integer> ifMatch, T request) {
        var asked = new Request<>(call.caller(), call.requestId(), id, ifMatch, request);
        var claim = Claim.of(call);
        var result =
                holding(
                        claim,
                        () -> {
                            var future = new CompletableFuture<Result>();
                            lanes.submit(
                                    call.caller().organization(),
                                    new Waiting.Change<>(
                                            door, asked, claim, call.route().success(), future));
                            return awaitInTime(future);
                        });
        return answer(call, result);
    }

    /**
     * An answer that is no snapshot of a resource: it is computed once per Idempotency-Key and
     * stored when it succeeded. The work runs while the key is held, outside the lane and in no
     * transaction, so it may take long. When the node dies in it, a repetition does it again; see
     * {@link #decidedOnce}.
     */
    public Answer answerStored(Call call, Supplier<Answer> work) {
        var claim = Claim.of(call);
        if (claim.isEmpty()) {
            return work.get();
        }
        return holding(
                claim,
                () -> {
                    try (var _ =
                            SessionLock.tryTake(database, lock(claim.get()))
                                    .orElseThrow(() -> ErrorAnswers.of(ClaimTable.tooEarly()))) {
                        var earlier =
                                database.write(
                                        call.caller().organization(),
                                        tx -> first(claims.judgeHeld(tx, List.of(claim.get()))));
                        return earlier.map(result -> answer(call, result))
                                .orElseGet(
                                        () -> {
                                            Answer answer = work.get();
                                            database.write(
                                                    call.caller().organization(),
                                                    tx -> keep(tx, claim, answer));
                                            return answer;
                                        });
                    }
                });
    }

    private static AdvisoryLock lock(Claim claim) {
        return new AdvisoryLock.Single(claim.lock());
    }

    /** The same for work that belongs into the transaction which stores its answer. */
    public Answer answerStored(Call call, Function<Tx, Answer> work) {
        var claim = Claim.of(call);
        return holding(
                claim,
                () ->
                        database.write(
                                call.caller().organization(),
                                tx ->
                                        first(claims.judge(tx, claim.stream().toList()))
                                                .map(result -> answer(call, result))
                                                .orElseGet(() -> keep(tx, claim, work.apply(tx)))));
    }

    /**
     * What long work is to do, decided once per Idempotency-Key and kept before it begins, so that
     * a repetition goes on with the same; without a key it is decided each time.
     */
    public String decidedOnce(Call call, Function<Tx, String> decide) {
        var claim = Claim.of(call).map(Claim::decision);
        return database.write(
                call.caller().organization(),
                tx ->
                        switch (first(claims.judge(tx, claim.stream().toList())).orElse(null)) {
                            case Result.Replay(_, var decided, _) -> decided.orElseThrow();
                            case Result.Refused(var refusal) -> throw ErrorAnswers.of(refusal);
                            case null, default ->
                                    keep(tx, claim, Answer.json(200, decide.apply(tx))).body();
                        });
    }

    private static Optional<Result> first(Map<UUID, Result> judged) {
        return judged.values().stream().findFirst();
    }

    private Answer keep(Tx tx, Optional<Claim> claim, Answer answer) {
        if (answer.status() < 400) {
            claims.keep(
                    tx,
                    claim.stream()
                            .map(
                                    one ->
                                            new ClaimTable.Earned(
                                                    one,
                                                    answer.status(),
                                                    Optional.empty(),
                                                    Optional.of(answer.body())))
                            .toList());
        }
        return answer;
    }

    /**
     * Work of Kontor itself (a bank's report, a due file) as a transaction of its own in the lane.
     */
    public <R> R inLane(OrganizationId organization, Function<Tx, R> work) {
        var future = new CompletableFuture<R>();
        lanes.submit(organization, new Waiting.Work<>(work, future));
        return await(future);
    }

    public int forgetExpiredClaims(OrganizationId organization) {
        return claims.forgetExpired(database, organization);
    }

    private <R> R holding(Optional<Claim> claim, Supplier<R> work) {
        if (claim.isEmpty()) {
            return work.get();
        }
        if (!inFlight.add(claim.get().key())) {
            throw ErrorAnswers.of(ClaimTable.tooEarly());
        }
        try {
            return work.get();
        } finally {
            inFlight.remove(claim.get().key());
        }
    }

    private static Answer answer(Call call, Result result) {
        return switch (result) {
            case Result.Fresh(var snapshot, int status) ->
                    status == 204
                            ? Answer.nothing()
                            : Answer.json(status, snapshot.json()).withVersion(snapshot.version());
            case Result.Replay(int status, var body, int version) -> {
                call.replayed();
                Answer answer =
                        status == 204 ? Answer.nothing() : Answer.json(status, body.orElse(""));
                if (version > 0 && status != 204) {
                    answer = answer.withVersion(version);
                }
                yield answer.with("Idempotency-Replayed", "true");
            }
            case Result.Refused(var refusal) -> throw ErrorAnswers.of(refusal);
            case Result.Unanswered() ->
                    throw new HttpError(
                            503,
                            "unavailable",
                            "the database did not answer in time; repeat with the same"
                                    + " Idempotency-Key",
                            List.of(),
                            Map.of("Retry-After", "1"));
        };
    }

    /**
     * A request is answered even when its lane hangs. Still waiting, it is taken out of the lane;
     * under way, only a repetition with the same key can tell what became of it.
     */
    private static Result awaitInTime(CompletableFuture<Result> future) {
        return await(
                future.completeOnTimeout(
                        new Result.Unanswered(),
                        Timeouts.REQUEST.toMillis(),
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
