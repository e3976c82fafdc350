package kontor.mandates;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** The door to mandates. */
public final class Mandates {

    public static final String RESOURCE = "mandates";
    public static final ResourceKind KIND = new ResourceKind(RESOURCE, "Mandate");

    /** The answer shows the payer and the payer's account. */
    public static final Use CREATE =
            Use.of("mandates:create", "external_accounts:read", "counterparties:read");

    public static final Use READ = Use.of("mandates:read");
    public static final Use UPDATE = Use.of("mandates:update");

    private final MandateTable table = new MandateTable();
    private final MetadataRules metadata = new MetadataRules();
    private final MandateChecks checks;
    private final ExternalIds externalIds;
    private final Journal journal;
    private final CollectedMandates.InFlight inFlight;
    private final CollectedMandates collected;
    private final Listener listener;

    /** Changes mandates; refuses by {@link ResourceKind}, then by {@link MandateRefusal}. */
    public final Door<MandatePatch> patch = new ExistingDoor<>(KIND, table::lock, this::patched);

    /** Cancels: at once when no collection is in flight, else when the last one is final. */
    public final Door<NoInput> cancel = new ExistingDoor<>(KIND, table::lock, this::cancelled);

    /** Hears of mandates that were made just now, in the transaction that made them. */
    @FunctionalInterface
    public interface Listener {
        void made(Tx tx, List<Mandate> mandates);
    }

    /**
     * @param inFlight joined in {@code app}: whether a mandate still has collections in flight
     * @param listener joined there, too
     */
    public Mandates(
            MandateChecks checks,
            ExternalIds externalIds,
            Journal journal,
            CollectedMandates.InFlight inFlight,
            Listener listener) {
        this.checks = checks;
        this.externalIds = externalIds;
        this.journal = journal;
        this.inFlight = inFlight;
        this.listener = listener;
        this.collected = new CollectedMandates(table, journal, inFlight);
    }

    /** What becomes of mandates by their collections and by time. */
    public CollectedMandates collected() {
        return collected;
    }

    /**
     * Creates mandates; refuses what metadata keys forbid, then by {@link MandateRefusal}, then
     * {@code external_id_taken}.
     */
    public List<Outcome<Snapshot>> create(Tx tx, List<Request<NewMandate>> requests) {
        var outcomes = new LinkedHashMap<UUID, Outcome<Mandate>>();
        checks.judge(tx, requests).forEach(outcomes::put);
        metadata.refuse(tx, MetadataResource.MANDATES, requests, NewMandate::metadata, outcomes);
        MandateNames.refuseTwins(outcomes);
        var limited = ExternalIds.limited(requests);
        var wanted =
                done(outcomes.values()).stream()
                        .flatMap(
                                mandate ->
                                        mandate.externalId().stream()
                                                .map(
                                                        text ->
                                                                new ExternalIds.Wanted(
                                                                        text,
                                                                        mandate.id(),
                                                                        limited.contains(
                                                                                mandate.id()))))
                        .toList();
        externalIds
                .claim(tx, RESOURCE, wanted)
                .forEach((id, refusal) -> outcomes.put(id, Outcome.refused(refusal)));
        insert(tx, outcomes);
        var snapshots = new ArrayList<Outcome<Snapshot>>(requests.size());
        for (var one : requests) {
            var outcome =
                    Maps.required(outcomes, one.id())
                            .map(mandate -> mandate.snapshot(tx.organization()));
            if (outcome instanceof Outcome.Done<Snapshot>(var snapshot)) {
                journal.record(tx, snapshot, Happened.created(one.by()));
            }
            snapshots.add(outcome);
        }
        listener.made(tx, done(outcomes.values()));
        return snapshots;
    }

    /**
     * How the mandates that are asked for are named among the live ones; by the id of the request,
     * absent where nobody says who the payee is.
     */
    public Map<UUID, MandateNames.Named> namedForUse(Tx tx, List<Request<NewMandate>> requests) {
        return new MandateNames(table).of(tx, requests, checks.payees(tx, requests));
    }

    /** The other live mandate of the same payee that has this reference. */
    public Optional<UUID> otherForUse(Tx tx, Mandate mandate, String reference) {
        return new MandateNames(table).otherWith(tx, mandate, reference);
    }

    static List<Mandate> done(Collection<Outcome<Mandate>> outcomes) {
        return outcomes.stream()
                .flatMap(
                        outcome ->
                                outcome instanceof Outcome.Done<Mandate>(var mandate)
                                        ? Stream.of(mandate)
                                        : Stream.empty())
                .toList();
    }

    private void insert(Tx tx, Map<UUID, Outcome<Mandate>> outcomes) {
        var wanted = done(outcomes.values());
        if (wanted.isEmpty()) {
            return;
        }
        var names = new MandateNames(table);
        var changing = names.changing(tx, wanted).keySet();
        var free = wanted.stream().filter(one -> !changing.contains(MandateNames.of(one))).toList();
        var inserted = new HashSet<>(table.insert(tx, free));
        var refused = wanted.stream().filter(mandate -> !inserted.contains(mandate.id())).toList();
        if (refused.isEmpty()) {
            return;
        }
        var holders = names.holders(tx, refused);
        for (Mandate mandate : refused) {
            outcomes.put(
                    mandate.id(),
                    Outcome.refused(
                            MandateRefusal.MANDATE_REFERENCE_TAKEN.refusal(
                                    String.valueOf(holders.get(MandateNames.of(mandate))))));
        }
        // Their external ids were claimed a moment ago; nobody else has seen that yet.
        externalIds.withdraw(tx, refused.stream().map(Mandate::id).toList());
    }

    private List<Outcome<Snapshot>> patched(Tx tx, List<Found<MandatePatch, Mandate>> list) {
        var before = ExistingDoor.now(list);
        var inFiles = inFlight.inFiles(tx, before.keySet());
        var patches = list.stream().map(Found::input).toList();
        var outcomes =
                new Amendments(tx, table, checks.ofChanges(tx, patches), before, inFiles)
                        .judgedAndStored(list);
        var snapshots = new ArrayList<Outcome<Snapshot>>();
        for (int i = 0; i < list.size(); i++) {
            var happened = Happened.updated("AMENDED", list.get(i).request().by());
            snapshots.add(outcomes.get(i).map(mandate -> record(tx, mandate, happened)));
        }
        return snapshots;
    }

    private List<Outcome<Snapshot>> cancelled(Tx tx, List<Found<NoInput, Mandate>> list) {
        var busy = inFlight.of(tx, ExistingDoor.now(list).keySet());
        var changed = new ArrayList<Mandate>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            var next =
                    waitsForCollections(one.now(), busy)
                            ? MandateStatus.PENDING_CANCELLATION
                            : cancelledNow(one.now());
            boolean later = next != MandateStatus.CANCELLED;
            var happened =
                    Happened.updated(
                            later ? "CANCELLATION_REQUESTED" : "CANCELLED", one.request().by());
            outcomes.add(
                    cancelled(tx, one.now(), next)
                            .map(
                                    mandate -> {
                                        changed.add(mandate);
                                        return record(tx, mandate, happened);
                                    }));
        }
        table.update(tx, changed);
        return outcomes;
    }

    /** What Bankgirot never agreed to cannot be collected under any more. */
    private static boolean waitsForCollections(Mandate mandate, Set<UUID> busy) {
        return busy.contains(mandate.id())
                && (mandate.scheme().isSepa() || mandate.status().isAgreed());
    }

    /** Bankgirot must hear of the end of what it was told of; a SEPA mandate just ends. */
    static MandateStatus cancelledNow(Mandate mandate) {
        return mandate.scheme().isSepa() || mandate.status() == MandateStatus.CREATED
                ? MandateStatus.CANCELLED
                : MandateStatus.PENDING_CANCELLATION_SUBMISSION;
    }

    private static Outcome<Mandate> cancelled(Tx tx, Mandate mandate, MandateStatus next) {
        if (!mandate.status().isLive()) {
            return Outcome.refused(MandateRefusal.NOT_CANCELLABLE.refusal(mandate.status().name()));
        }
        return Outcome.done(mandate.became(next, Optional.empty(), tx.now()));
    }

    private Snapshot record(Tx tx, Mandate mandate, Happened happened) {
        return journal.record(tx, mandate.snapshot(tx.organization()), happened);
    }

    /**
     * The mandates of collections that name them; they cannot be cancelled until this transaction
     * ends.
     */
    public Map<UUID, Mandate> forUse(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : table.forCollection(tx, ids);
    }

    /** Live mandates of payers' accounts, for collections that name none; locked likewise. */
    public List<Mandate> usableForUse(Tx tx, Collection<UUID> externalAccounts) {
        return externalAccounts.isEmpty() ? List.of() : table.usableOf(tx, externalAccounts);
    }

    public Outcome<Mandate> find(Tx tx, Caller caller, ResourceRef reference) {
        return externalIds
                .resolve(tx, KIND, reference)
                .flatMap(id -> KIND.found(caller, table.find(tx, id)));
    }

    /** Newest first. */
    public Page<Mandate> list(Tx tx, Caller caller, MandateFilter filter, PageRequest page) {
        var before = page.after().map(UUID::fromString).orElse(null);
        var rows = table.list(tx, caller.accounts(), filter, before, page.limit() + 1);
        return Page.cut(rows, page.limit(), mandate -> mandate.id().toString());
    }

    public boolean isVisible(Tx tx, Caller caller, UUID id) {
        return table.find(tx, id).filter(mandate -> mandate.isSeenBy(caller)).isPresent();
    }

    /** Payers' accounts that a mandate keeps from being deleted: id to a sentence that says so. */
    public static Map<UUID, String> keeping(Tx tx, Collection<UUID> externalAccounts) {
        var sentences = new HashMap<UUID, String>();
        new MandateTable()
                .keeping(tx, externalAccounts)
                .forEach(
                        (account, mandate) ->
                                sentences.put(account, "mandate " + mandate + " is not cancelled"));
        return sentences;
    }
}
