package kontor.counterparties;

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
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.metadata.MetadataResource;
import kontor.metadata.MetadataRules;
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
    private final CounterpartyTable counterparties = new CounterpartyTable();
    private final SearchTable search = new SearchTable();
    private final MetadataRules metadata = new MetadataRules();
    private final Journal journal;
    private final ExternalIds externalIds;
    private final List<Uses> uses;

    /** Changes accounts; refuses by {@link ResourceKind}, then what the account forbids. */
    public final Door<ExternalAccountPatch> patch =
            new ExistingDoor<>(KIND, table::lock, this::patched);

    /** Deletes accounts; refuses by {@link ResourceKind}, then {@code in_use}. */
    public final Door<NoInput> delete =
            new ExistingDoor<>(KIND, table::lockForDelete, this::deleted);

    /**
     * @param uses joined from above: everything that may keep an account from being deleted
     */
    public ExternalAccounts(Journal journal, ExternalIds externalIds, List<Uses> uses) {
        this.journal = journal;
        this.externalIds = externalIds;
        this.uses = List.copyOf(uses);
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
        var owners = new Owners(tx, requests);
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
        var snapshots = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var outcome = Maps.required(outcomes, one.id());
            if (outcome instanceof Outcome.Done<ExternalAccount>(var account)) {
                record(tx, one, account, NewEvent.Type.CREATED);
            }
            snapshots.add(outcome.map(account -> account.snapshot(tx.organization())));
        }
        return snapshots;
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

    /**
     * The counterparties that new accounts are for, locked so that their accounts can be counted.
     */
    private final class Owners {
        private final Tx tx;
        private final Map<String, ExternalIds.Owner> byExternalId;
        private final Map<UUID, Counterparty> found;
        private final Map<UUID, Integer> accounts = new HashMap<>();

        Owners(Tx tx, List<Request<NewExternalAccount>> requests) {
            this.tx = tx;
            byExternalId =
                    externalIds.find(
                            tx,
                            requests.stream()
                                    .flatMap(
                                            one ->
                                                    one.input().counterparty()
                                                                    instanceof
                                                                    ResourceRef.ByExternalId(
                                                                            var text)
                                                            ? Stream.of(text)
                                                            : Stream.empty())
                                    .distinct()
                                    .toList());
            found =
                    counterparties.lock(
                            tx,
                            requests.stream()
                                    .flatMap(one -> id(one.input().counterparty()).stream())
                                    .distinct()
                                    .toList());
            table.ofCounterparties(tx, found.keySet())
                    .forEach((id, live) -> accounts.put(id, live.size()));
        }

        private Optional<UUID> id(ResourceRef reference) {
            return switch (reference) {
                case ResourceRef.ById(var id) -> Optional.of(id);
                case ResourceRef.ByExternalId(var text) ->
                        Optional.ofNullable(byExternalId.get(text))
                                .filter(owner -> owner.resource().equals(Counterparties.RESOURCE))
                                .map(ExternalIds.Owner::id);
                case ResourceRef.Unknown() -> Optional.empty();
            };
        }

        Outcome<ExternalAccount> judge(Request<NewExternalAccount> request) {
            var owner = id(request.input().counterparty()).map(found::get);
            if (owner.isEmpty()) {
                return Outcome.refused(
                        CounterpartyRefusal.COUNTERPARTY_NOT_FOUND.at("counterpartyId", ""));
            }
            if (owner.get().deleted()) {
                return Outcome.refused(
                        CounterpartyRefusal.COUNTERPARTY_DELETED.at("counterpartyId", ""));
            }
            if (accounts.merge(owner.get().id(), 1, Integer::sum) > MOST_OF_ONE) {
                return Outcome.refused(
                        CounterpartyRefusal.TOO_MANY_ACCOUNTS.at("counterpartyId", ""));
            }
            return Outcome.done(
                    request.input()
                            .account()
                            .made(
                                    request.id(),
                                    owner.get().id(),
                                    owner.get().details().entityIds(),
                                    tx.now()));
        }
    }

    private List<Outcome<Snapshot>> patched(
            Tx tx, List<Found<ExternalAccountPatch, ExternalAccount>> list) {
        var after = new ArrayList<ExternalAccount>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            var outcome = one.input().applyTo(one.now(), tx.now());
            outcomes.add(
                    outcome.map(
                            account -> {
                                after.add(account);
                                return record(tx, one.request(), account, NewEvent.Type.UPDATED);
                            }));
        }
        if (!after.isEmpty()) {
            table.update(tx, ExistingDoor.now(list), after);
            search.erase(tx, after.stream().map(ExternalAccount::id).toList());
            writeWords(tx, after);
        }
        return outcomes;
    }

    private List<Outcome<Snapshot>> deleted(Tx tx, List<Found<NoInput, ExternalAccount>> list) {
        var before = ExistingDoor.now(list);
        var used = uses(tx, before.keySet());
        var dead = new ArrayList<ExternalAccount>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            var refused = inUse(one.request(), used, List.of(one.now().id()));
            if (refused.isPresent()) {
                outcomes.add(Outcome.refused(refused.get()));
                continue;
            }
            var account = one.now().delete(tx.now());
            dead.add(account);
            outcomes.add(Outcome.done(record(tx, one.request(), account, NewEvent.Type.DELETED)));
        }
        bury(tx, before, dead);
        return outcomes;
    }

    Map<UUID, String> uses(Tx tx, Collection<UUID> ids) {
        var used = new HashMap<UUID, String>();
        if (!ids.isEmpty()) {
            uses.forEach(room -> room.of(tx, ids).forEach(used::putIfAbsent));
        }
        return used;
    }

    /** A role limited to some accounts is not told by what: it may be of another account. */
    static Optional<Refusal> inUse(
            Request<?> request, Map<UUID, String> used, Collection<UUID> ids) {
        return ids.stream()
                .filter(used::containsKey)
                .findFirst()
                .map(
                        id ->
                                CounterpartyRefusal.IN_USE.because(
                                        "external account " + id,
                                        request.caller().accounts().all()
                                                ? Maps.required(used, id)
                                                : "a mandate or payment uses it"));
    }

    /** Writes deleted accounts; their external ids are free and no word leads to them any more. */
    void bury(Tx tx, Map<UUID, ExternalAccount> before, List<ExternalAccount> dead) {
        if (dead.isEmpty()) {
            return;
        }
        var ids = dead.stream().map(ExternalAccount::id).toList();
        table.update(tx, before, dead);
        externalIds.release(tx, ids);
        search.erase(tx, ids);
    }

    void insert(Tx tx, List<ExternalAccount> accounts) {
        if (accounts.isEmpty()) {
            return;
        }
        table.insert(tx, accounts);
        writeWords(tx, accounts);
    }

    private void writeWords(Tx tx, Collection<ExternalAccount> accounts) {
        search.write(
                tx,
                accounts.stream()
                        .flatMap(account -> SearchTable.Entry.of(account).stream())
                        .toList());
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
