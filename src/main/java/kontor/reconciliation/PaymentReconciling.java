package kontor.reconciliation;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.approvals.ApprovalStep;
import kontor.changes.Door;
import kontor.changes.Request;
import kontor.core.Maps;
import kontor.core.Money;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.matchmarks.ReconcileChoice;
import kontor.matchmarks.RefusedMatchTable;
import kontor.payments.Decisions;
import kontor.payments.Payment;
import kontor.payments.PaymentStatus;
import kontor.payments.StatusReason;
import kontor.transactions.Attachment;
import kontor.transactions.Transaction;
import kontor.transactions.Transactions;

/**
 * The door by which people attach bookings to payments of one kind, and take them off. The status
 * of a payment stays as it is: that is what its bank says of it.
 */
public final class PaymentReconciling<P extends Payment<P>> {

    private static final Set<PaymentStatus> NEVER_LEFT =
            EnumSet.of(
                    PaymentStatus.CREATED,
                    PaymentStatus.APPROVED,
                    PaymentStatus.PENDING_SUBMISSION,
                    PaymentStatus.REJECTED);

    private final Matching.Kind kind;
    private final Transactions transactions;
    private final RefusedMatchTable refused = new RefusedMatchTable();

    /** Attaches a booking, as much as both still have; refuses by {@link PaymentMatchRefusal}. */
    public final Door<ReconcileChoice> reconcile;

    /** Takes a booking off, however it was attached. */
    public final Door<ReconcileChoice> unreconcile;

    public PaymentReconciling(
            Matching.Kind kind, Decisions<P> decisions, Transactions transactions) {
        this.kind = kind;
        this.transactions = transactions;
        this.reconcile = decisions.door(this::reconciled);
        this.unreconcile = decisions.door(this::unreconciled);
    }

    private Outcome<Decisions.Decision<P>> reconciled(
            Tx tx, Request<ReconcileChoice> request, P payment, List<ApprovalStep> steps) {
        var id = request.input().transactionId();
        if (NEVER_LEFT.contains(payment.status())) {
            return Outcome.refused(
                    PaymentMatchRefusal.PAYMENT_NOT_SENT.refusal(payment.status().name()));
        }
        var booked =
                Optional.ofNullable(transactions.lockForUse(tx, List.of(id)).get(id))
                        .filter(one -> one.isSeenBy(request.caller()));
        if (booked.isEmpty()) {
            return Outcome.refused(PaymentMatchRefusal.TRANSACTION_NOT_FOUND.refusal());
        }
        return share(tx, request.input(), payment, booked.get())
                .map(
                        share -> {
                            transactions.attach(tx, List.of(share), request.by());
                            refused.delete(tx, new RefusedMatchTable.Pair(id, payment.id()));
                            var next = payment.touched(tx.now()).withAttached(id);
                            return decision(next, steps, "RECONCILED", id);
                        });
    }

    private Outcome<Attachment> share(
            Tx tx, ReconcileChoice choice, P payment, Transaction booked) {
        long open = open(tx, payment, booked);
        long most = Math.min(open, booked.leftMinor());
        var refusal =
                PaymentMatchRefusal.ALREADY_ATTACHED
                        .when(isAttached(payment, booked.id()))
                        .or(() -> misfit(payment, booked))
                        .or(() -> PaymentMatchRefusal.PAYMENT_RECONCILED.when(open <= 0))
                        .or(() -> PaymentMatchRefusal.NOTHING_LEFT.when(booked.leftMinor() == 0))
                        .or(() -> tooMuch(choice, payment, most));
        long share = choice.amount().map(Money::amountMinor).orElse(most);
        return Outcome.unless(refusal, () -> attachment(tx, payment, booked, share));
    }

    private Attachment attachment(Tx tx, P payment, Transaction booked, long share) {
        var one =
                new Attachment(
                        booked.id(), kind.type(), payment.id(), share, metadata(tx, payment));
        return payment.progress()
                .statusReason()
                .flatMap(StatusReason::cameBack)
                .filter(_ -> !isForward(payment, booked))
                .map(how -> one.cameBackAs(how.kind().name()))
                .orElse(one);
    }

    /** Its own, or what stands in for it where it has none, as where Kontor attaches. */
    private Map<String, String> metadata(Tx tx, P payment) {
        var candidates = kind.reports().candidates(tx, List.of(payment.id()));
        return Maps.required(candidates, payment.id()).metadata();
    }

    private static boolean isAttached(Payment<?> payment, UUID transaction) {
        return payment.progress().bank().attachedTransactions().contains(transaction);
    }

    private Optional<Refusal> misfit(P payment, Transaction booked) {
        boolean forward = isForward(payment, booked);
        boolean cameBack =
                payment.status() == PaymentStatus.RETURNED
                        || payment.status() == PaymentStatus.FAILED;
        boolean ours =
                payment.accountId().equals(booked.accountId())
                        || payment.otherAccountId().filter(booked.accountId()::equals).isPresent();
        return PaymentMatchRefusal.OTHER_ACCOUNT
                .when(!ours)
                .or(
                        () ->
                                PaymentMatchRefusal.OTHER_CURRENCY.when(
                                        !booked.amount()
                                                .currency()
                                                .equals(payment.terms().amount().currency())))
                .or(
                        () ->
                                PaymentMatchRefusal.OTHER_DIRECTION.when(
                                        !forward && !cameBack && !booked.returned()));
    }

    /** Whether the booking goes the way of the payment, as seen from the account it is on. */
    private boolean isForward(P payment, Transaction booked) {
        boolean outgoing = kind.outgoing() == payment.accountId().equals(booked.accountId());
        return booked.amount().amountMinor() < 0 == outgoing;
    }

    /** How much of the payment no booking of this account and direction is attached for. */
    private long open(Tx tx, P payment, Transaction booked) {
        var attached =
                transactions
                        .attachedForUse(tx, List.of(payment.id()))
                        .getOrDefault(payment.id(), List.of());
        var there =
                transactions.ofForUse(
                        tx,
                        attached.stream()
                                .map(Attachment::transactionId)
                                .collect(Collectors.toSet()));
        long taken =
                attached.stream()
                        .filter(one -> isLike(Maps.required(there, one.transactionId()), booked))
                        .mapToLong(Attachment::amountMinor)
                        .reduce(0, Math::addExact);
        return payment.terms().amount().amountMinor() - taken;
    }

    private static boolean isLike(Transaction one, Transaction other) {
        return one.accountId().equals(other.accountId())
                && one.amount().amountMinor() < 0 == other.amount().amountMinor() < 0;
    }

    private static Optional<Refusal> tooMuch(
            ReconcileChoice choice, Payment<?> payment, long most) {
        var currency = payment.terms().amount().currency();
        return choice.amount()
                .filter(told -> told.amountMinor() > most || !told.currency().equals(currency))
                .map(
                        _ ->
                                PaymentMatchRefusal.MORE_THAN_LEFT.refusal(
                                        new Money(most, currency).plain() + " " + currency.code()));
    }

    private Outcome<Decisions.Decision<P>> unreconciled(
            Tx tx, Request<ReconcileChoice> request, P payment, List<ApprovalStep> steps) {
        var id = request.input().transactionId();
        var gone =
                transactions
                        .attachedForUse(tx, List.of(payment.id()))
                        .getOrDefault(payment.id(), List.of())
                        .stream()
                        .filter(one -> one.transactionId().equals(id))
                        .toList();
        if (gone.isEmpty()) {
            return Outcome.refused(PaymentMatchRefusal.NOT_ATTACHED.refusal());
        }
        transactions.detach(tx, gone, request.by());
        refused.insert(tx, new RefusedMatchTable.Pair(id, payment.id()));
        var next = payment.touched(tx.now()).withoutAttached(id);
        return Outcome.done(decision(next, steps, "UNRECONCILED", id));
    }

    private Decisions.Decision<P> decision(
            P payment, List<ApprovalStep> steps, String event, UUID transaction) {
        return new Decisions.Decision<>(
                payment,
                steps,
                event,
                Optional.empty(),
                Map.of("transactionId", transaction.toString()));
    }
}
