package kontor.bankgirot;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.autogiro.AutogiroWriter;
import kontor.autogiro.Section;
import kontor.bankgirot.CancellationTable.Asked;
import kontor.bankgirot.MandateOrders.Payee;
import kontor.banks.InstructionDraft;
import kontor.banks.PaymentSource;
import kontor.banks.SourceName;
import kontor.banks.WrittenFile;
import kontor.connections.Connection;
import kontor.core.Currency;
import kontor.core.Maps;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.mandates.Mandates;

/** Payments that Bankgirot is asked not to carry out, at once and in files of their own. */
public final class CancellationOrders implements PaymentSource {

    /** The record cancels one payment. */
    private static final String CANCEL = "25";

    private static final String FILES = "autogiro-cancelled";

    private final Mandates mandates;

    public CancellationOrders(Mandates mandates) {
        this.mandates = mandates;
    }

    @Override
    public SourceName name() {
        return new SourceName(DirectDebits.RESOURCE, FILES);
    }

    @Override
    public Optional<Instant> nextDue(Tx tx, Connection connection) {
        return CancellationTable.waiting(tx, connection, 1).stream()
                .map(_ -> tx.bankNow())
                .findFirst();
    }

    @Override
    public Optional<WrittenFile> writeNext(
            Tx tx, Connection connection, InstructionDraft draft, OutputStream file) {
        int most = connection.profile().mostTransactions();
        var asked = CancellationTable.waiting(tx, connection, most);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        var open = asked.stream().filter(one -> !one.over()).toList();
        var over = asked.stream().filter(Asked::over).map(Asked::payment).toList();
        CancellationTable.answer(tx, over, "OVER");
        if (open.isEmpty()) {
            return writeNext(tx, connection, draft, file);
        }
        write(tx, open, draft, file);
        CancellationTable.file(tx, open.stream().map(Asked::payment).toList(), draft.id());
        return Optional.of(new WrittenFile("autogiro", open.size(), sum(open)));
    }

    private void write(Tx tx, List<Asked> open, InstructionDraft draft, OutputStream file) {
        var under = mandates.forUse(tx, open.stream().map(Asked::mandate).distinct().toList());
        var byPayee =
                open.stream()
                        .collect(
                                Collectors.groupingBy(
                                        one ->
                                                new Payee(
                                                        Maps.required(under, one.mandate())
                                                                .creditorReference(),
                                                        one.bankgiro()),
                                        LinkedHashMap::new,
                                        Collectors.toCollection(ArrayList::new)));
        CustomerTable.keep(tx, byPayee.keySet());
        try (var writer = new AutogiroWriter(file, Section.ORDERS)) {
            byPayee.forEach(
                    (payee, all) -> {
                        payee.open(writer, draft.localTime().toLocalDate());
                        all.forEach(one -> write(writer, one));
                    });
        }
    }

    private static void write(AutogiroWriter writer, Asked one) {
        writer.record(CANCEL)
                .set("payee_bg", one.bankgiro())
                .set("payer_no", one.payerNumber())
                .set("pay_date", one.payDate())
                .set("amount", one.amountMinor())
                .set("pay_code", one.credit() ? PaymentOrders.CREDIT : PaymentOrders.COLLECTION)
                .set("reference", one.reference())
                .write();
    }

    private static BigDecimal sum(List<Asked> open) {
        return new Money(open.stream().mapToLong(Asked::amountMinor).sum(), Currency.SEK).decimal();
    }

    /** The payments stay what they are until Bankgirot has answered. */
    @Override
    public void sent(Tx tx, UUID instruction) {}

    @Override
    public void unknown(Tx tx, UUID instruction) {}

    @Override
    public List<String> adopt(Tx tx, Connection connection, UUID instruction, List<Line> lines) {
        return lines.stream()
                .map(line -> line.endToEndId() + " is no cancellation in this database")
                .toList();
    }

    @Override
    public boolean overdue(Tx tx, Connection connection) {
        return false;
    }

    @Override
    public void giveUpWaiting(Tx tx, Connection connection) {}
}
