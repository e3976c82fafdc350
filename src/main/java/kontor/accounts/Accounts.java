package kontor.accounts;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import kontor.changes.ExternalIds;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.AccountLimit;
import kontor.core.Ids;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.identifiers.AccountIdentifier;
import kontor.metadata.MetadataResource;
import kontor.metadata.MetadataRules;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to the organization's own accounts. */
public final class Accounts {

    public static final String RESOURCE = "accounts";

    private final Journal journal;
    private final ExternalIds externalIds;
    private final KnownConnections connections;
    private final AccountTable table = new AccountTable();
    private final EntityTable entities = new EntityTable();
    private final MetadataRules metadata = new MetadataRules();

    public Accounts(Journal journal, ExternalIds externalIds, KnownConnections connections) {
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
        if (entities.holdExisting(tx, List.of(added.entityId())).isEmpty()) {
            throw new IllegalStateException(
                    "there is no entity " + added.entityId() + " to hold an account");
        }
        var account =
                new Account(
                        Ids.next(),
                        added.entityId(),
                        added.bank().thirdPartyId(),
                        added.bank().affiliationId(),
                        added.bank().connectionId(),
                        added.market(),
                        added.currency(),
                        added.name(),
                        Optional.empty(),
                        added.identifiers(),
                        added.routing(),
                        added.fictive(),
                        added.externalId(),
                        added.metadata(),
                        added.zone(),
                        added.creditor(),
                        List.of(),
                        AccountStatus.ACTIVE,
                        1,
                        tx.now(),
                        tx.now());
        claimExternalId(tx, account);
        table.insert(tx, List.of(account));
        journal.record(
                tx, account.snapshot(tx.organization()), Happened.created(Originator.KONTOR));
        return account;
    }

    private void claimExternalId(Tx tx, Account account) {
        if (account.externalId().isEmpty()) {
            return;
        }
        var wanted =
                List.of(new ExternalIds.Wanted(account.externalId().get(), account.id(), false));
        externalIds
                .claim(tx, RESOURCE, wanted)
                .values()
                .forEach(
                        refusal -> {
                            throw new IllegalStateException(refusal.message());
                        });
    }

    /** Creates accounts. Refuses by {@link AccountRefusal}, then with {@code external_id_taken}. */
    List<Outcome<Snapshot>> create(Tx tx, List<Request<RequestedAccount>> requests) {
        var known = connections.existing(tx, distinct(requests, one -> one.input().connectionId()));
        var holders = entities.holdExisting(tx, distinct(requests, one -> one.input().entityId()));
        var zone = organizationZone(tx);
        var taken =
                new HashMap<>(
                        table.numbersTaken(
                                tx,
                                requests.stream()
                                        .flatMap(one -> one.input().identifiers().stream())
                                        .map(AccountIdentifier::number)
                                        .distinct()
                                        .toList()));
        var outcomes = new LinkedHashMap<UUID, Outcome<Account>>();
        for (var one : requests) {
            outcomes.put(
                    one.id(),
                    refusal(one, known, holders, taken)
                            .<Outcome<Account>>map(Outcome::refused)
                            .orElseGet(
                                    () ->
                                            Outcome.done(
                                                    one.input()
                                                            .made(
                                                                    one.id(),
                                                                    Maps.required(
                                                                            known,
                                                                            one.input()
                                                                                    .connectionId()),
                                                                    zone,
                                                                    tx.now()))));
        }
        var limited = ExternalIds.limited(requests);
        externalIds
                .claim(
                        tx,
                        RESOURCE,
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
                                                                                        account
                                                                                                .id()))))
                                .toList())
                .forEach((id, refusal) -> outcomes.put(id, Outcome.refused(refusal)));
        table.insert(tx, done(outcomes));
        return requests.stream()
                .map(
                        one ->
                                Maps.required(outcomes, one.id())
                                        .map(
                                                account ->
                                                        recorded(
                                                                tx,
                                                                one,
                                                                NewEvent.Type.CREATED,
                                                                account.snapshot(
                                                                        tx.organization()))))
                .toList();
    }

    private static <T> List<UUID> distinct(
            List<Request<T>> requests, Function<Request<T>, UUID> id) {
        return requests.stream().map(id).distinct().toList();
    }

    private static List<Account> done(Map<UUID, Outcome<Account>> outcomes) {
        return outcomes.values().stream()
                .flatMap(
                        outcome ->
                                outcome instanceof Outcome.Done<Account>(var account)
                                        ? Stream.of(account)
                                        : Stream.empty())
                .toList();
    }

    /**
     * Why an account cannot be created.
     *
     * @param taken the accounts of numbers with their currency; the request's own are added
     */
    private static Optional<Refusal> refusal(
            Request<RequestedAccount> request,
            Map<UUID, KnownConnections.Known> known,
            Set<UUID> holders,
            Map<String, UUID> taken) {
        var wanted = request.input();
        var limit = request.caller().accounts();
        if (!known.containsKey(wanted.connectionId())) {
            return Optional.of(AccountRefusal.CONNECTION_NOT_FOUND.refusal());
        }
        if (!holders.contains(wanted.entityId()) || !limit.allowsHolder(wanted.entityId())) {
            return Optional.of(AccountRefusal.ENTITY_NOT_FOUND.refusal());
        }
        var keys =
                wanted.identifiers().stream()
                        .map(one -> AccountTable.comparable(one.number()))
                        .map(number -> number + " " + wanted.currency().code())
                        .distinct()
                        .toList();
        var owner = keys.stream().map(taken::get).filter(Objects::nonNull).findFirst();
        if (owner.isPresent()) {
            return Optional.of(
                    AccountRefusal.ACCOUNT_EXISTS.refusal(
                            limit.allows(owner.get())
                                    ? owner.get().toString()
                                    : "one that the role is not allowed"));
        }
        keys.forEach(key -> taken.put(key, request.id()));
        return Optional.empty();
    }

    /**
     * Those of the connections that accounts use, each with a sentence that says by which account.
     */
    public Map<UUID, String> keepingConnections(Tx tx, Collection<UUID> connectionIds) {
        var sentences = new HashMap<UUID, String>();
        table.using(tx, connectionIds)
                .forEach(
                        (connection, account) ->
                                sentences.put(
                                        connection, "account " + account + " is reached by it"));
        return sentences;
    }

    /**
     * The accounts with their holders, for Kontor's own use; they cannot be deleted until this
     * transaction ends. An id that names no account is missing in the result.
     */
    public Map<UUID, OwnAccount> forUse(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : table.forUse(tx, ids);
    }

    /** The ids of the accounts that these entities hold now. */
    public Set<UUID> heldBy(Tx tx, Collection<UUID> entityIds) {
        return entityIds.isEmpty() ? Set.of() : table.heldBy(tx, entityIds);
    }

    public Optional<String> ibanOf(Tx tx, UUID id) {
        return Optional.ofNullable(forUse(tx, List.of(id)).get(id)).flatMap(OwnAccount::iban);
    }

    public Optional<Account> find(Tx tx, UUID id) {
        return table.find(tx, id);
    }

    /**
     * The accounts with this number, an IBAN, a domestic number or a bankgiro, for Kontor's own
     * use: several where a bank has one account per currency under one number.
     *
     * @param number as a file or a person writes it: blanks, hyphens and case do not matter
     */
    public List<Account> byIdentifier(Tx tx, String number) {
        return table.byNumber(tx, AccountTable.comparable(number));
    }

    /** The different SEPA creditor identifiers of the organization's entities and accounts. */
    public List<String> sepaCreditorIdentifiers(Tx tx) {
        return table.sepaCreditorIdentifiers(tx);
    }

    /** The organization's own time zone, for dates that belong to no account. */
    public ZoneId organizationZone(Tx tx) {
        return table.organizationZone(tx);
    }

    /**
     * Changes accounts. Refuses, in this order: an unknown account, a stale version, an unknown
     * entity, what {@link AccountPatch} cannot apply, and what the metadata keys forbid.
     */
    List<Outcome<Snapshot>> patch(Tx tx, List<Request<AccountPatch>> requests) {
        var before = table.lock(tx, requests.stream().map(Request::id).distinct().toList());
        var named =
                requests.stream()
                        .flatMap(one -> one.input().entities().stream())
                        .distinct()
                        .toList();
        var holders = named.isEmpty() ? Set.<UUID>of() : entities.holdExisting(tx, named);
        var after = new HashMap<UUID, Account>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var now = Optional.ofNullable(after.getOrDefault(one.id(), before.get(one.id())));
            outcomes.add(
                    patched(tx, one, now, holders)
                            .map(
                                    account -> {
                                        after.put(account.id(), account);
                                        return recorded(
                                                tx,
                                                one,
                                                NewEvent.Type.UPDATED,
                                                account.snapshot(tx.organization()));
                                    }));
        }
        table.update(tx, before, List.copyOf(after.values()));
        return outcomes;
    }

    private Outcome<Account> patched(
            Tx tx, Request<AccountPatch> request, Optional<Account> account, Set<UUID> holders) {
        if (account.isEmpty() || !request.caller().accounts().allows(request.id())) {
            return Outcome.refused(Refusal.notFound("account"));
        }
        int version = account.get().version();
        if (request.ifMatch().isPresent() && request.ifMatch().get() != version) {
            return Outcome.refused(Refusal.stale(version));
        }
        for (UUID entity : request.input().entities()) {
            if (!holders.contains(entity) || !request.caller().accounts().allowsHolder(entity)) {
                return Outcome.refused(
                        Refusal.rule(
                                "entity_not_found",
                                "entityId",
                                "there is no entity "
                                        + entity
                                        + "; list them at /financial-data/v2/entities"));
            }
        }
        return request.input()
                .applyTo(account.get(), tx.now())
                .flatMap(
                        patched ->
                                metadata.judged(
                                        tx,
                                        MetadataResource.ACCOUNTS,
                                        request.input().metadataKeys(),
                                        patched.metadata(),
                                        patched));
    }

    private Snapshot recorded(Tx tx, Request<?> request, NewEvent.Type type, Snapshot snapshot) {
        return journal.record(tx, snapshot, Happened.of(type, request.by()));
    }

    /** Newest first; accounts of every status when none is given. */
    Page<Account> list(Tx tx, List<AccountStatus> statuses, AccountLimit limit, PageRequest page) {
        var before = page.after().map(UUID::fromString).orElse(null);
        return Page.cut(
                table.list(tx, statuses, limit, before, page.limit() + 1),
                page.limit(),
                account -> account.id().toString());
    }
}
