package kontor.changerequests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changerequests.ChangeRequest.Decision;
import kontor.changerequests.ChangeRequest.Status;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.NoInput;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to change requests: a second person approves or rejects, the maker withdraws. */
public final class ChangeRequests {

    public static final String RESOURCE = "change_requests";
    public static final ResourceKind KIND = new ResourceKind(RESOURCE, "Change request");

    public static final Use READ = Use.of("change_requests:read");
    public static final Use APPROVE = Use.of("change_requests:approve");

    private static final int SLICE = 200;
    private static final int MOST_LISTED = 1_000;

    private final FourEyes eyes;
    private final Approval approval;

    /**
     * Does what was asked for. Refuses by {@link ResourceKind}, then by {@link
     * ChangeRequestRefusal}; what cannot be done any more is STALE from then on.
     */
    public final Door<NoInput> approve;

    /** Does nothing of it; the input is the reason. Refuses as {@link #approve}. */
    public final Door<String> reject;

    /** Takes back what the caller asked for. Refuses as {@link #approve}. */
    public final Door<NoInput> withdraw;

    public ChangeRequests(FourEyes eyes) {
        this.eyes = eyes;
        this.approval = new Approval(eyes);
        approve =
                new ExistingDoor<>(KIND, this::lock, (tx, list) -> each(tx, list, this::approved));
        reject = new ExistingDoor<>(KIND, this::lock, (tx, list) -> each(tx, list, this::rejected));
        withdraw =
                new ExistingDoor<>(KIND, this::lock, (tx, list) -> each(tx, list, this::withdrawn));
    }

    /** What every event says of a change that was checked. */
    static Map<String, String> checkedBy(ChangeRequest one) {
        var by = one.decision().map(Decision::by).orElse("");
        return Map.of("changeRequestId", one.id().toString(), "checkedBy", by);
    }

    /** RejectChangeRequestRequest of the API. */
    public static String reason(JsonFields body) {
        String reason = LegalFields.requiredName(body, "reason", 1_000).orElse("");
        body.refuseFaults();
        return reason;
    }

    /** The organization is locked first, as by all that changes users, roles and settings. */
    private Map<UUID, ChangeRequest> lock(Tx tx, java.util.Collection<UUID> ids) {
        eyes.office().hold(tx);
        return eyes.table().lock(tx, ids);
    }

    /** A decision on one. */
    private interface Step<T> {
        Outcome<Snapshot> apply(Tx tx, Found<T, ChangeRequest> one);
    }

    private static <T> List<Outcome<Snapshot>> each(
            Tx tx, List<Found<T, ChangeRequest>> list, Step<T> step) {
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        list.forEach(one -> outcomes.add(step.apply(tx, one)));
        return outcomes;
    }

    private Outcome<Snapshot> approved(Tx tx, Found<NoInput, ChangeRequest> one) {
        var refused = open(tx, one).or(() -> approval.checkerRefusal(tx, one.request(), one.now()));
        if (refused.isPresent()) {
            return Outcome.refused(refused.get());
        }
        var by = one.request().by();
        var how = new Decision(by.id(), tx.now(), Optional.empty(), false);
        return approval.carriedOut(tx, one.now(), how, by, Optional.of(one.request()));
    }

    private Outcome<Snapshot> rejected(Tx tx, Found<String, ChangeRequest> one) {
        var refused = open(tx, one).or(() -> approval.checkerRefusal(tx, one.request(), one.now()));
        return Outcome.unless(
                refused, () -> end(tx, one, Status.REJECTED, Optional.of(one.input())));
    }

    private Outcome<Snapshot> withdrawn(Tx tx, Found<NoInput, ChangeRequest> one) {
        boolean own = one.now().makerId().equals(one.request().caller().userId());
        var refused = open(tx, one).or(() -> ChangeRequestRefusal.NOT_THE_MAKER.when(!own));
        return Outcome.unless(refused, () -> end(tx, one, Status.WITHDRAWN, Optional.empty()));
    }

    private Snapshot end(
            Tx tx, Found<?, ChangeRequest> one, Status status, Optional<String> reason) {
        var by = one.request().by();
        var how = new Decision(by.id(), tx.now(), reason, false);
        return eyes.end(tx, one.now().ended(status, how), by, Map.of());
    }

    /** Why it is not open any more; one whose time is over ends here. */
    private Optional<Refusal> open(Tx tx, Found<?, ChangeRequest> one) {
        return open(tx, one.now());
    }

    private Optional<Refusal> open(Tx tx, ChangeRequest one) {
        if (!one.isPending()) {
            String how = "it is " + one.status();
            return Optional.of(ChangeRequestRefusal.CHANGE_REQUEST_DECIDED.refusal(how));
        }
        if (one.isLate(tx.now())) {
            expire(tx, one);
            return Optional.of(ChangeRequestRefusal.CHANGE_REQUEST_EXPIRED.refusal());
        }
        return Optional.empty();
    }

    private void expire(Tx tx, ChangeRequest one) {
        var how = new Decision(Originator.KONTOR.id(), tx.now(), Optional.empty(), false);
        eyes.end(tx, one.ended(Status.EXPIRED, how), Originator.KONTOR, Map.of());
    }

    /** Ends those whose time is over; returns whether there may be more. */
    public boolean expire(Tx tx) {
        var late = eyes.table().lockLate(tx, SLICE);
        late.forEach(one -> expire(tx, one));
        return late.size() == SLICE;
    }

    /**
     * Does what was asked for without a second person, for whoever runs Kontor. It stays marked.
     *
     * @param operator the user of the operating system
     * @param because why nobody else could check it
     */
    public Outcome<Snapshot> breakGlass(Tx tx, UUID id, String operator, String because) {
        var found = Optional.ofNullable(lock(tx, List.of(id)).get(id));
        return Outcome.of(found, () -> Refusal.notFound(KIND.inWords()))
                .flatMap(
                        one ->
                                Outcome.unless(open(tx, one), () -> one)
                                        .flatMap(open -> broken(tx, open, operator, because)));
    }

    private Outcome<Snapshot> broken(Tx tx, ChangeRequest one, String operator, String because) {
        var how =
                new Decision("operating system: " + operator, tx.now(), Optional.of(because), true);
        return approval.carriedOut(tx, one, how, Originator.KONTOR, Optional.empty());
    }

    /** Refuses what is unknown to the caller. */
    public Outcome<ChangeRequest> find(Tx tx, Caller caller, UUID id) {
        return KIND.found(caller, eyes.table().find(tx, id));
    }

    /** Whether the caller may see it, and so its events. */
    public boolean isVisible(Tx tx, Caller caller, UUID id) {
        return find(tx, caller, id).isDone();
    }

    /** Newest first. A role that is limited to accounts sees what its user asked for. */
    public Page<ChangeRequest> list(
            Tx tx, Caller caller, ChangeRequestFilter filter, PageRequest page) {
        var before = page.after().map(UUID::fromString).orElse(null);
        boolean own = filter.mine() || !caller.accounts().all();
        var rows =
                eyes.table()
                        .list(
                                tx,
                                filter,
                                Optional.of(caller.userId()).filter(_ -> own),
                                before,
                                page.limit() + 1);
        return Page.cut(rows, page.limit(), one -> one.id().toString());
    }

    /** What waits, for whoever runs Kontor. */
    public List<ChangeRequest> pending(Tx tx) {
        var filter = about(Optional.empty());
        return eyes.table().list(tx, filter, Optional.empty(), null, MOST_LISTED);
    }

    /** One, for whoever runs Kontor. */
    public Optional<ChangeRequest> known(Tx tx, UUID id) {
        return eyes.table().find(tx, id);
    }

    private static ChangeRequestFilter about(Optional<UUID> target) {
        return new ChangeRequestFilter(
                List.of(Status.PENDING), Optional.empty(), Optional.empty(), target, false);
    }

    /** Those that wait about one thing, for the pages that show it. */
    public List<ChangeRequest> pendingAbout(Tx tx, Caller caller, UUID target) {
        var filter = about(Optional.of(target));
        return caller.may(READ)
                ? list(tx, caller, filter, new PageRequest(10, Optional.empty(), "")).items()
                : List.of();
    }

    /** How many wait that others asked for, up to a number; none for whoever may not check. */
    public int waitingFor(Tx tx, Caller caller, int most) {
        return caller.may(APPROVE) && caller.accounts().all()
                ? eyes.table().pendingOfOthers(tx, caller.userId(), most)
                : 0;
    }

    /** Why this caller may not decide it now; empty where it may. */
    public Optional<Refusal> whyNot(Tx tx, Caller caller, ChangeRequest one) {
        var request = new Request<>(caller, one.id(), one.id(), Optional.empty(), NoInput.NONE);
        return one.isPending() ? approval.checkerRefusal(tx, request, one) : Optional.empty();
    }
}
