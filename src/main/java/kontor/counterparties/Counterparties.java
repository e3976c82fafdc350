package kontor.counterparties;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import kontor.core.Fault;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.metadata.MetadataRules;
import kontor.payeereviews.PayeeReviews;
import kontor.payeereviews.ReviewState;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** The door to counterparties, with the accounts they are made and deleted with. */
public final class Counterparties {

    public static final String RESOURCE = "counterparties";
    public static final ResourceKind KIND = new ResourceKind(RESOURCE, "Counterparty");

    public static final Use CREATE = Use.of("counterparties:create");
    public static final Use READ = Use.of("counterparties:read");
    public static final Use UPDATE = Use.of("counterparties:update");

    /** Its accounts go with it. */
    public static final Use DELETE = Use.of("counterparties:delete", "external_accounts:delete");

    private final CounterpartyTable table = new CounterpartyTable();
    private final ExternalAccountTable accountTable = new ExternalAccountTable();
    private final SearchTable search = new SearchTable();
    private final MetadataRules metadata = new MetadataRules();
    private final Journal journal;
    private final ExternalIds externalIds;
    private final ExternalAccounts accounts;
    private final KnownEntities entities;
    private final CounterpartyDetails.AddressListener addresses;

    /** Changes counterparties; refuses by {@link ResourceKind}, then {@code entity_not_found}. */
    public final Door<CounterpartyPatch> patch =
            new ExistingDoor<>(KIND, table::lock, this::patched);

    /** Deletes them with their accounts; refuses by {@link ResourceKind}, then {@code in_use}. */
    public final Door<NoInput> delete =
            new ExistingDoor<>(KIND, table::lockForDelete, this::deleted);

    /**
     * @param entities joined from beside: which entities there are
     * @param addresses joined from above
     */
    public Counterparties(
            Journal journal,
            ExternalIds externalIds,
            ExternalAccounts accounts,
            KnownEntities entities,
            CounterpartyDetails.AddressListener addresses) {
        this.addresses = addresses;
        this.journal = journal;
        this.externalIds = externalIds;
        this.accounts = accounts;
        this.entities = entities;
    }

    /**
     * Creates counterparties; refuses what metadata keys forbid, {@code entity_not_found}, {@code
     * external_id_taken}.
     */
    public List<Outcome<Snapshot>> create(Tx tx, List<Request<NewCounterparty>> requests) {
        return make(
                tx,
                requests,
                metadata.refusals(tx, requests.stream().flatMap(NewCounterparty::metadataOf)));
    }

    /**
     * @param forbidden what is refused already; metadata keys are not asked again
     */
    List<Outcome<Snapshot>> make(
            Tx tx, List<Request<NewCounterparty>> requests, Map<UUID, Refusal> forbidden) {
        Set<UUID> known =
                existing(
                        tx,
                        requests.stream()
                                .flatMap(one -> one.input().details().entityIds().stream())
                                .distinct()
                                .toList());
        var outcomes = new LinkedHashMap<UUID, Outcome<Counterparty>>();
        for (var one : requests) {
            var unknown = unknown("entityIds", one.input().details().entityIds(), known);
            outcomes.put(
                    one.id(),
                    unknown.isEmpty()
                            ? Outcome.done(one.input().made(one.id(), tx.now()))
                            : Outcome.refused(Refusal.rules(unknown)));
        }
        forbidden.forEach((id, refusal) -> outcomes.put(id, Outcome.refused(refusal)));
        claimExternalIds(tx, requests, done(outcomes))
                .forEach((id, refusal) -> outcomes.put(id, Outcome.refused(refusal)));
        insert(tx, done(outcomes));
        var fresh = new ArrayList<PayeeReviews.Changed>();
        for (var one : requests) {
            var made = Maps.required(outcomes, one.id()).stream();
            made.flatMap(counterparty -> counterparty.accounts().stream())
                    .forEach(account -> fresh.add(ExternalAccounts.isNew(one, account.id())));
        }
        var begun = accounts.reviews().begin(tx, fresh);
        return requests.stream()
                .map(
                        one ->
                                Maps.required(outcomes, one.id())
                                        .map(made -> recorded(tx, one, made.reviewed(begun))))
                .toList();
    }

    private Snapshot recorded(Tx tx, Request<?> request, Counterparty made) {
        var snapshot = record(tx, request, made, NewEvent.Type.CREATED);
        made.accounts().forEach(one -> accounts.record(tx, request, one, NewEvent.Type.CREATED));
        ExternalParty.Fresh.made(tx, made);
        return snapshot;
    }

    private Set<UUID> existing(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty() ? Set.of() : entities.existing(tx, ids);
    }

    static List<Fault> unknown(String field, List<UUID> ids, Set<UUID> known) {
        return IntStream.range(0, ids.size())
                .filter(i -> !known.contains(ids.get(i)))
                .mapToObj(i -> CounterpartyRefusal.ENTITY_NOT_FOUND.fault(field + "." + i))
                .toList();
    }

    private static List<Counterparty> done(Map<UUID, Outcome<Counterparty>> outcomes) {
        return outcomes.values().stream()
                .flatMap(
                        outcome ->
                                outcome instanceof Outcome.Done<Counterparty>(var counterparty)
                                        ? Stream.of(counterparty)
                                        : Stream.empty())
                .toList();
    }

    /**
     * Claims for counterparties and their accounts; one taken refuses the counterparty as a whole.
     */
    private Map<UUID, Refusal> claimExternalIds(
            Tx tx, List<? extends Request<?>> requests, List<Counterparty> made) {
        var limited = ExternalIds.limited(requests);
        var wanted = made.stream().flatMap(one -> wanted(one, limited)).toList();
        var refused = new HashMap<>(externalIds.claim(tx, RESOURCE, wanted));
        var wantedByAccounts =
                made.stream()
                        .filter(one -> !refused.containsKey(one.id()))
                        .flatMap(one -> wantedByAccounts(one, limited))
                        .toList();
        var taken = externalIds.claim(tx, ExternalAccounts.RESOURCE, wantedByAccounts);
        if (taken.isEmpty()) {
            return refused;
        }
        var halfClaimed = made.stream().filter(one -> !one.faults(taken).isEmpty()).toList();
        halfClaimed.forEach(one -> refused.put(one.id(), Refusal.rules(one.faults(taken))));
        externalIds.withdraw(tx, halfClaimed.stream().flatMap(Counterparties::allIds).toList());
        return refused;
    }

    private static Stream<ExternalIds.Wanted> wanted(Counterparty made, Set<UUID> limited) {
        return made.externalId().stream()
                .map(text -> new ExternalIds.Wanted(text, made.id(), limited.contains(made.id())));
    }

    /** What its accounts want: whether the caller is limited is known by the counterparty. */
    private static Stream<ExternalIds.Wanted> wantedByAccounts(
            Counterparty made, Set<UUID> limited) {
        boolean isLimited = limited.contains(made.id());
        return made.accounts().stream()
                .flatMap(
                        account ->
                                account.externalId().stream()
                                        .map(text -> wanted(text, account.id(), isLimited)));
    }

    private static ExternalIds.Wanted wanted(String externalId, UUID id, boolean limited) {
        return new ExternalIds.Wanted(externalId, id, limited);
    }

    /** Its own id and those of its accounts. */
    private static Stream<UUID> allIds(Counterparty made) {
        return Stream.concat(
                Stream.of(made.id()), made.accounts().stream().map(ExternalAccount::id));
    }

    private void insert(Tx tx, List<Counterparty> made) {
        if (made.isEmpty()) {
            return;
        }
        table.insert(tx, made);
        search.write(tx, made.stream().map(SearchTable.Entry::of).toList());
        accounts.insert(tx, made.stream().flatMap(one -> one.accounts().stream()).toList());
    }

    private List<Outcome<Snapshot>> patched(
            Tx tx, List<Found<CounterpartyPatch, Counterparty>> list) {
        var before = ExistingDoor.now(list);
        var ofEach = accountTable.ofCounterparties(tx, before.keySet());
        var named = list.stream().flatMap(one -> one.input().entities().stream()).distinct();
        var known = existing(tx, named.toList());
        var outcomes = new LinkedHashMap<UUID, Outcome<Counterparty>>();
        for (var one : list) {
            var now = one.now().with(ofEach.getOrDefault(one.now().id(), List.of()));
            var unknown = one.input().unknownEntities(known);
            outcomes.put(
                    now.id(),
                    unknown.isEmpty()
                            ? Outcome.done(
                                    now.patched(one.input().applyTo(now.details()), tx.now()))
                            : Outcome.refused(Refusal.rules(unknown)));
        }
        write(tx, before, done(outcomes));
        var renamed = CounterpartyPatch.renamed(list, outcomes);
        accountTable.lock(tx, renamed.stream().map(PayeeReviews.Changed::account).toList());
        var begun = accounts.reviews().begin(tx, renamed);
        return list.stream()
                .map(one -> updated(tx, one, Maps.required(outcomes, one.now().id()), begun))
                .toList();
    }

    private void write(Tx tx, Map<UUID, Counterparty> before, List<Counterparty> after) {
        if (!after.isEmpty()) {
            table.update(tx, before, after);
            var words = after.stream().map(SearchTable.Entry::of).toList();
            search.erase(tx, words);
            search.write(tx, words);
            addresses.reachable(tx, CounterpartyDetails.readdressed(before, after));
        }
    }

    private Outcome<Snapshot> updated(
            Tx tx, Found<?, ?> one, Outcome<Counterparty> changed, Map<UUID, ReviewState> begun) {
        return changed.map(now -> now.reviewed(begun))
                .map(now -> record(tx, one.request(), now, NewEvent.Type.UPDATED));
    }

    private List<Outcome<Snapshot>> deleted(Tx tx, List<Found<NoInput, Counterparty>> list) {
        var before = ExistingDoor.now(list);
        var accountsBefore =
                accountTable.lockForDelete(
                        tx,
                        accountTable.ofCounterparties(tx, before.keySet()).values().stream()
                                .flatMap(List::stream)
                                .map(ExternalAccount::id)
                                .toList());
        var ofEach =
                accountsBefore.values().stream()
                        .filter(account -> !account.deleted())
                        .collect(Collectors.groupingBy(ExternalAccount::counterpartyId));
        var used = accounts.uses(tx, accountsBefore.keySet());
        var dead = new ArrayList<Counterparty>();
        var deadAccounts = new ArrayList<ExternalAccount>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            var live = ofEach.getOrDefault(one.now().id(), List.of());
            var ids = live.stream().map(ExternalAccount::id).toList();
            var refused = CounterpartyRefusal.inUse(one.request(), used, ids);
            if (refused.isPresent()) {
                outcomes.add(Outcome.refused(refused.get()));
                continue;
            }
            for (ExternalAccount account : live) {
                var deadAccount = account.delete(tx.now());
                deadAccounts.add(deadAccount);
                accounts.record(tx, one.request(), deadAccount, NewEvent.Type.DELETED);
            }
            var counterparty = one.now().delete(tx.now());
            dead.add(counterparty);
            outcomes.add(
                    Outcome.done(record(tx, one.request(), counterparty, NewEvent.Type.DELETED)));
        }
        accounts.bury(tx, accountsBefore, deadAccounts, list.getFirst().request().by());
        bury(tx, before, dead);
        return outcomes;
    }

    private void bury(Tx tx, Map<UUID, Counterparty> before, List<Counterparty> dead) {
        if (dead.isEmpty()) {
            return;
        }
        var ids = dead.stream().map(Counterparty::id).toList();
        table.update(tx, before, dead);
        externalIds.release(tx, ids);
        search.erase(tx, dead.stream().map(SearchTable.Entry::of).toList());
    }

    private Snapshot record(
            Tx tx, Request<?> request, Counterparty counterparty, NewEvent.Type type) {
        return journal.record(
                tx, counterparty.snapshot(tx.organization()), Happened.of(type, request.by()));
    }

    public Outcome<Counterparty> find(Tx tx, Caller caller, ResourceRef reference) {
        return externalIds
                .resolve(tx, KIND, reference)
                .flatMap(id -> KIND.found(caller, table.find(tx, id)))
                .map(found -> withAccounts(tx, List.of(found)).getFirst());
    }

    /** Newest first, each with its accounts; they belong to no own account, so all may be seen. */
    public Page<Counterparty> list(
            Tx tx, Caller caller, CounterpartyFilter filter, PageRequest page) {
        UUID before = page.after().map(UUID::fromString).orElse(null);
        var finding = SearchPlan.of(tx, RESOURCE, filter, page, SearchPlan.Bounds.USUAL);
        var cut =
                finding.cut(
                        table.list(tx, finding, filter, before, page.limit() + 1),
                        page.limit(),
                        Counterparty::id);
        return new Page<>(withAccounts(tx, cut.items()), cut.next());
    }

    private List<Counterparty> withAccounts(Tx tx, List<Counterparty> found) {
        var ofEach =
                accountTable.ofCounterparties(tx, found.stream().map(Counterparty::id).toList());
        return found.stream()
                .map(one -> one.with(ofEach.getOrDefault(one.id(), List.of())))
                .toList();
    }
}
