package kontor.testbank;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.identifiers.Iban;
import kontor.identifiers.ReasonCode;
import kontor.iso20022.BankTransactionCode;
import kontor.iso20022.Batch;
import kontor.iso20022.Camt053Writer;
import kontor.iso20022.Charge;
import kontor.iso20022.Code;
import kontor.iso20022.Counterparty;
import kontor.iso20022.EntryHead;
import kontor.iso20022.Remittance;
import kontor.iso20022.TransactionDetails;

/** Writes entries of an account into a statement or an intraday report. */
record EntryWriter(Camt053Writer writer, Currency currency) {

    /**
     * @param lines passes the transactions of a batch to a reader; called for a batch only
     */
    void write(BankStatementTable.Entry entry, Consumer<Consumer<BankStatementTable.Line>> lines) {
        writer.entryStarted(
                new EntryHead(
                        Optional.empty(),
                        money(entry.amountMinor()),
                        false,
                        Optional.of(Code.iso(entry.isBooked() ? "BOOK" : "PDNG")),
                        new EntryHead.Dates(entry.bookingDate(), Optional.of(entry.valueDate())),
                        new EntryHead.References(entry.reference(), Optional.empty()),
                        code(entry.code()),
                        List.of(),
                        Optional.empty()));
        if (entry.batch()) {
            writer.batch(
                    new Batch(
                            entry.group().map(BankStatementTable.Group::messageId),
                            entry.group().map(BankStatementTable.Group::paymentInformationId),
                            Optional.of(entry.transactions())));
            lines.accept(line -> details(entry, line));
        } else {
            details(entry, entry.one());
        }
        writer.entryEnded(Optional.empty());
    }

    private Money money(long minor) {
        return new Money(minor, currency);
    }

    private static BankTransactionCode code(String triple) {
        String[] parts = triple.split("/");
        return BankTransactionCode.iso(parts[0], parts[1], parts[2]);
    }

    private void details(BankStatementTable.Entry entry, BankStatementTable.Line line) {
        var references =
                new TransactionDetails.References(
                        entry.group().map(BankStatementTable.Group::messageId),
                        entry.reference(),
                        entry.group().map(BankStatementTable.Group::paymentInformationId),
                        line.instructionId(),
                        line.endToEndId(),
                        Optional.empty(),
                        line.mandateReference());
        var returned = entry.returnReason().map(reason -> returned(reason, entry));
        long back = Math.abs(line.amountMinor() + entry.chargesMinor());
        var instructed = entry.returnReason().map(_ -> money(back));
        boolean named = line.counterparty().isPresent() || line.counterpartyAccount().isPresent();
        writer.details(
                new TransactionDetails(
                        references,
                        Optional.of(money(line.amountMinor())),
                        instructed,
                        BankTransactionCode.NONE,
                        charges(entry),
                        named ? Optional.of(counterparty(line)) : Optional.empty(),
                        Optional.empty(),
                        remittance(line),
                        returned,
                        Optional.empty()));
    }

    private List<Charge> charges(BankStatementTable.Entry entry) {
        return entry.chargesMinor() == 0
                ? List.of()
                : List.of(new Charge(money(-entry.chargesMinor()), true));
    }

    private static Optional<Remittance> remittance(BankStatementTable.Line line) {
        return line.remittance()
                .map(line.structured() ? Remittance::ofReference : Remittance::ofText);
    }

    private static TransactionDetails.Returned returned(
            String reason, BankStatementTable.Entry entry) {
        return new TransactionDetails.Returned(
                Optional.of(Code.iso(reason)),
                List.of(ReasonCode.of(reason).meaning()),
                original(entry));
    }

    private static Counterparty counterparty(BankStatementTable.Line line) {
        var iban = line.counterpartyAccount().filter(number -> Iban.problem(number).isEmpty());
        var other = line.counterpartyAccount().filter(_ -> iban.isEmpty());
        return new Counterparty(line.counterparty(), iban, other, Optional.empty());
    }

    private static BankTransactionCode original(BankStatementTable.Entry entry) {
        return entry.group().map(group -> code(group.code())).orElse(BankTransactionCode.NONE);
    }
}
