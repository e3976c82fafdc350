package kontor.expectations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.db.Tx;
import kontor.expectations.ExpectedTransactionTable.Mark;
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
        return ids.isEmpty() ? List.of() : attach(tx, locked(tx, ids), booked);
    }

    /**
     * These are expected from now on, and may be booked already.
     *
     * @return those that are, as they are now
     */
    List<ExpectedTransaction> expected(Tx tx, Collection<ExpectedTransaction> fresh) {
        var found = new ArrayList<DetailTable.Move>();
        found.addAll(open.byKey(tx, marks(fresh, one -> one.terms().reference().key().stream())));
        found.addAll(open.byEndToEndId(tx, marks(fresh, one -> one.terms().endToEndId().stream())));
        if (found.isEmpty()) {
            return List.of();
        }
        var places = found.stream().distinct().toList();
        var ids = places.stream().map(DetailTable.Move::transaction).distinct().toList();
        var consisting = details.of(tx, places);
        return booked(
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
        var bare = table.lock(tx, ids);
        var attached = transactions.attachedForUse(tx, ids);
        return bare.stream()
                .map(one -> one.withAttached(attached.getOrDefault(one.id(), List.of())))
                .collect(Collectors.toMap(ExpectedTransaction::id, Function.identity()));
    }

    private List<ExpectedTransaction> attach(
            Tx tx, Map<UUID, ExpectedTransaction> candidates, List<BookedEntry> booked) {
        var ids = booked.stream().map(BookedEntry::transactionId).distinct().toList();
        var before = transactions.lockForUse(tx, ids);
        var matches = new CertainMatches(candidates.values(), before.values(), refused.of(tx, ids));
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
        attaching.detach(tx, locked(tx, ids(gone)).values(), gone, Originator.KONTOR);
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
