package kontor.statements;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.AccountLimit;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.metadata.MetadataResource;
import kontor.metadata.MetadataRules;
import kontor.transactions.EntryMarks;
import kontor.transactions.EntryRow;
import kontor.transactions.StatementEntry;
import kontor.transactions.TransactionPatch;
import kontor.transactions.Transactions;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/**
 * The door to what banks announce. The newest intraday report of an account and day is the whole
 * truth about that day: what it does not contain goes. What is booked goes too, and its metadata
 * moves to the transaction.
 */
public final class PendingTransactions {

    public static final String RESOURCE = "pending_transactions";
    private static final String WHAT = "pending transaction";

    /** Rows in one call that deletes. */
    static final int MOST_DELETED = 1_000;

    /** An entry known by day and amount alone is looked for among no more than these. */
    private static final int MOST_ALIKE = 2_000;

    /** How long before a report its entries may have been booked. */
    private static final int DAYS_BACK = 10;

    private final Journal journal;
    private final PendingTable table = new PendingTable();
    private final MetadataRules rules = new MetadataRules();

    public PendingTransactions(Journal journal) {
        this.journal = journal;
    }

    /** False when the report is older than one that was read: then it tells nothing. */
    boolean begin(Tx tx, IntradayReport report) {
        return table.isNewest(tx, report);
    }

    /**
     * Takes a part of a report. What is announced already stays, in a next version where the bank
     * tells something new; what was booked already, and what is told for information, adds nothing.
     *
     * @param slice in the order of the report
     */
    int announce(Tx tx, IntradayReport report, List<StatementEntry> slice) {
        var entries = slice.stream().filter(StatementEntry::isAnnounced).toList();
        if (entries.isEmpty()) {
            return 0;
        }
        var marks = entries.stream().map(entry -> PendingRow.marks(report, entry)).toList();
        var keys = marks.stream().map(EntryMarks::key).distinct().toList();
        var earlier = table.occurrencesBefore(tx, report, entries.getFirst().position(), keys);
        var booked =
                table.bookings(tx, report.accountId(), report.day().minusDays(DAYS_BACK), marks);
        var rows =
                PendingRow.of(tx, report, entries, earlier).stream()
                        .filter(row -> row.occurrence() > booked.getOrDefault(row.key(), 0))
                        .toList();
        Map<PendingRow.Place, PendingRow> known =
                table.lockKeys(tx, report.accountId(), keys).stream()
                        .collect(Collectors.toMap(PendingRow::place, Function.identity()));
        var fresh = new ArrayList<PendingRow>();
        var again = new ArrayList<PendingRow>();
        for (PendingRow row : rows) {
            var before = known.get(row.place());
            if (before == null) {
                fresh.add(row);
                record(tx, row.pending(), NewEvent.Type.CREATED, "CREATED", Map.of());
                continue;
            }
            var now = row.with(before.pending().toldAgain(row.pending()));
            again.add(now);
            if (now.pending().version() > before.pending().version()) {
                record(tx, now.pending(), NewEvent.Type.UPDATED, "UPDATED", Map.of());
            }
        }
        table.insert(tx, report, fresh);
        table.tellAgain(tx, report, again);
        return fresh.size();
    }

    /**
     * A report was told to its end: what it no longer contains goes, at most {@link #MOST_DELETED}
     * at once.
     */
    int forgetUntold(Tx tx, IntradayReport report) {
        return recordGone(tx, table.deleteUntold(tx, report, MOST_DELETED));
    }

    /**
     * The statement of a day is booked: what else was announced for it and no longer is goes, as
     * above.
     */
    int forgetOver(Tx tx, Statement statement) {
        return recordGone(
                tx, table.deleteOver(tx, statement.accountId(), statement.asOf(), MOST_DELETED));
    }

    private int recordGone(Tx tx, List<PendingTransaction> gone) {
        gone.forEach(
                one -> record(tx, one.gone(tx.now()), NewEvent.Type.DELETED, "DELETED", Map.of()));
        return gone.size();
    }

    /** As what the entries about to be booked were announced; by the id of the transaction. */
    Map<UUID, PendingRow> announced(Tx tx, UUID account, List<EntryRow> booked) {
        var similar =
                table.lockSimilar(
                        tx, account, booked.stream().map(EntryRow::marks).toList(), MOST_ALIKE);
        return PendingMatches.among(booked, similar);
    }

    /**
     * They are booked: the announcements go, and their events name the transaction where it is a
     * new one.
     */
    void booked(Tx tx, Map<UUID, PendingRow> announced, Set<UUID> inserted) {
        if (announced.isEmpty()) {
            return;
        }
        announced.forEach(
                (transaction, row) ->
                        record(
                                tx,
                                row.pending().gone(tx.now()),
                                NewEvent.Type.DELETED,
                                "BOOKED",
                                inserted.contains(transaction)
                                        ? Map.of("transactionId", transaction.toString())
                                        : Map.of()));
        table.delete(tx, announced.values().stream().map(row -> row.pending().id()).toList());
    }

    private void record(
            Tx tx,
            PendingTransaction pending,
            NewEvent.Type type,
            String name,
            Map<String, String> details) {
        journal.record(
                tx,
                pending.snapshot(tx.organization()),
                Happened.of(type, name, Originator.BANK).with(details));
    }

    /**
     * Changes metadata; refuses in this order: unknown, gone, stale, too many entries, what
     * metadata keys forbid.
     */
    List<Outcome<Snapshot>> patch(Tx tx, List<Request<TransactionPatch>> requests) {
        var ids = requests.stream().map(Request::id).distinct().toList();
        var before = table.lock(tx, ids);
        var missing = ids.stream().filter(id -> !before.containsKey(id)).toList();
        var remembered = journal.events().remembered(tx, RESOURCE, missing);
        var after = new LinkedHashMap<UUID, PendingTransaction>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var now = Optional.ofNullable(after.getOrDefault(one.id(), before.get(one.id())));
            if (now.filter(known -> one.caller().accounts().allows(known.accountId())).isEmpty()) {
                outcomes.add(Outcome.refused(absent(remembered.contains(one.id()))));
                continue;
            }
            outcomes.add(
                    patched(tx, one, now.get())
                            .map(
                                    pending -> {
                                        after.put(pending.id(), pending);
                                        return recorded(
                                                tx, one, pending.snapshot(tx.organization()));
                                    }));
        }
        table.updateMetadata(tx, new HashMap<>(before), List.copyOf(after.values()));
        return outcomes;
    }

    private Outcome<PendingTransaction> patched(
            Tx tx, Request<TransactionPatch> request, PendingTransaction now) {
        if (request.ifMatch().isPresent() && request.ifMatch().get() != now.version()) {
            return Outcome.refused(Refusal.stale(now.version()));
        }
        // It will be the metadata of the transaction, so the keys of transactions decide.
        return request.input()
                .applyTo(now.metadata())
                .flatMap(
                        metadata ->
                                rules.judged(
                                        tx,
                                        MetadataResource.TRANSACTIONS,
                                        request.input().keys(),
                                        metadata,
                                        now.withMetadata(metadata, tx.now())));
    }

    private Snapshot recorded(Tx tx, Request<TransactionPatch> request, Snapshot snapshot) {
        return journal.record(tx, snapshot, Happened.updated(request.by()));
    }

    private static Refusal absent(boolean remembered) {
        return remembered ? Refusal.gone(WHAT) : Refusal.notFound(WHAT);
    }

    /** Refuses what is unknown, and what was booked or is no longer told. */
    Outcome<PendingTransaction> find(Tx tx, UUID id, AccountLimit limit) {
        var found = table.find(tx, id);
        if (found.filter(pending -> !limit.allows(pending.accountId())).isPresent()) {
            return Outcome.refused(Refusal.notFound(WHAT));
        }
        return found.map(Outcome::done)
                .orElseGet(
                        () ->
                                Outcome.refused(
                                        absent(
                                                !journal.events()
                                                        .remembered(tx, RESOURCE, List.of(id))
                                                        .isEmpty())));
    }

    /** Newest expected date first, then newest id. */
    Page<PendingTransaction> list(Tx tx, PendingFilter filter, PageRequest page) {
        var rows =
                table.list(
                        tx,
                        filter,
                        page.after().map(Transactions.Place::parse).orElse(null),
                        page.limit() + 1);
        return Page.cut(rows, page.limit(), pending -> pending.date() + " " + pending.id());
    }
}
