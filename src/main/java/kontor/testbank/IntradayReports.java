package kontor.testbank;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.iso20022.Camt053Writer;
import kontor.iso20022.StatementFile;
import kontor.iso20022.StatementHead;

/**
 * Issues the camt.052 of an account: what was booked since its last statement, and what waits to be
 * booked. Each report is complete; one without entries says that nothing waits.
 */
final class IntradayReports {

    private final FileTable files;
    private final IntradayTable table = new IntradayTable();
    private final BankStatementTable statements = new BankStatementTable();

    IntradayReports(FileTable files) {
        this.files = files;
    }

    /**
     * @param moment the time that it reports on, in banking time
     * @param now when it is issued, which may be later
     */
    void issue(Tx tx, BankAccount account, Instant moment, Instant now) {
        UUID id = Ids.next();
        String name = "camt.052-" + account.iban() + "-" + id + ".xml";
        String messageId = StatusReports.messageId(id);
        var file =
                new StatementFile(
                        StatementFile.Kind.INTRADAY_REPORT,
                        messageId,
                        Optional.of(StatusReports.bankTime(moment)));
        var wallTime = moment.atZone(account.zone()).toLocalDateTime();
        files.issue(
                tx,
                BankLogins.ownerOf(account).user(),
                name,
                "CAMT_052",
                now,
                out -> {
                    try (var writer = new Camt053Writer(out, file)) {
                        write(tx, account, messageId, wallTime, writer);
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
                        account.inStatements()));
        var entries = new EntryWriter(writer, account.currency());
        table.booked(tx, account.iban(), day, entry -> write(tx, entry, entries));
        table.waiting(tx, account.iban(), day, entry -> write(tx, entry, entries));
        writer.statementEnded();
    }

    private void write(Tx tx, BankStatementTable.Entry entry, EntryWriter entries) {
        entries.write(entry, reader -> statements.batch(tx, entry.group().orElseThrow(), reader));
    }
}
