package kontor.reconciliation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.expectations.Reconciling;
import kontor.matchmarks.RefusedMatchTable;
import kontor.transactions.Transaction;
import kontor.transactions.Transactions;

/**
 * The doors by which people say that a booking is not what is suggested, and take that back. They
 * change neither of both, so no event tells it; attaching by hand forgets it. Both name the
 * booking, and as input the id of what it is not; refuse by {@link PaymentMatchRefusal}.
 */
public final class RefusingMatches {

    private final RefusedMatchTable refused = new RefusedMatchTable();
    private final Reconciling expected;
    private final List<Matching.Kind> payments;

    /** It is not suggested and not attached by itself any more. */
    public final Door<UUID> refuse;

    /** It may be after all. */
    public final Door<UUID> allow;

    RefusingMatches(Transactions transactions, Reconciling expected, List<Matching.Kind> payments) {
        this.expected = expected;
        this.payments = payments;
        this.refuse = door(transactions, refused::insert);
        this.allow = door(transactions, refused::delete);
    }

    private interface Deed {
        void with(Tx tx, RefusedMatchTable.Pair pair);
    }

    private Door<UUID> door(Transactions transactions, Deed deed) {
        return new ExistingDoor<>(
                Transactions.KIND,
                transactions::lockForUse,
                (tx, list) -> list.stream().map(one -> done(tx, one, deed)).toList());
    }

    private Outcome<Snapshot> done(Tx tx, Found<UUID, Transaction> found, Deed deed) {
        return Outcome.unless(
                refusal(tx, found),
                () -> {
                    deed.with(tx, new RefusedMatchTable.Pair(found.now().id(), found.input()));
                    return found.now().snapshot(tx.organization());
                });
    }

    private Optional<Refusal> refusal(Tx tx, Found<UUID, Transaction> found) {
        var id = found.input();
        boolean attached = found.now().attached().stream().anyMatch(one -> one.id().equals(id));
        return PaymentMatchRefusal.TRANSACTABLE_NOT_FOUND
                .when(!isKnown(tx, found.request().caller(), id))
                .or(() -> PaymentMatchRefusal.STILL_ATTACHED.when(attached));
    }

    private boolean isKnown(Tx tx, Caller caller, UUID id) {
        return expected.isVisible(tx, caller, id)
                || payments.stream()
                        .flatMap(kind -> accounts(tx, kind, id))
                        .anyMatch(caller.accounts()::allows);
    }

    private static Stream<UUID> accounts(Tx tx, Matching.Kind kind, UUID id) {
        return kind.reports().candidates(tx, List.of(id)).values().stream()
                .map(one -> one.accountId());
    }
}
