package kontor.expectations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.accounts.Accounts;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.ExternalIds;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.NoInput;
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.metadata.MetadataResource;
import kontor.metadata.MetadataRules;
import kontor.transactions.Transactions;
import kontor.transactions.Transactions.Place;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** The door to expected transactions; what attaches them is {@link Reconciling}. */
public final class ExpectedTransactions {

    public static final String RESOURCE = "expected_transactions";
    public static final ResourceKind KIND = new ResourceKind(RESOURCE, "expected transaction");

    public static final Use CREATE = Use.of("expected_transactions:create");
    public static final Use READ = Use.of("expected_transactions:read");
    public static final Use READ_EVENTS =
            Use.of("expected_transactions:read", "expected_transaction_event:read");
    public static final Use UPDATE =
            Use.of("expected_transactions:read", "expected_transactions:update");

    private final Accounts accounts;
    private final ExternalIds externalIds;
    private final Journal journal;
    private final Transactions transactions;
    private final ExpectedBookings bookings;
    private final ExpectedTransactionTable table = new ExpectedTransactionTable();
    private final MetadataRules rules = new MetadataRules();

    /**
     * Nobody waits for it any more; refuses by {@link ResourceKind}, then by {@link
     * ExpectedTransactionRefusal}.
     */
    public final Door<NoInput> archive = new ExistingDoor<>(KIND, this::lock, this::archived);

    /** It is waited for again, and attached at once where it certainly was booked meanwhile. */
    public final Door<NoInput> unarchive = new ExistingDoor<>(KIND, this::lock, this::unarchived);

    /**
     * Changes what is expected, and metadata also where it reached bookings; refuses by {@link
     * ResourceKind}, then by {@link ExpectedTransactionRefusal}, then what metadata keys forbid.
     */
    public final Door<ExpectedTransactionPatch> patch =
            new ExistingDoor<>(
                    KIND,
                    this::lock,
                    (tx, list) -> list.stream().map(one -> patched(tx, one)).toList());

    public ExpectedTransactions(
            Accounts accounts,
            ExternalIds externalIds,
            Journal journal,
            Transactions transactions,
            ExpectedBookings bookings) {
        this.accounts = accounts;
        this.externalIds = externalIds;
        this.journal = journal;
        this.transactions = transactions;
        this.bookings = bookings;
    }

    /**
     * Creates expected transactions; refuses what metadata keys forbid, then by {@link
     * ExpectedTransactionRefusal}, then {@code external_id_taken}. What was booked already is
     * attached at once, where that is certain; the answer shows it.
     */
    public List<Outcome<Snapshot>> create(Tx tx, List<Request<NewExpectedTransaction>> requests) {
        var outcomes = judged(tx, requests);
        rules.refuse(
                tx,
                MetadataResource.EXPECTED_TRANSACTIONS,
                requests,
                one -> one.terms().metadata(),
                outcomes);
        claimExternalIds(tx, requests, outcomes);
        var made = outcomes.values().stream().flatMap(Outcome::stream).toList();
        table.insert(tx, made);
        var snapshots = recorded(tx, requests, outcomes);
        snapshots.putAll(attachedAtOnce(tx, made));
        return requests.stream()
                .map(
                        one ->
                                Maps.required(outcomes, one.id())
                                        .map(_ -> Maps.required(snapshots, one.id())))
                .toList();
    }

    private Map<UUID, Snapshot> recorded(
            Tx tx,
            List<Request<NewExpectedTransaction>> requests,
            Map<UUID, Outcome<ExpectedTransaction>> outcomes) {
        var snapshots = new HashMap<UUID, Snapshot>();
        for (var one : requests) {
            if (Maps.required(outcomes, one.id())
                    instanceof Outcome.Done<ExpectedTransaction>(var fresh)) {
                var snapshot = fresh.snapshot(tx.organization());
                var happened = Happened.created(one.by());
                snapshots.put(one.id(), journal.record(tx, snapshot, happened));
            }
        }
        return snapshots;
    }

    /** Of those that were booked already, as they are now. */
    private Map<UUID, Snapshot> attachedAtOnce(Tx tx, Collection<ExpectedTransaction> open) {
        return bookings.expected(tx, open).stream()
                .filter(one -> open.stream().anyMatch(other -> other.id().equals(one.id())))
                .map(one -> one.snapshot(tx.organization()))
                .collect(Collectors.toMap(Snapshot::id, Function.identity()));
    }

    private Map<UUID, Outcome<ExpectedTransaction>> judged(
            Tx tx, List<Request<NewExpectedTransaction>> requests) {
        var resolved = externalIds.named(tx, requests.stream().map(one -> one.input().account()));
        var ids = new LinkedHashMap<UUID, UUID>();
        for (var one : requests) {
            resolved.id(one.input().account(), Accounts.RESOURCE)
                    .filter(id -> one.caller().accounts().allows(id))
                    .ifPresent(id -> ids.put(one.id(), id));
        }
        var own = accounts.forUse(tx, ids.values().stream().distinct().toList());
        var outcomes = new LinkedHashMap<UUID, Outcome<ExpectedTransaction>>();
        for (var one : requests) {
            var account = Optional.ofNullable(ids.get(one.id())).map(own::get);
            outcomes.put(one.id(), one.input().made(one.id(), account, tx.now()));
        }
        return outcomes;
    }

    private void claimExternalIds(
            Tx tx,
            List<Request<NewExpectedTransaction>> requests,
            Map<UUID, Outcome<ExpectedTransaction>> outcomes) {
        var wanted = new ArrayList<ExternalIds.Wanted>();
        for (var one : requests) {
            if (Maps.required(outcomes, one.id()) instanceof Outcome.Done<ExpectedTransaction>) {
                one.input()
                        .terms()
                        .externalId()
                        .ifPresent(text -> wanted.add(ExternalIds.Wanted.of(one, text)));
            }
        }
        externalIds
                .claim(tx, RESOURCE, wanted)
                .forEach((id, refusal) -> outcomes.put(id, Outcome.refused(refusal)));
    }

    Map<UUID, ExpectedTransaction> lock(Tx tx, Collection<UUID> ids) {
        return bookings.locked(tx, ids);
    }

    private Outcome<Snapshot> patched(
            Tx tx, Found<ExpectedTransactionPatch, ExpectedTransaction> found) {
        var patch = found.input();
        return patch.applyTo(found.now(), tx.now())
                .flatMap(
                        next ->
                                rules.judged(
                                        tx,
                                        MetadataResource.EXPECTED_TRANSACTIONS,
                                        patch.keys(),
                                        next.terms().metadata(),
                                        next))
                .map(next -> rewritten(tx, found, next));
    }

    private Snapshot rewritten(
            Tx tx,
            Found<ExpectedTransactionPatch, ExpectedTransaction> found,
            ExpectedTransaction next) {
        table.rewrite(tx, List.of(next));
        var by = found.request().by();
        var snapshot = next.snapshot(tx.organization());
        journal.record(tx, snapshot, Happened.updated(by));
        if (!found.input().keys().isEmpty() && !next.attached().isEmpty()) {
            transactions.renew(tx, next.attached(), by);
        }
        return found.input().changesMarks()
                ? attachedAtOnce(tx, List.of(next)).getOrDefault(next.id(), snapshot)
                : snapshot;
    }

    private List<Outcome<Snapshot>> archived(
            Tx tx, List<Found<NoInput, ExpectedTransaction>> list) {
        return list.stream()
                .map(
                        one ->
                                Outcome.unless(
                                        one.now().refusalToArchive(),
                                        () ->
                                                moved(
                                                        tx,
                                                        one,
                                                        ExpectedTransaction.Status.ARCHIVED,
                                                        "ARCHIVED")))
                .toList();
    }

    private List<Outcome<Snapshot>> unarchived(
            Tx tx, List<Found<NoInput, ExpectedTransaction>> list) {
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            if (one.now().status() == ExpectedTransaction.Status.ARCHIVED) {
                var snapshot = moved(tx, one, ExpectedTransaction.Status.CREATED, "UNARCHIVED");
                var open = lock(tx, List.of(one.now().id())).values();
                var attached = attachedAtOnce(tx, open);
                outcomes.add(Outcome.done(attached.getOrDefault(snapshot.id(), snapshot)));
            } else {
                outcomes.add(
                        Outcome.refused(
                                ExpectedTransactionRefusal.EXPECTATION_NOT_ARCHIVED.refusal()));
            }
        }
        return outcomes;
    }

    private Snapshot moved(
            Tx tx,
            Found<NoInput, ExpectedTransaction> found,
            ExpectedTransaction.Status next,
            String event) {
        var after = found.now().became(next, tx.now());
        table.update(tx, List.of(after));
        var happened = Happened.updated(event, found.request().by());
        return journal.record(tx, after.snapshot(tx.organization()), happened);
    }

    /** Refuses what is unknown to the caller. */
    public Outcome<ExpectedTransaction> find(Tx tx, Caller caller, ResourceRef reference) {
        return externalIds
                .resolve(tx, KIND, reference)
                .flatMap(
                        id -> {
                            var found = withAttached(tx, table.of(tx, List.of(id)));
                            return KIND.found(caller, found.stream().findFirst());
                        });
    }

    private List<ExpectedTransaction> withAttached(Tx tx, List<ExpectedTransaction> bare) {
        var attached =
                transactions.attachedForUse(
                        tx, bare.stream().map(ExpectedTransaction::id).toList());
        return bare.stream()
                .map(one -> one.withAttached(attached.getOrDefault(one.id(), List.of())))
                .toList();
    }

    /** Those that exist, by id. */
    public Map<UUID, ExpectedTransaction> ofForUse(Tx tx, Collection<UUID> ids) {
        return withAttached(tx, table.of(tx, ids)).stream()
                .collect(Collectors.toMap(ExpectedTransaction::id, Function.identity()));
    }

    /** Whether the caller may see it, and so its events. */
    public boolean isVisible(Tx tx, Caller caller, UUID id) {
        return table.of(tx, List.of(id)).stream().anyMatch(one -> one.isSeenBy(caller));
    }

    /** Latest expected day first, then newest id. */
    public Page<ExpectedTransaction> list(
            Tx tx, Caller caller, ExpectedTransactionFilter filter, PageRequest page) {
        var after = page.after().map(Place::parse).orElse(null);
        var rows = table.list(tx, caller.accounts(), filter, after, page.limit() + 1);
        return Page.cut(
                withAttached(tx, rows), page.limit(), one -> one.terms().date() + " " + one.id());
    }
}
