package kontor.reconciliation;

import java.util.List;
import java.util.UUID;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.Snapshot;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.matchmarks.RefusedMatchTable;
import kontor.transactions.Transaction;
import kontor.transactions.Transactions;

/**
 * The door by which people say that a booking is not what is suggested. It changes neither of both,
 * so no event tells it; attaching by hand forgets it.
 */
public final class RefusingMatches {

    private final RefusedMatchTable refused = new RefusedMatchTable();

    /** Names the booking, and as input the id of what it is not. */
    public final Door<UUID> refuse;

    public RefusingMatches(Transactions transactions) {
        this.refuse =
                new ExistingDoor<>(Transactions.KIND, transactions::lockForUse, this::refused);
    }

    private List<Outcome<Snapshot>> refused(Tx tx, List<Found<UUID, Transaction>> list) {
        list.forEach(
                one -> refused.insert(tx, new RefusedMatchTable.Pair(one.now().id(), one.input())));
        return list.stream()
                .map(one -> Outcome.done(one.now().snapshot(tx.organization())))
                .toList();
    }
}
