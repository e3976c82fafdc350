package kontor.expectations;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.Journal;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Money;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.matchmarks.ReconcileChoice;
import kontor.matchmarks.RefusedMatchTable;
import kontor.transactions.Transaction;
import kontor.transactions.Transactions;

/** The door by which people attach bookings to expected transactions, and take them off. */
public final class Reconciling {

    /** As the vendor documents it, for both ways. */
    public static final Use USE =
            Use.of(
                    "expected_transactions:read",
                    "expected_transactions:update",
                    "transactions:read",
                    "transactions:update",
                    "reconciliation:create");

    private final ExpectedTransactions expected;
    private final Transactions transactions;
    private final Attaching attaching;
    private final RefusedMatchTable refused = new RefusedMatchTable();

    /**
     * Attaches a booking, as much as both still have; refuses by {@link
     * kontor.changes.ResourceKind}, then by {@link ExpectedTransactionRefusal}.
     */
    public final Door<ReconcileChoice> reconcile;

    /** Takes a booking off, and remembers that it is not to be attached by itself again. */
    public final Door<ReconcileChoice> unreconcile;

    public Reconciling(ExpectedTransactions expected, Journal journal, Transactions transactions) {
        this.expected = expected;
        this.transactions = transactions;
        this.attaching = new Attaching(journal, transactions, new ExpectedTransactionTable());
        this.reconcile = door(expected, this::reconciled);
        this.unreconcile = door(expected, this::unreconciled);
    }

    /** Whether the caller may see it. */
    public boolean isVisible(Tx tx, Caller caller, UUID id) {
        return expected.isVisible(tx, caller, id);
    }

    /** One after the other, since two may want the same booking. */
    private static Door<ReconcileChoice> door(
            ExpectedTransactions expected,
            BiFunction<Tx, Found<ReconcileChoice, ExpectedTransaction>, Outcome<Snapshot>> change) {
        return new ExistingDoor<>(
                ExpectedTransactions.KIND,
                expected::lock,
                (tx, list) -> list.stream().map(one -> change.apply(tx, one)).toList());
    }

    private Outcome<Snapshot> reconciled(Tx tx, Found<ReconcileChoice, ExpectedTransaction> found) {
        var expected = found.now();
        var booked = booked(tx, found);
        return Outcome.unless(refusal(expected, booked), () -> booked.orElseThrow())
                .flatMap(one -> share(expected, one, found.input()))
                .map(
                        share -> {
                            refused.delete(tx, pair(found));
                            var by = found.request().by();
                            return snapshot(tx, attaching.attach(tx, List.of(share), by));
                        });
    }

    /** What is reconciled takes only what comes back of it. */
    private static Optional<Refusal> refusal(
            ExpectedTransaction expected, Optional<Transaction> booked) {
        boolean whole = expected.status() == ExpectedTransaction.Status.RECONCILED;
        return ExpectedTransactionRefusal.EXPECTATION_ARCHIVED
                .when(expected.status() == ExpectedTransaction.Status.ARCHIVED)
                .or(
                        () ->
                                ExpectedTransactionRefusal.EXPECTATION_RECONCILED.when(
                                        whole
                                                && booked.filter(
                                                                one ->
                                                                        expected.isBack(
                                                                                one.amount()))
                                                        .isEmpty()))
                .or(() -> ExpectedTransactionRefusal.TRANSACTION_NOT_FOUND.when(booked.isEmpty()));
    }

    /** The booking, locked, where the caller may see it. */
    private Optional<Transaction> booked(Tx tx, Found<ReconcileChoice, ?> found) {
        var id = found.input().transactionId();
        return Optional.ofNullable(transactions.lockForUse(tx, List.of(id)).get(id))
                .filter(booked -> booked.isSeenBy(found.request().caller()));
    }

    private static Outcome<Attaching.Share> share(
            ExpectedTransaction expected, Transaction booked, ReconcileChoice choice) {
        boolean back = expected.isBack(booked.amount());
        long open = back ? expected.attachedMinor() : Math.abs(expected.open().amountMinor());
        long most = Math.min(open, booked.leftMinor());
        long wanted = choice.amount().map(Money::amountMinor).orElse(most);
        return Outcome.unless(
                ExpectedTransactionRefusal.ALREADY_ATTACHED
                        .when(expected.isAttachedTo(booked.id()))
                        .or(() -> misfit(expected, booked))
                        .or(
                                () ->
                                        ExpectedTransactionRefusal.NOTHING_LEFT.when(
                                                booked.leftMinor() == 0))
                        .or(() -> tooMuch(choice, expected.terms().amount(), most)),
                () -> new Attaching.Share(expected, booked.id(), wanted, back));
    }

    private static Optional<Refusal> misfit(ExpectedTransaction expected, Transaction booked) {
        var amount = booked.amount();
        var wanted = expected.terms().amount();
        return ExpectedTransactionRefusal.OTHER_ACCOUNT
                .when(!booked.accountId().equals(expected.accountId()))
                .or(
                        () ->
                                ExpectedTransactionRefusal.OTHER_CURRENCY.when(
                                        !amount.currency().equals(wanted.currency())))
                .or(
                        () ->
                                ExpectedTransactionRefusal.OTHER_DIRECTION.when(
                                        expected.isBack(amount) && expected.attachedMinor() == 0));
    }

    private static Optional<Refusal> tooMuch(ReconcileChoice choice, Money whole, long most) {
        return choice.amount()
                .filter(
                        told ->
                                told.amountMinor() > most
                                        || !told.currency().equals(whole.currency()))
                .map(
                        _ ->
                                ExpectedTransactionRefusal.MORE_THAN_LEFT.refusal(
                                        new Money(most, whole.currency()).plain()
                                                + " "
                                                + whole.currency().code()));
    }

    private Outcome<Snapshot> unreconciled(
            Tx tx, Found<ReconcileChoice, ExpectedTransaction> found) {
        var expected = found.now();
        var gone =
                expected.attached().stream()
                        .filter(one -> one.transactionId().equals(found.input().transactionId()))
                        .toList();
        if (expected.status() == ExpectedTransaction.Status.ARCHIVED) {
            return Outcome.refused(ExpectedTransactionRefusal.EXPECTATION_ARCHIVED.refusal());
        }
        if (gone.isEmpty()) {
            return Outcome.refused(ExpectedTransactionRefusal.NOT_ATTACHED.refusal());
        }
        if (!expected.without(gone).addsUp()) {
            return Outcome.refused(ExpectedTransactionRefusal.ATTACHED_AFTER.refusal());
        }
        refused.insert(tx, pair(found));
        var by = found.request().by();
        return Outcome.done(snapshot(tx, attaching.detach(tx, List.of(expected), gone, by)));
    }

    private static RefusedMatchTable.Pair pair(Found<ReconcileChoice, ExpectedTransaction> found) {
        return new RefusedMatchTable.Pair(found.input().transactionId(), found.now().id());
    }

    private static Snapshot snapshot(Tx tx, List<ExpectedTransaction> one) {
        return one.getFirst().snapshot(tx.organization());
    }
}
