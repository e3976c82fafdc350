package kontor.expectations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.transactions.Attachment;
import kontor.transactions.Transactions;

/**
 * Attaches bookings and expected transactions to each other and takes them apart again; both sides
 * become their next version and tell it.
 */
final class Attaching {

    static final String RECONCILED = "RECONCILED";
    static final String UNRECONCILED = "UNRECONCILED";

    /** What was expected and booked went back. */
    static final String RETURNED = "RETURNED";

    private final Journal journal;
    private final Transactions transactions;
    private final ExpectedTransactionTable table;

    Attaching(Journal journal, Transactions transactions, ExpectedTransactionTable table) {
        this.journal = journal;
        this.transactions = transactions;
        this.table = table;
    }

    /**
     * A part of a booking that is (a part of) an expected transaction, without sign.
     *
     * @param back the booking takes off what others attached
     */
    record Share(ExpectedTransaction expected, UUID transactionId, long amountMinor, boolean back) {

        private Attachment attachment() {
            return new Attachment(
                    transactionId,
                    Attachment.Type.EXPECTED_TRANSACTION,
                    expected.id(),
                    amountMinor,
                    expected.terms().metadata(),
                    back,
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /**
     * @param shares of expected transactions that are locked, none attached yet; all of the same
     *     way
     * @return those, as they are now
     */
    List<ExpectedTransaction> attach(Tx tx, List<Share> shares, Originator by) {
        if (shares.isEmpty()) {
            return List.of();
        }
        transactions.attach(tx, shares.stream().map(Share::attachment).toList(), by);
        var before = new LinkedHashMap<UUID, ExpectedTransaction>();
        var all = new LinkedHashMap<UUID, List<Attachment>>();
        for (Share share : shares) {
            var expected = share.expected();
            before.put(expected.id(), expected);
            all.computeIfAbsent(expected.id(), _ -> new ArrayList<>(expected.attached()))
                    .add(share.attachment());
        }
        String name = shares.getFirst().back ? RETURNED : RECONCILED;
        return changed(tx, before, all, Happened.updated(name, by));
    }

    /**
     * @param gone what is attached to these expected transactions, which are locked
     * @return those, as they are now
     */
    List<ExpectedTransaction> detach(
            Tx tx, Collection<ExpectedTransaction> locked, List<Attachment> gone, Originator by) {
        if (gone.isEmpty()) {
            return List.of();
        }
        var before = new LinkedHashMap<UUID, ExpectedTransaction>();
        locked.forEach(one -> before.put(one.id(), one));
        transactions.detach(tx, gone, by);
        var all = new LinkedHashMap<UUID, List<Attachment>>();
        for (Attachment one : gone) {
            var expected = Maps.required(before, one.id());
            all.computeIfAbsent(one.id(), _ -> new ArrayList<>(expected.attached()))
                    .removeIf(other -> other.transactionId().equals(one.transactionId()));
        }
        return changed(tx, before, all, Happened.updated(UNRECONCILED, by));
    }

    private List<ExpectedTransaction> changed(
            Tx tx,
            Map<UUID, ExpectedTransaction> before,
            Map<UUID, List<Attachment>> attached,
            Happened happened) {
        var after = new ArrayList<ExpectedTransaction>();
        attached.forEach((id, all) -> after.add(Maps.required(before, id).with(all, tx.now())));
        table.update(tx, after);
        after.forEach(one -> journal.record(tx, one.snapshot(tx.organization()), happened));
        return after;
    }
}
