package kontor.expectations;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.Journal;
import kontor.changes.Snapshot;
import kontor.core.Money;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
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
        this.transactions = transactions;
        this.attaching = new Attaching(journal, transactions, new ExpectedTransactionTable());
        this.reconcile = door(expected, this::reconciled);
        this.unreconcile = door(expected, this::unreconciled);
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
        return state(expected)
                .<Outcome<Transaction>>map(Outcome::refused)
                .orElseGet(() -> booked(tx, found))
                .flatMap(booked -> share(expected, booked, found.input()))
                .map(
                        share -> {
                            refused.delete(tx, pair(found));
                            var by = found.request().by();
                            return snapshot(tx, attaching.attach(tx, List.of(share), by));
                        });
    }

    private static Optional<Refusal> state(ExpectedTransaction expected) {
        return switch (expected.status()) {
            case CREATED -> Optional.empty();
            case ARCHIVED -> Optional.of(ExpectedTransactionRefusal.EXPECTATION_ARCHIVED.refusal());
            case RECONCILED ->
                    Optional.of(ExpectedTransactionRefusal.EXPECTATION_RECONCILED.refusal());
        };
    }

    /** The booking, locked, where the caller may see it. */
    private Outcome<Transaction> booked(Tx tx, Found<ReconcileChoice, ?> found) {
        var id = found.input().transactionId();
        return Optional.ofNullable(transactions.lockForUse(tx, List.of(id)).get(id))
                .filter(booked -> booked.isSeenBy(found.request().caller()))
                .map(Outcome::done)
                .orElseGet(
                        () ->
                                Outcome.refused(
                                        ExpectedTransactionRefusal.TRANSACTION_NOT_FOUND
                                                .refusal()));
    }

    private static Outcome<Attaching.Share> share(
            ExpectedTransaction expected, Transaction booked, ReconcileChoice choice) {
        var open = expected.open();
        long most = Math.min(Math.abs(open.amountMinor()), booked.leftMinor());
        long wanted = choice.amount().map(Money::amountMinor).orElse(most);
        return Outcome.unless(
                ExpectedTransactionRefusal.ALREADY_ATTACHED
                        .when(expected.isAttachedTo(booked.id()))
                        .or(() -> misfit(expected, booked))
                        .or(
                                () ->
                                        ExpectedTransactionRefusal.NOTHING_LEFT.when(
                                                booked.leftMinor() == 0))
                        .or(() -> tooMuch(choice, open, most)),
                () -> new Attaching.Share(expected, booked.id(), wanted));
    }

    private static Optional<Refusal> misfit(ExpectedTransaction expected, Transaction booked) {
        var amount = booked.amount();
        var open = expected.open();
        return ExpectedTransactionRefusal.OTHER_ACCOUNT
                .when(!booked.accountId().equals(expected.accountId()))
                .or(
                        () ->
                                ExpectedTransactionRefusal.OTHER_CURRENCY.when(
                                        !amount.currency().equals(open.currency())))
                .or(
                        () ->
                                ExpectedTransactionRefusal.OTHER_DIRECTION.when(
                                        amount.amountMinor() < 0 != open.amountMinor() < 0));
    }

    private static Optional<Refusal> tooMuch(ReconcileChoice choice, Money open, long most) {
        return choice.amount()
                .filter(
                        told ->
                                told.amountMinor() > most
                                        || !told.currency().equals(open.currency()))
                .map(
                        _ ->
                                ExpectedTransactionRefusal.MORE_THAN_LEFT.refusal(
                                        new Money(most, open.currency()).plain()
                                                + " "
                                                + open.currency().code()));
    }

    private Outcome<Snapshot> unreconciled(
            Tx tx, Found<ReconcileChoice, ExpectedTransaction> found) {
        var expected = found.now();
        var gone =
                expected.attached().stream()
                        .filter(one -> one.transactionId().equals(found.input().transactionId()))
                        .toList();
        if (expected.status() == ExpectedTransactionStatus.ARCHIVED) {
            return Outcome.refused(ExpectedTransactionRefusal.EXPECTATION_ARCHIVED.refusal());
        }
        if (gone.isEmpty()) {
            return Outcome.refused(ExpectedTransactionRefusal.NOT_ATTACHED.refusal());
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
