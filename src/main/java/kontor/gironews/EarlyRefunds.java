package kontor.gironews;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import kontor.bankgirot.MandateOrders;
import kontor.cases.Cases;
import kontor.core.BankCalendar;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.directdebits.DirectDebits;
import kontor.girofacts.EarlyRefund;
import kontor.girofacts.EarlyRefundTable;
import kontor.girofacts.FactTable;
import kontor.girofacts.Facts;
import kontor.girofacts.NewsCases;
import kontor.payments.BankReportHandler;
import kontor.payments.BankReportHandler.Candidate;
import kontor.payments.BankReportHandler.Word;
import kontor.payments.PaymentStatus;
import org.jspecify.annotations.Nullable;

/**
 * Collections that are told as paid back before they are told as paid, since files come late and
 * out of order: each refund waits, and is applied when the payment is known. When it is not after
 * some bank days, people are told.
 */
public final class EarlyRefunds {

    /** Specifications come each morning; a file that was lost is sent again within a few days. */
    private static final int BANK_DAYS = 5;

    private static final int SLICE = 500;

    private static final String TOLD = "Bankgirot has told the payment, and it is paid back";

    private static final String NOT_TOLD =
            "collection %s is %s and cannot become RETURNED: it was not told as paid within %d bank"
                    + " days; when it is, it is RETURNED by itself";

    private final BankReportHandler<DirectDebit> reports;
    private final Cases cases;

    public EarlyRefunds(DirectDebits debits, Cases cases) {
        this.reports = debits.reports();
        this.cases = cases;
    }

    /**
     * Those of what is told of collections. Of one of which nobody knows anything it waits, too:
     * the record of the payment names the sum in which it was paid.
     *
     * @param now the collections as they are
     */
    static Map<UUID, PaymentNews.News> of(
            Map<UUID, PaymentNews.News> told, Map<UUID, Candidate> now) {
        var early = new LinkedHashMap<>(told);
        early.entrySet()
                .removeIf(
                        one ->
                                one.getValue().word().to() != PaymentStatus.RETURNED
                                        || !isUnderWay(now.get(one.getKey())));
        return early;
    }

    private static boolean isUnderWay(@Nullable Candidate payment) {
        return payment != null && payment.status().isWithBank() && !payment.status().isFinal();
    }

    /** They wait from now on. */
    static void keep(Tx tx, Facts facts, Map<UUID, PaymentNews.News> early) {
        var until = BankCalendar.SWEDEN.plus(tx.today(MandateOrders.ZONE), BANK_DAYS);
        var refunds = new ArrayList<EarlyRefund>();
        early.forEach((payment, news) -> refunds.add(facts.early(news.record(), payment, until)));
        EarlyRefundTable.keep(tx, refunds);
    }

    /** Bankgirot has told of these collections, for many that they are paid or refused. */
    void known(Tx tx, Collection<UUID> payments) {
        while (!payments.isEmpty() && applySome(tx, payments)) {
            // There is more.
        }
    }

    /**
     * Applies those whose payments became known by something else, and tells of those that have
     * waited long enough.
     *
     * @return whether there may be more
     */
    public boolean round(Tx tx) {
        if (applySome(tx, List.of())) {
            return true;
        }
        var overdue = EarlyRefundTable.overdue(tx, tx.today(MandateOrders.ZONE), SLICE);
        doubt(tx, overdue);
        return overdue.size() == SLICE;
    }

    private boolean applySome(Tx tx, Collection<UUID> payments) {
        var known = EarlyRefundTable.known(tx, payments, SLICE);
        apply(tx, known);
        return known.size() == SLICE;
    }

    /** One of each collection at a time: the second one finds it paid back. */
    private void apply(Tx tx, List<EarlyRefund> all) {
        var left = new ArrayList<>(all);
        while (!left.isEmpty()) {
            var batch = new LinkedHashMap<UUID, EarlyRefund>();
            left.removeIf(one -> batch.putIfAbsent(one.payment(), one) == null);
            apply(tx, batch);
        }
    }

    private void apply(Tx tx, Map<UUID, EarlyRefund> batch) {
        var before = reports.candidates(tx, batch.keySet());
        var refunds = FactTable.refunds(tx, batch.keySet());
        var moved = reports.told(tx, words(batch));
        var taken = new ArrayList<EarlyRefund>();
        eachOfItsFile(
                tx,
                before,
                batch.values(),
                (news, one) -> {
                    var payment = one.payment();
                    var now = Optional.ofNullable(before.get(payment));
                    var refund = Optional.ofNullable(refunds.get(payment));
                    if (moved.contains(payment)
                            || CollectionDoubts.stayed(tx, news, news(one), payment, now, refund)) {
                        taken.add(one);
                        if (one.doubted()) {
                            news.agrees(tx, one.record(), TOLD);
                        }
                    }
                });
        took(tx, taken);
        EarlyRefundTable.remove(tx, batch.values());
    }

    private static void took(Tx tx, List<EarlyRefund> taken) {
        FactTable.took(
                tx,
                taken,
                one -> CollectionWords.said(one.record()),
                one -> CollectionWords.day(one.record()));
    }

    private static Map<UUID, Word> words(Map<UUID, EarlyRefund> batch) {
        var words = new HashMap<UUID, Word>();
        batch.forEach((payment, one) -> words.put(payment, news(one).word()));
        return words;
    }

    private void doubt(Tx tx, List<EarlyRefund> overdue) {
        var now = reports.candidates(tx, overdue.stream().map(EarlyRefund::payment).toList());
        eachOfItsFile(
                tx,
                now,
                overdue,
                (news, one) ->
                        news.contradicts(
                                tx,
                                one.record(),
                                Optional.of(one.payment()),
                                NOT_TOLD.formatted(
                                        one.payment(),
                                        Maps.required(now, one.payment()).status(),
                                        BANK_DAYS)));
    }

    private void eachOfItsFile(
            Tx tx,
            Map<UUID, Candidate> payments,
            Collection<EarlyRefund> refunds,
            BiConsumer<NewsCases, EarlyRefund> consumer) {
        var ofFiles = new LinkedHashMap<NewsCases.Source, NewsCases>();
        for (var one : refunds) {
            var account =
                    Optional.ofNullable(payments.get(one.payment())).map(Candidate::accountId);
            var source = new NewsCases.Source(one.file(), one.fileName(), one.bankgiro(), account);
            var news = ofFiles.computeIfAbsent(source, from -> NewsCases.of(cases, from));
            consumer.accept(news, one);
        }
        ofFiles.values().forEach(news -> news.rest(tx));
    }

    private static PaymentNews.News news(EarlyRefund one) {
        var record = one.record();
        return new PaymentNews.News(record, CollectionWords.of(record, "").orElseThrow(), "");
    }
}
