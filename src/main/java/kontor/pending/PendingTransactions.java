package kontor.pending;

import java.time.LocalDate;
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
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
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
 * The door to what banks announce. The newest intraday report of an account and day is complete:
 * pending transactions of that day that it does not contain are deleted. So are those that a
 * statement books; their metadata moves to the booked transaction.
 */
public final class PendingTransactions {

    public static final String RESOURCE = "pending_transactions";
    public static final ResourceKind KIND = new ResourceKind(RESOURCE, "pending transaction");

    public static final Use READ = Use.of("pending_transactions:read");
    public static final Use UPDATE = Use.of("pending_transactions:update");

    /** Rows deleted in one call. */
    public static final int MOST_DELETED = 1_000;

    /** Pending transactions that are compared with entries known by day and amount alone. */
    private static final int MOST_ALIKE = 2_000;

    /** Days before a report in which its entries may have been booked already. */
    private static final int DAYS_BACK = 10;

    private final Journal journal;
    private final PendingTable table = new PendingTable();
    private final PendingLookupTable lookups = new PendingLookupTable();
    private final MetadataRules rules = new MetadataRules();

    public PendingTransactions(Journal journal) {
        this.journal = journal;
    }

    /** False when the report is older than one that was read: then it says nothing new. */
    public boolean begin(Tx tx, IntradayReport report) {
        return table.isNewest(tx, report);
    }

    /**
     * Takes a part of a report. What is announced already stays, in a next version where the bank
     * says something new. What was booked already, and what is for information only (INFO, FUTR),
     * adds nothing.
     *
     * @param slice in the order of the report
     * @return how many are new
     */
    public int announce(Tx tx, IntradayReport report, List<StatementEntry> slice) {
        var entries = slice.stream().filter(StatementEntry::isAnnounced).toList();
        if (entries.isEmpty()) {
            return 0;
        }
        var marks = entries.stream().map(entry -> PendingRow.marks(report, entry)).toList();
        var keys = marks.stream().map(EntryMarks::key).distinct().toList();
        var rows = notBooked(tx, report, marks, rows(tx, report, entries, keys));
        Map<PendingRow.Place, PendingRow> known =
                lookups.lockKeys(tx, report.accountId(), keys).stream()
                        .collect(Collectors.toMap(PendingRow::place, Function.identity()));
        var fresh = new ArrayList<PendingRow>();
        var again = new ArrayList<PendingRow>();
        for (PendingRow row : rows) {
            var before = known.get(row.place());
            if (before == null) {
                fresh.add(row);
                record(tx, row.pending(), NewEvent.Type.CREATED, "CREATED", Map.of());
            } else {
                again.add(updated(tx, before.pending(), row));
            }
        }
        table.insert(tx, report, fresh);
        table.update(tx, report, again);
        return fresh.size();
    }

    private List<PendingRow> rows(
            Tx tx, IntradayReport report, List<StatementEntry> entries, List<String> keys) {
        long first = entries.getFirst().position();
        var earlier = lookups.occurrencesBefore(tx, report, first, keys);
        return PendingRow.of(tx, report, entries, earlier);
    }

    /** Those of the rows that no statement has booked yet. */
    private List<PendingRow> notBooked(
            Tx tx, IntradayReport report, List<EntryMarks> marks, List<PendingRow> rows) {
        var since = report.day().minusDays(DAYS_BACK);
        var booked = lookups.bookings(tx, report.accountId(), since, marks);
        return rows.stream()
                .filter(row -> row.occurrence() > booked.getOrDefault(row.key(), 0))
                .toList();
    }

    private PendingRow updated(Tx tx, PendingTransaction before, PendingRow row) {
        var now = before.updatedBy(row.pending());
        if (now.version() > before.version()) {
            record(tx, now, NewEvent.Type.UPDATED, "UPDATED", Map.of());
        }
        return row.with(now);
    }

    /**
     * A report was read to its end: deletes what it no longer contains.
     *
     * @return how many were deleted; call again while they are {@link #MOST_DELETED}
     */
    public int forgetMissing(Tx tx, IntradayReport report) {
        return recordGone(tx, table.deleteMissing(tx, report, MOST_DELETED));
    }

    /**
     * The statement of a day is booked: deletes what was announced for that day, was not booked and
     * is no longer announced. Returns the same as above.
     */
    public int forgetEndedDay(Tx tx, UUID account, LocalDate day) {
        return recordGone(tx, table.deleteOfEndedDay(tx, account, day, MOST_DELETED));
    }

    private int recordGone(Tx tx, List<PendingTransaction> gone) {
        gone.forEach(
                one -> record(tx, one.gone(tx.now()), NewEvent.Type.DELETED, "DELETED", Map.of()));
        return gone.size();
    }

    /** The announcements of entries that are about to be booked, by the id of the transaction. */
    public Map<UUID, PendingRow> announced(Tx tx, UUID account, List<EntryRow> booked) {
        var marks = booked.stream().map(EntryRow::marks).toList();
        return PendingMatches.among(booked, lookups.lockSimilar(tx, account, marks, MOST_ALIKE));
    }

    /**
     * Deletes announcements whose entries were booked. Their events name the transaction where it
     * is a new one.
     *
     * @param announced by the id of the transaction
     * @param inserted the ids of the new transactions
     */
    public void booked(Tx tx, Map<UUID, PendingRow> announced, Set<UUID> inserted) {
        if (announced.isEmpty()) {
            return;
        }
        announced.forEach(
                (transaction, row) -> {
                    Map<String, String> details =
                            inserted.contains(transaction)
                                    ? Map.of("transactionId", transaction.toString())
                                    : Map.of();
                    var gone = row.pending().gone(tx.now());
                    record(tx, gone, NewEvent.Type.DELETED, "BOOKED", details);
                });
        table.delete(tx, announced.values().stream().map(row -> row.pending().id()).toList());
    }

    private void record(
            Tx tx,
            PendingTransaction pending,
            NewEvent.Type type,
            String name,
            Map<String, String> details) {
        var happened = Happened.of(type, name, Originator.BANK).with(details);
        journal.record(tx, pending.snapshot(tx.organization()), happened);
    }

    /**
     * Changes metadata; refuses in this order: unknown, gone, stale, too many entries, what
     * metadata keys forbid.
     */
    public List<Outcome<Snapshot>> patch(Tx tx, List<Request<TransactionPatch>> requests) {
        var ids = requests.stream().map(Request::id).distinct().toList();
        var before = table.lock(tx, ids);
        var missing = ids.stream().filter(id -> !before.containsKey(id)).toList();
        var remembered = journal.events().remembered(tx, RESOURCE, missing);
        var after = new LinkedHashMap<UUID, PendingTransaction>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var request : requests) {
            var id = request.id();
            var now = Optional.ofNullable(after.getOrDefault(id, before.get(id)));
            if (now.filter(known -> known.isSeenBy(request.caller())).isEmpty()) {
                outcomes.add(Outcome.refused(absent(remembered.contains(id))));
                continue;
            }
            var patched = patched(tx, request, now.get());
            if (patched instanceof Outcome.Done<PendingTransaction>(var pending)) {
                after.put(id, pending);
            }
            outcomes.add(patched.map(pending -> recorded(tx, request, pending)));
        }
        table.updateMetadata(tx, new HashMap<>(before), List.copyOf(after.values()));
        return outcomes;
    }

    private Outcome<PendingTransaction> patched(
            Tx tx, Request<TransactionPatch> request, PendingTransaction now) {
        if (request.ifMatch().isPresent() && request.ifMatch().get() != now.version()) {
            return Outcome.refused(Refusal.stale(now.version()));
        }
        return request.input()
                .applyTo(now.metadata())
                .flatMap(metadata -> judged(tx, request.input(), metadata, now));
    }

    /** It will be the metadata of the transaction, so the metadata keys of transactions decide. */
    private Outcome<PendingTransaction> judged(
            Tx tx, TransactionPatch patch, Map<String, String> metadata, PendingTransaction now) {
        var patched = now.withMetadata(metadata, tx.now());
        return rules.judged(tx, MetadataResource.TRANSACTIONS, patch.keys(), metadata, patched);
    }

    private Snapshot recorded(
            Tx tx, Request<TransactionPatch> request, PendingTransaction pending) {
        var snapshot = pending.snapshot(tx.organization());
        return journal.record(tx, snapshot, Happened.updated(request.by()));
    }

    private static Refusal absent(boolean remembered) {
        return remembered ? Refusal.gone(KIND.inWords()) : Refusal.notFound(KIND.inWords());
    }

    /** Refuses what is unknown, and what is gone: booked, or no longer announced. */
    public Outcome<PendingTransaction> find(Tx tx, Caller caller, UUID id) {
        var found = table.find(tx, id);
        if (found.filter(pending -> !pending.isSeenBy(caller)).isPresent()) {
            return Outcome.refused(Refusal.notFound(KIND.inWords()));
        }
        if (found.isPresent()) {
            return Outcome.done(found.get());
        }
        var remembered = journal.events().remembered(tx, RESOURCE, List.of(id));
        return Outcome.refused(absent(!remembered.isEmpty()));
    }

    /** Whether the caller may see it, and so its events. */
    public boolean isVisible(Tx tx, Caller caller, UUID id) {
        return find(tx, caller, id) instanceof Outcome.Done<PendingTransaction>;
    }

    /** Newest expected date first, then newest id. */
    public Page<PendingTransaction> list(
            Tx tx, Caller caller, PendingFilter filter, PageRequest page) {
        var after = page.after().map(Transactions.Place::parse).orElse(null);
        var rows = table.list(tx, caller.accounts(), filter, after, page.limit() + 1);
        return Page.cut(rows, page.limit(), pending -> pending.date() + " " + pending.id());
    }
}
