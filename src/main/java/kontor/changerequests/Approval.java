package kontor.changerequests;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.changerequests.ChangeRequest.Decision;
import kontor.changerequests.ChangeRequest.Status;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;

/** Carries out what was asked for, where the checker and the maker may still do so. */
final class Approval {

    private final FourEyes eyes;

    Approval(FourEyes eyes) {
        this.eyes = eyes;
    }

    /** Why this caller checks it not; rights are read anew. */
    Optional<Refusal> checkerRefusal(Tx tx, Request<?> request, ChangeRequest one) {
        var office = eyes.office();
        var checker = office.now(tx, request.caller().userId());
        boolean may =
                checker.filter(now -> now.may(ChangeRequests.APPROVE) && now.accounts().all())
                        .isPresent();
        return ChangeRequestRefusal.CHECKER_MAY_NOT
                .when(!may)
                .or(
                        () ->
                                ChangeRequestRefusal.PEOPLE_CHECK.when(
                                        request.caller().programmatic()
                                                && !office.programsMayDecide(tx)))
                .or(
                        () ->
                                ChangeRequestRefusal.MAKER_MAY_NOT_CHECK.when(
                                        office.areSame(
                                                tx, one.makerId(), request.caller().userId())));
    }

    /**
     * Does it as the maker, with both people in the events.
     *
     * @param checker whose rights must not grow by it; absent on the command line
     */
    Outcome<Snapshot> carriedOut(
            Tx tx, ChangeRequest one, Decision how, Originator by, Optional<Request<?>> checker) {
        var maker = maker(tx, one);
        if (maker.isEmpty()) {
            return stale(tx, one, ChangeRequestRefusal.MAKER_MAY_NOT.refusal());
        }
        var requestId = checker.map(Request::requestId).orElseGet(one::id);
        var raises = checker.flatMap(request -> raises(tx, one, maker.get(), request));
        if (raises.isPresent()) {
            return Outcome.refused(raises.get());
        }
        var approved = one.ended(Status.APPROVED, how);
        var marks = new HashMap<>(ChangeRequests.checkedBy(approved));
        if (how.brokeGlass()) {
            marks.put("breakGlass", how.by());
        }
        var done = Journal.marked(tx, marks, () -> run(tx, approved, maker.get(), requestId));
        return switch (done) {
            case Outcome.Refused<Optional<Snapshot>>(var refusal) ->
                    stale(tx, one, refusal(refusal));
            case Outcome.Done<Optional<Snapshot>> _ -> {
                eyes.forgetRights(tx);
                yield Outcome.done(eyes.end(tx, approved, by, details(how)));
            }
        };
    }

    private static Map<String, String> details(Decision how) {
        return how.brokeGlass() ? Map.of("breakGlass", how.by()) : Map.of();
    }

    private Outcome<Optional<Snapshot>> run(
            Tx tx, ChangeRequest one, Caller maker, UUID requestId) {
        eyes.office().noteChecked(tx, one.what().target());
        return eyes.deed(one)
                .map(deed -> deed.run(tx, one, maker, requestId))
                .orElseGet(
                        () ->
                                Outcome.refused(
                                        ChangeRequestRefusal.CHANGE_NOT_POSSIBLE.refusal(
                                                "this Kontor knows no " + one.what().operation())));
    }

    /** The maker with the rights that are needed; empty where it has them no longer. */
    private Optional<Caller> maker(Tx tx, ChangeRequest one) {
        var operation = eyes.deed(one).flatMap(FourEyes.Deed::operation);
        var maker = eyes.office().now(tx, one.makerId());
        return maker.filter(
                now ->
                        operation.isEmpty()
                                || now.may(operation.get().use())
                                        && (!operation.get().whole() || now.accounts().all()));
    }

    /** Tried and taken back: whether the checker's rights would grow. */
    private Optional<Refusal> raises(Tx tx, ChangeRequest one, Caller maker, Request<?> checker) {
        UUID user = checker.caller().userId();
        var before = eyes.office().rights(tx, user);
        var more =
                tx.undone(
                        () ->
                                run(tx, one, maker, checker.requestId()).isDone()
                                        ? eyes.office().rights(tx, user).beyond(before)
                                        : Set.<String>of());
        return more.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ChangeRequestRefusal.RAISES_OWN_RIGHTS.refusal(String.join(", ", more)));
    }

    /** What the door says now, in the words of a change request. */
    private static Refusal refusal(Refusal now) {
        return switch (now.category()) {
            case STALE, GONE, NOT_FOUND ->
                    ChangeRequestRefusal.TARGET_CHANGED.refusal(now.message());
            case RULE, FORBIDDEN, TOO_EARLY, PRECONDITION_REQUIRED, BUSY ->
                    ChangeRequestRefusal.CHANGE_NOT_POSSIBLE.refusal(words(now));
        };
    }

    private static String words(Refusal now) {
        return now.faults().isEmpty() ? now.message() : now.faults().getFirst().message();
    }

    /** It is told, and ends with that. */
    private Outcome<Snapshot> stale(Tx tx, ChangeRequest one, Refusal why) {
        var by = Originator.KONTOR;
        var how = new Decision(by.id(), tx.now(), Optional.of(why.message()), false);
        eyes.end(tx, one.ended(Status.STALE, how), by, Map.of());
        return Outcome.refused(why);
    }
}
