package kontor.payments;

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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.changes.Originator;
import kontor.core.Maps;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.originals.GroupTotals;
import kontor.originals.StatusDoubt;
import kontor.payeechecks.PayeeCheck;
import kontor.rtransactions.CameBack;
import kontor.rtransactions.Told;
import kontor.rtransactions.Window;

/**
 * What banks say of payments of one kind: reports move them, bookings prove them, returns take them
 * back.
 */
public final class BankReportHandler<P extends Payment<P>> implements BankReportListener {

    private static final int SLICE = 1_000;

    private final PaymentParts<P> parts;
    private final PaymentWriter<P> writer;
    private final ComingBack<P> back;

    public BankReportHandler(PaymentParts<P> parts) {
        this.parts = parts;
        this.writer = new PaymentWriter<>(parts);
        this.back = new ComingBack<>(parts);
    }

    /**
     * A payment that came back, with the transaction it came back as.
     *
     * @param named whether the booking itself gives the reason
     * @param date when it was booked
     */
    public record Returned(
            UUID payment, Told.Booking booking, String reasonCode, boolean named, LocalDate date) {}

    /**
     * A payment and its amount, for matching a booking with it.
     *
     * @param status before the booking
     * @param otherAccountId the own account at its other end, on which it is booked too
     * @param file in which it goes to its bank
     * @param paymentInformationId under which it is booked with others
     * @param attached the transactions attached already: its bookings, its return
     * @param back how it came back, where it did
     * @param window until when it may come back
     * @param left it was sent to its bank
     */
    public record Candidate(
            UUID payment,
            PaymentStatus status,
            UUID accountId,
            Optional<UUID> otherAccountId,
            Money amount,
            Optional<UUID> file,
            Optional<String> paymentInformationId,
            List<UUID> attached,
            Optional<CameBack> back,
            Window window,
            boolean left,
            Map<String, String> metadata) {}

    @Override
    public String payments() {
        return parts.kind().resource();
    }

    /** Applies a status report to the payments of a file; the lowest level that speaks wins. */
    @Override
    public List<StatusDoubt> apply(Slices in, UUID instruction, List<PaymentReport> reports) {
        var slices = new PaymentSlices<>(parts.table(), SLICE);
        var doubts = new ReportDoubts(parts.kind());
        var groups = new GroupTotals();
        reports.forEach(one -> one.tellTotals(groups));
        if (groups.areTold()) {
            slices.each(in, instruction, one -> add(groups, one));
        }
        var levels = new ReportLevels(doubts.believed(reports, groups));
        if (levels.needsAll()) {
            var ours = new HashMap<String, UUID>();
            slices.each(in, instruction, one -> ours.put(one.endToEndId(), one.id()));
            levels.find(ours);
        }
        slices.each(
                in,
                instruction,
                (tx, slice) -> apply(tx, in, levels, doubts.ofSlice(), slice),
                doubts::count);
        return doubts.with(levels, reports);
    }

    private static void add(GroupTotals groups, Payment<?> one) {
        groups.add(one.progress().bank().paymentInformationId(), one.terms().amount());
    }

    private ReportDoubts apply(
            Tx tx, Slices in, ReportLevels levels, ReportDoubts doubts, List<P> slice) {
        var changed = new ArrayList<P>();
        var booked = back.booked(tx, slice);
        for (P payment : slice) {
            levels.of(payment)
                    .filter(report -> !doubts.isOfAnother(payment, report))
                    .flatMap(report -> applied(tx, payment, report, doubts, booked))
                    .ifPresent(changed::add);
        }
        var before = byId(slice);
        writer.moved(
                tx,
                back.explained(tx, changed, before, Map.of()),
                payment -> ComingBack.event(Maps.required(before, payment.id()), payment),
                Originator.BANK);
        return doubts.told(tx, in);
    }

    private Map<UUID, P> byId(List<P> payments) {
        return payments.stream().collect(Collectors.toMap(Payment::id, Function.identity()));
    }

    @Override
    public Set<UUID> accounts(Tx tx, UUID instruction) {
        var accounts = new HashSet<UUID>();
        new PaymentSlices<>(parts.table(), SLICE)
                .each(tx, instruction, one -> accounts.add(one.accountId()));
        return accounts;
    }

    /**
     * Its next status, and the verdict on its payee when that is news.
     *
     * @param booked those that came back by bookings
     */
    private Optional<P> applied(
            Tx tx, P payment, PaymentReport report, ReportDoubts doubts, Set<UUID> booked) {
        var moved = next(tx, payment, report, doubts, booked.contains(payment.id()));
        var verdict = verdict(tx, payment, report);
        return verdict.map(
                        news ->
                                moved.orElseGet(() -> payment.touched(tx.now()))
                                        .withPayeeCheck(news))
                .or(() -> moved);
    }

    private Optional<P> next(
            Tx tx, P payment, PaymentReport report, ReportDoubts doubts, boolean booked) {
        if (booked) {
            return Optional.of(report)
                    .filter(PaymentReport::isRefusal)
                    .flatMap(told -> back.named(payment, told.reason(), tx.now()));
        }
        doubts.look(payment, report);
        return moved(tx, payment, report);
    }

    private static Optional<PayeeCheck> verdict(Tx tx, Payment<?> payment, PaymentReport report) {
        return report.payeeCheck(tx.now())
                .filter(
                        news ->
                                payment.progress()
                                        .bank()
                                        .payeeCheck()
                                        .filter(news::says)
                                        .isEmpty());
    }

    private Optional<P> moved(Tx tx, P payment, PaymentReport report) {
        return parts.kind()
                .reported()
                .apply(report.status())
                .flatMap(
                        reported -> {
                            // A refusal of what was booked already is a return: some banks
                            // send no other news of it.
                            var next =
                                    reported == PaymentStatus.FAILED
                                                    && payment.status() == PaymentStatus.EXECUTED
                                            ? PaymentStatus.RETURNED
                                            : reported;
                            if (!back.leads(tx, payment, next)) {
                                return Optional.empty();
                            }
                            var reason =
                                    next == PaymentStatus.FAILED || next == PaymentStatus.RETURNED
                                            ? Optional.of(report.reason())
                                            : Optional.<StatusReason>empty();
                            return Optional.of(payment.became(next, reason, tx.now()));
                        });
    }

    /** What a bank says of one payment outside of a report, and what else changes with it. */
    public record Word(
            PaymentStatus to,
            Optional<StatusReason> reason,
            UnaryOperator<PaymentProgress> also,
            String event) {}

    /** Moves payments as a bank says; one that cannot go there stays. Those that moved. */
    public Set<UUID> told(Tx tx, Map<UUID, Word> words) {
        return back.told(tx, writer, words);
    }

    /** Finds payments by what a statement entry carries: our own ids, as written into the file. */
    public Map<UUID, Candidate> candidates(Tx tx, Collection<UUID> ids) {
        return all(tx, parts.table().lock(tx, ids).values())
                .collect(Collectors.toMap(Candidate::payment, Function.identity()));
    }

    private Stream<Candidate> all(Tx tx, Collection<P> payments) {
        var more = parts.consequences().metadata(tx, payments);
        return payments.stream().map(one -> candidate(one, more));
    }

    private Candidate candidate(P payment, Map<UUID, Map<String, String>> instead) {
        return new Candidate(
                payment.id(),
                payment.status(),
                payment.accountId(),
                payment.otherAccountId(),
                payment.terms().amount(),
                payment.progress().bank().instructionId(),
                payment.progress().bank().paymentInformationId(),
                payment.progress().bank().attachedTransactions(),
                payment.progress().statusReason().flatMap(StatusReason::cameBack),
                payment.window(),
                payment.status().isWithBank() && ComingBack.hasLeft(payment),
                instead.getOrDefault(payment.id(), payment.terms().metadata()));
    }

    /**
     * All payments of one payment information, or of one message: a batch booking pays those that
     * were not refused, or all of them.
     */
    public List<Candidate> ofPaymentInformation(Tx tx, String paymentInformationId) {
        var ids = parts.table().ofPaymentInformation(tx, paymentInformationId);
        return all(tx, parts.table().lock(tx, ids).values())
                .filter(one -> one.status() != PaymentStatus.REJECTED)
                .toList();
    }

    /** Booked: EXECUTED, with the transaction attached. */
    public void booked(Tx tx, Map<UUID, UUID> transactionOf) {
        var changed = new ArrayList<P>();
        var known = new HashSet<UUID>();
        for (P payment : parts.table().lock(tx, transactionOf.keySet()).values()) {
            boolean news = payment.status().leadsTo(PaymentStatus.EXECUTED);
            var executed =
                    news
                            ? payment.became(PaymentStatus.EXECUTED, Optional.empty(), tx.now())
                            : payment.touched(tx.now());
            if (!news) {
                known.add(payment.id());
            }
            changed.add(executed.withAttached(Maps.required(transactionOf, payment.id())));
        }
        parts.consequences().booked(tx, changed);
        writer.moved(
                tx,
                changed,
                payment -> known.contains(payment.id()) ? "RECONCILED" : "EXECUTED",
                Originator.BANK);
    }

    /** Came back: RETURNED with its reason, the transaction attached too; how, by payment. */
    public Map<UUID, CameBack> returned(Tx tx, List<Returned> all) {
        if (all.isEmpty()) {
            return Map.of();
        }
        var byId = new HashMap<UUID, Returned>();
        all.forEach(one -> byId.putIfAbsent(one.payment(), one));
        var before = parts.table().lock(tx, byId.keySet());
        var changed = back.returned(tx, before.values(), byId);
        var explained = back.explained(tx, changed, Map.of(), byId);
        // What came back was made.
        parts.consequences().booked(tx, explained);
        // Of some a report told before, as Bankgirot does: their booking is no second return.
        Predicate<P> known = one -> one.status() == Maps.required(before, one.id()).status();
        Function<P, String> event = one -> known.test(one) ? "RECONCILED" : one.status().name();
        writer.moved(tx, explained, event, Originator.BANK);
        return ComingBack.how(explained);
    }
}
