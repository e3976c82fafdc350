package kontor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.directdebits.Room;
import kontor.expectations.ExpectedBookings;
import kontor.iso20022.Balance;
import kontor.iso20022.BankTransactionCode;
import kontor.iso20022.Batch;
import kontor.iso20022.Code;
import kontor.iso20022.EntryHead;
import kontor.iso20022.StatementHead;
import kontor.iso20022.TransactionDetails;
import kontor.ledger.DayTotals;
import kontor.ledger.Kinship;
import kontor.payments.OneSlice;
import kontor.payments.PaymentReport;
import kontor.statements.NewStatement;
import kontor.statements.StatementTotals;
import kontor.statements.Statements;
import kontor.transactions.Attachment;
import kontor.transactions.StatementEntry;
import org.junit.jupiter.api.Test;

/** Bookings of a statement find the collections behind them. */
class MatchingTest {

    /** The test bank sends no report of its own for files with this payer. */
    private static final String SILENT = "DE18999100000000004010";

    private static final BankTransactionCode COLLECTION =
            BankTransactionCode.iso("PMNT", "IDDT", "ESDD");

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient directDebits = sandbox.directDebits();
    private final Statements statements =
            new Statements(
                    TestKontor.shared().wiring().ground().journal(),
                    TestKontor.shared().wiring().banking().cases(),
                    TestKontor.shared().wiring().parties().accounts(),
                    TestKontor.shared().wiring().parties().balances(),
                    new Matching(
                            List.of(
                                    new Matching.Kind(
                                            new Room().reports,
                                            Attachment.Type.DIRECT_DEBIT,
                                            false)),
                            (_, _) -> Map.of(),
                            TestKontor.shared().wiring().banking().transactions(),
                            new ExpectedBookings(
                                    TestKontor.shared().wiring().ground().journal(),
                                    TestKontor.shared().wiring().banking().transactions()),
                            (_, _) -> true,
                            TestKontor.shared().wiring().banking().cases()));
    private BankTransactionCode code = COLLECTION;
    private int monthsLater;
    private int told;
    private long balance;

    /** Collections of 1.00, 2.00, ... EUR at the bank, one mandate each, one file, one group. */
    private List<Reply> sent(int count) {
        String payer = sandbox.aCounterparty().withIban(SILENT).accountId();
        var debits =
                IntStream.rangeClosed(1, count)
                        .mapToObj(
                                i ->
                                        sandbox.aDirectDebit()
                                                .under(sandbox.aMandate().of(payer).id())
                                                .with(
                                                        "'metadata': {'shop': 'north', 'order': '"
                                                                + i
                                                                + "'}")
                                                .of("EUR", i * 100)
                                                .approved())
                        .toList();
        sandbox.advanceTo(
                BankCalendar.TARGET.plus(
                        LocalDate.parse(debits.getFirst().at("/effectiveDate")), -1));
        return debits.stream().map(directDebits::get).toList();
    }

    private static Money euro(long minor) {
        return new Money(minor, Currency.EUR);
    }

    /** A statement with one entry; the transaction it became. */
    private Reply booked(
            String account, long minor, Optional<String> group, TransactionDetails... details) {
        told++;
        LocalDate day = sandbox.today().plusMonths(monthsLater);
        var head =
                new EntryHead(
                        Optional.empty(),
                        euro(minor),
                        false,
                        Optional.of(Code.iso("BOOK")),
                        new EntryHead.Dates(Optional.of(day), Optional.of(day)),
                        new EntryHead.References(Optional.of("REF-" + told), Optional.empty()),
                        code,
                        List.of(),
                        Optional.empty());
        var batches =
                group.map(
                                id ->
                                        List.of(
                                                new Batch(
                                                        Optional.empty(),
                                                        Optional.of(id),
                                                        Optional.empty())))
                        .orElse(List.of());
        var days = new DayTotals();
        days.add(head);
        long opening = balance;
        balance += minor;
        var statement =
                new NewStatement(
                        UUID.fromString(account),
                        Currency.EUR,
                        new StatementHead(
                                "TEST-" + told,
                                Optional.of(900L + told),
                                Optional.of(day.atTime(18, 0)),
                                Optional.empty(),
                                new StatementHead.Account(
                                        Optional.of("DE89370400440532013000"),
                                        Optional.empty(),
                                        Optional.of(Currency.EUR),
                                        Optional.empty())),
                        List.of(
                                new Balance(Code.iso("OPBD"), euro(opening), Optional.of(day)),
                                new Balance(Code.iso("CLBD"), euro(balance), Optional.of(day))),
                        StatementTotals.NONE.plus(head),
                        days,
                        Instant.parse("2026-11-25T18:00:00Z"));
        var entry = new StatementEntry(1, head, batches, List.of(details), Optional.empty());
        TestKontor.shared()
                .database()
                .write(
                        sandbox.organization(),
                        tx ->
                                statements.book(
                                        tx,
                                        statements.open(tx, statement, Ids.next()),
                                        false,
                                        new Kinship(),
                                        Map.of(),
                                        List.of(entry)));
        var transactions =
                sandbox.developer()
                        .get("/financial-data/v2/transactions?limit=500&accountId=" + account)
                        .json();
        String id =
                StreamSupport.stream(transactions.at("/items").spliterator(), false)
                        .filter(one -> one.at("/amount/value").asLong() == minor)
                        .map(one -> one.path("id").asText())
                        .max(String::compareTo)
                        .orElseThrow();
        return sandbox.developer().get("/financial-data/v2/transactions/" + id);
    }

    private static TransactionDetails detail(
            Reply debit, long minor, Optional<Long> instructed, String reason) {
        return new TransactionDetails(
                new TransactionDetails.References(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(debit.at("/id").replace("-", "")),
                        Optional.empty(),
                        Optional.empty()),
                Optional.of(euro(minor)),
                instructed.map(MatchingTest::euro),
                BankTransactionCode.NONE,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(reason)
                        .filter(code -> !code.isEmpty())
                        .map(
                                code ->
                                        new TransactionDetails.Returned(
                                                Optional.of(Code.iso(code)),
                                                List.of(),
                                                BankTransactionCode.NONE)),
                Optional.empty());
    }

    private static TransactionDetails detail(Reply debit, long minor) {
        return detail(debit, minor, Optional.empty(), "");
    }

    private String group(Reply debit) {
        return TestKontor.shared()
                .database()
                .read(
                        sandbox.organization(),
                        tx ->
                                tx.sql()
                                        .createQuery(
                                                """
                                                SELECT payment_information_id FROM direct_debits WHERE organization_id = :org AND id = :id
                                                """)
                                        .bind("org", tx.organization().value())
                                        .bind("id", UUID.fromString(debit.at("/id")))
                                        .mapTo(String.class)
                                        .one());
    }

    private static List<String> attached(Reply transaction) {
        return StreamSupport.stream(
                        transaction.json().at("/attachedTransactables").spliterator(), false)
                .map((JsonNode one) -> one.path("id").asText())
                .toList();
    }

    private void assertOpen(Reply transaction, Reply debit) {
        assertThat(transaction.at("/reconciliationStatus")).isEqualTo("NOT_RECONCILED");
        assertThat(attached(transaction)).isEmpty();
        assertThat(directDebits.get(debit).at("/status")).isEqualTo("SENT");
    }

    @Test
    void batchBooking_isReconciledWithAllItsCollections() {
        var debits = sent(3);
        var transaction =
                booked(
                        sandbox.account(),
                        600,
                        Optional.empty(),
                        detail(debits.get(0), 100),
                        detail(debits.get(1), 200),
                        detail(debits.get(2), 300));
        assertThat(transaction.at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(attached(transaction))
                .containsExactlyInAnyOrderElementsOf(
                        debits.stream().map(debit -> debit.at("/id")).toList());
        assertThat(transaction.json().at("/metadata").toString()).isEqualTo("{\"shop\":\"north\"}");
        for (Reply debit : debits) {
            var executed = directDebits.get(debit);
            assertThat(executed.at("/status")).isEqualTo("EXECUTED");
            assertThat(executed.at("/attachedTransactions/0/id")).isEqualTo(transaction.at("/id"));
            assertThat(
                            sandbox.developer()
                                    .get("/payments/v2/mandates/" + debit.at("/mandate/id"))
                                    .at("/status"))
                    .isEqualTo("ACTIVE");
        }
    }

    @Test
    void wholeGroup_isMatchedWithoutDetails() {
        var debits = sent(3);
        var transaction = booked(sandbox.account(), 600, Optional.of(group(debits.getFirst())));
        assertThat(transaction.at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(attached(transaction)).hasSize(3);
        assertThat(debits)
                .allSatisfy(
                        debit ->
                                assertThat(directDebits.get(debit).at("/status"))
                                        .isEqualTo("EXECUTED"));
    }

    /** One detail that names the group and no payment; or the message instead. */
    @Test
    void groupOrMessage_isMatchedByItsNameInTheDetails() {
        var first = sent(2);
        var named = booked(sandbox.account(), 300, Optional.empty(), naming(group(first.get(0))));
        assertThat(attached(named)).hasSize(2);
        var second = sent(2);
        String message = group(second.get(0)).replaceFirst("-[0-9]+$", "");
        assertOpen(booked(sandbox.account(), 299, Optional.of(message)), second.get(0));
        var whole = booked(sandbox.account(), 300, Optional.of(message));
        assertThat(whole.at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(attached(whole)).hasSize(2);
        assertThat(directDebits.get(second.get(1)).at("/status")).isEqualTo("EXECUTED");
    }

    private static TransactionDetails naming(String group) {
        var none = Optional.<String>empty();
        return new TransactionDetails(
                new TransactionDetails.References(
                        none,
                        none,
                        Optional.of(group),
                        none,
                        Optional.of("NOTPROVIDED"),
                        none,
                        none),
                Optional.empty(),
                Optional.empty(),
                BankTransactionCode.NONE,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void group_isMatchedAsAWholeOrNotAtAll() {
        var debits = sent(3);
        assertOpen(
                booked(sandbox.account(), 500, Optional.of(group(debits.getFirst()))),
                debits.getFirst());
        assertOpen(booked(sandbox.account(), 601, Optional.of("NO-GROUP")), debits.getFirst());
    }

    @Test
    void wrongAmountOrAccount_isNotMatched() {
        var debit = sent(1).getFirst();
        assertOpen(booked(sandbox.account(), 99, Optional.empty(), detail(debit, 99)), debit);
        assertOpen(booked(sandbox.account(), 101, Optional.empty(), detail(debit, 101)), debit);
        assertOpen(
                booked(sandbox.accountIn("SEK"), 100, Optional.empty(), detail(debit, 100)), debit);
    }

    @Test
    void oneOfABatch_leavesTheRestOpen() {
        var debits = sent(2);
        var transaction =
                booked(
                        sandbox.account(),
                        350,
                        Optional.empty(),
                        detail(debits.get(0), 100),
                        detail(debits.get(1), 250));
        assertThat(transaction.at("/reconciliationStatus")).isEqualTo("PARTIALLY_RECONCILED");
        assertThat(attached(transaction)).containsExactly(debits.getFirst().at("/id"));
    }

    @Test
    void sameCollection_isBookedOnce() {
        var debit = sent(1).getFirst();
        booked(sandbox.account(), 100, Optional.empty(), detail(debit, 100));
        var second = booked(sandbox.account(), 100, Optional.empty(), detail(debit, 100));
        assertThat(second.at("/reconciliationStatus")).isEqualTo("NOT_RECONCILED");
        assertThat(directDebits.get(debit).json().at("/attachedTransactions")).hasSize(1);
        var third = booked(sandbox.account(), 101, Optional.of(group(debit)));
        assertThat(attached(third)).isEmpty();
    }

    @Test
    void booking_ofWhatTheBankReportedExecutedIsReconciled() {
        var debit = sent(1).getFirst();
        report(debit, "ACCC");
        var transaction = booked(sandbox.account(), 100, Optional.empty(), detail(debit, 100));
        assertThat(transaction.at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(directDebits.events(debit)).endsWith("EXECUTED", "RECONCILED");
    }

    @Test
    void return_isFoundByItsEndToEndId_alsoWithAFee() {
        var debits = sent(2);
        booked(sandbox.account(), 300, Optional.of(group(debits.getFirst())));
        var plain =
                booked(
                        sandbox.account(),
                        -100,
                        Optional.empty(),
                        detail(debits.get(0), -100, Optional.empty(), "AM04"));
        assertThat(plain.at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(plain.at("/returned")).isEqualTo("true");
        var withFee =
                booked(
                        sandbox.account(),
                        -550,
                        Optional.empty(),
                        detail(debits.get(1), -550, Optional.of(200L), "MD01"));
        assertThat(withFee.at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(withFee.at("/returnDetails/originalAmount/value")).isEqualTo("200");
        assertThat(withFee.at("/returnDetails/charges/value")).isEqualTo("350");
        assertThat(attached(withFee)).containsExactly(debits.get(1).at("/id"));
        var returned = directDebits.get(debits.get(1));
        assertThat(returned.at("/status")).isEqualTo("RETURNED");
        assertThat(returned.at("/statusReason/code")).isEqualTo("MD01");
        assertThat(returned.at("/statusReason/kind")).isEqualTo("RETURN");
        assertThat(returned.at("/statusReason/unauthorized")).isEqualTo("true");
        assertThat(returned.at("/statusReason/amount/value")).isEqualTo("200");
        assertThat(returned.at("/statusReason/charges/value")).isEqualTo("350");
        assertThat(returned.json().at("/attachedTransactions")).hasSize(2);
        assertThat(
                        sandbox.developer()
                                .get("/payments/v2/mandates/" + returned.at("/mandate/id"))
                                .at("/status"))
                .isEqualTo("FAILED");
    }

    @Test
    void return_ofAnotherAmountIsNotMatched() {
        var debits = sent(2);
        booked(sandbox.account(), 300, Optional.of(group(debits.getFirst())));
        var other =
                booked(
                        sandbox.account(),
                        -260,
                        Optional.empty(),
                        detail(debits.get(1), -260, Optional.of(250L), "AM04"));
        assertThat(attached(other)).isEmpty();
        assertThat(directDebits.get(debits.get(1)).at("/status")).isEqualTo("EXECUTED");
    }

    @Test
    void return_ofOnePaymentIsMatchedOnce() {
        var debit = sent(1).getFirst();
        booked(sandbox.account(), 100, Optional.empty(), detail(debit, 100));
        booked(
                sandbox.account(),
                -100,
                Optional.empty(),
                detail(debit, -100, Optional.empty(), "AM04"));
        var again =
                booked(
                        sandbox.account(),
                        -101,
                        Optional.empty(),
                        detail(debit, -101, Optional.empty(), "AM04"));
        assertThat(attached(again)).isEmpty();
        assertThat(directDebits.get(debit).json().at("/attachedTransactions")).hasSize(2);
        assertThat(cases(debit)).containsExactly("RETURN_IN_DOUBT");
        booked(sandbox.account(), 102, Optional.empty(), detail(debit, 100));
        assertThat(cases(debit)).containsExactly("RETURN_IN_DOUBT", "RETURN_IN_DOUBT");
        assertThat(rTransactions(debit)).hasSize(1);
    }

    @Test
    void return_inParts_isOneForEachPartUntilAllIsBack() {
        var debit = sent(3).get(2);
        booked(sandbox.account(), 300, Optional.empty(), detail(debit, 300));
        var first = returned(debit, -100, -100);
        assertThat(first.at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(directDebits.get(debit).at("/statusReason/amount/value")).isEqualTo("100");
        var second = returned(debit, -200, -200);
        assertThat(attached(second)).containsExactly(debit.at("/id"));
        var whole = directDebits.get(debit);
        assertThat(whole.at("/status")).isEqualTo("RETURNED");
        assertThat(whole.at("/statusReason/amount/value")).isEqualTo("300");
        assertThat(rTransactions(debit)).hasSize(2);
        assertThat(attached(returned(debit, -50, -50))).isEmpty();
        assertThat(cases(debit)).containsExactly("RETURN_IN_DOUBT");
    }

    @Test
    void return_ofManyInOneSum_isExplainedWithTheChargesOfEach() {
        var debits = sent(2);
        booked(sandbox.account(), 300, Optional.of(group(debits.getFirst())));
        var both =
                booked(
                        sandbox.account(),
                        -1001,
                        Optional.empty(),
                        detail(debits.get(0), -100, Optional.empty(), "AM04"),
                        detail(debits.get(1), -200, Optional.empty(), "AC06"));
        assertThat(both.at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(attached(both)).hasSize(2);
        assertThat(directDebits.get(debits.get(0)).at("/statusReason/charges/value"))
                .isEqualTo("351");
        assertThat(directDebits.get(debits.get(1)).at("/statusReason/charges/value"))
                .isEqualTo("350");
    }

    @Test
    void charge_bookedByItself_isExplainedByItsPaymentAndMovesNothing() {
        var debit = sent(1).getFirst();
        booked(sandbox.account(), 100, Optional.empty(), detail(debit, 100));
        code = BankTransactionCode.iso("PMNT", "IDDT", "CHRG");
        var charge = booked(sandbox.account(), -350, Optional.empty(), detail(debit, -350));
        assertThat(charge.at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(directDebits.get(debit).at("/status")).isEqualTo("EXECUTED");
        code = BankTransactionCode.iso("PMNT", "IDDT", "PRDD");
        var back = booked(sandbox.account(), -100, Optional.empty(), detail(debit, -100));
        assertThat(back.at("/reconciliationStatus")).isEqualTo("RECONCILED");
        var returned = directDebits.get(debit);
        assertThat(returned.at("/status")).isEqualTo("RETURNED");
        assertThat(returned.at("/statusReason/kind")).isEqualTo("REVERSAL");
        assertThat(returned.at("/statusReason/startedBy")).isEqualTo("ORGANIZATION");
    }

    @Test
    void return_afterThirteenMonthsIsACaseAndLeftToAPerson() {
        var debit = sent(1).getFirst();
        booked(sandbox.account(), 100, Optional.empty(), detail(debit, 100));
        monthsLater = 15;
        var late = returned(debit, -100, -100);
        assertThat(attached(late)).isEmpty();
        assertThat(directDebits.get(debit).at("/status")).isEqualTo("EXECUTED");
        assertThat(cases(debit)).containsExactly("RETURN_IN_DOUBT");
    }

    @Test
    void refund_afterEightWeeksIsAppliedAndSaidToBeOutOfTime() {
        var debit = sent(1).getFirst();
        booked(sandbox.account(), 100, Optional.empty(), detail(debit, 100));
        monthsLater = 3;
        booked(
                sandbox.account(),
                -100,
                Optional.empty(),
                detail(debit, -100, Optional.empty(), "MD06"));
        var refunded = directDebits.get(debit);
        assertThat(refunded.at("/status")).isEqualTo("RETURNED");
        assertThat(refunded.at("/statusReason/kind")).isEqualTo("REFUND");
        assertThat(refunded.at("/statusReason/outOfTime")).isEqualTo("true");
        assertThat(cases(debit)).containsExactly("RETURN_IN_DOUBT");
    }

    @Test
    void return_toldByAReportIsTheOneThatIsBookedLater() {
        var debit = sent(1).getFirst();
        booked(sandbox.account(), 100, Optional.empty(), detail(debit, 100));
        report(debit, "RJCT", "AM04");
        assertThat(directDebits.get(debit).at("/status")).isEqualTo("RETURNED");
        assertThat(rTransactions(debit).getFirst().has("transactionId")).isFalse();
        var back = returned(debit, -103, -100);
        assertThat(back.at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(rTransactions(debit)).hasSize(1);
        var one = rTransactions(debit).getFirst();
        assertThat(one.path("transactionId").asText()).isEqualTo(back.at("/id"));
        assertThat(one.at("/charges/value").asLong()).isEqualTo(3);
        assertThat(directDebits.get(debit).at("/statusReason/charges/value")).isEqualTo("3");
        assertThat(cases(debit)).isEmpty();
    }

    @Test
    void return_inPartsForSeveralReasons_tellsEachAndIsNotCollectedAgain() {
        var debit = sent(3).get(2);
        booked(sandbox.account(), 300, Optional.empty(), detail(debit, 300));
        var first = returned(debit, -100, -100);
        assertThat(first.at("/attachedTransactables/0/kind")).isEqualTo("RETURN");
        monthsLater = 1;
        var second =
                booked(
                        sandbox.account(),
                        -200,
                        Optional.empty(),
                        detail(debit, -200, Optional.of(200L), "md06"));
        assertThat(second.at("/attachedTransactables/0/kind")).isEqualTo("REFUND");
        var now = directDebits.get(debit);
        assertThat(now.at("/statusReason/code")).isEqualTo("MD06");
        assertThat(now.at("/statusReason/amount/value")).isEqualTo("300");
        assertThat(rTransactions(debit))
                .extracting(one -> one.path("code").asText())
                .containsExactlyInAnyOrder("AM04", "MD06");
        assertNotCollectedAgain(debit, "MD06");
    }

    @Test
    void return_thatIsARefundByItsReport_staysOneForTheLaterReasonOfItsBooking() {
        var debits = sent(2);
        booked(sandbox.account(), 300, Optional.of(group(debits.getFirst())));
        report(debits.get(0), "RJCT", "MD06");
        returned(debits.get(0), -100, -100);
        assertThat(rTransactions(debits.get(0))).hasSize(1);
        var other = debits.get(1);
        booked(
                sandbox.account(),
                -200,
                Optional.empty(),
                detail(other, -200, Optional.of(200L), "MD06"));
        assertThat(rTransactions(other).getFirst().path("kind").asText()).isEqualTo("REFUND");
        assertNotCollectedAgain(other, "MD06");
    }

    @Test
    void refund_behindAnotherCode_andAReversalWithoutOne_areNotCollectedAgain() {
        var debits = sent(2);
        booked(sandbox.account(), 300, Optional.of(group(debits.getFirst())));
        code = BankTransactionCode.iso("PMNT", "IDDT", "PRDD");
        booked(sandbox.account(), -100, Optional.empty(), detail(debits.get(0), -100));
        assertThat(directDebits.get(debits.get(0)).at("/statusReason/kind")).isEqualTo("REVERSAL");
        assertNotCollectedAgain(debits.get(0), "you gave it back");
        code = COLLECTION;
        monthsLater = 1;
        booked(
                sandbox.account(),
                -200,
                Optional.empty(),
                detail(debits.get(1), -200, Optional.empty(), "MS03"));
        assertThat(directDebits.get(debits.get(1)).at("/statusReason/kind")).isEqualTo("REFUND");
        assertNotCollectedAgain(debits.get(1), "settle it with the payer");
    }

    private void assertNotCollectedAgain(Reply debit, String why) {
        var refused =
                sandbox.developer()
                        .post(
                                "/payments/v2beta/direct-debits/"
                                        + debit.at("/id")
                                        + ":collect-again",
                                "");
        refused.assertRefused("reason_allows_no_retry", "statusReason.code");
        assertThat(refused.body()).contains(why);
    }

    private void report(Reply debit, String status, String... reasons) {
        var report =
                new PaymentReport(
                        new PaymentReport.Scope.Instruction(),
                        status,
                        Stream.of(reasons)
                                .map(code -> new PaymentReport.Reason(code, ""))
                                .toList());
        var instruction = UUID.fromString(directDebits.get(debit).at("/connectionInstructionId"));
        TestKontor.shared()
                .database()
                .write(
                        sandbox.organization(),
                        tx ->
                                new Room()
                                        .reports.apply(
                                                new OneSlice(tx), instruction, List.of(report)));
    }

    private Reply returned(Reply debit, long minor, long original) {
        return booked(
                sandbox.account(),
                minor,
                Optional.empty(),
                detail(debit, minor, Optional.of(-original), "AM04"));
    }

    private List<JsonNode> rTransactions(Reply debit) {
        return items("/payments/v2beta/r-transactions?paymentId=" + debit.at("/id"));
    }

    private List<String> cases(Reply debit) {
        return items("/financial-data/v2beta/cases").stream()
                .filter(one -> one.path("paymentId").asText().equals(debit.at("/id")))
                .map(one -> one.path("kind").asText())
                .toList();
    }

    private List<JsonNode> items(String path) {
        var items = sandbox.developer().get(path).ok().json().at("/items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }
}
