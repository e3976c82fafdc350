package kontor.statements;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.db.Tx;
import kontor.statements.LinkTable.End;
import kontor.supplements.Supplements;
import kontor.transactions.DetailTable;
import kontor.transactions.EntryDetail;
import kontor.transactions.EntryReading;
import kontor.transactions.EntryRow;
import kontor.transactions.NewTransactions;
import kontor.transactions.StatementEntry;
import kontor.transactions.TransactionTable;
import org.jspecify.annotations.Nullable;

/**
 * The door for details that arrive apart from the entry they belong to. They are kept until the
 * entry is booked, whichever of both comes first. Then they move to its transaction, in slices that
 * are each reported to {@link NewTransactions} in the transaction in which they move.
 */
final class LateDetails {

    /** Details that move in one call. */
    private static final int MOST_DETAILS = 5_000;

    /** Entries in one call. */
    static final int MOST_ENTRIES = 1_000;

    private final NewTransactions news;
    private final Supplements supplements;
    private final LateDetailsTable table = new LateDetailsTable();
    private final LinkTable links = new LinkTable();
    private final DetailTable details = new DetailTable();
    private final TransactionTable transactions = new TransactionTable();

    LateDetails(NewTransactions news, Supplements supplements) {
        this.news = news;
        this.supplements = supplements;
    }

    /** Begins an entry that comes in parts. Absent when all of it was read before. */
    Optional<UUID> begin(Tx tx, Notification notification, StatementEntry first) {
        String key = LateDetailsEntry.key(notification, first);
        int earlier =
                table.occurrencesBefore(tx, notification, first.position(), List.of(key))
                        .getOrDefault(key, 0);
        return begin(tx, LateDetailsEntry.of(notification, first, key, earlier + 1));
    }

    /** The same for an entry of a statement, which is booked once its details are kept. */
    Optional<UUID> begin(Tx tx, Statement statement, StatementEntry first) {
        return begin(tx, LateDetailsEntry.of(statement, first));
    }

    private Optional<UUID> begin(Tx tx, LateDetailsEntry entry) {
        table.insert(tx, List.of(entry));
        return incomplete(tx, List.of(entry)).values().stream().findFirst();
    }

    /** Keeps some details of an entry that was begun. */
    void part(Tx tx, UUID id, StatementEntry some, long before) {
        var read = new EntryReading(some).details();
        details.insert(tx, List.of(new DetailTable.Some(id, before, read)));
    }

    /**
     * Keeps the details in a slice of a notification. What was read before, and an entry without
     * details, adds nothing.
     *
     * @param begun the entry that came in parts, the first of the slice when there is one
     */
    void keep(Tx tx, Notification notification, List<StatementEntry> slice, Optional<UUID> begun) {
        var booked = slice.stream().filter(entry -> StatementEntry.isBooked(entry.head())).toList();
        var kept = new LinkedHashMap<UUID, StatementEntry>();
        var large = booked.stream().filter(LateDetails::cameInParts).findFirst();
        begun.ifPresent(id -> large.ifPresent(entry -> kept.put(id, entry)));
        kept.putAll(keepWhole(tx, notification, booked));
        if (kept.isEmpty()) {
            return;
        }
        var counts = kept.values().stream().map(LateDetails::count).toList();
        table.allKept(tx, List.copyOf(kept.keySet()), counts);
        supplements.keep(tx, notification.inboxFile(), kept);
        var ends = new ArrayList<End>();
        kept.forEach((id, entry) -> ends.addAll(EntryLinks.ends(notification, entry, id)));
        links.insert(tx, ends);
        match(tx, ends);
    }

    private static boolean cameInParts(StatementEntry entry) {
        return entry.apart().details() > 0;
    }

    private static long count(StatementEntry entry) {
        return entry.details().size() + entry.apart().details();
    }

    /** Keeps the entries that come whole, with their details; by the ids of the new ones. */
    private Map<UUID, StatementEntry> keepWhole(
            Tx tx, Notification notification, List<StatementEntry> entries) {
        var whole =
                entries.stream()
                        .filter(entry -> !cameInParts(entry) && !entry.details().isEmpty())
                        .toList();
        if (whole.isEmpty()) {
            return Map.of();
        }
        var rows = rows(tx, notification, whole);
        table.insert(tx, rows);
        var ids = incomplete(tx, rows);
        var kept = new LinkedHashMap<UUID, StatementEntry>();
        var consistOf = new ArrayList<DetailTable.Some>();
        for (int i = 0; i < rows.size(); i++) {
            var id = ids.get(rows.get(i));
            if (id != null) {
                var entry = whole.get(i);
                kept.put(id, entry);
                consistOf.add(new DetailTable.Some(id, 0, new EntryReading(entry).details()));
            }
        }
        details.insert(tx, consistOf);
        return kept;
    }

    private List<LateDetailsEntry> rows(
            Tx tx, Notification notification, List<StatementEntry> entries) {
        var keys =
                entries.stream().map(entry -> LateDetailsEntry.key(notification, entry)).toList();
        long first = entries.getFirst().position();
        var distinct = keys.stream().distinct().toList();
        var counts = new HashMap<>(table.occurrencesBefore(tx, notification, first, distinct));
        var rows = new ArrayList<LateDetailsEntry>();
        for (int i = 0; i < entries.size(); i++) {
            String key = keys.get(i);
            int occurrence = counts.merge(key, 1, Integer::sum);
            rows.add(LateDetailsEntry.of(notification, entries.get(i), key, occurrence));
        }
        return rows;
    }

    /** The ids of those whose details are not all kept yet. */
    private Map<LateDetailsEntry, UUID> incomplete(Tx tx, List<LateDetailsEntry> entries) {
        var account = entries.getFirst().accountId();
        var keys = entries.stream().map(LateDetailsEntry::key).distinct().toList();
        Map<LateDetailsEntry.Place, LateDetailsTable.Known> known =
                table.known(tx, account, keys).stream()
                        .filter(LateDetailsTable.Known::isIncomplete)
                        .collect(
                                Collectors.toMap(
                                        LateDetailsTable.Known::place, Function.identity()));
        var ids = new LinkedHashMap<LateDetailsEntry, UUID>();
        for (LateDetailsEntry entry : entries) {
            var one = known.get(entry.place());
            if (one != null) {
                ids.put(entry, one.id());
            }
        }
        return ids;
    }

    /**
     * Entries were booked: those that leave open what they consist of find details that wait for
     * them.
     *
     * @param rows all of the slice
     * @param fresh those that were not booked before
     */
    void booked(Tx tx, Statement statement, List<EntryRow> rows, List<EntryRow> fresh) {
        var ends = fresh.stream().flatMap(EntryLinks::ends).toList();
        if (!ends.isEmpty()) {
            links.insert(tx, ends);
            match(tx, ends);
        }
        var large = rows.stream().filter(row -> cameInParts(row.entry())).findFirst();
        large.ifPresent(row -> ownDetails(tx, statement, row, fresh.contains(row)));
    }

    /**
     * An entry that came in parts was booked: the details that its own statement kept for it go to
     * its transaction. Those of an entry that was booked before are dropped: they went, or go, to
     * the transaction of the first time.
     */
    private void ownDetails(Tx tx, Statement statement, EntryRow row, boolean fresh) {
        var key = LateDetailsEntry.key(statement, row.position());
        for (var known : table.known(tx, statement.accountId(), List.of(key))) {
            if (!known.isIncomplete()) {
                continue;
            }
            if (fresh) {
                var count = row.entry().apart().details();
                table.allKept(tx, List.of(known.id()), List.of(count));
                table.found(tx, Map.of(known.id(), row.transaction().id()));
            } else {
                forget(tx, List.of(known.id()));
            }
        }
    }

    private void match(Tx tx, List<End> fresh) {
        var names = fresh.stream().map(End::link).distinct().toList();
        var found = LinkedEntries.among(links.ofLinks(tx, names));
        if (!found.isEmpty()) {
            table.found(tx, found);
            var both = Stream.concat(found.keySet().stream(), found.values().stream());
            links.delete(tx, both.toList());
        }
    }

    /** Moves some of the details that found their entries; 0 when none are left. */
    int join(Tx tx, UUID account) {
        var moves = moves(table.joining(tx, account, MOST_ENTRIES));
        if (moves.isEmpty()) {
            return 0;
        }
        // The first of them replace the details that the statement itself had.
        var first = moves.stream().filter(move -> move.from() == 0).toList();
        supplements.apply(tx, DetailTable.Move.transactions(first));
        details.delete(tx, first.stream().map(DetailTable.Move::transaction).toList());
        details.move(tx, moves);
        table.moved(tx, moves);
        tell(tx, details.of(tx, moves), DetailTable.Move.inPart(moves));
        return moves.size();
    }

    private void tell(Tx tx, Map<UUID, List<EntryDetail>> byTransaction, Set<UUID> inPart) {
        if (byTransaction.isEmpty()) {
            return;
        }
        news.booked(
                tx,
                transactions.entries(tx, byTransaction.keySet()).stream()
                        .map(entry -> entry.consistingOf(byTransaction))
                        .map(one -> inPart.contains(one.transactionId()) ? one.inPart() : one)
                        .toList());
    }

    private static List<DetailTable.Move> moves(List<LateDetailsTable.Joining> joining) {
        var moves = new ArrayList<DetailTable.Move>();
        long left = MOST_DETAILS;
        for (var one : joining) {
            long to = Math.min(one.details(), one.moved() + left);
            if (left == 0) {
                break;
            }
            moves.add(one.moveUpTo(to));
            left -= to - one.moved();
        }
        return moves;
    }

    /**
     * Drops details that wait although their entry was booked together with all that it consists
     * of; its transaction learns what only they say. Looks at up to {@link #MOST_ENTRIES} that
     * wait.
     *
     * @return the last one that was looked at; absent when there are no more after it
     */
    Optional<UUID> forgetNeedless(Tx tx, UUID account, @Nullable UUID after) {
        var waiting = table.waiting(tx, account, after, MOST_ENTRIES);
        var needless = waiting.stream().filter(one -> one.booked() > 0).toList();
        var supplemented = supplements.complete(tx, LateDetailsTable.Waiting.only(needless));
        tell(tx, supplemented.learned(), Set.of());
        forget(
                tx,
                needless.stream()
                        .map(LateDetailsTable.Waiting::id)
                        .filter(id -> !supplemented.otherwise().contains(id))
                        .toList());
        return waiting.size() < MOST_ENTRIES
                ? Optional.empty()
                : Optional.of(waiting.getLast().id());
    }

    private void forget(Tx tx, List<UUID> ids) {
        if (ids.isEmpty()) {
            return;
        }
        table.needless(tx, ids);
        supplements.drop(tx, ids);
        links.delete(tx, ids);
        details.delete(tx, ids);
    }

    /** What of these files waits for its entry, in words for an operator. */
    Map<UUID, String> waiting(Tx tx, Collection<UUID> files) {
        return table.ofFiles(tx, files).stream()
                .collect(Collectors.toMap(one -> one.file(), one -> one.words()));
    }
}
