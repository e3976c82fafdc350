package kontor.bankgirot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import kontor.autogiro.AutogiroRecord;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.directdebits.DirectDebits;
import kontor.payments.BankReportHandler;
import kontor.payments.BankReportHandler.Word;
import kontor.payments.PaymentStatus;

/**
 * Which payments wait at Bankgirot for their day. A collection of which nobody knew whether it had
 * arrived has arrived; what waits there alone, or should and does not, is told.
 */
final class WaitingNews {

    private final BankReportHandler<DirectDebit> reports;

    WaitingNews(DirectDebits debits) {
        this.reports = debits.reports();
    }

    void apply(Tx tx, BankgirotFiles.Told told, NewsCases cases) {
        var written = told.records().getFirst().date("written_date").orElseThrow();
        var listed = told.records().stream().filter(one -> one.has("reference")).toList();
        var references = listed.stream().map(one -> one.text("reference")).distinct().toList();
        var ordered = BankgirotTable.ordered(tx, references);
        for (var record : listed) {
            var known = Optional.ofNullable(ordered.get(record.text("reference")));
            var why = PaymentNews.unknown(record, known);
            if (why.isPresent()) {
                cases.unknown(tx, record, "a payment waits at Bankgirot: " + why.get());
            } else {
                compare(tx, record, known.orElseThrow(), cases);
            }
        }
        var missing = new ArrayList<>(BankgirotTable.waiting(tx, told.bankgiro(), written));
        missing.removeAll(new HashSet<>(references));
        cases.missing(
                tx, missing, "collections that were sent do not wait at Bankgirot; references");
    }

    private void compare(
            Tx tx, AutogiroRecord record, BankgirotTable.Ordered ordered, NewsCases cases) {
        var payment = ordered.payment();
        var ids = Set.of(payment);
        var now = Optional.ofNullable(reports.candidates(tx, ids).get(payment));
        if (now.filter(one -> one.status() == PaymentStatus.UNKNOWN).isPresent()) {
            var word =
                    new Word(
                            PaymentStatus.SENT,
                            Optional.empty(),
                            UnaryOperator.identity(),
                            "WAITS_AT_BANK");
            reports.told(tx, Map.of(payment, word));
            return;
        }
        boolean waits = now.filter(one -> one.status().isWithBank()).isPresent();
        boolean over = now.filter(one -> one.status().isFinal()).isPresent();
        if (!waits || over) {
            String status = now.map(one -> one.status().name()).orElse("not known");
            cases.contradicts(
                    tx,
                    record,
                    Optional.of(payment),
                    "collection %s waits at Bankgirot and is %s here".formatted(payment, status));
        }
    }
}
