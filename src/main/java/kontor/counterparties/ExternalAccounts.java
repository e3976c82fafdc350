package kontor.counterparties;

import static kontor.events.NewEvent.Type.CREATED;
import static kontor.events.NewEvent.Type.DELETED;
import static kontor.events.NewEvent.Type.UPDATED;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.ExternalIds;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.NoInput;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.metadata.MetadataResource;
import kontor.metadata.MetadataRules;
import kontor.payeereviews.PayeeReviews;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** The door to external accounts. */
public final class ExternalAccounts {

    public static final String RESOURCE = "external_accounts";

    /** Accounts of one counterparty. */
    static final int MOST_OF_ONE = 25;

    public static final ResourceKind KIND = new ResourceKind(RESOURCE, "External account");

    public static final Use CREATE = Use.of("external_accounts:create");
    public static final Use READ = Use.of("external_accounts:read");
    public static final Use UPDATE = Use.of("external_accounts:update");
    public static final Use DELETE = Use.of("external_accounts:delete");

    private final ExternalAccountTable table = new ExternalAccountTable();
    private final SearchTable search = new SearchTable();
    private final MetadataRules metadata = new MetadataRules();
    private final Journal journal;
    private final ExternalIds externalIds;
    private final List<Uses> uses;
    private final PayeeReviews reviews;

    /** Changes accounts; refuses by {@link ResourceKind}, then what the account forbids. */
    public final Door<ExternalAccountPatch> patch =
            new ExistingDoor<>(KIND, table::lock, this::patched);

    /** Deletes accounts; refuses by {@link ResourceKind}, then {@code in_use}. */
    public final Door<NoInput> delete =
            new ExistingDoor<>(KIND, table::lockForDelete, this::deleted);

    /**
     * @param uses joined from above: everything that may keep an account from being deleted
     */
    public ExternalAccounts(
            Journal journal, ExternalIds externalIds, List<Uses> uses, PayeeReviews reviews) {
        this.journal = journal;
        this.externalIds = externalIds;
        this.uses = List.copyOf(uses);
        this.reviews = reviews;
    }

    /**
     * The accounts with their holders, held against deleting until this transaction ends. An id
     * that names no account is missing in the answer; a deleted one says so.
     */
    public Map<UUID, ExternalParty> forUse(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : table.forUse(tx, ids);
    }

    /**
     * The same without the lock, for those who hold a live mandate of the account: it cannot be
     * deleted then.
     */
    public Map<UUID, ExternalParty> ofMandatesForUse(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : table.parties(tx, ids);
    }

    /**
     * Adds accounts; refuses what metadata keys forbid, then by {@link CounterpartyRefusal}, then
     * {@code external_id_taken}.
     */
    public List<Outcome<Snapshot>> create(Tx tx, List<Request<NewExternalAccount>> requests) {
        var owners = new NewExternalAccount.Owners(tx, externalIds, requests);
        var outcomes = new LinkedHashMap<UUID, Outcome<ExternalAccount>>();
        metadata.refuse(
                tx,
                MetadataResource.EXTERNAL_ACCOUNTS,
                requests,
                one -> one.account().metadata(),
                outcomes);
        requests.forEach(one -> outcomes.computeIfAbsent(one.id(), _ -> owners.judge(one)));
        var limited = ExternalIds.limited(requests);
        var wanted =
                done(outcomes).stream()
                        .flatMap(
                                account ->
                                        account.externalId().stream()
                                                .map(
                                                        text ->
                                                                new ExternalIds.Wanted(
                                                                        text,
                                                                        account.id(),
                                                                        limited.contains(
                                                                                account.id()))))
                        .toList();
        externalIds
                .claim(tx, RESOURCE, wanted)
                .forEach((id, refusal) -> outcomes.put(id, Outcome.refused(refusal)));
        insert(tx, done(outcomes));
        var made = requests.stream().filter(one -> Maps.required(outcomes, one.id()).isDone());
        var begun = reviews.begin(tx, made.map(one -> isNew(one, one.id())).toList());
        return requests.stream()
                .map(
                        one ->
                                Maps.required(outcomes, one.id())
                                        .map(account -> account.reviewed(begun))
                                        .map(account -> record(tx, one, account, CREATED)))
                .toList();
    }

    private static List<ExternalAccount> done(Map<UUID, Outcome<ExternalAccount>> outcomes) {
        return outcomes.values().stream()
                .flatMap(
                        outcome ->
                                outcome instanceof Outcome.Done<ExternalAccount>(var account)
                                        ? Stream.of(account)
                                        : Stream.empty())
                .toList();
    }

    static PayeeReviews.Changed isNew(Request<?> request, UUID account) {
        return new PayeeReviews.Changed(request, account, Optional.empty());
    }

    static PayeeReviews.Changed renamed(
            Request<?> request, ExternalAccount account, String earlier) {
        return new PayeeReviews.Changed(
                request, account.id(), Optional.of(facts -> facts.heldBy(earlier)));
    }

    private List<Outcome<Snapshot>> patched(
            Tx tx, List<Found<ExternalAccountPatch, ExternalAccount>> list) {
        var outcomes = new LinkedHashMap<UUID, Outcome<ExternalAccount>>();
        list.forEach(one -> outcomes.put(one.now().id(), one.input().applyTo(one.now(), tx.now())));
        refuseUsed(tx, list, outcomes);
        var after = done(outcomes);
        if (!after.isEmpty()) {
            table.update(tx, ExistingDoor.now(list), after);
            var words = words(after);
            search.erase(tx, words);
            search.write(tx, words);
        }
        var changed = list.stream().filter(one -> Maps.required(outcomes, one.now().id()).isDone());
        var begun = reviews.begin(tx, changed.map(ExternalAccounts::changed).toList());
        return list.stream()
                .map(
                        one ->
                                Maps.required(outcomes, one.now().id())
                                        .map(account -> account.reviewed(begun))
                                        .map(
                                                account ->
                                                        record(
                                                                tx,
                                                                one.request(),
                                                                account,
                                                                UPDATED)))
                .toList();
    }

    /** Numbers in use stay: payments that are being made with them are waited for. */
    private void refuseUsed(
            Tx tx,
            List<Found<ExternalAccountPatch, ExternalAccount>> list,
            Map<UUID, Outcome<ExternalAccount>> outcomes) {
        var losing = new LinkedHashMap<Found<ExternalAccountPatch, ExternalAccount>, String>();
        for (var one : list) {
            one.input()
                    .losing(one.now(), Maps.required(outcomes, one.now().id()))
                    .ifPresent(field -> losing.put(one, field));
        }
        var ids = losing.keySet().stream().map(one -> one.now().id()).toList();
        table.lockForDelete(tx, ids);
        var used = uses(tx, ids);
        losing.forEach(
                (one, field) -> {
                    var id = one.now().id();
                    CounterpartyRefusal.inUse(one.request(), field, used, List.of(id))
                            .ifPresent(why -> outcomes.put(id, Outcome.refused(why)));
                });
    }

    private static PayeeReviews.Changed changed(Found<ExternalAccountPatch, ExternalAccount> one) {
        String identifiers = ExternalAccountTable.identifiers(one.now());
        String routing = ExternalAccountTable.routing(one.now());
        return new PayeeReviews.Changed(
                one.request(),
                one.now().id(),
                Optional.of(facts -> facts.numbered(identifiers, routing)));
    }

    private List<Outcome<Snapshot>> deleted(Tx tx, List<Found<NoInput, ExternalAccount>> list) {
        var before = ExistingDoor.now(list);
        var used = uses(tx, before.keySet());
        var dead = new ArrayList<ExternalAccount>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            var refused = CounterpartyRefusal.inUse(one.request(), used, List.of(one.now().id()));
            if (refused.isPresent()) {
                outcomes.add(Outcome.refused(refused.get()));
                continue;
            }
            var account = one.now().delete(tx.now());
            dead.add(account);
            outcomes.add(Outcome.done(record(tx, one.request(), account, DELETED)));
        }
        bury(tx, before, dead, list.getFirst().request().by());
        return outcomes;
    }

    Map<UUID, String> uses(Tx tx, Collection<UUID> ids) {
        var used = new HashMap<UUID, String>();
        if (!ids.isEmpty()) {
            uses.forEach(room -> room.of(tx, ids).forEach(used::putIfAbsent));
        }
        return used;
    }

    /** Writes deleted accounts; their external ids are free and no word leads to them any more. */
    void bury(Tx tx, Map<UUID, ExternalAccount> before, List<ExternalAccount> dead, Originator by) {
        if (dead.isEmpty()) {
            return;
        }
        var ids = dead.stream().map(ExternalAccount::id).toList();
        table.update(tx, before, dead);
        externalIds.release(tx, ids);
        search.erase(tx, words(dead));
        reviews.deleted(tx, ids, by);
    }

    void insert(Tx tx, List<ExternalAccount> accounts) {
        if (accounts.isEmpty()) {
            return;
        }
        table.insert(tx, accounts);
        search.write(tx, words(accounts));
    }

    private static List<SearchTable.Entry> words(Collection<ExternalAccount> accounts) {
        return accounts.stream().flatMap(one -> SearchTable.Entry.of(one).stream()).toList();
    }

    /** Reviews of accounts that were made or changed, which are written already. */
    PayeeReviews reviews() {
        return reviews;
    }

    Snapshot record(Tx tx, Request<?> request, ExternalAccount account, NewEvent.Type type) {
        return journal.record(
                tx, account.snapshot(tx.organization()), Happened.of(type, request.by()));
    }

    public Outcome<ExternalAccount> find(Tx tx, Caller caller, ResourceRef reference) {
        return externalIds
                .resolve(tx, KIND, reference)
                .flatMap(id -> KIND.found(caller, table.find(tx, id)));
    }

    /** Newest first; they belong to others, so that no limit to own accounts concerns them. */
    public Page<ExternalAccount> list(
            Tx tx, Caller caller, CounterpartyFilter filter, PageRequest page) {
        UUID before = page.after().map(UUID::fromString).orElse(null);
        var finding = SearchPlan.of(tx, RESOURCE, filter, page, SearchPlan.Bounds.USUAL);
        return finding.cut(
                table.list(tx, finding, filter, before, page.limit() + 1),
                page.limit(),
                ExternalAccount::id);
    }
}
