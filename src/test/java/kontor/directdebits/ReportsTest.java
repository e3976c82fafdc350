package kontor.directdebits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import kontor.Await;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.payments.BankReportHandler;
import kontor.payments.OneSlice;
import kontor.payments.PaymentReport;
import kontor.payments.PaymentReport.Scope;
import kontor.payments.PaymentStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What banks' status reports make of collections. */
class ReportsTest {

    /** The test bank sends no report of its own for files with this payer. */
    private static final String SILENT = "DE18999100000000004010";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient directDebits = sandbox.directDebits();
    private final Room room = new Room();
    private final Database database = TestKontor.shared().database();

    /** Sent to the bank, which says nothing; all of one file and one group. */
    private List<Reply> sent(int count) {
        String payer = sandbox.aCounterparty().withIban(SILENT).accountId();
        return sentUnder(
                IntStream.range(0, count)
                        .mapToObj(_ -> sandbox.aMandate().of(payer).id())
                        .toList());
    }

    private List<Reply> sentUnder(List<String> mandates) {
        var debits =
                mandates.stream().map(one -> sandbox.aDirectDebit().under(one).approved()).toList();
        sandbox.advanceTo(
                BankCalendar.TARGET.plus(
                        LocalDate.parse(debits.getFirst().at("/effectiveDate")), -1));
        var sent = debits.stream().map(directDebits::get).toList();
        assertThat(sent).extracting(debit -> debit.at("/status")).containsOnly("SENT");
        return sent;
    }

    private void apply(Reply debit, PaymentReport... reports) {
        TestKontor.shared()
                .database()
                .write(
                        sandbox.organization(),
                        tx -> {
                            room.reports.apply(
                                    new OneSlice(tx),
                                    UUID.fromString(debit.at("/connectionInstructionId")),
                                    Arrays.asList(reports));
                            return true;
                        });
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

    private static PaymentReport report(Scope scope, String status, String... reasons) {
        return new PaymentReport(
                scope,
                status,
                Arrays.stream(reasons).map(code -> new PaymentReport.Reason(code, "")).toList());
    }

    private Scope one(Reply debit) {
        return new Scope.Transaction(
                group(debit), Optional.empty(), Optional.of(debit.at("/id").replace("-", "")));
    }

    private String status(Reply debit) {
        return directDebits.get(debit).at("/status");
    }

    private Reply mandate(Reply debit) {
        return sandbox.developer().get("/payments/v2/mandates/" + debit.at("/mandate/id"));
    }

    @ParameterizedTest
    @CsvSource({
        "RCVD, PENDING_AT_BANK",
        "ACTC, PENDING_AT_BANK",
        "PDNG, PENDING_AT_BANK",
        "PATC, PENDING_AT_BANK",
        "RCVC, PENDING_AT_BANK",
        "RVCM, PENDING_AT_BANK",
        "RVNC, PENDING_AT_BANK",
        "RVMC, PENDING_AT_BANK",
        "RVNM, PENDING_AT_BANK",
        "RVNA, PENDING_AT_BANK",
        "ACCP, ACCEPTED",
        "ACFC, ACCEPTED",
        "ACFW, ACCEPTED",
        "ACSP, ACCEPTED",
        "ACWC, ACCEPTED",
        "ACWP, ACCEPTED",
        "ACPD, ACCEPTED",
        "ACSC, ACCEPTED",
        "BLCK, ACCEPTED",
        "ACCC, EXECUTED",
        "RJCT, FAILED",
        "CANC, FAILED",
    })
    void reported_readsTheCodesOfTheStandard(String code, PaymentStatus status) {
        assertThat(DirectDebitTable.reported(code)).contains(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PART", "XXXX", "", "rjct", "NULL"})
    void reported_saysNothingOfOtherCodes(String code) {
        assertThat(DirectDebitTable.reported(code)).isEmpty();
    }

    @Test
    void apply_takesTheLowestLevelThatSpeaks() {
        var debits = sent(3);
        var first = debits.getFirst();
        apply(
                first,
                report(new Scope.Instruction(), "RJCT", "FF01"),
                report(new Scope.PaymentInformation(group(first)), "ACTC"),
                report(one(debits.get(1)), "ACCP"),
                report(one(debits.get(2)), "XXXX"));
        assertThat(debits.stream().map(this::status))
                .containsExactly("PENDING_AT_BANK", "ACCEPTED", "SENT");
        apply(
                first,
                report(new Scope.Instruction(), "ACCP"),
                report(new Scope.PaymentInformation("OTHER-1"), "RJCT"));
        assertThat(debits.stream().map(this::status)).containsOnly("ACCEPTED");
        assertThat(mandate(first).at("/status")).isEqualTo("ACCEPTED");
    }

    @Test
    void apply_neverLeadsBack_andTakesTheSameReportTwice() {
        var debit = sent(1).getFirst();
        apply(debit, report(one(debit), "ACSP"));
        apply(debit, report(one(debit), "ACSP"));
        apply(debit, report(one(debit), "RCVD"));
        assertThat(status(debit)).isEqualTo("ACCEPTED");
        assertThat(directDebits.events(debit)).endsWith("SENT_TO_BANK", "ACCEPTED");
        apply(debit, report(one(debit), "RJCT", "AG01"));
        assertThat(status(debit)).isEqualTo("FAILED");
        apply(debit, report(one(debit), "ACCC"));
        assertThat(status(debit)).isEqualTo("FAILED");
    }

    @Test
    void lateReject_failsWithItsFirstReason() {
        var debit = sent(1).getFirst();
        apply(debit, report(one(debit), "ACCP"));
        apply(debit, report(new Scope.PaymentInformation(group(debit)), "RJCT", "AM04", "MS03"));
        assertThat(directDebits.get(debit).at("/statusReason/code")).isEqualTo("AM04");
        assertThat(directDebits.get(debit).at("/statusReason/description")).isNotEmpty();
        assertThat(mandate(debit).json().has("blockedBy")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"RJCT, MS03", "CANC, CANC"})
    void refusalWithoutReason_stillTellsOne(String told, String code) {
        var debit = sent(1).getFirst();
        apply(debit, report(one(debit), told));
        assertThat(status(debit)).isEqualTo("FAILED");
        assertThat(directDebits.get(debit).at("/statusReason/code")).isEqualTo(code);
        assertThat(directDebits.get(debit).at("/statusReason/description")).isNotEmpty();
    }

    @Test
    void rejectAfterExecution_isAReturn() {
        var debit = sent(1).getFirst();
        apply(debit, report(one(debit), "ACCC"));
        assertThat(status(debit)).isEqualTo("EXECUTED");
        apply(debit, report(one(debit), "RJCT", "MD06"));
        assertThat(status(debit)).isEqualTo("RETURNED");
        assertThat(directDebits.get(debit).at("/statusReason/code")).isEqualTo("MD06");
    }

    @Test
    void execution_endsAMandateBeingCancelled() {
        var debit = sent(1).getFirst();
        sandbox.developer()
                .post("/payments/v2/mandates/" + debit.at("/mandate/id") + ":cancel", "");
        assertThat(mandate(debit).at("/status")).isEqualTo("PENDING_CANCELLATION");
        apply(debit, report(one(debit), "ACCC"));
        assertThat(mandate(debit).at("/status")).isEqualTo("CANCELLED");
    }

    /** Each of two nodes is told of one of them; neither sees yet what the other does. */
    @Test
    void twoLastOnesAtOnce_endAMandateBeingCancelled() throws Exception {
        String payer = sandbox.aCounterparty().withIban(SILENT).accountId();
        String mandate = sandbox.aMandate().of(payer).id();
        var debits = sentUnder(List.of(mandate, mandate));
        sandbox.developer().post("/payments/v2/mandates/" + mandate + ":cancel", "");
        try (var other = Executors.newSingleThreadExecutor()) {
            Future<Boolean> later =
                    database.write(
                            sandbox.organization(),
                            tx -> {
                                executed(tx, debits.getFirst());
                                var second =
                                        other.submit(
                                                () ->
                                                        database.write(
                                                                sandbox.organization(),
                                                                its ->
                                                                        executed(
                                                                                its,
                                                                                debits.get(1))));
                                awaitWhoWaitsFor(tx);
                                return second;
                            });
            later.get();
        }
        assertThat(mandate(debits.getFirst()).at("/status")).isEqualTo("CANCELLED");
    }

    private boolean executed(Tx tx, Reply debit) {
        var word =
                new BankReportHandler.Word(
                        PaymentStatus.EXECUTED,
                        Optional.empty(),
                        UnaryOperator.identity(),
                        "EXECUTED");
        return !room.reports.told(tx, Map.of(UUID.fromString(debit.at("/id")), word)).isEmpty();
    }

    private void awaitWhoWaitsFor(Tx tx) {
        int pid = tx.sql().createQuery("SELECT pg_backend_pid()").mapTo(Integer.class).one();
        Await.until(
                () ->
                        database.system(
                                handle ->
                                        handle.createQuery(
                                                        """
                                                        SELECT EXISTS (SELECT FROM pg_stat_activity WHERE :pid = ANY (pg_blocking_pids(pid)))
                                                        """)
                                                .bind("pid", pid)
                                                .mapTo(Boolean.class)
                                                .one()));
    }

    @ParameterizedTest
    @CsvSource({
        "MD01, FAILED, ''",
        "MD07, FAILED, ''",
        "AC01, SENT,   AC01",
        "AC04, SENT,   AC04",
        "AC06, SENT,   AC06",
        "AM04, SENT,   ''",
    })
    void reason_endsOrBlocksTheMandate(String reason, String status, String blockedBy) {
        var debit = sent(1).getFirst();
        apply(debit, report(one(debit), "RJCT", reason));
        assertThat(mandate(debit).at("/status")).isEqualTo(status);
        assertThat(mandate(debit).at("/blockedBy")).isEqualTo(blockedBy);
    }
}
