package kontor.testbank;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.iso20022.Camt053Writer;
import kontor.iso20022.StatementFile;
import kontor.iso20022.StatementHead;

/**
 * Issues the camt.052 of an account: what was booked since its last statement, and what waits to be
 * booked. Each report is the whole truth of its moment; one without entries says that nothing
 * waits.
 */
final class IntradayReports {

    private final FileTable files;
    private final IntradayTable table = new IntradayTable();
    private final BankStatementTable statements = new BankStatementTable();

    IntradayReports(FileTable files) {
        this.files = files;
    }

    /**
     * @param moment of which it tells; the bank may be late with it
     */
    void issue(Tx tx, BankAccount account, Instant moment, Instant now) {
        UUID id = Ids.next();
        String name = "camt.052-" + account.iban() + "-" + id + ".xml";
        files.issue(
                tx,
                BankLogins.ownerOf(account).user(),
                name,
                "CAMT_052",
                now,
                out -> {
                    String messageId = "TB" + id.toString().replace("-", "");
                    var file =
                            new StatementFile(
                                    StatementFile.Kind.INTRADAY_REPORT,
                                    messageId,
                                    Optional.of(StatusReports.bankTime(moment)));
                    try (var writer = new Camt053Writer(out, file)) {
                        write(
                                tx,
                                account,
                                messageId,
                                moment.atZone(account.zone()).toLocalDateTime(),
                                writer);
                    }
                });
    }

    private void write(
            Tx tx, BankAccount account, String id, LocalDateTime moment, Camt053Writer writer) {
        LocalDate day = moment.toLocalDate();
        writer.statementStarted(
                new StatementHead(
                        id,
                        Optional.empty(),
                        Optional.of(moment),
                        Optional.of(new StatementHead.Period(day.atStartOfDay(), moment)),
                        new StatementHead.Account(
                                Optional.of(account.iban()),
                                Optional.empty(),
                                Optional.of(account.currency()),
                                Optional.of(account.bic()))));
        var entries = new EntryWriter(writer, account.currency());
        Consumer<BankStatementTable.Entry> tell =
                entry ->
                        entries.write(
                                entry,
                                reader ->
                                        statements.batch(tx, entry.group().orElseThrow(), reader));
        table.booked(tx, account.iban(), day, tell);
        table.waiting(tx, account.iban(), day, tell);
        writer.statementEnded();
    }
}
