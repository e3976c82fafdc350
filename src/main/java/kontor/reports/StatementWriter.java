package kontor.reports;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.Account;
import kontor.core.Maps;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.iso20022.Balance;
import kontor.iso20022.BankTransactionCode;
import kontor.iso20022.Camt053Writer;
import kontor.iso20022.Code;
import kontor.iso20022.Counterparty;
import kontor.iso20022.EntryHead;
import kontor.iso20022.StatementFile;
import kontor.iso20022.StatementHead;
import kontor.iso20022.TransactionDetails;
import kontor.reports.ToldStatement.ToldBalance;
import kontor.reports.ToldStatement.ToldEntry;

/** Writes what somebody told as the camt.053 that a bank would have sent. */
final class StatementWriter {

    private final Map<UUID, Account> accounts;
    private final Instant now;

    /**
     * @param accounts those of the statements
     */
    StatementWriter(Map<UUID, Account> accounts, Instant now) {
        this.accounts = accounts;
        this.now = now;
    }

    byte[] written(UUID report, List<ToldStatement> statements) {
        var out = new ByteArrayOutputStream();
        String message = report.toString().replace("-", "");
        var file =
                new StatementFile(
                        StatementFile.Kind.STATEMENT,
                        message,
                        Optional.of(LocalDateTime.ofInstant(now, ZoneId.of("UTC"))));
        try (var writer = new Camt053Writer(out, file)) {
            statements.forEach(one -> write(writer, one));
        }
        return out.toByteArray();
    }

    private void write(Camt053Writer writer, ToldStatement told) {
        var account = Maps.required(accounts, told.accountId());
        var day = told.localDate();
        writer.statementStarted(
                new StatementHead(
                        "BROUGHT-" + day,
                        Optional.empty(),
                        Optional.of(LocalDateTime.ofInstant(now, account.zone())),
                        Optional.of(
                                new StatementHead.Period(
                                        day.atStartOfDay(), day.atTime(LocalTime.of(23, 59, 59)))),
                        number(account)));
        told.balances().forEach(one -> writer.balance(balance(one, day)));
        told.entries().forEach(one -> write(writer, one, day));
        writer.statementEnded();
    }

    private static StatementHead.Account number(Account account) {
        var iban =
                account.identifiers().stream()
                        .filter(one -> one.type() == AccountIdentifierType.IBAN)
                        .map(AccountIdentifier::number)
                        .findFirst();
        var other = account.identifiers().stream().map(AccountIdentifier::number).findFirst();
        return new StatementHead.Account(
                iban,
                iban.isPresent() ? Optional.empty() : other,
                Optional.of(account.currency()),
                Optional.empty());
    }

    private static Balance balance(ToldBalance told, LocalDate day) {
        String code =
                switch (told.reported()) {
                    case OPEN -> "OP";
                    case INTERIM -> "IT";
                    case CLOSE -> "CL";
                };
        boolean booked = told.type() != kontor.accounts.Balance.Type.AVAILABLE;
        return new Balance(
                Code.iso(code + (booked ? "BD" : "AV")), told.amount(), Optional.of(day));
    }

    private static void write(Camt053Writer writer, ToldEntry told, LocalDate day) {
        writer.entryStarted(
                new EntryHead(
                        Optional.empty(),
                        told.amount(),
                        false,
                        Optional.of(Code.iso("BOOK")),
                        new EntryHead.Dates(
                                Optional.of(day), Optional.of(told.valueDate().orElse(day))),
                        new EntryHead.References(told.reference(), Optional.empty()),
                        BankTransactionCode.NONE,
                        List.of(),
                        Optional.empty()));
        writer.details(details(told));
        writer.entryEnded(Optional.empty());
    }

    private static TransactionDetails details(ToldEntry told) {
        boolean named = told.otherName().isPresent() || told.otherIban().isPresent();
        var other =
                new Counterparty(
                        told.otherName(), told.otherIban(), Optional.empty(), Optional.empty());
        return new TransactionDetails(
                new TransactionDetails.References(
                        Optional.empty(),
                        told.reference(),
                        Optional.empty(),
                        Optional.empty(),
                        told.endToEndId(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.of(told.amount()),
                Optional.empty(),
                BankTransactionCode.NONE,
                List.of(),
                named ? Optional.of(other) : Optional.empty(),
                Optional.empty(),
                told.remittance(),
                Optional.empty(),
                Optional.empty());
    }
}
