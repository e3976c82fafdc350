package kontor.testbank;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
        table.lines(tx, account.iban(), closed.number(), entries::line);
        entries.end();
        writer.statementEnded();
    }

    private static Balance balance(String type, BankAccount account, long minor, LocalDate day) {
        return new Balance(Code.iso(type), new Money(minor, account.currency()), Optional.of(day));
    }

    /** Turns lines into entries: lines of one entry follow each other. */
    private static final class Entries {
        private final Camt053Writer writer;
        private final BankAccount account;
        private long open;

        Entries(Camt053Writer writer, BankAccount account) {
            this.writer = writer;
            this.account = account;
        }

        void line(StatementTable.Line line) {
            if (line.entry() != open) {
                end();
                start(line);
            }
            writer.details(details(line));
        }

        void end() {
            if (open != 0) {
                writer.entryEnded(Optional.empty());
                open = 0;
            }
        }

        private void start(StatementTable.Line line) {
            open = line.entry();
            writer.entryStarted(new EntryHead(Optional.empty(), money(line.entryMinor()), false,
                    Optional.of(Code.iso("BOOK")),
                    new EntryHead.Dates(Optional.of(line.bookingDate()), Optional.of(line.valueDate())),
                    new EntryHead.References(Optional.of(reference(line)), Optional.empty()),
                    code(line.code()), List.of(), Optional.empty()));
            if (line.batch()) {
                writer.batch(new Batch(line.messageId(), line.paymentInformationId(),
                        Optional.of(line.transactions())));
            }
        }

        private static String reference(StatementTable.Line line) {
            return "ATLR" + line.entry();
        }

        private Money money(long minor) {
            return new Money(minor, account.currency());
        }

        private static BankTransactionCode code(String triple) {
            String[] parts = triple.split("/");
            return BankTransactionCode.iso(parts[0], parts[1], parts[2]);
        }

        private TransactionDetails details(StatementTable.Line line) {
            var references = new TransactionDetails.References(line.messageId(),
                    Optional.of(reference(line)), line.paymentInformationId(), line.instructionId(),
                    line.endToEndId(), Optional.empty(), line.mandateReference());
            var amount = money(line.amountMinor());
            var returned = line.returnReason().map(reason -> new TransactionDetails.Returned(
                    Optional.of(Code.iso(reason)), List.of(ReasonCode.of(reason).meaning()), original(line)));
            var instructed = line.returnReason().map(_ -> amount.amountMinor() < 0 ? amount.negated() : amount);
            boolean stranger = line.counterparty().isPresent() || line.counterpartyIban().isPresent();
            return new TransactionDetails(references, Optional.of(amount), instructed,
                    BankTransactionCode.NONE, List.of(),
                    stranger ? Optional.of(new Counterparty(line.counterparty(), line.counterpartyIban(),
                            Optional.empty(), Optional.empty())) : Optional.empty(),
                    Optional.empty(), line.remittance().map(Remittance::ofText), returned, Optional.empty());
        }

        private static BankTransactionCode original(StatementTable.Line line) {
            return line.scheme().map(scheme -> code(
                            scheme.equals("B2B") ? "PMNT/IDDT/BBDD" : "PMNT/IDDT/ESDD"))
                    .orElse(BankTransactionCode.NONE);
        }
    }
}
