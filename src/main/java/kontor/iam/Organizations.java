package kontor.iam;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
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
import kontor.core.Use;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.pauses.PauseOrder;

/**
 * The door to organizations: the command line creates them, their users change the settings and
 * move the clocks of sandboxes.
 */
public final class Organizations {

    public static final Use READ = Use.of("organizations:read");
    public static final Use UPDATE = Use.of("organizations:update");

    private final Database database;
    private final Journal journal;
    private final BiPredicate<Tx, UUID> haveFactor;
    private final OrganizationTable table = new OrganizationTable();

    /**
     * @param haveFactor whether a user has a second factor to sign in with
     */
    public Organizations(Database database, Journal journal, BiPredicate<Tx, UUID> haveFactor) {
        this.database = database;
        this.journal = journal;
        this.haveFactor = haveFactor;
    }

    /**
     * An organization to be created.
     *
     * @param sandbox whether its clock can be moved and programs may approve as owner
     */
    public record New(String name, boolean sandbox, ZoneId zone) {

        public New {
            if (name.isBlank() || name.length() > 255) {
                throw new IllegalArgumentException(
                        "an organization's name has 1 to 255 characters");
            }
        }
    }

    /** An organization just created, and the result of its first transaction. */
    public record Made<T>(OrganizationId id, T content) {}

    public OrganizationId create(New wanted) {
        return create(wanted, Tx::organization).id();
    }

    /**
     * Creates the organization with its feed, its first event and whatever {@code furnish} puts
     * into it, in one transaction.
     */
    public <T> Made<T> create(New wanted, Function<Tx, T> furnish) {
        var id = new OrganizationId(Ids.next());
        Instant now = Instant.now(database.clock());
        return database.write(
                id,
                sql -> table.insert(sql, id, wanted, now),
                tx -> {
                    journal.record(
                            tx, table.read(tx).snapshot(), Happened.created(Originator.KONTOR));
                    return new Made<>(id, furnish.apply(tx));
                });
    }

    public Optional<Organization> find(OrganizationId id) {
        return database.system(sql -> table.find(sql, id));
    }

    /** The organization of the caller, which is there as long as the caller is. */
    public Organization of(Caller caller) {
        return find(caller.organization())
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "there is no organization " + caller.organization()));
    }

    /**
     * The same where a transaction is at hand.
     *
     * @throws IllegalArgumentException the transaction is another organization's
     */
    public Organization of(Tx tx, Caller caller) {
        if (!tx.organization().equals(caller.organization())) {
            throw new IllegalArgumentException("another organization than the caller's");
        }
        return read(tx);
    }

    /** The organization of the transaction. */
    public Organization read(Tx tx) {
        return table.read(tx);
    }

    public boolean isSandbox(Tx tx) {
        return read(tx).sandbox();
    }

    /** Whether an API key that holds the owner role may decide the owner's approval step. */
    public boolean keysMayApproveAsOwner(Tx tx) {
        return read(tx).settings().programmaticOwnerApproval();
    }

    /** Whether nobody approves without a passkey. */
    public boolean approvesByPasskey(Tx tx) {
        return read(tx).settings().approvalProof() == Organization.ApprovalProof.PASSKEY;
    }

    /** Changes the settings. Refuses a stale version, then by {@link IamRefusal}. */
    public List<Outcome<Snapshot>> patch(Tx tx, List<Request<OrganizationPatch>> requests) {
        return change(
                tx,
                requests,
                (one, governance) -> refused(tx, one, governance),
                (one, now) -> now.with(one.input().applyTo(now.settings()), tx.now()),
                one -> Happened.updated(one.by()));
    }

    /** Pauses and resumes all that leaves for banks; refuses a stale version. */
    public List<Outcome<Snapshot>> order(Tx tx, List<Request<PauseOrder>> requests) {
        return change(
                tx,
                requests,
                (_, _) -> Optional.empty(),
                (one, now) -> now.ordered(one.input(), tx.now()),
                one -> one.input().happened(one.by()));
    }

    /** The same by an operator, for whom no role stands. */
    public void order(Tx tx, PauseOrder order) {
        table.lock(tx);
        var before = table.read(tx);
        var after = before.ordered(order, tx.now());
        if (!after.equals(before)) {
            journal.record(tx, after.snapshot(), order.happened(Originator.KONTOR));
            table.update(tx, before, after);
        }
    }

    /** Lets only one transaction change roles, users or settings at a time. */
    public void hold(Tx tx) {
        table.lock(tx);
    }

    /** Two people able to check have come in: from now on each change needs both. */
    public void switchOnFourEyes(Tx tx) {
        table.lock(tx);
        var before = table.read(tx);
        if (before.settings().fourEyes() == Organization.FourEyes.WAITING) {
            var on = before.with(OrganizationPatch.FOUR_EYES.applyTo(before.settings()), tx.now());
            journal.record(tx, on.snapshot(), Happened.updated("FOUR_EYES_ON", Originator.KONTOR));
            table.update(tx, before, on);
        }
    }

    private <T> List<Outcome<Snapshot>> change(
            Tx tx,
            List<Request<T>> requests,
            BiFunction<Request<T>, Governance, Optional<Refusal>> refusal,
            BiFunction<Request<T>, Organization, Organization> step,
            Function<Request<T>, Happened> happened) {
        var governance = Governance.lock(tx, requests);
        var before = table.read(tx);
        var now = before;
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            int version = now.version();
            var refused =
                    one.ifMatch()
                            .filter(expected -> expected != version)
                            .map(_ -> Refusal.stale(version))
                            .or(() -> governance.revoked(one))
                            .or(() -> refusal.apply(one, governance));
            if (refused.isPresent()) {
                outcomes.add(Outcome.refused(refused.get()));
                continue;
            }
            now = step.apply(one, now);
            outcomes.add(Outcome.done(recorded(tx, now, version, happened.apply(one))));
        }
        if (now.version() > before.version()) {
            table.update(tx, before, now);
        }
        return outcomes;
    }

    /** What changed nothing is no event. */
    private Snapshot recorded(Tx tx, Organization now, int before, Happened happened) {
        return now.version() > before
                ? journal.record(tx, now.snapshot(), happened)
                : now.snapshot();
    }

    private Optional<Refusal> refused(
            Tx tx, Request<OrganizationPatch> request, Governance governance) {
        Optional<Refusal> noOwner =
                request.input().ownersOnly() ? governance.ownerOnly(request) : Optional.empty();
        return noOwner.or(() -> withoutFactor(tx, request))
                .or(() -> waiting(tx, request))
                .or(() -> noProof(tx, request));
    }

    /** A real organization begins with it by itself, and nobody alone decides otherwise. */
    private Optional<Refusal> waiting(Tx tx, Request<OrganizationPatch> request) {
        boolean waits = table.read(tx).settings().fourEyes() == Organization.FourEyes.WAITING;
        return IamRefusal.FOUR_EYES_WAIT.when(waits && request.input().setsFourEyes());
    }

    /** With what people approve is said by a person, who shows to be able to. */
    private Optional<Refusal> noProof(Tx tx, Request<OrganizationPatch> request) {
        var caller = request.caller();
        var wanted = request.input();
        var now = table.read(tx).settings();
        boolean without = wanted.changesProof(now) && !haveFactor.test(tx, caller.userId());
        return IamRefusal.PERSON_ONLY
                .when(caller.programmatic() && wanted.isForPeople(now))
                .or(() -> IamRefusal.APPROVAL_PASSKEY_MISSING.when(without));
    }

    /** Whoever demands a second factor must not lock himself out by it. */
    private Optional<Refusal> withoutFactor(Tx tx, Request<OrganizationPatch> request) {
        return request.input().requiresSecondFactor()
                        && !table.read(tx).settings().secondFactorRequired()
                        && !haveFactor.test(tx, request.caller().userId())
                ? Optional.of(IamRefusal.SECOND_FACTOR_MISSING.refusal())
                : Optional.empty();
    }

    /** Whether people come in with a second factor only. */
    public boolean demandsSecondFactor(OrganizationId id) {
        return database.system(sql -> table.demandsSecondFactor(sql, id));
    }

    /** All organizations of this installation, oldest first. */
    public List<OrganizationId> all() {
        return database.system(table::ids);
    }

    /** Whether there is a sandbox and a real one. */
    public boolean areOfBothKinds() {
        return database.system(table::kinds) > 1;
    }

    /**
     * Moves the banking time of a sandbox forward to {@code to}; the transaction itself still has
     * the old time. Refuses with {@code not_a_sandbox}, and with {@code clock_backwards} for a time
     * in the past.
     *
     * @return the new banking time: {@code to}, rounded up so that the offset is in whole seconds
     */
    public Outcome<Instant> advanceClock(Tx tx, Instant to) {
        if (!table.read(tx).sandbox()) {
            return Outcome.refused(
                    Refusal.rule(
                            "not_a_sandbox",
                            "",
                            "only the clock of a sandbox organization can be moved"));
        }
        Duration wanted = Duration.between(tx.now(), to);
        long offsetSeconds = wanted.getSeconds() + (wanted.getNano() > 0 ? 1 : 0);
        if (!table.growOffset(tx, offsetSeconds)) {
            return Outcome.refused(
                    Refusal.rule(
                            "clock_backwards",
                            "to",
                            "the clock only goes forward, and it is " + tx.bankNow()));
        }
        return Outcome.done(tx.now().plusSeconds(offsetSeconds));
    }
}
