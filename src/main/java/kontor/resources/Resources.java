package kontor.resources;

import static kontor.http.ErrorAnswers.orThrow;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import kontor.changes.Answered;
import kontor.changes.Changed;
import kontor.changes.Changes;
import kontor.changes.Door;
import kontor.changes.IdempotencyKey;
import kontor.changes.ResourceKind;
import kontor.changes.Sender;
import kontor.changes.Snapshot;
import kontor.changes.StoredAnswer;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.events.Events;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Failure;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.wire.ResourceRef;

/** What the routes of every room need: the way to read and to change, and changes as answers. */
public final class Resources {

    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    private final Database database;
    private final Changes changes;
    private final Events events;

    public Resources(Database database, Changes changes, Events events) {
        this.database = database.forRequests();
        this.changes = changes;
        this.events = events;
    }

    /** Reads for the caller, in a transaction that cannot write. */
    public <T> T read(Call call, Function<Tx, T> work) {
        return database.read(call.caller().organization(), work);
    }

    /** The same for one resource, found by its key: see {@link Database#find}. */
    public <T> T find(Call call, Function<Tx, T> work) {
        return database.find(call.caller().organization(), work);
    }

    /** Makes what the body asks for. */
    public <T> Answer create(Call call, Door<T> door, T input) {
        return change(call, door, Ids.next(), Optional.empty(), input);
    }

    /** Changes what the path names, in the version that the client expects. */
    public <T> Answer change(Call call, Door<T> door, T input) {
        return change(call, door, call.target(), call.expectedVersion(), input);
    }

    public <T> Answer change(Call call, Door<T> door, UUID id, Optional<Integer> ifMatch, T input) {
        return change(call, door, new ResourceRef.ById(id), ifMatch, input);
    }

    /** Goes through the lane, answers with the snapshot. */
    public <T> Answer change(
            Call call, Door<T> door, ResourceRef target, Optional<Integer> ifMatch, T input) {
        var changed = orThrow(changes.change(sender(call), door, target, ifMatch, input));
        return switch (changed) {
            case Changed.Fresh(var snapshot, boolean existed) ->
                    fresh(snapshot, status(call.route().success(), existed));
            case Changed.Asked asked -> stored(asked.answer());
            case Changed.Replay(var earlier) -> replay(call, earlier);
            case Changed.Unanswered() -> throw unanswered();
        };
    }

    /** See {@link Changes#answerStored(Sender, Supplier)}. */
    public Answer answerStored(Call call, Supplier<StoredAnswer> work) {
        return answer(call, changes.answerStored(sender(call), work));
    }

    /** See {@link Changes#answerStored(Sender, Function)}. */
    public Answer answerStored(Call call, Function<Tx, StoredAnswer> work) {
        return answer(call, changes.answerStored(sender(call), work));
    }

    /** See {@link Changes#decidedOnce}. */
    public String decidedOnce(Call call, Function<Tx, String> decide) {
        return orThrow(changes.decidedOnce(sender(call), decide));
    }

    /** Whoever sent a request of the API, with its Idempotency-Key. */
    private static Sender sender(Call call) {
        int success = call.route().success();
        var scope = new IdempotencyKey.Scope.Path(call.route().method(), call.path());
        var key =
                call.idempotencyKey()
                        .map(
                                text ->
                                        new IdempotencyKey(
                                                scope,
                                                text,
                                                call.requestDigest(),
                                                success,
                                                status(success, true)));
        return new Sender(call.caller(), call.requestId(), key, () -> text(call));
    }

    private static String text(Call call) {
        return new String(call.body(), StandardCharsets.UTF_8);
    }

    /** What was to be made and was there already is answered 200. */
    private static int status(int success, boolean existed) {
        return success == CREATED && existed ? 200 : success;
    }

    private static Answer fresh(Snapshot snapshot, int status) {
        return status == NO_CONTENT
                ? Answer.nothing()
                : Answer.json(status, snapshot.json()).withVersion(snapshot.version());
    }

    private static Answer answer(Call call, Outcome<Answered> outcome) {
        var answered = orThrow(outcome);
        return answered.replayed() ? replay(call, answered.answer()) : stored(answered.answer());
    }

    private static Answer stored(StoredAnswer answer) {
        return answer.status() == NO_CONTENT
                ? Answer.nothing()
                : Answer.json(answer.status(), answer.body().orElse(""));
    }

    private static Answer replay(Call call, StoredAnswer earlier) {
        call.replayed();
        var answer = stored(earlier);
        if (earlier.version() > 0 && earlier.status() != NO_CONTENT) {
            answer = answer.withVersion(earlier.version());
        }
        return answer.with("Idempotency-Replayed", "true");
    }

    private static HttpError unanswered() {
        return new HttpError(
                503,
                "unavailable",
                "the database did not answer in time; " + Failure.PERHAPS_DONE,
                List.of(),
                Map.of("Retry-After", "1"));
    }

    /**
     * The {@code /events} list of the resource whose id stands in the path as {@code {id}}.
     *
     * @param visible whether the caller may see the resource; else it is unknown
     */
    public Route.Handler history(ResourceKind kind, History.Visible visible) {
        var history = new History(events, kind, visible);
        return call -> {
            var id = call.id("id");
            var page = call.page();
            var organization = call.caller().organization();
            var found = orThrow(read(call, tx -> history.page(tx, call.caller(), id, page)));
            return call.list(page, found, event -> History.view(event, organization));
        };
    }

    /** The same for what everybody with the permission may see. */
    public Route.Handler history(String resource) {
        return history(new ResourceKind(resource, resource), (_, _, _) -> true);
    }
}
