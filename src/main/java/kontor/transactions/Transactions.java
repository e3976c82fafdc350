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
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.AccountLimit;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.metadata.MetadataResource;
import kontor.metadata.MetadataRules;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import org.jspecify.annotations.Nullable;

/** The door to what was booked. */
public final class Transactions {

    public static final String RESOURCE = "transactions";

    private final Journal journal;
    private final TransactionTable table = new TransactionTable();
    private final AttachmentTable attachments = new AttachmentTable();
    private final DetailTable details = new DetailTable();
    private final MetadataRules rules = new MetadataRules();

    public Transactions(Journal journal) {
        this.journal = journal;
    }

    /**
     * Attaches what explains bookings. Each transaction touched becomes its next version, with the
     * event RECONCILED; attaching the same again changes nothing. IllegalStateException when a
     * transaction does not exist.
     */
    public void attach(Tx tx, List<Attachment> wanted) {
        var ids = wanted.stream().map(Attachment::transactionId).distinct().toList();
        if (ids.isEmpty()) {
            return;
        }
        var before = withAttachments(tx, table.lock(tx, ids));
        if (before.size() < ids.size()) {
            throw new IllegalStateException(
                    "found " + before.keySet() + " of the transactions " + ids);
        }
        var fresh = fresh(wanted, before);
        if (fresh.isEmpty()) {
            return;
        }
        attachments.insert(tx, fresh);
        var after = new ArrayList<Transaction>();
        fresh.stream()
                .collect(
                        Collectors.groupingBy(
                                Attachment::transactionId, LinkedHashMap::new, Collectors.toList()))
                .forEach(
                        (id, added) -> {
                            var transaction = Maps.required(before, id);
                            var all = new ArrayList<>(transaction.attached());
                            all.addAll(added);
                            after.add(transaction.with(all, tx.now()));
                        });
        table.update(tx, before, after);
        after.forEach(
                transaction ->
                        journal.record(
                                tx,
                                transaction.snapshot(tx.organization()),
                                Happened.updated("RECONCILED", Originator.KONTOR)));
    }

    /** Those not attached yet, each once. */
    private static List<Attachment> fresh(List<Attachment> wanted, Map<UUID, Transaction> before) {
        record Place(UUID transaction, Attachment.Type type, UUID id) {
            static Place of(Attachment attachment) {
                return new Place(attachment.transactionId(), attachment.type(), attachment.id());
            }
        }
        var taken = new HashSet<Place>();
        before.values()
                .forEach(
                        transaction ->
                                transaction.attached().forEach(one -> taken.add(Place.of(one))));
        return wanted.stream().filter(one -> taken.add(Place.of(one))).toList();
    }

    /** What a match can be found by, for transactions that exist; in the order of their ids. */
    public List<BookedEntry> booked(Tx tx, Collection<UUID> ids) {
        var told = details.of(tx, ids);
        return table.entries(tx, ids).stream()
                .map(
                        entry ->
                                entry.consistingOf(
                                        told.getOrDefault(entry.transactionId(), List.of())))
                .toList();
    }

    /** Transactions not fully explained, in the order of their ids, after one of them. */
    public List<UUID> notReconciled(Tx tx, Optional<UUID> after, int limit) {
        return table.notReconciled(tx, after.orElse(null), limit);
    }

    public Optional<Transaction> find(Tx tx, UUID id) {
        return Optional.ofNullable(withAttachments(tx, table.of(tx, List.of(id))).get(id));
    }

    /** One that a caller may see: of an account within the limit of the role. */
    Optional<Transaction> find(Tx tx, UUID id, AccountLimit limit) {
        return find(tx, id).filter(transaction -> limit.allows(transaction.accountId()));
    }

    public Map<UUID, Transaction> of(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : withAttachments(tx, table.of(tx, ids));
    }

    private Map<UUID, Transaction> withAttachments(Tx tx, List<Transaction> bare) {
        var attached = attachments.of(tx, bare.stream().map(Transaction::id).toList());
        var whole = new LinkedHashMap<UUID, Transaction>();
        bare.forEach(
                transaction ->
                        whole.put(
                                transaction.id(),
                                new Transaction(
                                        transaction.id(),
                                        transaction.accountId(),
                                        transaction.statementId(),
                                        transaction.date(),
                                        transaction.valueDate(),
                                        transaction.amount(),
                                        transaction.description(),
                                        transaction.returned(),
                                        transaction.facts(),
                                        transaction.status(),
                                        attached.getOrDefault(transaction.id(), List.of()),
                                        transaction.metadata(),
                                        transaction.version(),
                                        transaction.created(),
                                        transaction.updated())));
        return whole;
    }

    /**
     * Changes metadata; refuses in this order: unknown, stale, too many entries, what metadata keys
     * forbid.
     */
    List<Outcome<Snapshot>> patch(Tx tx, List<Request<TransactionPatch>> requests) {
        var before =
                withAttachments(
                        tx, table.lock(tx, requests.stream().map(Request::id).distinct().toList()));
        var after = new HashMap<UUID, Transaction>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var now = after.getOrDefault(one.id(), before.get(one.id()));
            outcomes.add(
                    patched(tx, one, now)
                            .map(
                                    transaction -> {
                                        after.put(transaction.id(), transaction);
                                        return recorded(
                                                tx, one, transaction.snapshot(tx.organization()));
                                    }));
        }
        table.update(tx, before, List.copyOf(after.values()));
        return outcomes;
    }

    private Outcome<Transaction> patched(
            Tx tx, Request<TransactionPatch> request, @Nullable Transaction now) {
        if (now == null || !request.caller().accounts().allows(now.accountId())) {
            return Outcome.refused(Refusal.notFound("transaction"));
        }
        if (request.ifMatch().isPresent() && request.ifMatch().get() != now.version()) {
            return Outcome.refused(Refusal.stale(now.version()));
        }
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

    /** Newest booking date first, then newest id. */
    Page<Transaction> list(Tx tx, TransactionFilter filter, PageRequest page) {
        var rows =
                table.list(
                        tx, filter, page.after().map(Place::parse).orElse(null), page.limit() + 1);
        var whole = List.copyOf(withAttachments(tx, rows).values());
        return Page.cut(
                whole, page.limit(), transaction -> transaction.date() + " " + transaction.id());
    }

    /** Where a row stands in the list. */
    public record Place(LocalDate date, UUID id) {

        public static Place parse(String text) {
            String[] parts = text.split(" ");
            return new Place(LocalDate.parse(parts[0]), UUID.fromString(parts[1]));
        }
    }
}
