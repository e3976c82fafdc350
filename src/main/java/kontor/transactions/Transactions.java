package kontor.transactions;

import java.time.LocalDate;
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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.metadata.MetadataResource;
import kontor.metadata.MetadataRules;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to booked transactions. */
public final class Transactions {

    public static final String RESOURCE = "transactions";
    public static final ResourceKind KIND = new ResourceKind(RESOURCE, "transaction");

    public static final Use READ = Use.of("transactions:read");
    public static final Use UPDATE = Use.of("transactions:update");

    private final Journal journal;
    private final TransactionTable table = new TransactionTable();
    private final TransactionListTable lists = new TransactionListTable();
    private final AttachmentTable attachments = new AttachmentTable();
    private final DetailTable details = new DetailTable();
    private final MetadataRules rules = new MetadataRules();

    /**
     * Changes metadata; refuses by {@link ResourceKind}, then too many entries, then what metadata
     * keys forbid.
     */
    public final Door<TransactionPatch> patch = new ExistingDoor<>(KIND, this::lock, this::patched);

    public Transactions(Journal journal) {
        this.journal = journal;
    }

    /**
     * Attaches what explains bookings. Each transaction touched becomes its next version, with the
     * event RECONCILED; attaching the same again changes nothing. IllegalStateException when a
     * transaction does not exist.
     */
    public void attach(Tx tx, List<Attachment> wanted) {
        attach(tx, wanted, Originator.KONTOR);
    }

    /** The same on behalf of whoever asked for it. */
    public void attach(Tx tx, List<Attachment> wanted, Originator by) {
        var ids = wanted.stream().map(Attachment::transactionId).distinct().toList();
        if (ids.isEmpty()) {
            return;
        }
        var before = lock(tx, ids);
        if (before.size() < ids.size()) {
            throw new IllegalStateException(
                    "found " + before.keySet() + " of the transactions " + ids);
        }
        var fresh = fresh(wanted, before);
        if (fresh.isEmpty()) {
            return;
        }
        attachments.insert(tx, UnwrittenTransactions.of(tx).written(fresh));
        var added = new LinkedHashMap<UUID, List<Attachment>>();
        for (Attachment one : fresh) {
            added.computeIfAbsent(one.transactionId(), _ -> new ArrayList<>()).add(one);
        }
        var after = new ArrayList<Transaction>();
        added.forEach((id, more) -> after.add(Maps.required(before, id).plus(more, tx.now())));
        changed(tx, before, after, Happened.updated("RECONCILED", by));
    }

    /**
     * Takes off what is attached. Each transaction touched becomes its next version, without the
     * metadata that came with it, and with the event UNRECONCILED. IllegalStateException when one
     * is not attached.
     */
    public void detach(Tx tx, List<Attachment> gone, Originator by) {
        var ids = gone.stream().map(Attachment::transactionId).distinct().toList();
        var before = lock(tx, ids);
        attachments.delete(tx, UnwrittenTransactions.of(tx).written(gone));
        var after = before.values().stream().map(one -> one.minus(gone, tx.now())).toList();
        changed(tx, before, after, Happened.updated("UNRECONCILED", by));
    }

    /**
     * What is attached has other metadata now. Each transaction touched becomes its next version,
     * with the event METADATA_CHANGED.
     *
     * @param again what is attached already, as it is now
     */
    public void renew(Tx tx, List<Attachment> again, Originator by) {
        var ids = again.stream().map(Attachment::transactionId).distinct().toList();
        var before = lock(tx, ids);
        attachments.mark(tx, UnwrittenTransactions.of(tx).written(again));
        var after = before.values().stream().map(one -> one.renewed(again, tx.now())).toList();
        changed(tx, before, after, Happened.updated("METADATA_CHANGED", by));
    }

    private void changed(
            Tx tx, Map<UUID, Transaction> before, List<Transaction> after, Happened happened) {
        table.update(tx, before, UnwrittenTransactions.of(tx).keep(after));
        for (Transaction transaction : after) {
            journal.record(tx, transaction.snapshot(tx.organization()), happened);
        }
    }

    /** The bookings to which these are attached, by what is attached. */
    public Map<UUID, List<Attachment>> attachedForUse(Tx tx, Collection<UUID> ids) {
        var all = new HashMap<>(attachments.ofAttached(tx, ids));
        var unwritten = UnwrittenTransactions.of(tx).attached(ids);
        unwritten.forEach((id, more) -> all.merge(id, more, Attachment::all));
        return all;
    }

    /** Those that exist, by id; nobody else attaches anything until this transaction ends. */
    public Map<UUID, Transaction> lockForUse(Tx tx, Collection<UUID> ids) {
        return lock(tx, ids);
    }

    /** Those that are written, and not just being booked. */
    public List<UUID> writtenForUse(Tx tx, Collection<UUID> ids) {
        return UnwrittenTransactions.of(tx).others(ids);
    }

    /**
     * Lets banks say more of transactions that are booked. Each that says something else then
     * becomes its next version, with the event DETAILS_TOLD.
     *
     * @return those
     */
    public Set<UUID> tell(
            Tx tx, Collection<UUID> ids, Function<Transaction, Transaction.Told> together) {
        var before = lock(tx, ids);
        var after = new ArrayList<Transaction>();
        for (Transaction transaction : before.values()) {
            var told = together.apply(transaction);
            if (!told.equals(transaction.told())) {
                after.add(transaction.telling(told, tx.now()));
            }
        }
        table.tell(tx, before, UnwrittenTransactions.of(tx).keep(after));
        var happened = Happened.updated("DETAILS_TOLD", Originator.BANK);
        after.forEach(one -> journal.record(tx, one.snapshot(tx.organization()), happened));
        return after.stream().map(Transaction::id).collect(Collectors.toSet());
    }

    /** Those not attached yet, each once. */
    private static List<Attachment> fresh(List<Attachment> wanted, Map<UUID, Transaction> before) {
        var taken = new HashSet<Attachment.Place>();
        for (Transaction transaction : before.values()) {
            transaction.attached().forEach(one -> taken.add(one.place()));
        }
        return wanted.stream().filter(one -> taken.add(one.place())).toList();
    }

    /** Those of the transactions that exist, with all that payments are found by; ordered by id. */
    public List<BookedEntry> bookedForUse(Tx tx, Collection<UUID> ids) {
        var byTransaction = details.of(tx, ids);
        return table.entries(tx, ids).stream()
                .map(entry -> entry.consistingOf(byTransaction))
                .toList();
    }

    /** What a transaction consists of, one payment after the other; refuses as {@link #find}. */
    Outcome<Page<DetailTable.Placed>> details(Tx tx, Caller caller, UUID id, PageRequest page) {
        int after = page.after().map(Integer::parseInt).orElse(0);
        return find(tx, caller, id)
                .map(_ -> details.behind(tx, id, after, page.limit() + 1))
                .map(rows -> Page.cut(rows, page.limit(), row -> Integer.toString(row.place())));
    }

    /** Refuses what is unknown to the caller. */
    public Outcome<Transaction> find(Tx tx, Caller caller, UUID id) {
        return Optional.ofNullable(seen(tx, caller, List.of(id)).get(id))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Refusal.notFound()));
    }

    /** Whether the caller may see it, and so its events. */
    public boolean isVisible(Tx tx, Caller caller, UUID id) {
        return find(tx, caller, id) instanceof Outcome.Done<Transaction>;
    }

    /** Those of them that the caller may see, by id. */
    public Map<UUID, Transaction> seen(Tx tx, Caller caller, Collection<UUID> ids) {
        var seen = new LinkedHashMap<>(ofForUse(tx, ids));
        seen.values().removeIf(one -> !one.isSeenBy(caller));
        return seen;
    }

    /** Those that exist, by id. */
    public Map<UUID, Transaction> ofForUse(Tx tx, Collection<UUID> ids) {
        return whole(tx, ids, table::of);
    }

    private Map<UUID, Transaction> whole(
            Tx tx, Collection<UUID> ids, BiFunction<Tx, List<UUID>, List<Transaction>> read) {
        var unwritten = UnwrittenTransactions.of(tx);
        var written = unwritten.others(ids);
        var whole = new LinkedHashMap<UUID, Transaction>();
        if (!written.isEmpty()) {
            whole.putAll(withAttachments(tx, read.apply(tx, written)));
        }
        unwritten.among(ids).forEach(one -> whole.put(one.id(), one));
        return whole;
    }

    private Map<UUID, Transaction> withAttachments(Tx tx, List<Transaction> bare) {
        var attached = attachments.of(tx, bare.stream().map(Transaction::id).toList());
        var whole = new LinkedHashMap<UUID, Transaction>();
        for (Transaction transaction : bare) {
            var id = transaction.id();
            whole.put(id, transaction.withAttached(attached.getOrDefault(id, List.of())));
        }
        return whole;
    }

    private Map<UUID, Transaction> lock(Tx tx, Collection<UUID> ids) {
        return whole(tx, ids, table::lock);
    }

    private List<Outcome<Snapshot>> patched(
            Tx tx, List<Found<TransactionPatch, Transaction>> list) {
        var after = new ArrayList<Transaction>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            var patched = patched(tx, one.input(), one.now());
            if (patched instanceof Outcome.Done<Transaction>(var transaction)) {
                after.add(transaction);
            }
            outcomes.add(patched.map(transaction -> recorded(tx, one.request(), transaction)));
        }
        table.update(tx, ExistingDoor.now(list), after);
        return outcomes;
    }

    private Outcome<Transaction> patched(Tx tx, TransactionPatch patch, Transaction now) {
        return patch.applyTo(now.metadata()).flatMap(metadata -> judged(tx, patch, metadata, now));
    }

    private Outcome<Transaction> judged(
            Tx tx, TransactionPatch patch, Map<String, String> metadata, Transaction now) {
        var patched = now.withMetadata(metadata, tx.now());
        return rules.judged(tx, MetadataResource.TRANSACTIONS, patch.keys(), metadata, patched);
    }

    private Snapshot recorded(Tx tx, Request<TransactionPatch> request, Transaction transaction) {
        var snapshot = transaction.snapshot(tx.organization());
        return journal.record(tx, snapshot, Happened.updated(request.by()));
    }

    /** Newest booking date first, then newest id. */
    public Page<Transaction> list(
            Tx tx, Caller caller, TransactionFilter filter, PageRequest page) {
        var after = page.after().map(Place::parse).orElse(null);
        var rows = lists.list(tx, caller.accounts(), filter, after, page.limit() + 1);
        var whole = List.copyOf(withAttachments(tx, rows).values());
        return Page.cut(whole, page.limit(), one -> one.date() + " " + one.id());
    }

    /** How many such a list has, as many as {@code most} where it may have more. */
    public int count(Tx tx, Caller caller, TransactionFilter filter, int most) {
        return lists.count(tx, caller.accounts(), filter, most);
    }

    /** The place of a row in a list that is ordered by date and id; the cursor of a page. */
    public record Place(LocalDate date, UUID id) {

        public static Place parse(String text) {
            String[] parts = text.split(" ");
            return new Place(LocalDate.parse(parts[0]), UUID.fromString(parts[1]));
        }
    }
}
