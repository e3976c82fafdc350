package kontor.testbank;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.iso20022.Balance;
import kontor.iso20022.Camt053Writer;
import kontor.iso20022.Code;
import kontor.iso20022.StatementFile;
import kontor.iso20022.StatementHead;

/**
 * Closes the day of an account and issues its camt.053: one file per account and day, and none for
 * a day without entries.
 */
final class BankStatements {

    private final FileTable files;
    private final BankStatementTable table = new BankStatementTable();

    BankStatements(FileTable files) {
        this.files = files;
    }

    void issue(Tx tx, BankAccount account, LocalDate day, Instant now) {
        var closed = table.close(tx, account.iban(), day);
        if (closed.isEmpty()) {
            return;
        }
        String login = BankLogins.ownerOf(account).user();
        String name =
                "camt.053-" + account.iban() + "-" + day + "-" + closed.get().number() + ".xml";
        var file =
                new StatementFile(
                        StatementFile.Kind.STATEMENT,
                        StatusReports.messageId(Ids.next()),
                        Optional.of(StatusReports.bankTime(now)));
        files.issue(
                tx,
                login,
                name,
                "CAMT_053",
                now,
                out -> {
                    try (var writer = new Camt053Writer(out, file)) {
                        write(tx, account, day, closed.get(), writer);
                    }
                });
    }

    private void write(
            Tx tx,
            BankAccount account,
            LocalDate day,
            BankStatementTable.Closed closed,
            Camt053Writer writer) {
        var wholeDay =
                new StatementHead.Period(day.atStartOfDay(), day.atTime(LocalTime.of(23, 59, 59)));
        writer.statementStarted(
                new StatementHead(
                        day.getYear() + "-" + closed.number(),
                        Optional.of((long) closed.number()),
                        Optional.of(day.atTime(ScheduledAction.END_OF_DAY)),
                        Optional.of(wholeDay),
                        account.inStatements()));
        writer.balance(balance("OPBD", account, closed.openingMinor(), day));
        writer.balance(balance("CLBD", account, closed.closingMinor(), day));
        writer.balance(balance("CLAV", account, closed.closingMinor(), day));
        var entries = new EntryWriter(writer, account.currency());
        table.entries(tx, account.iban(), closed.number(), entry -> write(tx, entry, entries));
        writer.statementEnded();
    }

    private void write(Tx tx, BankStatementTable.Entry entry, EntryWriter entries) {
        entries.write(entry, reader -> table.batch(tx, entry.group().orElseThrow(), reader));
    }

    private static Balance balance(String type, BankAccount account, long minor, LocalDate day) {
        return new Balance(Code.iso(type), new Money(minor, account.currency()), Optional.of(day));
    }
}
