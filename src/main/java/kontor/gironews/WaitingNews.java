package kontor.gironews;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import kontor.autogiro.AutogiroRecord;
import kontor.bankgirot.BankgirotTable;
import kontor.core.Maps;
import kontor.credittransfers.CreditTransfer;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.girofacts.NewsCases;
import kontor.girofacts.Seen;
import kontor.girofacts.Told;
import kontor.payments.BankReportHandler;
import kontor.payments.BankReportHandler.Candidate;
import kontor.payments.BankReportHandler.Word;
import kontor.payments.PaymentStatus;

/**
 * Which payments wait at Bankgirot for their day. A collection of which nobody knew whether it had
 * arrived has arrived; what waits there alone, or should and does not, is told.
 */
final class WaitingNews {

    private static final Word ARRIVED =
            new Word(
                    PaymentStatus.SENT,
                    Optional.empty(),
                    UnaryOperator.identity(),
                    "WAITS_AT_BANK");

    private final BankReportHandler<DirectDebit> collections;
    private final BankReportHandler<CreditTransfer> credits;

    WaitingNews(
            BankReportHandler<DirectDebit> collections, BankReportHandler<CreditTransfer> credits) {
        this.collections = collections;
        this.credits = credits;
    }

    /** Some lines of it. */
    void apply(Tx tx, Told told, NewsCases cases) {
        var listed = told.records().stream().filter(one -> one.has("reference")).toList();
        var references = listed.stream().map(one -> one.text("reference")).distinct().toList();
        var ordered = BankgirotTable.ordered(tx, references);
        var debited = new LinkedHashMap<UUID, AutogiroRecord>();
        var credited = new LinkedHashMap<UUID, AutogiroRecord>();
        for (var record : listed) {
            var known = CollectionWords.isCredit(record) ? credited : debited;
            var one = Optional.ofNullable(ordered.get(record.text("reference")));
            PaymentNews.unknown(told, record, one)
                    .ifPresentOrElse(
                            why ->
                                    cases.unknown(
                                            tx, record, "a payment waits at Bankgirot: " + why),
                            () -> known.putIfAbsent(one.orElseThrow().payment(), record));
        }
        compare(tx, collections, debited, ordered, cases);
        compare(tx, credits, credited, ordered, cases);
    }

    /**
     * After all of it.
     *
     * @param seen the references that it lists
     */
    void missing(Tx tx, Told told, Seen seen, NewsCases cases) {
        var written = told.opening().date("written_date").orElseThrow();
        var missing = new ArrayList<>(BankgirotTable.waiting(tx, told.bankgiro(), written));
        missing.removeIf(seen::contains);
        cases.missing(tx, missing, "payments that were sent do not wait at Bankgirot; references");
    }

    private static void compare(
            Tx tx,
            BankReportHandler<?> reports,
            Map<UUID, AutogiroRecord> waiting,
            Map<String, BankgirotTable.Ordered> ordered,
            NewsCases cases) {
        var now = reports.candidates(tx, waiting.keySet());
        var arrived = new HashMap<UUID, Word>();
        waiting.forEach(
                (payment, record) -> {
                    var status = Optional.ofNullable(now.get(payment)).map(Candidate::status);
                    if (status.filter(one -> one == PaymentStatus.UNKNOWN).isPresent()) {
                        arrived.put(payment, ARRIVED);
                    }
                    var order = Maps.required(ordered, record.text("reference"));
                    doubt(record, status, order)
                            .map(CollectionWords.what(record, payment)::concat)
                            .ifPresent(
                                    why ->
                                            cases.contradicts(
                                                    tx, record, Optional.of(payment), why));
                });
        reports.told(tx, arrived);
    }

    /** What Bankgirot tries again, or has moved, may wait for another day than it was sent for. */
    private static Optional<String> doubt(
            AutogiroRecord record, Optional<PaymentStatus> status, BankgirotTable.Ordered order) {
        boolean unknown = status.filter(one -> one == PaymentStatus.UNKNOWN).isPresent();
        if (!unknown && status.filter(one -> one.isWithBank() && !one.isFinal()).isEmpty()) {
            String here = status.map(Enum::name).orElse("not known");
            return Optional.of(" waits at Bankgirot and is %s here".formatted(here));
        }
        var waits = record.date("pay_date").orElseThrow();
        return order.payDate()
                .filter(_ -> unknown || status.equals(Optional.of(PaymentStatus.SENT)))
                .filter(day -> !day.equals(waits))
                .map(
                        day ->
                                " waits at Bankgirot for %s, and was sent for %s"
                                        .formatted(waits, day));
    }
}
