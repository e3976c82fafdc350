package kontor.forms;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import kontor.changes.Answered;
import kontor.changes.Changed;
import kontor.changes.Changes;
import kontor.changes.Door;
import kontor.changes.IdempotencyKey;
import kontor.changes.Sender;
import kontor.changes.StoredAnswer;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.InvalidRequest;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.HttpError;
import kontor.visits.FormFields;
import kontor.wire.Json;
import kontor.wire.ResourceRef;

/** Changes by the forms of pages: the same way as those of programs, each form once. */
public final class Deeds {

    private static final int DONE = 200;
    private static final int SEE_OTHER = 303;
    private static final int WRONG = 400;
    private static final int STALE = 412;
    private static final int LATER = 429;
    private static final int UNANSWERED = 503;

    private final Changes changes;
    private final Supplier<String> body;

    public Deeds(Changes changes) {
        this(changes, () -> "");
    }

    private Deeds(Changes changes, Supplier<String> body) {
        this.changes = changes;
        this.body = body;
    }

    /**
     * The same for a change that a second person may have to agree to: what a program would send,
     * read again when it is decided.
     */
    public Deeds saying(Supplier<? extends JsonNode> json) {
        return new Deeds(changes, () -> Json.write(json.get()));
    }

    /**
     * Makes what a form asks for; a second click finds what the first made.
     *
     * @param fields with the key that was drawn when the form was shown
     */
    public <T> Outcome<Changed> create(Call call, FormFields fields, Door<T> door, T input) {
        return change(
                call, fields, door, new ResourceRef.ById(Ids.next()), Optional.empty(), input);
    }

    /**
     * @param expected the version that the person saw
     */
    public <T> Outcome<Changed> change(
            Call call,
            FormFields fields,
            Door<T> door,
            ResourceRef target,
            Optional<Integer> expected,
            T input) {
        return changes.change(sender(call, fields), door, target, expected, input);
    }

    /**
     * Changes what {@code id} in the address names, from the version that the person saw, and says
     * how it ended.
     *
     * @param input parses the form
     */
    public <T> Sent sendChange(
            Call call, FormFields fields, Door<T> door, Supplier<? extends T> input) {
        var target = new ResourceRef.ById(call.id("id"));
        return send(() -> change(call, fields, door, target, version(fields), input.get()));
    }

    /** One of several changes of a form; each of them happens once. */
    public <T> Outcome<Changed> changePart(
            Call call,
            FormFields fields,
            Door<T> door,
            ResourceRef target,
            Optional<Integer> expected,
            T input) {
        var part = " of " + target;
        return changes.change(sender(call, fields, part), door, target, expected, input);
    }

    /** What comes after a form that did what it asks for. */
    @FunctionalInterface
    public interface Next {

        /**
         * @param body what there is now, as the API shows it
         * @param earlier a click before this one did it
         */
        Answer after(JsonNode body, boolean earlier);
    }

    /** Shows a form that needs a change once more. */
    @FunctionalInterface
    public interface Again {
        Answer show(int status, Typed typed);
    }

    /**
     * Makes what a form asks for and goes on, or shows the form again with what is wrong.
     *
     * @param parse reads what was typed, as the body that a program would send
     */
    public <T> Answer create(
            Call call, Door<T> door, Function<FormFields, T> parse, Next next, Again again) {
        var fields = call.fields();
        return ended(fields, () -> create(call, fields, door, parse.apply(fields)), next, again);
    }

    /** The same for a change of what is there, at the version that the person saw. */
    public <T> Answer change(
            Call call,
            Door<T> door,
            ResourceRef target,
            Function<FormFields, T> parse,
            Next next,
            Again again) {
        var fields = call.fields();
        return ended(
                fields,
                () -> change(call, fields, door, target, version(fields), parse.apply(fields)),
                next,
                again);
    }

    private static Answer ended(
            FormFields fields, Supplier<Outcome<Changed>> work, Next next, Again again) {
        return switch (send(work)) {
            case Sent.Done(var body, var earlier) -> next.after(body, earlier);
            case Sent.Again(int status, var faults) ->
                    again.show(status, Typed.refused(fields, faults));
        };
    }

    /** Does in one transaction what no door does; a second click has the first answer. */
    public Outcome<Answered> answerStored(
            Call call, FormFields fields, Function<Tx, StoredAnswer> work) {
        return changes.answerStored(sender(call, fields), work);
    }

    private Sender sender(Call call, FormFields fields) {
        return sender(call, fields, "");
    }

    /**
     * @param part which of several changes of the form; the key counts for each
     */
    private Sender sender(Call call, FormFields fields, String part) {
        var scope = new IdempotencyKey.Scope.Person(call.caller().userId(), call.path());
        var key =
                fields.given(Typed.KEY)
                        .map(
                                text ->
                                        new IdempotencyKey(
                                                scope,
                                                text + part,
                                                call.requestDigest(),
                                                DONE,
                                                DONE));
        return new Sender(call.caller(), call.requestId(), key, body);
    }

    /** How a form ended: with something made or changed, or shown again with what is wrong. */
    public sealed interface Sent {

        /**
         * @param body what there is now, as the API shows it
         * @param earlier a click before this one did it
         */
        record Done(JsonNode body, boolean earlier) implements Sent {}

        /**
         * @param status of the page that shows the form again
         */
        record Again(int status, List<Fault> faults) implements Sent {}
    }

    /**
     * Parses, changes, and says how it ended. What nobody can mend in the form, like something that
     * is gone or a role that may not, is thrown and becomes a page of its own.
     */
    public static Sent send(Supplier<Outcome<Changed>> work) {
        try {
            return switch (work.get()) {
                case Outcome.Refused<Changed>(var refusal) -> again(refusal);
                case Outcome.Done<Changed>(var changed) -> done(changed);
            };
        } catch (InvalidRequest wrong) {
            return new Sent.Again(WRONG, wrong.faults());
        }
    }

    /** What is wrong by a rule, or because somebody was faster; other refusals are thrown. */
    public static Sent.Again again(Refusal refusal) {
        var one = new Fault("", refusal.code(), refusal.message());
        return switch (refusal.category()) {
            case RULE, PRECONDITION_REQUIRED ->
                    new Sent.Again(
                            WRONG,
                            refusal.faults().isEmpty()
                                    ? List.of(one)
                                    : refusal.faults().stream().map(Deeds::onPage).toList());
            case STALE -> new Sent.Again(STALE, List.of(overtaken(refusal)));
            case BUSY -> new Sent.Again(LATER, List.of(one));
            case FORBIDDEN, NOT_FOUND, GONE, TOO_EARLY -> throw ErrorAnswers.of(refusal);
        };
    }

    /** What the page is about has no field there. */
    private static Fault onPage(Fault fault) {
        return fault.field().equals(Refusal.ITSELF) ? fault.at("") : fault;
    }

    private static Fault overtaken(Refusal refusal) {
        return new Fault(
                "",
                refusal.code(),
                "somebody changed it meanwhile: what is beside the form is how it is now; look at"
                        + " it, then send the form again");
    }

    private static Sent done(Changed changed) {
        return switch (changed) {
            case Changed.Fresh(var snapshot, _) ->
                    new Sent.Done(Json.readOwn(snapshot.json()), false);
            case Changed.Asked(var request) -> throw asked(request.id().toString());
            case Changed.Replay(var earlier) -> replayed(earlier);
            case Changed.Unanswered() ->
                    throw new HttpError(
                            UNANSWERED,
                            "unavailable",
                            "the database did not answer in time; send the form again: what it"
                                    + " asks for happens once");
        };
    }

    private static Sent replayed(StoredAnswer earlier) {
        return new Sent.Done(body(earlier), true);
    }

    private static JsonNode body(StoredAnswer answer) {
        var body = answer.body().map(Json::readOwn).orElse(Json.object());
        if (body.has("changeRequest")) {
            throw asked(body.at("/changeRequest/id").asText());
        }
        return body;
    }

    /** Goes to the change request where one was made instead of what the form asks for. */
    public static void refuseAsked(Answered answered) {
        body(answered.answer());
    }

    /** Nothing is changed yet: the browser goes to what a second person decides on. */
    private static HttpError asked(String request) {
        return new HttpError(
                SEE_OTHER,
                "second_person_asked",
                "a second person must agree first",
                List.of(),
                Map.of("Location", "/change-requests/" + request));
    }

    /** The version that the person saw, from the field {@code version}. */
    public static Optional<Integer> version(FormFields fields) {
        return fields.given("version")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf);
    }
}
