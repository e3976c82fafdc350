package kontor.statements;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.accounts.AccountFixtures;
import kontor.core.Currency;
import kontor.core.Money;
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
import kontor.ledger.DayTotals;
import kontor.transactions.StatementEntry;

/** A statement of the usual euro account, as values and as a file; proves unless told otherwise. */
public final class StatementBuilder {

    public static final LocalDate MONDAY = LocalDate.of(2026, 12, 14);
    private static final BankTransactionCode COLLECTION =
            BankTransactionCode.iso("PMNT", "IDDT", "ESDD");

    private final List<StatementEntry> entries = new ArrayList<>();
    private LocalDate date = MONDAY;
    private String id = "STMT-1";
    private long sequence = 1;
    private Optional<Long> legal = Optional.empty();
    private long openingMinor = 1_000;
    private Optional<Long> closingMinor = Optional.empty();
    private String iban = AccountFixtures.IBAN;
    private StatementFile.Kind kind = StatementFile.Kind.STATEMENT;
    private Optional<LocalDateTime> made = Optional.empty();
    private Optional<StatementHead.Period> period = Optional.empty();
    private Optional<StatementHead.Page> page = Optional.empty();
    private Optional<List<Balance>> told = Optional.empty();

    public static StatementBuilder aStatement() {
        return new StatementBuilder();
    }

    public StatementBuilder on(LocalDate day) {
        date = day;
        return this;
    }

    public StatementBuilder named(String bankId, long number) {
        id = bankId;
        sequence = number;
        return this;
    }

    public StatementBuilder legal(long number) {
        legal = Optional.of(number);
        return this;
    }

    public StatementBuilder ofKind(StatementFile.Kind other) {
        kind = other;
        return this;
    }

    public StatementBuilder made(LocalDateTime time) {
        made = Optional.of(time);
        return this;
    }

    public StatementBuilder since(LocalDate first) {
        period =
                Optional.of(
                        new StatementHead.Period(first.atStartOfDay(), date.atTime(23, 59, 59)));
        return this;
    }

    public StatementBuilder page(long number, boolean last) {
        page = Optional.of(new StatementHead.Page(number, last));
        return this;
    }

    /** Other balances than opening and closing. */
    public StatementBuilder telling(Balance... balances) {
        told = Optional.of(List.of(balances));
        return this;
    }

    public StatementBuilder ofAccount(String otherIban) {
        iban = otherIban;
        return this;
    }

    public StatementBuilder opening(long minor) {
        openingMinor = minor;
        return this;
    }

    public StatementBuilder closing(long minor) {
        closingMinor = Optional.of(minor);
        return this;
    }

    /** An entry with the bank's reference, or without when it is empty, and one transaction. */
    public StatementBuilder entry(long minor, String reference) {
        return entry(minor, reference, aDetail(minor, "E2E-" + reference).build());
    }

    public StatementBuilder entry(long minor, String reference, TransactionDetails... details) {
        entries.add(
                new StatementEntry(
                        entries.size() + 1,
                        head(minor, reference, "BOOK", COLLECTION),
                        List.of(),
                        List.of(details),
                        Optional.empty()));
        return this;
    }

    public StatementBuilder entry(
            EntryHead head, List<Batch> batches, List<TransactionDetails> details, String text) {
        entries.add(
                new StatementEntry(
                        entries.size() + 1,
                        head,
                        batches,
                        details,
                        Optional.of(text).filter(words -> !words.isEmpty())));
        return this;
    }

    public EntryHead head(long minor, String reference, String status, BankTransactionCode code) {
        return new EntryHead(
                Optional.empty(),
                euro(minor),
                false,
                Optional.of(Code.iso(status)),
                new EntryHead.Dates(Optional.of(date), Optional.of(date)),
                new EntryHead.References(
                        Optional.of(reference).filter(text -> !text.isEmpty()), Optional.empty()),
                code,
                List.of(),
                Optional.empty());
    }

    public List<StatementEntry> entries() {
        return List.copyOf(entries);
    }

    public StatementTotals totals() {
        var totals = StatementTotals.NONE;
        for (StatementEntry entry : entries) {
            totals = totals.plus(entry.head());
        }
        return totals;
    }

    private DayTotals days() {
        var days = new DayTotals();
        entries.forEach(entry -> days.add(entry.head()));
        return days;
    }

    public List<Balance> balances() {
        long closing = closingMinor.orElse(openingMinor + totals().bookedMinor());
        return List.of(
                balance("OPBD", openingMinor),
                balance("CLBD", closing),
                balance("CLAV", closing - 5));
    }

    public Balance balance(String code, long minor) {
        return new Balance(Code.iso(code), euro(minor), Optional.of(date));
    }

    public NewStatement told(UUID account) {
        return told(account, balances());
    }

    public NewStatement told(UUID account, List<Balance> balances) {
        return new NewStatement(
                account,
                Currency.EUR,
                statementHead(),
                balances,
                totals(),
                days(),
                Instant.parse("2026-12-15T04:00:00Z"));
    }

    private StatementHead statementHead() {
        return new StatementHead(
                id,
                Optional.of(sequence).filter(number -> number > 0),
                legal,
                Optional.of(madeAt()),
                period,
                page,
                new StatementHead.Account(
                        Optional.of(iban),
                        Optional.empty(),
                        Optional.of(Currency.EUR),
                        Optional.empty()));
    }

    private LocalDateTime madeAt() {
        return made.orElse(date.plusDays(1).atTime(5, 0));
    }

    /** The same as the bytes of a camt file. */
    public Function<UUID, InputStream> file() {
        return file(this);
    }

    /** Several in one file. */
    public static Function<UUID, InputStream> file(StatementBuilder... statements) {
        var first = statements[0];
        var bytes = new ByteArrayOutputStream();
        try (var writer =
                new Camt053Writer(
                        bytes,
                        new StatementFile(
                                first.kind, "FILE-" + first.id, Optional.of(first.madeAt())))) {
            for (var statement : statements) {
                statement.write(writer);
            }
        }
        return _ -> new ByteArrayInputStream(bytes.toByteArray());
    }

    private void write(Camt053Writer writer) {
        writer.statementStarted(statementHead());
        told.orElseGet(this::balances).forEach(writer::balance);
        for (StatementEntry entry : entries) {
            writer.entryStarted(entry.head());
            entry.batches().forEach(writer::batch);
            entry.details().forEach(writer::details);
            writer.entryEnded(entry.additionalInformation());
        }
        writer.statementEnded();
    }

    public static Money euro(long minor) {
        return new Money(minor, Currency.EUR);
    }

    public static DetailBuilder aDetail(long minor, String endToEndId) {
        return new DetailBuilder(minor, endToEndId);
    }

    /** One transaction of an entry; a test names only what it is about. */
    public static final class DetailBuilder {
        private final long minor;
        private final String endToEndId;
        private Optional<TransactionDetails.Returned> returned = Optional.empty();
        private Optional<Remittance> remittance = Optional.of(Remittance.ofText("Invoice 7"));
        private Optional<Money> instructed = Optional.empty();
        private Optional<String> name = Optional.of("Acme Corp");

        private DetailBuilder(long minor, String endToEndId) {
            this.minor = minor;
            this.endToEndId = endToEndId;
        }

        public DetailBuilder returned(String reason) {
            returned =
                    Optional.of(
                            new TransactionDetails.Returned(
                                    Optional.of(Code.iso(reason)), List.of(), COLLECTION));
            return this;
        }

        public DetailBuilder with(Optional<String> other) {
            name = other;
            return this;
        }

        public DetailBuilder instructed(long amountMinor) {
            instructed = Optional.of(euro(amountMinor));
            return this;
        }

        public DetailBuilder remittance(Optional<Remittance> other) {
            remittance = other;
            return this;
        }

        public TransactionDetails build() {
            return new TransactionDetails(
                    new TransactionDetails.References(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(endToEndId),
                            Optional.empty(),
                            Optional.of("MANDATE-1")),
                    Optional.of(euro(minor)),
                    instructed,
                    BankTransactionCode.NONE,
                    List.of(),
                    Optional.of(
                            new Counterparty(
                                    name,
                                    Optional.of("DE64500105173198833324"),
                                    Optional.empty(),
                                    Optional.of("INGDDEFFXXX"))),
                    Optional.empty(),
                    remittance,
                    returned,
                    Optional.empty());
        }
    }
}
