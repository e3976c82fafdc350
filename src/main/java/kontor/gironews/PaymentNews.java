package kontor.gironews;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.BankgirotCode;
import kontor.bankgirot.BankgirotTable;
import kontor.bankgirot.CancellationTable;
import kontor.core.Maps;
import kontor.credittransfers.CreditTransfer;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.girofacts.DaySums;
import kontor.girofacts.Deposit;
import kontor.girofacts.DepositListener;
import kontor.girofacts.DepositTable;
import kontor.girofacts.FactTable;
import kontor.girofacts.Facts;
import kontor.girofacts.NewsCases;
import kontor.girofacts.Told;
import kontor.payments.BankReportHandler;
import kontor.payments.BankReportHandler.Word;
import kontor.payments.PaymentStatus;

/** What Bankgirot says of payments: made, refused, tried again, paid back, cancelled. */
final class PaymentNews {

    /** Instead of a comment: the payment was cancelled, or is paid or refused all the same. */
    private static final String DONE = "DONE";

    private static final Set<PaymentStatus> MOVES_MONEY =
            Set.of(PaymentStatus.EXECUTED, PaymentStatus.RETURNED);

    private final BankReportHandler<DirectDebit> collections;
    private final BankReportHandler<CreditTransfer> credits;
    private final DepositListener bookings;
    private final EarlyRefunds earlyRefunds;

    PaymentNews(
            BankReportHandler<DirectDebit> collections,
            BankReportHandler<CreditTransfer> credits,
            DepositListener bookings,
            EarlyRefunds earlyRefunds) {
        this.collections = collections;
        this.credits = credits;
        this.bookings = bookings;
        this.earlyRefunds = earlyRefunds;
    }

    void apply(Tx tx, Told told, NewsCases cases, Facts facts) {
        var words = new ArrayList<News>();
        var notDone = new ArrayList<AutogiroRecord>();
        String sum = told.group().map(one -> Deposit.name(told.bankgiro(), one)).orElse("");
        for (var record : told.records()) {
            if (Deposit.isSum(record)) {
                sum = Deposit.name(told.bankgiro(), record);
            }
            if (isLeftToPeople(tx, record, cases)) {
                continue;
            }
            var deposit = DaySums.name(told, record).orElse(sum);
            CollectionWords.of(record, deposit)
                    .filter(one -> isNews(tx, facts, record, one.to(), cases))
                    .ifPresent(one -> words.add(new News(record, one, deposit)));
            if (CollectionWords.isNotDone(record)
                    && isNews(tx, facts, record, PaymentStatus.SENT, cases)) {
                notDone.add(record);
            }
        }
        apply(tx, told, words, cases, facts);
        notCancelled(tx, told, notDone, cases, facts);
        paid(tx, Deposit.complete(told));
    }

    private void paid(Tx tx, List<Deposit> sums) {
        bookings.paid(tx, DepositTable.keep(tx, sums));
    }

    /** After all that a file says of one bankgiro. */
    void end(Tx tx, Told told, DaySums sums) {
        paid(tx, sums.complete(tx, told));
    }

    /** Collections and credits have nothing in common but their file. */
    private BankReportHandler<?> reports(boolean credit) {
        return credit ? credits : collections;
    }

    /** It says nothing of a payment that could be applied, and a case tells of it. */
    private static boolean isLeftToPeople(Tx tx, AutogiroRecord record, NewsCases cases) {
        var unclear = CollectionWords.unclear(record);
        unclear.ifPresent(
                what -> cases.unknownCode(tx, record, "it stays; Bankgirot gives it " + what));
        return unclear.isPresent();
    }

    /** What was told before is none; money that is told twice in one file is a case. */
    private static boolean isNews(
            Tx tx, Facts facts, AutogiroRecord record, PaymentStatus to, NewsCases cases) {
        var before = facts.before(record);
        if (before.isEmpty()) {
            return true;
        }
        var earlier = before.get();
        if (facts.isOfAnotherFile(earlier)) {
            facts.again();
            return false;
        }
        if (!MOVES_MONEY.contains(to) || facts.isDone(earlier, record)) {
            return false;
        }
        earlier.subject()
                .ifPresent(payment -> CollectionDoubts.twice(tx, cases, record, to, payment));
        return earlier.subject().isEmpty();
    }

    /** The payments go on, and people are told why. */
    private void notCancelled(
            Tx tx, Told told, List<AutogiroRecord> records, NewsCases cases, Facts facts) {
        var ordered = BankgirotTable.ordered(tx, references(records));
        for (var record : records) {
            var known = Optional.ofNullable(ordered.get(record.text("reference")));
            var why = unknown(told, record, known);
            if (why.isPresent()) {
                cases.unknown(tx, record, why.get());
                continue;
            }
            var payment = known.orElseThrow().payment();
            var comment = CollectionWords.code(BankgirotCode.List.CHANGE, record, "comment_code");
            facts.took(record, payment, "not cancelled " + comment.code(), Optional.empty());
            if (CancellationTable.answer(tx, Set.of(payment), comment.code()).isEmpty()) {
                continue;
            }
            cases.contradicts(
                    tx,
                    record,
                    Optional.of(payment),
                    "Bankgirot did not cancel %s: %s; %s"
                            .formatted(
                                    CollectionWords.what(record, payment),
                                    comment.meaning(),
                                    comment.action()));
            goesOn(tx, reports(CollectionWords.isCredit(record)), payment);
        }
    }

    private static void goesOn(Tx tx, BankReportHandler<?> reports, UUID payment) {
        reports.candidates(tx, Set.of(payment))
                .forEach((id, now) -> reports.told(tx, Map.of(id, refused(now.status()))));
    }

    private static Word refused(PaymentStatus stays) {
        return new Word(stays, Optional.empty(), UnaryOperator.identity(), "CANCELLATION_REFUSED");
    }

    private static List<String> references(Collection<AutogiroRecord> records) {
        return records.stream().map(one -> one.text("reference")).distinct().toList();
    }

    /**
     * A record and what it says of a payment.
     *
     * @param deposit the sum with which it was made; empty where the layout has none
     */
    record News(AutogiroRecord record, Word word, String deposit) {}

    /** What was tried again, or paid back, in one file is applied one after the other. */
    private void apply(Tx tx, Told told, List<News> all, NewsCases cases, Facts facts) {
        var records = all.stream().map(News::record).toList();
        var ordered = BankgirotTable.ordered(tx, references(records));
        var batches = Map.of(true, new Batch(), false, new Batch());
        var paid = new HashMap<UUID, PaymentStatus>();
        for (var news : all) {
            var known = known(tx, told, news.record, ordered, cases);
            if (known.isEmpty()) {
                continue;
            }
            var payment = known.get();
            var to = news.word.to();
            if (MOVES_MONEY.contains(to) && paid.put(payment, to) == to) {
                CollectionDoubts.twice(tx, cases, news.record, to, payment);
                continue;
            }
            boolean credit = CollectionWords.isCredit(news.record);
            var batch = Maps.required(batches, credit).news;
            if (batch.containsKey(payment)) {
                move(tx, credit, batch, cases, facts);
                batch.clear();
            }
            batch.put(payment, news);
        }
        for (boolean credit : batches.keySet()) {
            var batch = Maps.required(batches, credit).news;
            if (!batch.isEmpty()) {
                move(tx, credit, batch, cases, facts);
            }
        }
    }

    /** The news of one kind that are applied together, one for each payment. */
    private record Batch(Map<UUID, News> news) {

        Batch() {
            this(new LinkedHashMap<>());
        }
    }

    /** The payment that a record speaks of; a case where it is none of ours. */
    private static Optional<UUID> known(
            Tx tx,
            Told told,
            AutogiroRecord record,
            Map<String, BankgirotTable.Ordered> ordered,
            NewsCases cases) {
        var known = Optional.ofNullable(ordered.get(record.text("reference")));
        var why = unknown(told, record, known);
        why.ifPresent(words -> cases.unknown(tx, record, words));
        return why.isPresent() ? Optional.empty() : known.map(BankgirotTable.Ordered::payment);
    }

    private void move(Tx tx, boolean credit, Map<UUID, News> all, NewsCases cases, Facts facts) {
        var reports = reports(credit);
        var before = reports.candidates(tx, all.keySet());
        var batch = new LinkedHashMap<>(all);
        var early = EarlyRefunds.of(all, before);
        batch.keySet().removeAll(early.keySet());
        EarlyRefunds.keep(tx, facts, early);
        var words = new HashMap<UUID, Word>();
        batch.forEach((payment, news) -> words.put(payment, news.word));
        var moved = reports.told(tx, words);
        CancellationTable.answer(tx, moved, DONE);
        var stays = new HashSet<>(batch.keySet());
        stays.removeAll(moved);
        var refunds = stays.isEmpty() ? Map.<UUID, String>of() : FactTable.refunds(tx, stays);
        batch.forEach(
                (payment, news) -> {
                    var now = Optional.ofNullable(before.get(payment));
                    var refund = Optional.ofNullable(refunds.get(payment));
                    if (moved.contains(payment)
                            || CollectionDoubts.stayed(tx, cases, news, payment, now, refund)) {
                        took(facts, payment, news);
                    }
                });
        earlyRefunds.known(tx, batch.keySet());
    }

    private static void took(Facts facts, UUID payment, News news) {
        var record = news.record;
        facts.took(record, payment, CollectionWords.said(record), CollectionWords.day(record));
    }

    /** Why it is none of our payments; empty where it is one. */
    static Optional<String> unknown(
            Told told, AutogiroRecord record, Optional<BankgirotTable.Ordered> known) {
        boolean credit = CollectionWords.isCredit(record);
        if (known.filter(one -> one.credit() == credit).isEmpty()) {
            return Optional.of(notOurs(record, credit));
        }
        var one = known.get();
        boolean same =
                one.isOf(told.bankgiro(), record.digits("payer_no"))
                        && record.number("amount")
                                .filter(is -> is == one.amountMinor())
                                .isPresent();
        return same
                ? Optional.empty()
                : Optional.of(
                        CollectionWords.what(record, one.payment())
                                + " has another bankgiro, payer number or amount");
    }

    /** Zeros and blanks are no reference, and all that Kontor sends have one. */
    private static String notOurs(AutogiroRecord record, boolean credit) {
        var reference = record.filled("reference");
        if (reference.isEmpty()) {
            return ("Bankgirot names no reference, and every %s that Kontor sent has one; ask who"
                            + " else sends them for you")
                    .formatted(credit ? "credit to a payer" : "collection");
        }
        String why =
                credit
                        ? "Kontor sent no credit to a payer with reference '%s'; ask who sends"
                                + " them for you"
                        : "Kontor sent no collection with reference '%s'";
        return why.formatted(reference.get());
    }
}
