package kontor.accounts;

import static kontor.accounts.AccountChecks.distinct;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.ExternalIds;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.entities.Entities;
import kontor.events.NewEvent;
import kontor.metadata.MetadataResource;
import kontor.metadata.MetadataRules;
import kontor.reopening.EntityMoves;
import kontor.reporting.GapNews;
import kontor.reporting.StatementGap;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to the organization's own accounts. */
public final class Accounts {

    public static final String RESOURCE = "accounts";
    public static final ResourceKind KIND = new ResourceKind(RESOURCE, "account");

    public static final Use CREATE = Use.of("accounts:create");
    public static final Use READ = Use.of("accounts:read");
    public static final Use UPDATE = Use.of("accounts:update");

    private final Journal journal;
    private final ExternalIds externalIds;
    private final KnownConnections connections;
    private final AccountTable table = new AccountTable();
    private final Entities entities;
    private final HolderTable holderTable = new HolderTable();
    private final MetadataRules metadata = new MetadataRules();

    /**
     * Changes accounts. Refuses by {@link ResourceKind}, then an unknown entity, what {@link
     * AccountPatch} cannot apply, and what the metadata keys forbid.
     */
    public final Door<AccountPatch> patch;

    public Accounts(
            Journal journal,
            ExternalIds externalIds,
            Entities entities,
            KnownConnections connections,
            EntityMoves moves) {
        patch = moves.watching(new ExistingDoor<>(KIND, table::lock, this::patched));
        this.entities = entities;
        this.journal = journal;
        this.externalIds = externalIds;
        this.connections = connections;
    }

    /**
     * Adds an account, for set-up code of Kontor itself.
     *
     * @throws IllegalStateException when the external id is taken, or the entity does not exist
     */
    public Account add(Tx tx, NewAccount added) {
        if (entities.existing(tx, List.of(added.entityId())).isEmpty()) {
            throw new IllegalStateException(
                    "there is no entity " + added.entityId() + " to hold an account");
        }
        var account = added.made(Ids.next(), tx.now());
        externalIds
                .claim(tx, RESOURCE, wanted(account, Set.of()).stream().toList())
                .forEach(
                        (_, refusal) -> {
                            throw new IllegalStateException(refusal.message());
                        });
        table.insert(tx, List.of(account));
        journal.record(
                tx, account.snapshot(tx.organization()), Happened.created(Originator.KONTOR));
        return account;
    }

    /** Creates accounts. Refuses by {@link AccountRefusal}, then with {@code external_id_taken}. */
    public List<Outcome<Snapshot>> create(Tx tx, List<Request<RequestedAccount>> requests) {
        var known = connections.existing(tx, distinct(requests, one -> one.input().connectionId()));
        var holders = entities.existing(tx, distinct(requests, one -> one.input().entityId()));
        var zone = tx.zone();
        var taken = new HashMap<>(table.numbersTaken(tx, AccountChecks.numbers(requests)));
        var checks = new AccountChecks(known, holders, taken, AccountChecks.room(tx));
        var outcomes = new LinkedHashMap<UUID, Outcome<Account>>();
        for (var one : requests) {
            var refused = checks.refusal(one);
            outcomes.put(
                    one.id(),
                    Outcome.unless(
                            refused,
                            () -> {
                                var bank = Maps.required(known, one.input().connectionId());
                                return one.input().made(one.id(), bank, zone, tx.now());
                            }));
        }
        claimExternalIds(tx, requests, outcomes);
        table.insert(tx, done(outcomes));
        return requests.stream()
                .map(
                        one ->
                                Maps.required(outcomes, one.id())
                                        .map(
                                                made ->
                                                        recorded(
                                                                tx,
                                                                one,
                                                                NewEvent.Type.CREATED,
                                                                made)))
                .toList();
    }

    /**
     * Claims the external ids of new accounts, and refuses an account whose external id is taken.
     */
    private void claimExternalIds(
            Tx tx, List<Request<RequestedAccount>> requests, Map<UUID, Outcome<Account>> outcomes) {
        var limited = ExternalIds.limited(requests);
        var wanted =
                done(outcomes).stream().flatMap(made -> wanted(made, limited).stream()).toList();
        externalIds
                .claim(tx, RESOURCE, wanted)
                .forEach((id, refusal) -> outcomes.put(id, Outcome.refused(refusal)));
    }

    /**
     * @param limited accounts that callers with an account limit make
     */
    private static Optional<ExternalIds.Wanted> wanted(Account account, Set<UUID> limited) {
        return account.externalId()
                .map(
                        text ->
                                new ExternalIds.Wanted(
                                        text, account.id(), limited.contains(account.id())));
    }

    private static List<Account> done(Map<UUID, Outcome<Account>> outcomes) {
        return outcomes.values().stream().flatMap(Outcome::stream).toList();
    }

    /**
     * Those of the connections that accounts use, each with a sentence that says by which account.
     */
    public Map<UUID, String> keepingConnections(Tx tx, Collection<UUID> connectionIds) {
        var sentences = new HashMap<UUID, String>();
        table.using(tx, connectionIds)
                .forEach(
                        (id, account) ->
                                sentences.put(id, "account " + account + " is reached by it"));
        return sentences;
    }

    /**
     * The accounts with their holders, for Kontor's own use; they cannot be deleted until this
     * transaction ends. An id that names no account is missing in the result.
     */
    public Map<UUID, OwnAccount> forUse(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : table.forUse(tx, ids);
    }

    public Set<UUID> heldBy(Tx tx, Collection<UUID> entityIds) {
        return entityIds.isEmpty() ? Set.of() : holderTable.heldBy(tx, entityIds);
    }

    public Optional<String> ibanForUse(Tx tx, UUID id) {
        return Optional.ofNullable(forUse(tx, List.of(id)).get(id)).flatMap(OwnAccount::iban);
    }

    /**
     * The accounts with this number, an IBAN, a domestic number or a bankgiro, for Kontor's own
     * use: several where a bank has one account per currency under one number.
     *
     * @param number as a file or a person writes it: blanks, hyphens and case do not matter
     */
    public List<Account> byIdentifierForUse(Tx tx, String number) {
        return table.byNumber(tx, AccountTable.comparable(number));
    }

    /**
     * Shows on an account what its statements leave open now; an event says what is missing, or
     * came.
     *
     * @param after what is open now, by what was open before
     */
    public void reported(Tx tx, UUID id, UnaryOperator<List<StatementGap>> after) {
        var locked = Maps.required(table.lock(tx, List.of(id)), id);
        var before = locked.reporting().gaps();
        var gaps = after.apply(before);
        if (before.equals(gaps)) {
            return;
        }
        var next = locked.leaving(gaps, tx.now());
        table.update(tx, Map.of(id, locked), List.of(next));
        var news = GapNews.of(before, gaps);
        journal.record(
                tx,
                next.snapshot(tx.organization()),
                Happened.updated(news.name(), Originator.BANK).saying(Optional.of(news.words())));
        news.log(id);
    }

    /** Whether all of these accounts name a connection as one that reports of them. */
    public boolean areReportedBy(Tx tx, UUID connection, Collection<UUID> ids) {
        return table.lock(tx, ids).values().stream().allMatch(one -> one.isReportedBy(connection));
    }

    /** The different SEPA creditor identifiers of the organization's entities and accounts. */
    public List<String> sepaCreditorIdentifiers(Tx tx) {
        return table.sepaCreditorIdentifiers(tx);
    }

    private List<Outcome<Snapshot>> patched(Tx tx, List<Found<AccountPatch, Account>> list) {
        var named =
                list.stream().flatMap(one -> one.input().entities().stream()).distinct().toList();
        var holders = entities.existing(tx, named);
        var reporters = list.stream().flatMap(one -> one.input().reporters().stream()).toList();
        var known = connections.existing(tx, reporters).keySet();
        var after = new ArrayList<Account>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            var patched =
                    Outcome.unless(one.input().unknownReporter(known), one::now)
                            .flatMap(_ -> patched(tx, one, holders));
            patched.stream().forEach(after::add);
            var type = NewEvent.Type.UPDATED;
            outcomes.add(patched.map(next -> recorded(tx, one.request(), type, next)));
        }
        table.update(tx, ExistingDoor.now(list), after);
        return outcomes;
    }

    private Outcome<Account> patched(Tx tx, Found<AccountPatch, Account> one, Set<UUID> holders) {
        var limit = one.request().caller().accounts();
        for (UUID entity : one.input().entities()) {
            if (!holders.contains(entity) || !limit.allowsHolder(entity)) {
                return Outcome.refused(AccountPatch.noEntity(entity));
            }
        }
        return one.input()
                .applyTo(one.now(), tx.now())
                .flatMap(patched -> judgedMetadata(tx, one.input(), patched));
    }

    private Outcome<Account> judgedMetadata(Tx tx, AccountPatch patch, Account patched) {
        return metadata.judged(
                tx, MetadataResource.ACCOUNTS, patch.metadataKeys(), patched.metadata(), patched);
    }

    private Snapshot recorded(Tx tx, Request<?> request, NewEvent.Type type, Account account) {
        var snapshot = account.snapshot(tx.organization());
        return journal.record(tx, snapshot, Happened.of(type, request.by()));
    }

    /** The account with this id, or a refusal when the caller may not see it. */
    public Outcome<Account> find(Tx tx, Caller caller, UUID id) {
        return table.find(tx, id)
                .filter(account -> account.isSeenBy(caller))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Refusal.notFound()));
    }

    /** Newest first; only those that the caller may see. */
    public Page<Account> list(Tx tx, Caller caller, AccountFilter filter, PageRequest page) {
        var before = page.after().map(UUID::fromString).orElse(null);
        return Page.cut(
                table.list(tx, filter, caller.accounts(), before, page.limit() + 1),
                page.limit(),
                account -> account.id().toString());
    }
}
