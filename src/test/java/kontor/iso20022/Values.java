package kontor.iso20022;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import kontor.core.Currency;
import kontor.core.Money;

/** Random messages that the schemas allow, the same ones for the same seed. */
final class Values {

    private static final String LETTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                    + "+?/:().,'-&<>\"\u00e5\u00f6 ";

    private final RandomGenerator random;

    Values(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    List<Object> directDebits() {
        var groups = list(1, 3, () -> list(1, 4, this::collection));
        var collections = groups.stream().flatMap(List::stream).toList();
        var told = new ArrayList<>();
        told.add(
                new MessageHeader(
                        text(35),
                        dateTime(),
                        collections.size(),
                        sum(collections, Collection::amount),
                        text(70)));
        for (List<Collection> group : groups) {
            told.add(
                    new CollectionGroup(
                            text(35),
                            group.size(),
                            sum(group, Collection::amount),
                            random.nextBoolean(),
                            terms(),
                            creditor()));
            told.addAll(group);
        }
        return told;
    }

    List<Object> creditTransfers() {
        var groups = list(1, 3, () -> list(1, 4, this::transfer));
        var transfers = groups.stream().flatMap(List::stream).toList();
        var told = new ArrayList<>();
        told.add(
                new MessageHeader(
                        text(35),
                        dateTime(),
                        transfers.size(),
                        sum(transfers, Transfer::amount),
                        text(70)));
        for (List<Transfer> group : groups) {
            told.add(
                    new TransferGroup(
                            text(35),
                            group.size(),
                            sum(group, Transfer::amount),
                            random.nextBoolean(),
                            transferTerms(),
                            debtor()));
            told.addAll(group);
        }
        return told;
    }

    private TransferGroup.Terms transferTerms() {
        return new TransferGroup.Terms(
                maybe(() -> oneOf(Code.iso("SEPA"), Code.iso("URGP"), Code.proprietary(text(35)))),
                maybe(() -> oneOf(Code.iso("INST"), Code.proprietary(text(35)))),
                maybe(() -> "SALA"),
                date(),
                maybe(() -> dateTime().toLocalTime()),
                maybe(() -> oneOf(ChargeBearer.values())));
    }

    private TransferGroup.Debtor debtor() {
        return new TransferGroup.Debtor(
                text(140), maybe(this::address), account(34), maybe(() -> Currency.SEK), agent());
    }

    private Transfer transfer() {
        return new Transfer(
                new Transfer.Ids(maybe(() -> text(35)), text(35), maybe(this::uetr)),
                new Money(
                        random.nextLong(1, 100_000_000_000L),
                        oneOf(Currency.EUR, Currency.known("JPY"))),
                maybe(() -> oneOf(ChargeBearer.values())),
                new Transfer.Creditor(text(140), maybe(this::address), account(34), agent()),
                maybe(() -> "GDDS"),
                list(0, 3, this::regulatoryReport),
                maybe(
                        () ->
                                oneOf(
                                        Remittance.ofText(text(140)),
                                        Remittance.ofReference("RF18539"),
                                        Remittance.ofReference("1234567897"),
                                        Remittance.ofReference("210000000003139471430009017"))));
    }

    private UUID uetr() {
        return new UUID(
                random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 1L << 63);
    }

    private AccountNumber account(int maxChars) {
        return oneOf(
                new AccountNumber.Iban(iban()),
                new AccountNumber.Other(
                        text(maxChars),
                        maybe(() -> oneOf(Code.iso("BBAN"), Code.proprietary("BGNR")))));
    }

    private Agent agent() {
        return new Agent(
                maybe(this::bic),
                maybe(() -> new Agent.ClearingMember(maybe(() -> "SESBA"), text(35))));
    }

    private RegulatoryReport regulatoryReport() {
        return new RegulatoryReport(
                maybe(() -> oneOf(RegulatoryReport.Indicator.values())),
                maybe(() -> "SE"),
                Optional.of(text(10)));
    }

    private static <T> BigDecimal sum(List<T> parts, Function<T, Money> amount) {
        return parts.stream()
                .map(part -> amount.apply(part).decimal())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private CollectionGroup.Terms terms() {
        return new CollectionGroup.Terms(
                oneOf(LocalInstrument.values()),
                oneOf(SequenceType.values()),
                maybe(() -> "SALA"),
                date());
    }

    private CollectionGroup.Creditor creditor() {
        return new CollectionGroup.Creditor(
                text(70), maybe(this::address), iban(), maybe(this::bic), "DE98ZZZ09999999999");
    }

    private Collection collection() {
        return new Collection(
                maybe(() -> text(35)),
                text(35),
                new Money(random.nextLong(1, 100_000_000_000L), Currency.EUR),
                new Collection.Mandate(text(35), date(), maybe(this::amendment)),
                new Collection.Debtor(text(70), maybe(this::address), iban(), maybe(this::bic)),
                maybe(
                        () ->
                                oneOf(
                                        Remittance.ofText(text(140)),
                                        Remittance.ofReference("RF18539"))));
    }

    private Amendment amendment() {
        boolean newAccount = random.nextBoolean();
        return new Amendment(
                Optional.of(text(35)),
                maybe(() -> "DE37ZZZ01234567890"),
                maybe(() -> text(70)),
                newAccount ? Optional.empty() : maybe(this::iban),
                newAccount);
    }

    private Address address() {
        return new Address(
                maybe(() -> text(70)),
                maybe(() -> text(16)),
                maybe(() -> text(16)),
                Optional.of(text(35)),
                Optional.of("SE"),
                list(0, 2, () -> text(70)));
    }

    List<Object> statusReport() {
        var told = new ArrayList<>();
        told.add(
                new StatusReport(
                        text(35),
                        Optional.of(dateTime()),
                        Optional.of(text(35)),
                        Optional.of("pain.008.001.08"),
                        maybe(this::status),
                        list(0, 2, this::reason)));
        for (int groups = random.nextInt(3); groups > 0; groups--) {
            told.add(
                    new StatusReport.PaymentInformation(
                            text(35), maybe(this::status), list(0, 2, this::reason)));
            told.addAll(list(0, 4, this::transactionStatus));
        }
        return told;
    }

    private StatusReport.Transaction transactionStatus() {
        return new StatusReport.Transaction(
                maybe(() -> text(35)),
                maybe(() -> text(35)),
                maybe(this::status),
                list(0, 2, this::reason),
                maybe(() -> text(35)));
    }

    private StatusReason reason() {
        return new StatusReason(maybe(this::code), list(1, 3, () -> text(105)));
    }

    private String status() {
        return oneOf("ACCP", "RJCT", "PART", "PDNG", "X9");
    }

    private Code code() {
        return oneOf(Code.iso("AM04"), Code.iso("ZZ99"), Code.proprietary(text(35)));
    }

    List<Object> statements(StatementFile.Kind kind) {
        var told = new ArrayList<>();
        told.add(new StatementFile(kind, text(35), Optional.of(dateTime())));
        for (int statements = random.nextInt(1, 3); statements > 0; statements--) {
            told.add(
                    new StatementHead(
                            text(35),
                            maybe(() -> random.nextLong(1_000_000)),
                            Optional.of(dateTime()),
                            maybe(() -> new StatementHead.Period(dateTime(), dateTime())),
                            account()));
            if (kind != StatementFile.Kind.NOTIFICATION) {
                told.addAll(list(1, 3, this::balance));
            }
            list(0, 4, this::entry).forEach(told::addAll);
            told.add(Recorder.Mark.STATEMENT_ENDED);
        }
        return told;
    }

    private StatementHead.Account account() {
        boolean iban = random.nextBoolean();
        return new StatementHead.Account(
                iban ? Optional.of("DE89370400440532013000") : Optional.empty(),
                iban ? Optional.empty() : Optional.of("5050-1055"),
                maybe(() -> Currency.SEK),
                maybe(this::bic));
    }

    private Balance balance() {
        return new Balance(code(), money(), Optional.of(date()));
    }

    private List<Object> entry() {
        var told = new ArrayList<>();
        var entry =
                new EntryHead(
                        maybe(() -> text(35)),
                        money(),
                        random.nextBoolean(),
                        Optional.of(
                                oneOf(Code.iso("BOOK"), Code.iso("PDNG"), Code.proprietary("X"))),
                        new EntryHead.Dates(maybe(this::date), maybe(this::date)),
                        new EntryHead.References(maybe(() -> text(35)), maybe(() -> text(35))),
                        bankTransactionCode(),
                        list(0, 2, this::charge),
                        maybe(this::unsigned));
        told.add(entry);
        for (int batches = random.nextInt(3); batches > 0; batches--) {
            told.add(
                    new Batch(
                            maybe(() -> text(35)),
                            maybe(() -> text(35)),
                            maybe(() -> random.nextInt(9))));
            told.addAll(list(0, 3, this::details));
        }
        told.add(new Recorder.EntryEnded(maybe(() -> text(500))));
        // An empty Btch tells nothing and would not come back.
        told.removeIf(
                value ->
                        value.equals(
                                new Batch(Optional.empty(), Optional.empty(), Optional.empty())));
        return told;
    }

    private TransactionDetails details() {
        return new TransactionDetails(
                references(),
                Optional.of(money()),
                maybe(this::unsigned),
                bankTransactionCode(),
                list(0, 2, this::charge),
                maybe(this::counterparty),
                maybe(this::code),
                maybe(() -> new Remittance(Optional.of(text(140)), list(0, 2, () -> text(35)))),
                maybe(
                        () ->
                                new TransactionDetails.Returned(
                                        Optional.of(code()),
                                        list(0, 2, () -> text(105)),
                                        bankTransactionCode())),
                maybe(() -> text(500)));
    }

    private TransactionDetails.References references() {
        Supplier<Optional<String>> reference = () -> maybe(() -> text(35));
        return new TransactionDetails.References(
                reference.get(),
                reference.get(),
                reference.get(),
                reference.get(),
                reference.get(),
                reference.get(),
                reference.get());
    }

    private Counterparty counterparty() {
        boolean iban = random.nextBoolean();
        return new Counterparty(
                Optional.of(text(140)),
                iban ? Optional.of(iban()) : Optional.empty(),
                iban ? Optional.empty() : maybe(() -> text(34)),
                maybe(this::bic));
    }

    private BankTransactionCode bankTransactionCode() {
        return oneOf(
                BankTransactionCode.NONE,
                BankTransactionCode.iso("PMNT", "IDDT", oneOf("ESDD", "UPDD")),
                new BankTransactionCode(
                        Optional.of("PMNT"),
                        Optional.of("RCDT"),
                        Optional.of("ESCT"),
                        Optional.of(text(35)),
                        maybe(() -> "DK")));
    }

    private Charge charge() {
        return new Charge(money(), random.nextBoolean());
    }

    private Money money() {
        return new Money(
                random.nextLong(-1_000_000_000L, 1_000_000_000L),
                oneOf(Currency.EUR, Currency.SEK, Currency.known("JPY"), Currency.known("BHD")));
    }

    private Money unsigned() {
        return new Money(random.nextLong(1_000_000), Currency.EUR);
    }

    private String iban() {
        return oneOf("DE02120300000000202051", "FI2112345600000785", "CH9300762011623852957");
    }

    private String bic() {
        return oneOf("COBADEFFXXX", "NDEAFIHH");
    }

    private LocalDate date() {
        return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(700));
    }

    private LocalDateTime dateTime() {
        return date().atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60));
    }

    /** Blanks only inside: the readers strip the ends. */
    private String text(int maxChars) {
        return random.ints(random.nextInt(1, maxChars + 1), 0, LETTERS.length())
                .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
                .reduce("", String::concat)
                .replaceAll("^ | $", "x")
                .strip()
                .replaceAll("^$", "x");
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> list(int least, int most, Supplier<T> value) {
        return Stream.generate(value).limit(random.nextInt(least, most + 1)).toList();
    }
}
