package kontor.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.cases.Cases;
import kontor.db.Tx;
import kontor.rtransactions.CameBack;
import kontor.rtransactions.RTransactions;
import kontor.rtransactions.Told;
import org.jspecify.annotations.Nullable;

/** Payments that came to nothing or came back: tells what that was, and keeps it beside. */
final class ComingBack<P extends Payment<P>> {

    private final PaymentParts<P> parts;
    private final RTransactions rTransactions;

    ComingBack(PaymentParts<P> parts) {
        this.parts = parts;
        this.rTransactions = new RTransactions(new Cases(parts.journal()));
    }

    /**
     * Those that came to nothing or came back, with how; it is kept beside.
     *
     * @param before the status that each had; one that stays as it was is no news
     * @param bookings by which they came back
     */
    List<P> explained(
            Tx tx,
            List<P> changed,
            Map<UUID, PaymentStatus> before,
            Map<UUID, BankReportHandler.Returned> bookings) {
        var told = new ArrayList<Told>();
        for (P payment : changed) {
            boolean over =
                    payment.status() == PaymentStatus.FAILED
                            || payment.status() == PaymentStatus.RETURNED;
            if (over && payment.status() != before.get(payment.id())) {
                payment.progress()
                        .statusReason()
                        .map(why -> told(tx, payment, why, bookings.get(payment.id())))
                        .ifPresent(told::add);
            }
        }
        var back = rTransactions.told(tx, told);
        return changed.stream().map(one -> explained(one, back.get(one.id()))).toList();
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

    /** Came back: RETURNED with its reason, the transaction of the way back attached too. */
    P returned(P payment, BankReportHandler.Returned one, Instant now) {
        // A return of what was never seen booked still says that the money did not stay.
        var next =
                payment.status().leadsTo(PaymentStatus.RETURNED)
                        ? PaymentStatus.RETURNED
                        : PaymentStatus.FAILED;
        var reason = StatusReason.ofBank(one.reasonCode(), "");
        var moved =
                payment.status().leadsTo(next)
                        ? payment.became(next, Optional.of(reason), now)
                        : again(payment.touched(now), one, reason);
        return moved.withAttached(one.booking().transactionId());
    }

    /**
     * Of what had come back before, or was reported: the booked reason is the last word, unless
     * Bankgirot gave its own, which says more than the code of a statement.
     */
    private P again(P payment, BankReportHandler.Returned one, StatusReason reason) {
        var before = payment.progress().statusReason().map(StatusReason::code);
        boolean other =
                before.filter(code -> !code.equals(reason.code()) && !isOfBankgirot(code))
                        .isPresent();
        return one.named() && other ? payment.with(payment.progress().because(reason)) : payment;
    }

    private static boolean isOfBankgirot(String code) {
        return code.startsWith("AUTOGIRO-");
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
