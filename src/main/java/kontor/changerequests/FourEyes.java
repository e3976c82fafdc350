package kontor.changerequests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import kontor.changes.Door;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;

/**
 * Watches over administration: rooms give it their doors and get doors that ask a second person
 * where the organization wants one. API, pages and command line go through the same doors.
 */
public final class FourEyes {

    /**
     * So many of one user wait at most, so that nobody keeps others from asking; reviews of payees
     * are not counted.
     */
    private static final int MOST_PENDING = 200;

    /** How long an approval lets its maker do something once. */
    static final Duration LEAVE = Duration.ofDays(7);

    private final Journal journal;
    private final Supplier<Office> office;
    private final ChangeRequestTable table = new ChangeRequestTable();
    private final Map<String, Deed> deeds = new ConcurrentHashMap<>();

    /**
     * @param office asked when something changes, when all rooms are there
     */
    public FourEyes(Journal journal, Supplier<Office> office) {
        this.journal = journal;
        this.office = office;
    }

    /** What approving a change request does, and what follows when it ends otherwise. */
    interface Deed {

        /** What its maker must still be allowed; empty where it was done already. */
        Optional<Operation<?>> operation();

        /** Does it as the maker; empty where there is nothing to do. */
        Outcome<Optional<Snapshot>> run(Tx tx, ChangeRequest one, Caller maker, UUID requestId);

        /** It was carried out, or ended otherwise. */
        void ended(Tx tx, ChangeRequest one, Originator by);
    }

    /**
     * The door that asks a second person first, where one is needed.
     *
     * @throws IllegalStateException when the operation has a door already
     */
    public <T> Door<T> door(Operation<T> operation, Door<T> door) {
        var asking = new AskingDoor<>(this, operation, door);
        put(operation.name(), asking.deed());
        return asking;
    }

    /** Says what follows from reviews of this operation. */
    public void reviews(String operation, Review review) {
        put(operation, new ReviewDeed(review));
    }

    private void put(String operation, Deed deed) {
        if (deeds.putIfAbsent(operation, deed) != null) {
            throw new IllegalStateException("there are two doors for " + operation);
        }
    }

    Optional<Deed> deed(ChangeRequest one) {
        return Optional.ofNullable(deeds.get(one.what().operation()));
    }

    Office office() {
        return office.get();
    }

    /** Whether a change by this caller needs a second person. */
    public boolean watches(Tx tx, Caller caller, Area area) {
        return office().rule(tx).isOn() && !isExempt(tx, caller, area);
    }

    /** The user with the rights that it has now; empty where it was revoked. */
    public Optional<Caller> now(Tx tx, UUID user) {
        return office().now(tx, user);
    }

    boolean isExempt(Tx tx, Caller caller, Area area) {
        return caller.programmatic() && office().isExempt(tx, caller.userId(), area);
    }

    /**
     * A review that somebody asks for by a change that is made already.
     *
     * @param before how it was; absent for something new
     * @param version that the change made
     */
    public record Wanted(
            ChangeRequest.What what, Optional<String> before, String after, int version) {}

    /**
     * Asks for reviews, in the transaction of the changes; earlier ones about the same that wait
     * become stale.
     */
    public List<ChangeRequest> ask(Tx tx, Caller maker, UUID requestId, Collection<Wanted> wanted) {
        var by = Originator.user(maker, requestId);
        wanted.stream()
                .map(one -> one.what.resource())
                .distinct()
                .forEach(resource -> supersede(tx, resource, targets(wanted, resource), by));
        var made = new ArrayList<ChangeRequest>();
        for (var one : wanted) {
            made.add(
                    fresh(
                            tx,
                            one.what,
                            new Seen(one.before, Optional.of(one.after), Optional.of(one.version)),
                            "",
                            maker));
        }
        keep(tx, made, maker, by);
        return made;
    }

    private static List<UUID> targets(Collection<Wanted> wanted, String resource) {
        return wanted.stream()
                .map(Wanted::what)
                .filter(what -> what.resource().equals(resource))
                .map(ChangeRequest.What::target)
                .toList();
    }

    /** What waits about these resources is of no use any more: something else happened to them. */
    public void supersede(Tx tx, String resource, Collection<UUID> targets, Originator by) {
        for (var one : table.lockPending(tx, resource, targets)) {
            end(
                    tx,
                    one.ended(
                            ChangeRequest.Status.STALE,
                            new ChangeRequest.Decision(
                                    by.id(),
                                    tx.now(),
                                    Optional.of("it was changed again meanwhile"),
                                    false)),
                    by,
                    Map.of());
        }
    }

    /** How it is, how it would be, and the version that the maker saw. */
    record Seen(Optional<String> before, Optional<String> after, Optional<Integer> version) {}

    private ChangeRequest fresh(
            Tx tx, ChangeRequest.What what, Seen seen, String body, Caller maker) {
        return new ChangeRequest(
                Ids.next(),
                what,
                seen.before,
                seen.after,
                seen.version,
                body,
                maker.userId(),
                tx.now().plus(Duration.ofDays(office().rule(tx).days())),
                ChangeRequest.Status.PENDING,
                Optional.empty(),
                false,
                1,
                tx.now(),
                tx.now());
    }

    /** Leaves a change request in the place of a change. Refuses too many. */
    Outcome<Snapshot> asked(Tx tx, ChangeRequest.What what, Seen seen, Request<?> request) {
        if (table.pendingOf(tx, request.caller().userId(), MOST_PENDING) >= MOST_PENDING) {
            return Outcome.refused(ChangeRequestRefusal.TOO_MANY_CHANGE_REQUESTS.refusal());
        }
        var made = fresh(tx, what, seen, request.body().get(), request.caller());
        keep(tx, List.of(made), request.caller(), request.by());
        return Outcome.done(made.snapshot(tx.organization()));
    }

    private void keep(Tx tx, List<ChangeRequest> made, Caller maker, Originator by) {
        table.insert(tx, made);
        for (var one : made) {
            journal.record(tx, one.snapshot(tx.organization()), Happened.created(by));
        }
        if (!made.isEmpty()) {
            office().tell(tx, made.getFirst(), maker);
        }
    }

    /** Writes how one ended, with what follows from it; returns its snapshot. */
    Snapshot end(Tx tx, ChangeRequest ended, Originator by, Map<String, String> details) {
        table.update(tx, ended);
        deed(ended).ifPresent(deed -> deed.ended(tx, ended, by));
        var how = ended.decision().orElseThrow();
        return journal.record(
                tx,
                ended.snapshot(tx.organization()),
                Happened.updated(ended.status().name(), by).saying(how.reason()).with(details));
    }

    /** How the resource was before the change that made this version; empty for something new. */
    Optional<String> before(Tx tx, Snapshot after) {
        return journal
                .events()
                .ofResource(tx, after.resource(), after.id(), after.version() - 2, 1)
                .stream()
                .filter(event -> event.version() == after.version() - 1)
                .findFirst()
                .flatMap(event -> event.snapshot());
    }

    /** An approval by which the caller may do this once. */
    Optional<ChangeRequest> leave(Tx tx, Operation<?> operation, Request<?> request) {
        return operation.leave().isEmpty()
                ? Optional.empty()
                : table.lockLeave(
                        tx,
                        operation.leave(),
                        request.id(),
                        request.caller().userId(),
                        tx.now().minus(LEAVE));
    }

    void use(Tx tx, ChangeRequest leave, Originator by) {
        var used = leave.usedAt(tx.now());
        table.update(tx, used);
        journal.record(tx, used.snapshot(tx.organization()), Happened.updated("USED", by));
    }

    Journal journal() {
        return journal;
    }

    ChangeRequestTable table() {
        return table;
    }

    /** What the room that reviews does. */
    private record ReviewDeed(Review review) implements Deed {

        @Override
        public Optional<Operation<?>> operation() {
            return Optional.empty();
        }

        @Override
        public Outcome<Optional<Snapshot>> run(
                Tx tx, ChangeRequest one, Caller maker, UUID requestId) {
            Optional<Refusal> refused = review.approved(tx, one, Originator.user(maker, requestId));
            return Outcome.unless(refused, Optional::empty);
        }

        @Override
        public void ended(Tx tx, ChangeRequest one, Originator by) {
            if (one.status() != ChangeRequest.Status.APPROVED) {
                review.ended(tx, one, by);
            }
        }
    }

    /** Forgets what is known of rights, once this is committed. */
    void forgetRights(Tx tx) {
        OrganizationId organization = tx.organization();
        tx.afterCommit(() -> office().forget(organization));
    }
}
