package kontor.expectations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.expectations.ExpectedTransactionTable.Mark;
import kontor.expectations.ExpectedTransactionTable.Stored;
import kontor.matchmarks.RefusedMatchTable;
import kontor.transactions.Attachment;
import kontor.transactions.BookedEntry;
import kontor.transactions.DetailTable;
import kontor.transactions.EntryDetail;
import kontor.transactions.Transaction;
import kontor.transactions.TransactionTable;
import kontor.transactions.Transactions;

/** Attaches bookings that are certainly expected ones, whichever of both was there first. */
public final class ExpectedBookings {

    private final Transactions transactions;
    private final Attaching attaching;
    private final ExpectedTransactionTable table = new ExpectedTransactionTable();
    private final RefusedMatchTable refused = new RefusedMatchTable();
    private final OpenBookingTable open = new OpenBookingTable();
    private final TransactionTable entries = new TransactionTable();
    private final DetailTable details = new DetailTable();

    public ExpectedBookings(Journal journal, Transactions transactions) {
        this.transactions = transactions;
        this.attaching = new Attaching(journal, transactions, table);
    }

    /**
     * These were booked, each with those of its details that no payment explains.
     *
     * @return the expected transactions that they are, as they are now
     */
    public List<ExpectedTransaction> booked(Tx tx, List<BookedEntry> booked) {
        if (booked.stream().anyMatch(ExpectedBookings::names)) {
            open.lockForBooked(tx);
        }
        return matched(tx, booked);
    }

    private static boolean names(BookedEntry entry) {
        return entry.details().stream().flatMap(it -> marks(entry, it)).findAny().isPresent();
    }

    private List<ExpectedTransaction> matched(Tx tx, List<BookedEntry> booked) {
        var byKey = new LinkedHashSet<Mark>();
        var byEndToEndId = new LinkedHashSet<Mark>();
        for (BookedEntry entry : booked) {
            for (EntryDetail detail : entry.details()) {
                CertainMatches.keys(detail)
                        .forEach(key -> byKey.add(new Mark(entry.accountId(), key)));
                CertainMatches.endToEndId(detail)
                        .ifPresent(id -> byEndToEndId.add(new Mark(entry.accountId(), id)));
            }
        }
        var ids = new HashSet<>(table.openByKey(tx, byKey));
        ids.addAll(table.openByEndToEndId(tx, byEndToEndId));
        var now = new ArrayList<ExpectedTransaction>();
        if (!ids.isEmpty()) {
            now.addAll(attach(tx, locked(tx, ids), booked));
        }
        now.addAll(cameBack(tx, booked, now));
        return now;
    }

    /**
     * What was expected and booked is open again where it went back.
     *
     * @param paid to which some of these bookings were attached right now
     */
    private List<ExpectedTransaction> cameBack(
            Tx tx, List<BookedEntry> booked, List<ExpectedTransaction> paid) {
        var back = ReturnedBookings.of(booked);
        if (back.isEmpty()) {
            return List.of();
        }
        var named = new ArrayList<>(justAttached(booked, paid));
        named.addAll(open.attachedByKey(tx, marks(back, ReturnedBookings.Named::keys)));
        named.addAll(
                open.attachedByEndToEndId(tx, marks(back, ReturnedBookings.Named::endToEndIds)));
        var candidates =
                locked(
                        tx,
                        named.stream()
                                .map(OpenBookingTable.Attached::id)
                                .collect(Collectors.toSet()));
        var ids = back.stream().map(one -> one.entry().transactionId()).distinct().toList();
        var denied = refused.of(tx, transactions.writtenForUse(tx, ids));
        var matches = new ReturnedBookings(transactions.lockForUse(tx, ids).values(), denied);
        back.forEach(one -> matches.look(one, named(one, named, candidates)));
        return attaching.attach(tx, matches.shares(), Originator.KONTOR);
    }

    /** Those to which a booking is attached that says the same. */
    private static List<ExpectedTransaction> named(
            ReturnedBookings.Named back,
            List<OpenBookingTable.Attached> all,
            Map<UUID, ExpectedTransaction> candidates) {
        var marks = back.marks().collect(Collectors.toSet());
        return all.stream()
                .filter(one -> marks.contains(one.mark()))
                .map(OpenBookingTable.Attached::id)
                .distinct()
                .map(id -> Maps.required(candidates, id))
                .toList();
    }

    /** The database does not know them yet. */
    private static List<OpenBookingTable.Attached> justAttached(
            List<BookedEntry> booked, List<ExpectedTransaction> paid) {
        var byTransaction = new HashMap<UUID, BookedEntry>();
        booked.forEach(entry -> byTransaction.put(entry.transactionId(), entry));
        var all = new ArrayList<OpenBookingTable.Attached>();
        for (ExpectedTransaction one : paid) {
            one.attached().stream()
                    .flatMap(
                            it ->
                                    Optional.ofNullable(byTransaction.get(it.transactionId()))
                                            .stream())
                    .flatMap(entry -> entry.details().stream().flatMap(it -> marks(entry, it)))
                    .distinct()
                    .forEach(mark -> all.add(new OpenBookingTable.Attached(mark, one.id())));
        }
        return all;
    }

    private static Stream<Mark> marks(BookedEntry entry, EntryDetail detail) {
        return Stream.concat(
                        CertainMatches.keys(detail).stream(),
                        CertainMatches.endToEndId(detail).stream())
                .map(text -> new Mark(entry.accountId(), text));
    }

    private static List<Mark> marks(
            List<ReturnedBookings.Named> back, Function<ReturnedBookings.Named, Set<Mark>> which) {
        return back.stream().flatMap(one -> which.apply(one).stream()).distinct().toList();
    }

    /**
     * These are expected from now on, and may be booked already.
     *
     * @return those that are, as they are now
     */
    List<ExpectedTransaction> expected(Tx tx, Collection<ExpectedTransaction> fresh) {
        open.lockForExpected(tx);
        var found = new ArrayList<DetailTable.Move>();
        found.addAll(open.byKey(tx, marks(fresh, one -> one.terms().reference().key().stream())));
        found.addAll(open.byEndToEndId(tx, marks(fresh, one -> one.terms().endToEndId().stream())));
        if (found.isEmpty()) {
            return List.of();
        }
        var places = found.stream().distinct().toList();
        var ids = places.stream().map(DetailTable.Move::transaction).distinct().toList();
        var consisting = details.of(tx, places);
        return matched(
                tx,
                entries.entries(tx, ids).stream()
                        .map(entry -> entry.consistingOf(consisting))
                        .toList());
    }

    private static List<Mark> marks(
            Collection<ExpectedTransaction> fresh,
            Function<ExpectedTransaction, Stream<String>> texts) {
        return fresh.stream()
                .flatMap(one -> texts.apply(one).map(text -> new Mark(one.accountId(), text)))
                .distinct()
                .toList();
    }

    /** As they are now, with what is attached; nobody else changes them until the end. */
    Map<UUID, ExpectedTransaction> locked(Tx tx, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var locked = table.lock(tx, ids);
        var changed = locked.stream().filter(Stored::mayHave).map(one -> one.bare().id()).toList();
        var attached = transactions.attachedForUse(tx, changed);
        return locked.stream()
                .map(Stored::bare)
                .map(one -> one.withAttached(attached.getOrDefault(one.id(), List.of())))
                .collect(Collectors.toMap(ExpectedTransaction::id, Function.identity()));
    }

    private List<ExpectedTransaction> attach(
            Tx tx, Map<UUID, ExpectedTransaction> candidates, List<BookedEntry> booked) {
        var ids = booked.stream().map(BookedEntry::transactionId).distinct().toList();
        var before = transactions.lockForUse(tx, ids);
        // Nobody can have said of what is just being booked that it is not this.
        var denied = refused.of(tx, transactions.writtenForUse(tx, ids));
        var matches = new CertainMatches(candidates.values(), before.values(), denied);
        booked.forEach(matches::look);
        return attaching.attach(tx, matches.shares(), Originator.KONTOR);
    }

    /**
     * Payments turned out to be these bookings, with certainty: where that leaves too little money
     * for what is expected, the expected transactions come off again, the last attached first.
     */
    public void leave(Tx tx, Collection<UUID> transactionIds) {
        var gone = new ArrayList<Attachment>();
        for (Transaction one : transactions.lockForUse(tx, transactionIds).values()) {
            gone.addAll(tooMuch(one));
        }
        var locked = locked(tx, ids(gone)).values();
        locked.forEach(one -> gone.addAll(needless(one.without(gone))));
        attaching.detach(tx, locked, gone, Originator.KONTOR);
    }

    /** What comes off too, so that between nothing and all of it stays attached. */
    private static List<Attachment> needless(ExpectedTransaction left) {
        long whole = Math.abs(left.terms().amount().amountMinor());
        var gone = new ArrayList<Attachment>();
        for (Attachment one : left.attached().reversed()) {
            long net = left.without(gone).attachedMinor();
            if (one.back() ? net < 0 : net > whole) {
                gone.add(one);
            }
        }
        return gone;
    }

    private static Set<UUID> ids(List<Attachment> all) {
        return all.stream().map(Attachment::id).collect(Collectors.toSet());
    }

    private static List<Attachment> tooMuch(Transaction transaction) {
        long over =
                transaction.attached().stream().mapToLong(Attachment::amountMinor).sum()
                        - Math.abs(transaction.amount().amountMinor());
        var gone = new ArrayList<Attachment>();
        for (Attachment one : transaction.attached().reversed()) {
            if (over > 0 && one.type() == Attachment.Type.EXPECTED_TRANSACTION) {
                gone.add(one);
                over -= one.amountMinor();
            }
        }
        return gone;
    }
}
