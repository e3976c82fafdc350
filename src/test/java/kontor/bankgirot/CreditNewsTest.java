package kontor.bankgirot;

import static kontor.bankgirot.BankgirotDesk.BANKGIRO;
import static kontor.bankgirot.BankgirotDesk.entry;
import static kontor.bankgirot.BankgirotDesk.padded;
import static kontor.bankgirot.BankgirotDesk.reference;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.Await;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Bankgirot and the bank say of credits to payers, in any order, told twice, and wrong. */
class CreditNewsTest {

    private static final String DAY = "20261127";
    private static final String NAMED =
            "<NtryDtls><Btch><PmtInfId>59941203-2026-00001</PmtInfId></Btch></NtryDtls>";

    private final BankgirotDesk desk = new BankgirotDesk();
    private final SandboxOrganization sandbox = desk.sandbox();
    private final PaymentClient transfers = sandbox.creditTransfers();

    @Test
    void order_isRecord32OfASectionOfPayments() {
        Reply credit = sent();
        assertThat(lastFile().lines().map(String::stripTrailing))
                .containsExactly(
                        "01"
                                + fileDay()
                                + "AUTOGIRO                                            123456"
                                + BANKGIRO,
                        "32%s0    %016d%012d%s%s"
                                .formatted(
                                        credit.at("/effectiveDate").replace("-", ""),
                                        2001,
                                        10_000,
                                        BANKGIRO,
                                        reference(credit)));
    }

    private String fileDay() {
        return lastFile().substring(2, 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {NAMED, "", "<NtryDtls><Btch><NbOfTxs>1</NbOfTxs></Btch></NtryDtls>"})
    void sum_isFoundWhenTheStatementComesFirst(String details) {
        Reply credit = sent();
        desk.offer(statement(details));
        assertThat(desk.booking().path("reconciliationStatus").asText())
                .isEqualTo("NOT_RECONCILED");
        desk.offer(specification(reference(credit), "32", "0", 10_000));
        assertIsBooked(credit);
    }

    @ParameterizedTest
    @ValueSource(strings = {NAMED, "", "<NtryDtls><Btch><NbOfTxs>1</NbOfTxs></Btch></NtryDtls>"})
    void sum_isFoundWhenTheSpecificationComesFirst(String details) {
        Reply credit = sent();
        desk.offer(specification(reference(credit), "32", "0", 10_000));
        assertThat(status(credit)).isEqualTo("EXECUTED");
        desk.offer(statement(details));
        assertIsBooked(credit);
    }

    /** As in Bankgirot's own sample: sums that are paid in and drawn have one number. */
    @Test
    void sumsOfOneNumber_areToldApartByTheirWay() {
        var debit = desk.collected("2002", BankCalendar.SWEDEN.plus(sandbox.today(), 2));
        Reply credit = sent();
        desk.offer(
                opening()
                        + sum("15", 10_000)
                        + record("82", 2002, reference(debit), "0", 10_000)
                        + sum("16", 10_000)
                        + record("32", 2001, reference(credit), "0", 10_000)
                        + end(1, 1));
        assertThat(desk.debitStatus(debit)).isEqualTo("EXECUTED");
        assertThat(status(credit)).isEqualTo("EXECUTED");
        desk.offer(
                desk.statement(
                        "0.00",
                        entry("100.00", "", NAMED),
                        entry("100.00", "<NtryRef>2</NtryRef>", NAMED).replace("CRDT", "DBIT")));
        assertThat(desk.bookings())
                .hasSize(2)
                .allMatch(one -> one.path("reconciliationStatus").asText().equals("RECONCILED"));
        assertThat(transfers.get(credit).json().path("attachedTransactions")).hasSize(1);
        assertThat(desk.cases()).isEmpty();
    }

    /** Nothing of it is applied, and a person is told. */
    @ParameterizedTest
    @CsvSource({
        "32, 9999, has another bankgiro",
        "82, 10000, Kontor sent no collection with reference"
    })
    void whatDoesNotAgree_isACase(String code, long minor, String says) {
        Reply credit = sent();
        desk.offer(specification(reference(credit), code, "0", minor));
        assertThat(status(credit)).isEqualTo("SENT");
        assertThat(desk.cases()).singleElement().asString().contains(says);
    }

    @Test
    void creditInTheNameOfACollection_isACase() {
        var debit = desk.collected("2001", BankCalendar.SWEDEN.plus(sandbox.today(), 2));
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 1));
        desk.offer(specification(reference(debit), "32", "0", 10_000));
        assertThat(desk.debitStatus(debit)).isEqualTo("SENT");
        assertThat(desk.cases())
                .singleElement()
                .asString()
                .contains("Kontor sent no credit to a payer");
    }

    @Test
    void whatIsToldTwice_countsOnce() {
        Reply credit = sent();
        String file = specification(reference(credit), "32", "0", 10_000);
        desk.offer(file);
        assertThat(desk.offer(file).path("status").asText()).isEqualTo("DUPLICATE");
        assertThat(transfers.events(credit)).containsOnlyOnce("EXECUTED");
        // In another sum it would have been drawn twice.
        desk.offer(file.replace(DAY + "00001", DAY + "00002"));
        assertThat(desk.cases())
                .singleElement()
                .asString()
                .contains("credit transfer " + credit.at("/id"), "and in");
    }

    @Test
    void refusalAfterItWasMade_isACase() {
        Reply credit = sent();
        desk.offer(specification(reference(credit), "32", "0", 10_000));
        desk.offer(rejected(reference(credit), "09"));
        assertThat(status(credit)).isEqualTo("EXECUTED");
        assertThat(desk.cases()).singleElement().asString().contains("cannot become FAILED");
    }

    @ParameterizedTest
    @CsvSource({"09, ACTIVE, ''", "01, FAILED, ''", "02, ACTIVE, AUTOGIRO-REJECT-02"})
    void rejectedOrder_fails_andSomeEndItsMandate(String comment, String mandate, String blocked) {
        Reply credit = sent();
        desk.offer(rejected(reference(credit), comment));
        assertThat(status(credit)).isEqualTo("FAILED");
        assertThat(transfers.get(credit).at("/statusReason/code"))
                .isEqualTo("AUTOGIRO-REJECT-" + comment);
        assertThat(desk.status(credit.at("/mandate/id"))).isEqualTo(mandate);
        assertThat(desk.mandate(credit.at("/mandate/id")).at("/blockedBy")).isEqualTo(blocked);
        assertThat(desk.cases()).isEmpty();
    }

    /**
     * Nothing was paid, says Bankgirot first; that it was paid after all is a person's to judge.
     */
    @Test
    void paymentAfterItsRefusal_isACase() {
        Reply credit = sent();
        desk.offer(rejected(reference(credit), "09"));
        desk.offer(specification(reference(credit), "32", "0", 10_000));
        assertThat(status(credit)).isEqualTo("FAILED");
        assertThat(desk.cases()).singleElement().asString().contains("cannot become EXECUTED");
    }

    /** The answer to an order that came too late says nothing against the money that has left. */
    @Test
    void cancellationThatIsAnsweredLate_isACase() {
        Reply credit = sent();
        desk.offer(specification(reference(credit), "32", "0", 10_000));
        desk.offer(cancelled(reference(credit)));
        assertThat(status(credit)).isEqualTo("EXECUTED");
        assertThat(desk.cases()).singleElement().asString().contains("cannot become FAILED");
    }

    /** Zeros where a reference would stand are none. */
    @ParameterizedTest
    @ValueSource(strings = {"0000000000000000", "                "})
    void recordWithoutAReference_isToldAsThat(String none) {
        Reply credit = sent();
        for (String code : List.of("32", "82")) {
            assertThat(desk.offer(cancelled(code, none, "00000000")).path("note").asText())
                    .isEmpty();
        }
        assertThat(status(credit)).isEqualTo("SENT");
        assertThat(desk.cases())
                .hasSize(2)
                .anyMatch(one -> one.contains("names no reference, and every credit to a payer"))
                .anyMatch(one -> one.contains("names no reference, and every collection"))
                .noneMatch(one -> one.contains("''") || one.contains("0000000000000000"));
    }

    private static String cancelled(String reference) {
        return cancelled("32", reference, "REFERENS");
    }

    private static String cancelled(String code, String reference, String label) {
        int credits = code.equals("32") ? 1 : 0;
        int debits = 1 - credits;
        return padded(
                        "01AUTOGIRO              20261127            MAKULERING/\u00c4NDRING "
                                + " 123456"
                                + BANKGIRO)
                + padded(
                        "25%s%016d%s%012d%s%s%s12"
                                .formatted(DAY, 2001, code, 10_000, label, "00000000", reference))
                + padded(
                        "09%s9900%14s%012d%06d%06d0000%012d%012d"
                                .formatted(
                                        DAY,
                                        "",
                                        10_000 * credits,
                                        credits,
                                        debits,
                                        10_000 * debits,
                                        0));
    }

    /** Two sums of one amount on one day are two, and neither is taken for the other. */
    @Test
    void twoSumsOfOneAmount_explainOneBookingEach() {
        Reply credit = sent();
        desk.offer(
                desk.statement(
                                "200.00",
                                entry("100.00", "<NtryRef>1</NtryRef>", NAMED),
                                entry("100.00", "<NtryRef>2</NtryRef>", ""))
                        .replace("CRDT", "DBIT"));
        desk.offer(specification(reference(credit), "32", "0", 10_000));
        assertThat(status(credit)).isEqualTo("EXECUTED");
        assertThat(desk.bookings())
                .extracting(one -> one.path("reconciliationStatus").asText())
                .containsExactlyInAnyOrder("RECONCILED", "NOT_RECONCILED");
    }

    /** What is told again in the new one is no second payment. */
    @Test
    void specificationOfTheOldLayout_paysOnce() {
        Reply credit = sent();
        String old =
                padded("0120261127AUTOGIRO9900%40s123456%s".formatted("", BANKGIRO))
                        + record("32", 2001, reference(credit), " ", 10_000)
                        + padded(
                                "09%s9900%14s%012d%06d%06d0000%012d%012d"
                                        .formatted(DAY, "", 10_000, 1, 0, 0, 0));
        assertThat(desk.offer(old).path("status").asText()).isEqualTo("PROCESSED");
        assertThat(status(credit)).isEqualTo("EXECUTED");
        assertThat(desk.offer(old).path("status").asText()).isEqualTo("DUPLICATE");
        desk.offer(specification(reference(credit), "32", "0", 10_000));
        assertThat(transfers.events(credit)).containsOnlyOnce("EXECUTED");
        desk.offer(statement(""));
        assertIsBooked(credit);
    }

    /** Half of a file waits for nobody, and moves nothing. */
    @Test
    void halfAFile_isSetAside() {
        Reply credit = sent();
        String file = specification(reference(credit), "32", "0", 10_000);
        var half = desk.offer(file.substring(0, file.lastIndexOf("09" + DAY)));
        assertThat(half.path("status").asText()).isEqualTo("QUARANTINED");
        assertThat(status(credit)).isEqualTo("SENT");
    }

    @Test
    void statusThatNobodyKnows_isACase() {
        Reply credit = sent();
        desk.offer(specification(reference(credit), "32", "7", 10_000));
        assertThat(status(credit)).isEqualTo("SENT");
        assertThat(desk.cases()).singleElement().asString().contains("status 7");
    }

    private static String opening() {
        return padded(
                "01AUTOGIRO              20261127060102000123BET. SPEC & STOPP TK123456"
                        + BANKGIRO);
    }

    private static String sum(String code, long minor) {
        int count = minor == 0 ? 0 : 1;
        return padded("%s%035d%s00001%018d   %08d ".formatted(code, 1, DAY, minor, count));
    }

    private static String record(
            String code, int payer, String reference, String status, long minor) {
        return padded(
                "%s%s0    %016d%012d%s%s          %s"
                        .formatted(code, DAY, payer, minor, BANKGIRO, reference, status));
    }

    private static String end(int debits, int credits) {
        return padded(
                "09%s9900%06d%012d%06d%012d%06d%012d"
                        .formatted(DAY, debits, debits, credits, credits, 0, 0));
    }

    private static String specification(String reference, String code, String status, long minor) {
        boolean credit = code.equals("32");
        int paid = status.equals("0") ? 1 : 0;
        return opening()
                + sum(credit ? "16" : "15", minor * paid)
                + record(code, 2001, reference, status, minor)
                + end(credit ? 0 : paid, credit ? paid : 0);
    }

    private static String rejected(String reference, String comment) {
        return padded(
                        "01AUTOGIRO              20261127            AVVISADE BET UPPDR  123456"
                                + BANKGIRO)
                + padded("32%s0   %016d%012d%s%s".formatted(DAY, 2001, 10_000, reference, comment))
                + padded("09%s9900%06d%012d%06d%012d".formatted(DAY, 1, 10_000, 0, 0));
    }

    private String statement(String details) {
        return desk.statement("100.00", entry("100.00", "", details)).replace("CRDT", "DBIT");
    }

    private Reply sent() {
        Reply credit =
                sandbox.aCreditTransfer()
                        .underMandate(desk.known("2001"), 10_000)
                        .from(desk.account())
                        .on(BankCalendar.SWEDEN.plus(sandbox.today(), 2))
                        .approved();
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 1));
        Await.until(() -> status(credit).equals("SENT"));
        return credit;
    }

    private String lastFile() {
        var owner = sandbox.owner();
        String connection = "/connectivity/v2beta/connections/" + desk.connection();
        var files = owner.get(connection + "/instructions?limit=1").items();
        String id = files.getFirst().path("id").asText();
        return owner.get("/connectivity/v2beta/instructions/" + id + "/content").body();
    }

    private String status(Reply credit) {
        return transfers.get(credit).at("/status");
    }

    private void assertIsBooked(Reply credit) {
        assertThat(status(credit)).isEqualTo("EXECUTED");
        assertThat(desk.booking().path("reconciliationStatus").asText()).isEqualTo("RECONCILED");
        assertThat(transfers.get(credit).at("/attachedTransactions/0/id"))
                .isEqualTo(desk.booking().path("id").asText());
        assertThat(desk.cases()).isEmpty();
    }
}
