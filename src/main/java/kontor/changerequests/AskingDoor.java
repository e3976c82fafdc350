package kontor.changerequests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import kontor.changes.Door;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.InvalidRequest;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.wire.Json;

/**
 * A door that asks a second person where one is needed, and else is the door behind it. What it
 * asks for went through that door first, so the maker reads each fault at once.
 */
final class AskingDoor<T> implements Door<T> {

    private static final String UNCHECKED = "unchecked";

    private final FourEyes eyes;
    private final Operation<T> operation;
    private final Door<T> behind;

    AskingDoor(FourEyes eyes, Operation<T> operation, Door<T> behind) {
        this.eyes = eyes;
        this.operation = operation;
        this.behind = behind;
    }

    @Override
    public Optional<ResourceKind> changes() {
        return behind.changes();
    }

    @Override
    public Optional<String> asksBy() {
        return Optional.of(ChangeRequests.RESOURCE);
    }

    /** Why a request goes through at once, or that it does not. */
    private enum Way {
        NOT_CONCERNED,
        OFF,
        EXEMPT,
        ASKS
    }

    @Override
    public List<Outcome<Snapshot>> apply(Tx tx, List<Request<T>> requests) {
        if (requests.stream().noneMatch(one -> operation.concerned().test(one.input()))) {
            return behind.apply(tx, requests);
        }
        var rule = eyes.office().rule(tx);
        if (rule.due()) {
            eyes.office().switchOn(tx);
        }
        var ways = requests.stream().map(one -> way(tx, rule, one)).toList();
        var outcomes = new TreeMap<Integer, Outcome<Snapshot>>();
        for (var way : Way.values()) {
            var places = new ArrayList<Integer>();
            for (int i = 0; i < ways.size(); i++) {
                if (ways.get(i) == way) {
                    places.add(i);
                }
            }
            if (!places.isEmpty()) {
                var done = apply(tx, rule, way, places.stream().map(requests::get).toList());
                for (int i = 0; i < places.size(); i++) {
                    outcomes.put(places.get(i), done.get(i));
                }
            }
        }
        return List.copyOf(outcomes.values());
    }

    private Way way(Tx tx, Office.Rule rule, Request<T> request) {
        if (!operation.concerned().test(request.input())) {
            return Way.NOT_CONCERNED;
        }
        if (!rule.isOn()) {
            return Way.OFF;
        }
        return eyes.isExempt(tx, request.caller(), operation.area()) ? Way.EXEMPT : Way.ASKS;
    }

    private List<Outcome<Snapshot>> apply(
            Tx tx, Office.Rule rule, Way way, List<Request<T>> requests) {
        return switch (way) {
            case NOT_CONCERNED -> behind.apply(tx, requests);
            case OFF ->
                    rule.sandbox()
                            ? behind.apply(tx, requests)
                            : unchecked(tx, requests, "FOUR_EYES_OFF");
            case EXEMPT -> unchecked(tx, requests, "EXEMPT");
            case ASKS -> requests.stream().map(one -> asked(tx, one)).toList();
        };
    }

    private List<Outcome<Snapshot>> unchecked(Tx tx, List<Request<T>> requests, String why) {
        return Journal.marked(tx, Map.of(UNCHECKED, why), () -> behind.apply(tx, requests));
    }

    private Outcome<Snapshot> asked(Tx tx, Request<T> request) {
        var leave = eyes.leave(tx, operation, request);
        if (leave.isPresent()) {
            return byLeave(tx, request, leave.get());
        }
        return tx.undone(() -> behind.apply(tx, List.of(request)).getFirst())
                .flatMap(after -> eyes.asked(tx, what(after), seen(tx, after), request));
    }

    private Outcome<Snapshot> byLeave(Tx tx, Request<T> request, ChangeRequest leave) {
        var done = checked(tx, leave, () -> behind.apply(tx, List.of(request)).getFirst());
        if (done.isDone()) {
            eyes.use(tx, leave, request.by());
        }
        return done;
    }

    private static <R> R checked(Tx tx, ChangeRequest by, Supplier<R> work) {
        return Journal.marked(tx, ChangeRequests.checkedBy(by), work);
    }

    private ChangeRequest.What what(Snapshot after) {
        return new ChangeRequest.What(
                operation.area(), operation.name(), after.resource(), after.id());
    }

    private FourEyes.Seen seen(Tx tx, Snapshot after) {
        var before = eyes.before(tx, after);
        boolean isNew = before.isEmpty() && after.version() == 1;
        boolean shows = operation.effect() != Operation.Effect.DELETES;
        return new FourEyes.Seen(
                before,
                Optional.of(after.json()).filter(_ -> shows).map(this::veiled),
                Optional.of(after.version() - 1).filter(_ -> !isNew));
    }

    /** Without what is made anew when it is approved. */
    private String veiled(String after) {
        var json = (ObjectNode) Json.readOwn(after);
        json.remove(List.of("version", "etag", "created", "updated"));
        operation.veil().accept(json);
        return Json.write(json);
    }

    /** What approving does. */
    FourEyes.Deed deed() {
        return new FourEyes.Deed() {
            @Override
            public Optional<Operation<?>> operation() {
                return Optional.of(operation);
            }

            @Override
            public Outcome<Optional<Snapshot>> run(
                    Tx tx, ChangeRequest one, Caller maker, UUID requestId) {
                Function<Tx, Outcome<Snapshot>> work = open -> again(open, one, maker, requestId);
                return operation.effect() == Operation.Effect.ALLOWS
                        ? tx.undone(() -> work.apply(tx)).map(_ -> Optional.empty())
                        : work.apply(tx).map(Optional::of);
            }

            @Override
            public void ended(Tx tx, ChangeRequest one, Originator by) {
                // A change that is not made leaves nothing to be done.
            }
        };
    }

    private Outcome<Snapshot> again(Tx tx, ChangeRequest one, Caller maker, UUID requestId) {
        try {
            var input = operation.input().read(maker, one.body());
            var request =
                    new Request<>(maker, requestId, one.what().target(), one.meantFor(), input);
            return behind.apply(tx, List.of(request)).getFirst();
        } catch (InvalidRequest wrong) {
            // Said in the words of an earlier Kontor.
            return Outcome.refused(Refusal.rules(wrong.faults()));
        }
    }
}
