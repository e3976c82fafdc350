package kontor.statements;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.core.Maps;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.statements.LinkTable.End;
import kontor.statements.LinkTable.Side;
import kontor.transactions.DetailTable;
import kontor.transactions.EntryIdentity;
import kontor.transactions.EntryReading;
import kontor.transactions.EntryRow;
import kontor.transactions.NewTransactions;
import kontor.transactions.StatementEntry;
import kontor.transactions.TransactionTable;
import org.jspecify.annotations.Nullable;

/**
 * The door for details that come apart from the entry they belong to. They are kept until it is
 * booked, whichever of both comes first, and then move to its transaction in parts, each told
 * upstairs in the transaction in which it moves.
 */
final class LateDetails {

    /** Details that move in one call. */
    private static final int MOST_DETAILS = 5_000;

    /** Entries in one call. */
    static final int MOST_ENTRIES = 1_000;

    private final NewTransactions news;
    private final LateDetailsTable table = new LateDetailsTable();
    private final LinkTable links = new LinkTable();
    private final DetailTable details = new DetailTable();
    private final TransactionTable transactions = new TransactionTable();

    LateDetails(NewTransactions news) {
        this.news = news;
    }

    /** The key of an entry and which of that key it is. */
    private record Place(String key, int occurrence) {

        static Place of(LateDetailsEntry entry) {
            return new Place(entry.key(), entry.occurrence());
        }

        static Place of(LateDetailsTable.Known known) {
            return new Place(known.key(), known.occurrence());
        }
    }

    /** Begins an entry that is told in parts. Absent when all of it was told before. */
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
        return telling(tx, List.of(entry)).values().stream().findFirst();
    }

    /** Keeps some details of an entry that was begun. */
    void part(Tx tx, UUID id, StatementEntry some, long before) {
        details.insert(
                tx, List.of(new DetailTable.Some(id, before, new EntryReading(some).details())));
    }

    /**
     * Keeps what a part of a notification tells. What was told before, and an entry without
     * details, adds nothing.
     *
     * @param begun the entry that was told in parts, the first of the slice when there is one
     */
    void keep(Tx tx, Notification notification, List<StatementEntry> slice, Optional<UUID> begun) {
        var told = slice.stream().filter(entry -> StatementEntry.isBooked(entry.head())).toList();
        var ends = new ArrayList<End>();
        var counts = new LinkedHashMap<UUID, Long>();
        told.stream()
                .filter(entry -> entry.apart().details() > 0)
                .findFirst()
                .ifPresent(
                        large ->
                                begun.ifPresent(
                                        id -> {
                                            counts.put(id, large.apart().details());
                                            ends.addAll(ends(notification, large, id));
                                        }));
        var whole =
                told.stream()
                        .filter(entry -> entry.apart().details() == 0 && !entry.details().isEmpty())
                        .toList();
        if (!whole.isEmpty()) {
            var rows = rows(tx, notification, whole);
            table.insert(tx, List.copyOf(rows.keySet()));
            var kept = new ArrayList<DetailTable.Some>();
            telling(tx, rows.keySet())
                    .forEach(
                            (row, id) -> {
                                var entry = Maps.required(rows, row);
                                kept.add(
                                        new DetailTable.Some(
                                                id, 0, new EntryReading(entry).details()));
                                counts.put(id, (long) entry.details().size());
                                ends.addAll(ends(notification, entry, id));
                            });
            details.insert(tx, kept);
        }
        if (!counts.isEmpty()) {
            table.told(tx, List.copyOf(counts.keySet()), List.copyOf(counts.values()));
            links.insert(tx, ends);
            find(tx, ends);
        }
    }

    private Map<LateDetailsEntry, StatementEntry> rows(
            Tx tx, Notification notification, List<StatementEntry> entries) {
        var keys =
                entries.stream().map(entry -> LateDetailsEntry.key(notification, entry)).toList();
        var counts =
                new HashMap<>(
                        table.occurrencesBefore(
                                tx,
                                notification,
                                entries.getFirst().position(),
                                keys.stream().distinct().toList()));
        var rows = new LinkedHashMap<LateDetailsEntry, StatementEntry>();
        for (int i = 0; i < entries.size(); i++) {
            rows.put(
                    LateDetailsEntry.of(
                            notification,
                            entries.get(i),
                            keys.get(i),
                            counts.merge(keys.get(i), 1, Integer::sum)),
                    entries.get(i));
        }
        return rows;
    }

    /** The ids of those that were not told to their end before. */
    private Map<LateDetailsEntry, UUID> telling(Tx tx, Collection<LateDetailsEntry> entries) {
        var account = entries.iterator().next().accountId();
        var keys = entries.stream().map(LateDetailsEntry::key).distinct().toList();
        Map<Place, LateDetailsTable.Known> known =
                table.known(tx, account, keys).stream()
                        .filter(one -> one.status() == LateDetailsEntry.Status.TELLING)
                        .collect(Collectors.toMap(Place::of, Function.identity()));
        var ids = new LinkedHashMap<LateDetailsEntry, UUID>();
        entries.forEach(
                entry ->
                        Optional.ofNullable(known.get(Place.of(entry)))
                                .ifPresent(one -> ids.put(entry, one.id())));
        return ids;
    }

    private static List<End> ends(Notification notification, StatementEntry entry, UUID id) {
        var date = LateDetailsEntry.date(notification, entry);
        return EntryLinks.ofNotified(notification.accountId(), date, entry, notification.names())
                .stream()
                .map(
                        link ->
                                new End(
                                        link,
                                        Side.NOTIFIED,
                                        id,
                                        date,
                                        EntryIdentity.reference(entry),
                                        entry.details().size() + entry.apart().details()))
                .toList();
    }

    /**
     * Entries were booked: those that leave open what they consist of find details that wait for
     * them.
     *
     * @param rows all of the slice
     * @param fresh those that were not booked before
     */
    void booked(Tx tx, Statement statement, List<EntryRow> rows, List<EntryRow> fresh) {
        var ends = fresh.stream().flatMap(LateDetails::ends).toList();
        if (!ends.isEmpty()) {
            links.insert(tx, ends);
            find(tx, ends);
        }
        var large = rows.stream().filter(row -> row.told().apart().details() > 0).findFirst();
        large.ifPresent(row -> ownDetails(tx, statement, row, fresh.contains(row)));
    }

    private static Stream<End> ends(EntryRow row) {
        var transaction = row.transaction();
        return EntryLinks.ofBooked(transaction.accountId(), transaction.date(), row.told()).stream()
                .map(
                        link ->
                                new End(
                                        link,
                                        Side.BOOKED,
                                        transaction.id(),
                                        transaction.date(),
                                        row.marks().servicerReference(),
                                        row.told().details().size()));
    }

    /**
     * Its details were kept by its own statement; told again, they went or go to the transaction of
     * the first time.
     */
    private void ownDetails(Tx tx, Statement statement, EntryRow row, boolean fresh) {
        var key = LateDetailsEntry.key(statement, row.position());
        table.known(tx, statement.accountId(), List.of(key)).stream()
                .filter(known -> known.status() == LateDetailsEntry.Status.TELLING)
                .forEach(
                        known -> {
                            if (fresh) {
                                table.told(
                                        tx,
                                        List.of(known.id()),
                                        List.of(row.told().apart().details()));
                                table.found(tx, Map.of(known.id(), row.transaction().id()));
                            } else {
                                forget(tx, List.of(known.id()));
                            }
                        });
    }

    /**
     * Gives each of the details the entry with the strongest link; those that are alike in the
     * order they came.
     */
    private void find(Tx tx, List<End> news) {
        var byLink =
                links.ofLinks(tx, news.stream().map(End::link).distinct().toList()).stream()
                        .collect(
                                Collectors.groupingBy(
                                        End::link, java.util.TreeMap::new, Collectors.toList()));
        var found = new LinkedHashMap<UUID, UUID>();
        var taken = new HashSet<UUID>();
        for (var ends : byLink.values()) {
            var free =
                    ends.stream()
                            .filter(end -> end.side() == Side.BOOKED)
                            .collect(Collectors.toCollection(ArrayList::new));
            for (End told : ends) {
                if (told.side() == Side.NOTIFIED && !found.containsKey(told.entry())) {
                    nearest(free, told, taken)
                            .ifPresent(
                                    booked -> {
                                        found.put(told.entry(), booked.entry());
                                        taken.add(booked.entry());
                                        free.remove(booked);
                                    });
                }
            }
        }
        if (!found.isEmpty()) {
            table.found(tx, found);
            links.delete(
                    tx, Stream.concat(found.keySet().stream(), found.values().stream()).toList());
        }
    }

    private static Optional<End> nearest(List<End> free, End told, Set<UUID> taken) {
        return free.stream()
                .filter(booked -> !taken.contains(booked.entry()) && fit(booked, told))
                .min(Comparator.comparingLong(booked -> daysApart(booked, told)));
    }

    private static boolean fit(End booked, End told) {
        boolean differ =
                booked.servicerReference().isPresent()
                        && told.servicerReference().isPresent()
                        && !booked.servicerReference().equals(told.servicerReference());
        return daysApart(booked, told) <= LateDetailsTable.MOST_DAYS_APART
                && told.details() >= booked.details()
                && (!differ || EntryLinks.isByMessage(booked.link()));
    }

    private static long daysApart(End one, End other) {
        return Math.abs(one.date().toEpochDay() - other.date().toEpochDay());
    }

    /**
     * Moves some of the details that found their entries, and tells them upstairs; 0 when none are
     * left.
     */
    int join(Tx tx, UUID account) {
        var moves = moves(table.joining(tx, account, MOST_ENTRIES));
        if (moves.isEmpty()) {
            return 0;
        }
        var first =
                moves.stream()
                        .filter(move -> move.from() == 0)
                        .map(DetailTable.Move::transaction)
                        .toList();
        // What the statement said of them in short.
        details.delete(tx, first);
        details.move(tx, moves);
        table.moved(tx, moves);
        var told = details.of(tx, moves);
        var entries =
                transactions.entries(tx, told.keySet()).stream()
                        .map(
                                entry ->
                                        entry.consistingOf(
                                                told.getOrDefault(
                                                        entry.transactionId(), List.of())))
                        .toList();
        news.booked(tx, entries);
        return moves.size();
    }

    private static List<DetailTable.Move> moves(List<LateDetailsTable.Joining> joining) {
        var moves = new ArrayList<DetailTable.Move>();
        long left = MOST_DETAILS;
        for (var one : joining) {
            long to = Math.min(one.details(), one.moved() + left);
            if (left == 0) {
                break;
            }
            moves.add(new DetailTable.Move(one.id(), one.transaction(), one.moved(), to));
            left -= to - one.moved();
        }
        return moves;
    }

    /**
     * Looks among those that wait for such whose entry was booked with all that it consists of.
     *
     * @return the last one that was looked at; absent when there are no more after it
     */
    Optional<UUID> forgetNeedless(Tx tx, UUID account, @Nullable UUID after) {
        var waiting = table.waiting(tx, account, after, MOST_ENTRIES);
        var needless =
                waiting.stream()
                        .filter(LateDetailsTable.Waiting::booked)
                        .map(LateDetailsTable.Waiting::id)
                        .toList();
        if (!needless.isEmpty()) {
            forget(tx, needless);
        }
        return waiting.size() < MOST_ENTRIES
                ? Optional.empty()
                : Optional.of(waiting.getLast().id());
    }

    private void forget(Tx tx, List<UUID> ids) {
        table.needless(tx, ids);
        links.delete(tx, ids);
        details.delete(tx, ids);
    }

    /** What of these files waits for its entry, in words for an operator. */
    Map<UUID, String> waiting(Tx tx, Collection<UUID> files) {
        return table.ofFiles(tx, files).stream()
                .collect(
                        Collectors.toMap(
                                LateDetailsTable.OfFile::file,
                                one ->
                                        one.entries()
                                                + (one.entries() == 1
                                                        ? " entry waits"
                                                        : " entries wait")
                                                + " for the statement that books "
                                                + (one.entries() == 1
                                                        ? "it: "
                                                        : "them, the first: ")
                                                + words(one.amount())
                                                + " of "
                                                + one.date()
                                                + one.servicerReference()
                                                        .map(
                                                                reference ->
                                                                        ", reference " + reference)
                                                        .orElse("")));
    }

    private static String words(Money amount) {
        return amount.currency().code() + " " + amount.plain();
    }
}
