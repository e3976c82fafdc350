package kontor.testbank;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Iban;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.core.ReasonCode;
import kontor.db.Tx;
import kontor.iso20022.Balance;
import kontor.iso20022.BankTransactionCode;
import kontor.iso20022.Batch;
import kontor.iso20022.Camt053Writer;
import kontor.iso20022.Code;
import kontor.iso20022.Counterparty;
import kontor.iso20022.EntryHead;
import kontor.iso20022.Remittance;
import kontor.iso20022.StatementFile;
import kontor.iso20022.StatementHead;
import kontor.iso20022.TransactionDetails;

/**
 * Closes an account's day and issues its camt.053: one file per account and day, and none for a day
 * without entries.
 */
final class Statements {

    private final FileTable files;
    private final StatementTable table = new StatementTable();

    Statements(FileTable files) {
        this.files = files;
    }

    void issue(Tx tx, BankAccount account, LocalDate day, Instant now) {
        var closed = table.close(tx, account.iban(), day);
        if (closed.isEmpty()) {
            return;
        }
        String login = BankLogins.ownerOf(account).user();
        String name = "camt.053-" + account.iban() + "-" + day + "-" + closed.get().number() + ".xml";
        files.issue(tx, login, name, "CAMT_053", now, out -> {
            UUID id = Ids.next();
            var file = new StatementFile(StatementFile.Kind.STATEMENT, "TB" + id.toString().replace("-", ""),
                    Optional.of(StatusReports.bankTime(now)));
            try (var writer = new Camt053Writer(out, file)) {
                write(tx, account, day, closed.get(), writer);
            }
        });
    }

    private void write(Tx tx, BankAccount account, LocalDate day, StatementTable.Closed closed,
            Camt053Writer writer) {
        writer.statementStarted(new StatementHead(day.getYear() + "-" + closed.number(),
                Optional.of((long) closed.number()), Optional.of(day.atTime(Agenda.END_OF_DAY)),
                Optional.of(new StatementHead.Period(day.atStartOfDay(), day.atTime(LocalTime.of(23, 59, 59)))),
                new StatementHead.Account(Optional.of(account.iban()), Optional.empty(),
                        Optional.of(account.currency()), Optional.of(account.bic()))));
        writer.balance(balance("OPBD", account, closed.openingMinor(), day));
        writer.balance(balance("CLBD", account, closed.closingMinor(), day));
        writer.balance(balance("CLAV", account, closed.closingMinor(), day));
        var entries = new Entries(writer, account);
        table.entries(tx, account.iban(), closed.number(), entry -> {
            entries.start(entry);
            if (entry.batch()) {
                table.batch(tx, entry.group().orElseThrow(), line -> entries.details(entry, line));
            } else {
                entries.details(entry, entry.one());
            }
            writer.entryEnded(Optional.empty());
        });
        writer.statementEnded();
    }

    private static Balance balance(String type, BankAccount account, long minor, LocalDate day) {
        return new Balance(Code.iso(type), new Money(minor, account.currency()), Optional.of(day));
    }

    /** Writes what the tables hold as the bank tells it. */
    private record Entries(Camt053Writer writer, BankAccount account) {

        void start(StatementTable.Entry entry) {
            writer.entryStarted(new EntryHead(Optional.empty(), money(entry.amountMinor()), false,
                    Optional.of(Code.iso("BOOK")),
                    new EntryHead.Dates(Optional.of(entry.bookingDate()), Optional.of(entry.valueDate())),
                    new EntryHead.References(Optional.of(reference(entry)), Optional.empty()),
                    code(entry.code()), List.of(), Optional.empty()));
            if (entry.batch()) {
                writer.batch(new Batch(entry.group().map(StatementTable.Group::messageId),
                        entry.group().map(StatementTable.Group::paymentInformationId),
                        Optional.of(entry.transactions())));
            }
        }

        private static String reference(StatementTable.Entry entry) {
            return "ATLR" + entry.id();
        }

        private Money money(long minor) {
            return new Money(minor, account.currency());
        }

        private static BankTransactionCode code(String triple) {
            String[] parts = triple.split("/");
            return BankTransactionCode.iso(parts[0], parts[1], parts[2]);
        }

        void details(StatementTable.Entry entry, StatementTable.Line line) {
            var references = new TransactionDetails.References(
                    entry.group().map(StatementTable.Group::messageId), Optional.of(reference(entry)),
                    entry.group().map(StatementTable.Group::paymentInformationId), line.instructionId(),
                    line.endToEndId(), Optional.empty(), line.mandateReference());
            var returned = entry.returnReason().map(reason -> new TransactionDetails.Returned(
                    Optional.of(Code.iso(reason)), List.of(ReasonCode.of(reason).meaning()), original(entry)));
            var instructed = entry.returnReason().map(_ -> money(Math.abs(line.amountMinor())));
            boolean stranger = line.counterparty().isPresent() || line.counterpartyAccount().isPresent();
            writer.details(new TransactionDetails(references, Optional.of(money(line.amountMinor())), instructed,
                    BankTransactionCode.NONE, List.of(),
                    stranger ? Optional.of(counterparty(line)) : Optional.empty(),
                    Optional.empty(), line.remittance().map(Remittance::ofText), returned, Optional.empty()));
        }

        private static Counterparty counterparty(StatementTable.Line line) {
            var iban = line.counterpartyAccount().filter(number -> Iban.problem(number).isEmpty());
            var other = line.counterpartyAccount().filter(number -> iban.isEmpty());
            return new Counterparty(line.counterparty(), iban, other, Optional.empty());
        }

        private static BankTransactionCode original(StatementTable.Entry entry) {
            return entry.group().map(group -> code(group.code())).orElse(BankTransactionCode.NONE);
        }
    }
}
