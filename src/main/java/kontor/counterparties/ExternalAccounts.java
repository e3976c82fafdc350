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
import kontor.changes.ExternalIds;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
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

    private static final String WHAT = "External account";

    private final ExternalAccountTable table = new ExternalAccountTable();
    private final CounterpartyTable counterparties = new CounterpartyTable();
    private final SearchTable search = new SearchTable();
    private final MetadataRules metadata = new MetadataRules();
    private final Journal journal;
    private final ExternalIds externalIds;
    private final List<Uses> uses;

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
    public Map<UUID, ExternalParty> ofMandates(Tx tx, Collection<UUID> ids) {
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

    /**
     * Changes accounts; refuses in this order: unknown, deleted, stale, what the account forbids.
     */
    List<Outcome<Snapshot>> patch(Tx tx, List<Request<ExternalAccountPatch>> requests) {
        var before = table.lock(tx, requests.stream().map(Request::id).distinct().toList());
        var after = new LinkedHashMap<UUID, ExternalAccount>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var now = Optional.ofNullable(after.getOrDefault(one.id(), before.get(one.id())));
            var refused = Versioned.refusal(one, WHAT, now);
            Outcome<ExternalAccount> outcome =
                    refused.isPresent()
                            ? Outcome.refused(refused.get())
                            : one.input().applyTo(now.orElseThrow(), tx.now());
            if (outcome instanceof Outcome.Done<ExternalAccount>(var account)) {
                after.put(account.id(), account);
                record(tx, one, account, NewEvent.Type.UPDATED);
            }
            outcomes.add(outcome.map(account -> account.snapshot(tx.organization())));
        }
        if (!after.isEmpty()) {
            table.update(tx, before, List.copyOf(after.values()));
            search.erase(tx, after.keySet());
            writeWords(tx, after.values());
        }
        return outcomes;
    }

    /** Deletes accounts; refuses in this order: unknown, deleted, stale, {@code in_use}. */
    List<Outcome<Snapshot>> delete(Tx tx, List<Request<UUID>> requests) {
        var before =
                table.lockForDelete(tx, requests.stream().map(Request::id).distinct().toList());
        var used = uses(tx, before.keySet());
        var after = new LinkedHashMap<UUID, ExternalAccount>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var now = Optional.ofNullable(after.getOrDefault(one.id(), before.get(one.id())));
            var refused =
                    Versioned.refusal(one, WHAT, now).or(() -> inUse(one, used, List.of(one.id())));
            if (refused.isPresent()) {
                outcomes.add(Outcome.refused(refused.get()));
                continue;
            }
            var account = now.orElseThrow().delete(tx.now());
            after.put(account.id(), account);
            record(tx, one, account, NewEvent.Type.DELETED);
            outcomes.add(Outcome.done(account.snapshot(tx.organization())));
        }
        bury(tx, before, List.copyOf(after.values()));
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

    void record(Tx tx, Request<?> request, ExternalAccount account, NewEvent.Type type) {
        journal.record(tx, account.snapshot(tx.organization()), Happened.of(type, request.by()));
    }

    /** The id that a client means; refuses what is unknown or deleted. */
    Outcome<UUID> resolve(Tx tx, ResourceRef reference) {
        return externalIds.resolve(tx, RESOURCE, WHAT, reference);
    }

    Outcome<ExternalAccount> find(Tx tx, UUID id) {
        return table.find(tx, id)
                .map(
                        account ->
                                account.deleted()
                                        ? Outcome.<ExternalAccount>refused(Refusal.gone(WHAT))
                                        : Outcome.done(account))
                .orElseGet(() -> Outcome.refused(Refusal.notFound(WHAT)));
    }

    /** Newest first. */
    Page<ExternalAccount> list(Tx tx, CounterpartyFilter filter, PageRequest page) {
        UUID before = page.after().map(UUID::fromString).orElse(null);
        var finding = SearchPlan.of(tx, RESOURCE, filter, page, SearchPlan.Bounds.USUAL);
        return finding.cut(
                table.list(tx, finding, filter, before, page.limit() + 1),
                page.limit(),
                ExternalAccount::id);
    }
}
