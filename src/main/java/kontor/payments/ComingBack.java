package kontor.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.cases.Cases;
import kontor.changes.Originator;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.payments.BankReportHandler.Word;
import kontor.rtransactions.CameBack;
import kontor.rtransactions.RTransactions;
import kontor.rtransactions.Told;
import org.jspecify.annotations.Nullable;

/**
 * Payments that a bank says something of by itself, and those that came to nothing or came back:
 * tells what that was, and keeps it beside.
 */
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

    /** What happened to a payment of which a report spoke. */
    static String event(Payment<?> before, Payment<?> now) {
        if (before.status() != now.status()) {
            return now.status().name();
        }
        return code(before).equals(code(now)) ? "PAYEE_CHECKED" : NAMED;
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

    /** Came back by these bookings, each by its own. */
    List<P> returned(
            Tx tx, Collection<P> payments, Map<UUID, BankReportHandler.Returned> bookings) {
        var booked = booked(tx, payments);
        return payments.stream()
                .map(one -> returned(one, Maps.required(bookings, one.id()), booked, tx.now()))
                .toList();
    }

    /**
     * Came back: RETURNED with its reason, the transaction of the way back attached too. A booked
     * return says that the money had moved, whatever was read or told of it before; only what never
     * left stays what it is.
     *
     * @param booked those of which a part had come back by a booking before
     */
    private P returned(P payment, BankReportHandler.Returned one, Set<UUID> booked, Instant now) {
        var reason = reason(payment, one, booked.contains(payment.id()));
        var moved =
                payment.status().mayComeBack() && hasLeft(payment)
                        ? payment.with(payment.progress().cameBack(reason, now))
                        : again(payment.touched(now), reason);
        return moved.withAttached(one.booking().transactionId());
    }

    /** What Kontor refused itself stands in no file. */
    static boolean hasLeft(Payment<?> payment) {
        return payment.status() != PaymentStatus.FAILED
                || payment.progress().bank().instructionId().isPresent();
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
        var before = payment.progress().statusReason().filter(told -> told.cameBack().isPresent());
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
    Set<UUID> booked(Tx tx, Collection<P> payments) {
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

    /**
     * Moves payments as a bank says of single ones; one that cannot go there stays, and may learn
     * something. Those that moved.
     */
    Set<UUID> told(Tx tx, PaymentWriter<P> writer, Map<UUID, Word> words) {
        var changed = new ArrayList<P>();
        var before = new HashMap<UUID, P>();
        var moved = new HashSet<UUID>();
        var events = new HashMap<UUID, String>();
        for (P payment : parts.table().lock(tx, words.keySet()).values()) {
            before.put(payment.id(), payment);
            var word = Maps.required(words, payment.id());
            boolean again = word.to() == payment.status() && !word.to().isFinal();
            if (again || leads(tx, payment, word.to())) {
                moved.add(payment.id());
                events.put(payment.id(), word.event());
                changed.add(moved(payment, word, tx.now()));
            } else {
                learned(payment, word, tx.now()).ifPresent(changed::add);
            }
        }
        writer.moved(
                tx,
                explained(tx, changed, before, Map.of()),
                payment -> events.getOrDefault(payment.id(), NAMED),
                Originator.BANK);
        return moved;
    }

    private P moved(P payment, Word word, Instant now) {
        var next =
                payment.status() == word.to()
                        ? payment.touched(now)
                        : payment.became(word.to(), word.reason(), now);
        return next.with(word.also().apply(next.progress()));
    }

    /**
     * Its way back was booked before: now it is told with whom it was paid, or why it came back.
     */
    private Optional<P> learned(P payment, Word word, Instant now) {
        if (payment.status() != PaymentStatus.RETURNED) {
            return Optional.empty();
        }
        return switch (word.to()) {
            case RETURNED -> word.reason().flatMap(why -> named(payment, why, now));
            case EXECUTED -> {
                var also = word.also().apply(payment.progress());
                yield also.equals(payment.progress())
                        ? Optional.empty()
                        : Optional.of(payment.with(also).touched(now));
            }
            case CREATED,
                    APPROVED,
                    REJECTED,
                    PENDING_SUBMISSION,
                    SENT,
                    PENDING_AT_BANK,
                    ACCEPTED,
                    FAILED,
                    UNKNOWN ->
                    Optional.empty();
        };
    }
}
