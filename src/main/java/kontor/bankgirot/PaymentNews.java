package kontor.bankgirot;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.BankgirotCode;
import kontor.autogiro.BankgirotCode.List;
import kontor.autogiro.BankgirotCode.Outcome;
import kontor.autogiro.Section;
import kontor.core.BankCalendar;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.directdebits.DirectDebits;
import kontor.payments.BankReportHandler;
import kontor.payments.BankReportHandler.Word;
import kontor.payments.PaymentProgress;
import kontor.payments.PaymentStatus;
import kontor.payments.StatusReason;

/** What Bankgirot says of collections: paid, refused, tried again, paid back, cancelled. */
final class PaymentNews {

    /** Codes of orders to cancel; those behind them move payments to another day. */
    private static final Set<String> CANCELS = Set.of("23", "24", "25");

    private static final String NEW_DATE = "new_date_or_zero";

    /** Instead of a comment: the collection was cancelled, or is paid or refused all the same. */
    private static final String DONE = "DONE";

    private static final Set<PaymentStatus> MOVES_MONEY =
            Set.of(PaymentStatus.EXECUTED, PaymentStatus.RETURNED);

    private final BankReportHandler<DirectDebit> reports;

    PaymentNews(DirectDebits debits) {
        this.reports = debits.reports();
    }

    void apply(Tx tx, Told told, NewsCases cases, Facts facts) {
        var words = new ArrayList<News>();
        var notDone = new ArrayList<AutogiroRecord>();
        String deposit = told.group().map(one -> deposit(told.bankgiro(), one)).orElse("");
        for (var record : told.records()) {
            if (record.code().equals("15")) {
                deposit = deposit(told.bankgiro(), record);
            }
            if (hasUnknownStatus(record)) {
                cases.unknownCode(
                        tx,
                        record,
                        "it stays; Bankgirot gives it the status " + record.text("status"));
                continue;
            }
            var sum = deposit;
            word(record, sum)
                    .filter(one -> isNews(tx, facts, record, one.to(), cases))
                    .ifPresent(one -> words.add(new News(record, one, sum)));
            if (isNotDone(record) && isNews(tx, facts, record, PaymentStatus.SENT, cases)) {
                notDone.add(record);
            }
        }
        apply(tx, words, cases, facts);
        notCancelled(tx, notDone, cases, facts);
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
        earlier.subject().ifPresent(payment -> cases.twice(tx, record, to, payment));
        return earlier.subject().isEmpty();
    }

    /** An order of ours to cancel that Bankgirot did not carry out. */
    private static boolean isNotDone(AutogiroRecord record) {
        return isChange(record) && CANCELS.contains(record.code()) && !isDone(record);
    }

    private static boolean isChange(AutogiroRecord record) {
        boolean changed =
                record.section() == Section.CHANGED || record.section() == Section.OLD_CHANGED;
        return changed && record.has("comment_code");
    }

    private static boolean isDone(AutogiroRecord record) {
        return code(List.CHANGE, record, "comment_code").outcome() == Outcome.OK;
    }

    /** The collections go on, and people are told why. */
    private void notCancelled(
            Tx tx, java.util.List<AutogiroRecord> records, NewsCases cases, Facts facts) {
        var ordered = BankgirotTable.ordered(tx, references(records));
        for (var record : records) {
            var known = Optional.ofNullable(ordered.get(record.text("reference")));
            var why = unknown(record, known);
            if (why.isPresent()) {
                cases.unknown(tx, record, why.get());
                continue;
            }
            var payment = known.orElseThrow().payment();
            var comment = code(List.CHANGE, record, "comment_code");
            facts.took(record, payment, "not cancelled " + comment.code(), Optional.empty());
            if (CancellationTable.answer(tx, Set.of(payment), comment.code()).isEmpty()) {
                continue;
            }
            cases.contradicts(
                    tx,
                    record,
                    Optional.of(payment),
                    "Bankgirot did not cancel collection %s: %s; %s"
                            .formatted(payment, comment.meaning(), comment.action()));
            reports.candidates(tx, Set.of(payment))
                    .forEach((id, now) -> reports.told(tx, Map.of(id, refused(now.status()))));
        }
    }

    private static Word refused(PaymentStatus stays) {
        return new Word(stays, Optional.empty(), UnaryOperator.identity(), "CANCELLATION_REFUSED");
    }

    private static java.util.List<String> references(Collection<AutogiroRecord> records) {
        return records.stream().map(one -> one.text("reference")).distinct().toList();
    }

    /** Whether it was paid, or will be tried again, nobody can say of a status that is new. */
    private static boolean hasUnknownStatus(AutogiroRecord record) {
        return switch (record.section()) {
            case PAYMENTS, OLD_PAYMENTS ->
                    (record.code().equals("82") || record.code().equals("32"))
                            && record.has("status")
                            && !record.text("status").isEmpty()
                            && !code(List.PAYMENT, record, "status").isKnown();
            default -> false;
        };
    }

    /** By which the bank books all of it in one sum: bankgiro, year and Bankgirot's own number. */
    private static String deposit(String bankgiro, AutogiroRecord record) {
        int year = record.date("pay_date").orElseThrow().getYear();
        return "%s-%d-%s".formatted(bankgiro, year, record.text("serial"));
    }

    private static Optional<Word> word(AutogiroRecord record, String deposit) {
        return switch (record.section()) {
            case PAYMENTS, OLD_PAYMENTS ->
                    switch (record.code()) {
                        case "82", "32" -> Optional.of(result(record, deposit));
                        case "77" -> Optional.of(refund(record));
                        default -> Optional.empty();
                    };
            case REJECTED, OLD_REJECTED ->
                    record.has("comment_code")
                            ? Optional.of(failed(code(List.REJECT, record, "comment_code")))
                            : Optional.empty();
            case CHANGED, OLD_CHANGED -> changed(record);
            default -> Optional.empty();
        };
    }

    private static Word result(AutogiroRecord record, String deposit) {
        String status = record.text("status");
        var code = BankgirotCode.of(List.PAYMENT, status.isEmpty() ? "0" : status);
        return switch (code.outcome()) {
            case OK ->
                    new Word(
                            PaymentStatus.EXECUTED,
                            Optional.empty(),
                            progress -> deposit.isEmpty() ? progress : progress.inGroup(deposit),
                            "EXECUTED");
            case PENDING ->
                    new Word(
                            PaymentStatus.PENDING_AT_BANK,
                            Optional.empty(),
                            progress -> progress.again(nextTry(progress)),
                            "RETRY_ANNOUNCED");
            case FAIL, END, INFO -> failed(code);
        };
    }

    /** Bankgirot tries again on one of the next bank days. */
    private static LocalDate nextTry(PaymentProgress progress) {
        return BankCalendar.SWEDEN.plus(progress.effectiveDate(), 1);
    }

    private static Word refund(AutogiroRecord record) {
        return new Word(
                PaymentStatus.RETURNED,
                Optional.of(reason(code(List.REFUND, record, "refund_code"))),
                UnaryOperator.identity(),
                "RETURNED");
    }

    /** Only what was carried out: cancelled by whomever, or moved to another day. */
    private static Optional<Word> changed(AutogiroRecord record) {
        var who = BankgirotCode.of(List.CANCELLED, record.code());
        if (!isChange(record) || !isDone(record)) {
            return Optional.empty();
        }
        return who.isKnown()
                ? Optional.of(failed(who))
                : record.date(NEW_DATE).map(PaymentNews::moved);
    }

    private static Word moved(LocalDate day) {
        return new Word(
                PaymentStatus.PENDING_AT_BANK,
                Optional.empty(),
                progress -> progress.again(day),
                "MOVED_AT_BANK");
    }

    private static BankgirotCode code(List list, AutogiroRecord record, String field) {
        return BankgirotCode.of(list, record.text(field));
    }

    private static Word failed(BankgirotCode code) {
        return new Word(
                PaymentStatus.FAILED,
                Optional.of(reason(code)),
                UnaryOperator.identity(),
                "FAILED");
    }

    private static StatusReason reason(BankgirotCode code) {
        return new StatusReason(code.name(), code.meaning(), code.action());
    }

    /**
     * A record and what it says of a collection.
     *
     * @param deposit the sum with which it was paid; empty where the layout has none
     */
    record News(AutogiroRecord record, Word word, String deposit) {}

    private void apply(Tx tx, java.util.List<News> all, NewsCases cases, Facts facts) {
        var ordered =
                BankgirotTable.ordered(tx, references(all.stream().map(News::record).toList()));
        var batch = new LinkedHashMap<UUID, News>();
        var paid = new HashMap<UUID, PaymentStatus>();
        for (var news : all) {
            var known = known(tx, news.record, ordered, cases);
            if (known.isEmpty()) {
                continue;
            }
            var payment = known.get();
            var to = news.word.to();
            if (MOVES_MONEY.contains(to) && paid.put(payment, to) == to) {
                cases.twice(tx, news.record, to, payment);
                continue;
            }
            if (batch.containsKey(payment)) {
                // What was tried again, or paid back, in one file: one after the other.
                move(tx, batch, cases, facts);
                batch.clear();
            }
            batch.put(payment, news);
        }
        move(tx, batch, cases, facts);
    }

    /** The collection that a record speaks of; a case where it is none of ours. */
    private static Optional<UUID> known(
            Tx tx,
            AutogiroRecord record,
            Map<String, BankgirotTable.Ordered> ordered,
            NewsCases cases) {
        var known = Optional.ofNullable(ordered.get(record.text("reference")));
        var why = unknown(record, known);
        why.ifPresent(words -> cases.unknown(tx, record, words));
        return why.isPresent() ? Optional.empty() : known.map(BankgirotTable.Ordered::payment);
    }

    private void move(Tx tx, Map<UUID, News> batch, NewsCases cases, Facts facts) {
        var before = reports.candidates(tx, batch.keySet());
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
                            || cases.stayed(tx, news, payment, now, refund)) {
                        facts.took(news.record, payment, said(news.record), day(news.record));
                    }
                });
    }

    /** In short, what a record says of a collection. */
    static String said(AutogiroRecord record) {
        return record.code().equals("77")
                ? "on %s with code %s"
                        .formatted(
                                day(record).map(LocalDate::toString).orElse("no day"),
                                record.text("refund_code"))
                : record.code();
    }

    private static Optional<LocalDate> day(AutogiroRecord record) {
        return record.has("refund_date") ? record.date("refund_date") : Optional.empty();
    }

    /** Why it is none of our payments; empty where it is one. */
    static Optional<String> unknown(AutogiroRecord record, Optional<BankgirotTable.Ordered> known) {
        if (known.isEmpty()) {
            return Optional.of(
                    "Kontor sent no collection with reference '%s'"
                            .formatted(record.text("reference")));
        }
        var one = known.get();
        boolean same =
                one.isOf(record.digits("payer_no"))
                        && record.number("amount")
                                .filter(is -> is == one.amountMinor())
                                .isPresent();
        return same
                ? Optional.empty()
                : Optional.of(
                        "collection %s has another payer number or amount"
                                .formatted(one.payment()));
    }
}
