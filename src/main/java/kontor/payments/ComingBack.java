package kontor.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.cases.Cases;
import kontor.db.Tx;
import kontor.rtransactions.CameBack;
import kontor.rtransactions.RTransactions;
import kontor.rtransactions.Told;
import org.jspecify.annotations.Nullable;

/** Payments that came to nothing or came back: tells what that was, and keeps it beside. */
final class ComingBack<P extends Payment<P>> {

    /** The event of a return whose reason is told after its booking. */
    static final String NAMED = "RETURN_EXPLAINED";

    /** What stands for the reason of a booking that tells none. */
    private static final Set<String> NOT_NAMED = Set.of("MS03", "CANC");

    private final PaymentParts<P> parts;
    private final RTransactions rTransactions;

    ComingBack(PaymentParts<P> parts) {
        this.parts = parts;
        this.rTransactions = new RTransactions(new Cases(parts.journal()));
    }

    /**
     * Those that came to nothing or came back, with how; it is kept beside.
     *
     * @param before each as it was; one that stays as it was is no news
     * @param bookings by which they came back
     */
    List<P> explained(
            Tx tx,
            List<P> changed,
            Map<UUID, P> before,
            Map<UUID, BankReportHandler.Returned> bookings) {
        var told = new ArrayList<Told>();
        for (P payment : changed) {
            boolean over =
                    payment.status() == PaymentStatus.FAILED
                            || payment.status() == PaymentStatus.RETURNED;
            if (over && isNews(before.get(payment.id()), payment)) {
                payment.progress()
                        .statusReason()
                        .map(why -> told(tx, payment, why, bookings.get(payment.id())))
                        .ifPresent(told::add);
            }
        }
        var back = rTransactions.told(tx, told);
        return changed.stream().map(one -> explained(one, back.get(one.id()))).toList();
    }

    private static boolean isNews(@Nullable Payment<?> before, Payment<?> now) {
        return before == null || before.status() != now.status() || !code(before).equals(code(now));
    }

    private static Optional<String> code(Payment<?> payment) {
        return payment.progress().statusReason().map(StatusReason::code);
    }

    /**
     * Whether it goes there by the word of a bank. Nothing comes back later than anything does by
     * itself: a person looks at that.
     */
    boolean leads(Tx tx, P payment, PaymentStatus next) {
        boolean late =
                next == PaymentStatus.RETURNED
                        && today(tx, payment).isAfter(payment.window().openUntil());
        return payment.status().leadsTo(next) && !late;
    }

    private LocalDate today(Tx tx, P payment) {
        return tx.today(parts.schedules().of(tx, payment).zone());
    }

    /**
     * Came back: RETURNED with its reason, the transaction of the way back attached too. A booked
     * return says that the money had moved, whatever was read or told of it before; only what never
     * left stays what it is.
     *
     * @param booked a part of it had come back by a booking before
     */
    P returned(P payment, BankReportHandler.Returned one, boolean booked, Instant now) {
        var reason = reason(payment, one, booked);
        var moved =
                payment.status().mayComeBack() && hasLeft(payment)
                        ? payment.with(payment.progress().cameBack(reason, now))
                        : again(payment.touched(now), reason);
        return moved.withAttached(one.booking().transactionId());
    }

    static boolean hasLeft(Payment<?> payment) {
        return payment.progress().bank().instructionId().isPresent();
    }

    private P again(P payment, StatusReason reason) {
        return payment.status() == PaymentStatus.RETURNED
                ? payment.with(payment.progress().because(reason))
                : payment;
    }

    /**
     * Of what had come back before, or was reported: the reason of the latest booking is the last
     * word, unless Bankgirot gave its own, which says more than the code of a statement.
     */
    private static StatusReason reason(
            Payment<?> payment, BankReportHandler.Returned one, boolean booked) {
        var reason = StatusReason.ofBank(one.reasonCode(), "");
        var before =
                payment.progress().statusReason().filter(told -> told.cameBack().isPresent());
        boolean last =
                before.filter(told -> !isOfBankgirot(told.code()))
                        .flatMap(StatusReason::cameBack)
                        .filter(told -> !booked || !one.date().isBefore(told.date()))
                        .filter(_ -> one.named())
                        .isPresent();
        boolean same = before.filter(told -> told.code().equals(reason.code())).isPresent();
        return before.isEmpty() || last && !same ? reason : before.get();
    }

    private static boolean isOfBankgirot(String code) {
        return code.startsWith("AUTOGIRO-");
    }

    /** Of these those that came back by a booking, so that reports of them are old news. */
    Set<UUID> booked(Tx tx, List<P> payments) {
        return rTransactions.booked(
                tx,
                payments.stream()
                        .filter(one -> one.status() == PaymentStatus.RETURNED)
                        .map(Payment::id)
                        .toList());
    }

    /**
     * The reason of a return that was booked without one, told by a report or by Bankgirot; empty
     * where the booking says more.
     */
    Optional<P> named(P payment, StatusReason reason, Instant now) {
        String before = code(payment).orElse("");
        boolean more =
                NOT_NAMED.contains(before) && !NOT_NAMED.contains(reason.code())
                        || isOfBankgirot(reason.code()) && !isOfBankgirot(before);
        return payment.status() == PaymentStatus.RETURNED && more
                ? Optional.of(payment.touched(now)).map(one -> because(one, reason))
                : Optional.empty();
    }

    private P because(P payment, StatusReason reason) {
        return payment.with(payment.progress().because(reason));
    }

    private P explained(P payment, @Nullable CameBack how) {
        var progress = payment.progress();
        return how == null
                ? payment
                : payment.with(progress.because(progress.statusReason().orElseThrow().by(how)));
    }

    /** What is told of those that came back, by payment. */
    static Map<UUID, CameBack> how(List<? extends Payment<?>> explained) {
        var how = new HashMap<UUID, CameBack>();
        for (Payment<?> one : explained) {
            one.progress()
                    .statusReason()
                    .flatMap(StatusReason::cameBack)
                    .ifPresent(known -> how.put(one.id(), known));
        }
        return how;
    }

    private Told told(
            Tx tx, P payment, StatusReason why, BankReportHandler.@Nullable Returned booked) {
        return new Told(
                parts.kind().resource(),
                payment.id(),
                payment.accountId(),
                payment.status() == PaymentStatus.RETURNED,
                why.code(),
                why.description(),
                why.action(),
                booked == null ? today(tx, payment) : booked.date(),
                payment.terms().amount(),
                Optional.ofNullable(booked).map(BankReportHandler.Returned::booking),
                payment.window());
    }
}
