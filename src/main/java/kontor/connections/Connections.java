package kontor.connections;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.changerequests.Area;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Operation;
import kontor.changes.Door;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.NoInput;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.pauses.PauseOrder;
import kontor.sealkeys.KeptSealKey;
import kontor.sealkeys.SealOrder;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to connections. */
public final class Connections {

    public static final Use CREATE = Use.of("connections:create");
    public static final Use READ = Use.of("connections:read");
    public static final Use UPDATE = Use.of("connections:update");
    public static final Use DELETE = Use.of("connections:delete");

    private static final String WHAT = "Connection";

    private final Journal journal;
    private final ConnectionUses uses;
    private final Channels channels;
    private final ConnectionTable table = new ConnectionTable();

    final Door<NewConnection> create;
    public final Door<ConnectionPatch> patch;
    final Door<NoInput> delete;

    /**
     * @param uses the rooms that name connections
     */
    public Connections(Journal journal, ConnectionUses uses, Channels channels, FourEyes fourEyes) {
        this.journal = journal;
        this.uses = uses;
        this.channels = channels;
        var area = Area.CONNECTIONS;
        Operation<NewConnection> creates =
                Operation.of(
                        area,
                        "createConnection",
                        CREATE,
                        body -> NewConnection.parse(body, channels));
        create = fourEyes.door(creates.ofWhole(), this::create);
        patch =
                fourEyes.door(
                        Operation.patch(
                                        area,
                                        "updateConnection",
                                        UPDATE,
                                        ConnectionPatch.RULES,
                                        ConnectionPatch::parse)
                                .ofWhole(),
                        this::patch);
        delete =
                fourEyes.door(
                        Operation.delete(area, "deleteConnection", DELETE).ofWhole(), this::delete);
    }

    Channels channels() {
        return channels;
    }

    /** For set-up, by Kontor itself: an address that is taken is its mistake. */
    public void add(Tx tx, Connection connection) {
        if (table.insert(tx, List.of(connection)).isEmpty()) {
            throw new IllegalStateException("there is a connection to " + connection.address());
        }
        var stored =
                new StoredConnection(
                        connection,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        1,
                        tx.now(),
                        tx.now());
        record(tx, stored, Happened.created(Originator.KONTOR));
    }

    /**
     * Creates connections; refuses, in the words of their channel, those that it cannot have here,
     * then too many, then an address that is taken.
     */
    List<Outcome<Snapshot>> create(Tx tx, List<Request<NewConnection>> requests) {
        var made = requests.stream().map(one -> one.input().made(one.id(), tx.now())).toList();
        var refused = NewConnection.refused(tx, requests);
        var inserted =
                table.insert(
                        tx,
                        made.stream()
                                .map(StoredConnection::connection)
                                .filter(one -> !refused.containsKey(one.id()))
                                .toList());
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (int i = 0; i < requests.size(); i++) {
            var one = requests.get(i);
            outcomes.add(
                    inserted.contains(one.id())
                            ? Outcome.done(record(tx, made.get(i), Happened.created(one.by())))
                            : Outcome.refused(
                                    Optional.ofNullable(refused.get(one.id()))
                                            .orElseGet(one.input().form()::taken)));
        }
        return outcomes;
    }

    /**
     * Renames connections and changes habits of their files; refuses unknown, deleted and stale
     * ones, and those whose bank wants a number of the initiating party that nobody gave, or
     * another one.
     */
    private List<Outcome<Snapshot>> patch(Tx tx, List<Request<ConnectionPatch>> requests) {
        return change(
                tx,
                requests,
                one -> Happened.updated(one.by()),
                (one, before) -> {
                    var after = before.changed(one.input(), tx.now());
                    var files = after.connection().profile().files();
                    return Outcome.unless(BankRefusal.ofInitiatingParty(files), () -> after);
                });
    }

    /** Pauses and resumes connections; refuses unknown, deleted and stale ones. */
    public List<Outcome<Snapshot>> order(Tx tx, List<Request<PauseOrder>> requests) {
        return change(
                tx,
                requests,
                one -> one.input().happened(one.by()),
                (one, before) -> Outcome.done(before.ordered(one.input(), tx.now())));
    }

    /**
     * Has files to Bankgirot sealed, or no more. Needs no second person: with a wrong key nothing
     * is paid, as Bankgirot refuses the files.
     */
    public List<Outcome<Snapshot>> seal(Tx tx, List<Request<SealOrder>> requests) {
        return change(
                tx,
                requests,
                one -> Happened.updated(one.by()),
                (one, before) -> Outcome.done(before.ordered(one.input(), tx.now())));
    }

    /** The key with which files between a connection and Bankgirot are sealed, if they are. */
    public Optional<KeptSealKey> sealKey(Tx tx, UUID id) {
        return table.stored(tx, id).flatMap(StoredConnection::seal);
    }

    /**
     * The same by an operator, for whom no role stands.
     *
     * @return false when there is no such connection in use
     */
    public boolean order(Tx tx, UUID id, PauseOrder order) {
        var before = table.lock(tx, List.of(id));
        var found = before.values().stream().filter(one -> !one.deleted()).findFirst();
        found.filter(one -> order.changes(one.paused()))
                .map(one -> one.ordered(order, tx.now()))
                .ifPresent(
                        after -> {
                            record(tx, after, order.happened(Originator.KONTOR));
                            table.update(tx, before, List.of(after));
                        });
        return found.isPresent();
    }

    /**
     * Deletes connections that no account uses; refuses unknown, deleted and stale ones, {@code
     * in_use}.
     */
    private List<Outcome<Snapshot>> delete(Tx tx, List<Request<NoInput>> requests) {
        var ids = requests.stream().map(Request::id).distinct().toList();
        // Asked with the rows locked: an account that is being added holds its connection.
        table.lock(tx, ids);
        var kept = uses.keeping(tx, ids);
        return change(
                tx,
                requests,
                one -> Happened.deleted(one.by()),
                (_, before) ->
                        kept.containsKey(before.id())
                                ? Outcome.refused(BankRefusal.IN_USE.refusal(kept.get(before.id())))
                                : Outcome.done(before.gone(tx.now())));
    }

    private <T> List<Outcome<Snapshot>> change(
            Tx tx,
            List<Request<T>> requests,
            Function<Request<T>, Happened> happened,
            BiFunction<Request<T>, StoredConnection, Outcome<StoredConnection>> step) {
        var before = table.lock(tx, requests.stream().map(Request::id).distinct().toList());
        var after = new LinkedHashMap<UUID, StoredConnection>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var found = Optional.ofNullable(after.getOrDefault(one.id(), before.get(one.id())));
            Outcome<StoredConnection> outcome =
                    Versioned.refusal(one, WHAT, found)
                            .<Outcome<StoredConnection>>map(Outcome::refused)
                            .orElseGet(() -> step.apply(one, found.orElseThrow()));
            outcomes.add(
                    outcome.map(
                            changed -> {
                                boolean same = changed.equals(found.orElseThrow());
                                after.put(changed.id(), changed);
                                return same
                                        ? changed.snapshot(tx.organization(), channels)
                                        : record(tx, changed, happened.apply(one));
                            }));
        }
        after.values().removeIf(one -> one.equals(before.get(one.id())));
        table.update(tx, before, List.copyOf(after.values()));
        return outcomes;
    }

    private Snapshot record(Tx tx, StoredConnection now, Happened happened) {
        return journal.record(tx, now.snapshot(tx.organization(), channels), happened);
    }

    /** Deleted ones too: payments name them. */
    public Optional<Connection> forUse(Tx tx, UUID id) {
        return table.find(tx, id);
    }

    /** Refuses unknown and deleted ones; connections belong to no account, so no limit holds. */
    public Outcome<StoredConnection> find(Tx tx, Caller caller, UUID id) {
        var found = table.stored(tx, id);
        if (found.isEmpty()) {
            return Outcome.refused(Refusal.notFound(WHAT));
        }
        return found.get().deleted()
                ? Outcome.refused(Refusal.gone(WHAT))
                : Outcome.done(found.get());
    }

    /**
     * Those of the ids that are connections in use; held against deleting until this transaction
     * ends.
     */
    public Map<UUID, Connection> existing(Tx tx, Collection<UUID> ids) {
        return table.hold(tx, ids).stream().collect(Collectors.toMap(Connection::id, one -> one));
    }

    /** All of an organization; a handful, one for each bank. */
    public List<Connection> all(Tx tx) {
        return table.page(tx, Optional.empty(), Integer.MAX_VALUE).stream()
                .map(StoredConnection::connection)
                .toList();
    }

    /** Newest first; connections belong to no account, so no limit holds. */
    public Page<StoredConnection> list(Tx tx, Caller caller, PageRequest request) {
        var rows = table.page(tx, request.after().map(UUID::fromString), request.limit() + 1);
        return Page.cut(rows, request.limit(), connection -> connection.id().toString());
    }

    /** The profile of an account's bank; the generic one for an account without a connection. */
    public BankProfile profile(Tx tx, Optional<UUID> connection) {
        return connection.map(id -> known(tx, id)).orElse(BankProfile.GENERIC);
    }

    /** The profiles of one transaction: every new payment asks for one. */
    private record Profiles(Map<UUID, BankProfile> byConnection) {}

    private BankProfile known(Tx tx, UUID id) {
        return tx.attachment(Profiles.class, () -> new Profiles(new HashMap<>()))
                .byConnection
                .computeIfAbsent(
                        id,
                        _ -> forUse(tx, id).map(Connection::profile).orElse(BankProfile.GENERIC));
    }
}
