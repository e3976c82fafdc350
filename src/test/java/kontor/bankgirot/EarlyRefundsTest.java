package kontor.bankgirot;

import static kontor.bankgirot.BankgirotDesk.BANKGIRO;
import static kontor.bankgirot.BankgirotDesk.entry;
import static kontor.bankgirot.BankgirotDesk.padded;
import static kontor.bankgirot.BankgirotDesk.reference;
import static kontor.bankgirot.BankgirotDesk.refund;
import static kontor.bankgirot.BankgirotDesk.specification;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import kontor.retention.Keep;
import org.junit.jupiter.api.Test;

/** A refund of Bankgirot that is read before its payment waits for it, and for some bank days. */
class EarlyRefundsTest {

    private static final String DAY = "20270105";

    private final BankgirotDesk desk = new BankgirotDesk();
    private final SandboxOrganization sandbox = desk.sandbox();

    @Test
    void refund_waitsForItsPayment_andIsAppliedOnce() {
        Reply debit = sent();
        String refund = refund(reference(debit), 10_000, 44, DAY, "01");
        var read = desk.offer(refund);
        assertThat(read.path("status").asText()).isEqualTo("WAITING");
        assertThat(read.path("note").asText()).contains("1 refund waits");
        assertThat(offer(refund.replace("\r\n", "\n"))).isEqualTo("DUPLICATE");
        assertThat(desk.debitStatus(debit)).isEqualTo("SENT");
        lookAfter();
        assertThat(desk.debitStatus(debit)).isEqualTo("SENT");

        offer(specification(reference(debit), 10_000));
        assertThat(desk.debitStatus(debit)).isEqualTo("RETURNED");
        assertThat(events(debit)).containsSubsequence("EXECUTED", "RETURNED");
        assertThat(debitOf(debit).at("/statusReason/code")).isEqualTo("AUTOGIRO-REFUND-01");
        assertThat(statusOf(read)).isEqualTo("PROCESSED");
        String version = debitOf(debit).at("/version");
        assertThat(offer(refund(reference(debit), 10_000, 45, DAY, "01"))).isEqualTo("DUPLICATE");
        lookAfter();
        assertThat(debitOf(debit).at("/version")).isEqualTo(version);
        assertThat(desk.cases()).isEmpty();
    }

    /** In one file, too, in which sums stand in any order. */
    @Test
    void refundAboveItsPayment_isAppliedBehindIt() {
        Reply debit = sent();
        String[] refund = refund(reference(debit), 10_000, 44, DAY, "02").split("\r\n");
        String[] paid = specification(reference(debit), 10_000).split("\r\n");
        String end = "09202701059900%06d%012d%06d%012d%06d%012d".formatted(1, 1, 0, 0, 1, 1);
        String file =
                padded(refund[0])
                        + padded(refund[1])
                        + padded(refund[2])
                        + padded(paid[1])
                        + padded(paid[2])
                        + padded(end);
        assertThat(offer(file)).isEqualTo("PROCESSED");
        assertThat(desk.debitStatus(debit)).isEqualTo("RETURNED");
        assertThat(desk.cases()).isEmpty();
    }

    @Test
    void refundWhosePaymentDoesNotCome_isTold_andAppliedWhenItComesAfterAll() {
        Reply debit = sent();
        var read = desk.offer(refund(reference(debit), 10_000, 44, DAY, "01"));
        // Nobody at the test bank tells of it meanwhile.
        sandbox.execute(
                """
                UPDATE testbank.autogiro_payments SET due = NULL WHERE organization_id = :org
                """);
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 5));
        lookAfter();
        assertThat(desk.cases()).isEmpty();
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 1));
        lookAfter();
        lookAfter();
        assertThat(desk.cases())
                .singleElement()
                .asString()
                .contains("was not told as paid within 5 bank days");
        desk.round();
        offer(specification(reference(debit), 10_000));
        assertThat(desk.debitStatus(debit)).isEqualTo("RETURNED");
        assertThat(desk.cases()).isEmpty();
        assertThat(statusOf(read)).isEqualTo("PROCESSED");
    }

    @Test
    void refundOfWhatWasRefused_isACase() {
        Reply debit = sent();
        offer(refund(reference(debit), 10_000, 44, DAY, "01"));
        offer(
                specification(reference(debit), 10_000)
                        .replace("          0\r\n", "          1\r\n")
                        .replaceFirst(
                                "%018d   00000001".formatted(10_000),
                                "0".repeat(18) + "   " + "0".repeat(8))
                        .replaceFirst("99000000010000000000010", "99000000000000000000000"));
        assertThat(desk.debitStatus(debit)).isEqualTo("FAILED");
        assertThat(desk.cases())
                .singleElement()
                .asString()
                .endsWith("is FAILED and cannot become RETURNED");
    }

    @Test
    void secondRefundOnAnotherDay_isTold() {
        Reply debit = sent();
        offer(refund(reference(debit), 10_000, 44, DAY, "01"));
        offer(refund(reference(debit), 10_000, 45, "20270107", "02"));
        assertThat(desk.cases()).isEmpty();
        offer(specification(reference(debit), 10_000));
        assertThat(desk.debitStatus(debit)).isEqualTo("RETURNED");
        assertThat(desk.cases())
                .singleElement()
                .asString()
                .contains("paid back twice: on 2027-01-05 with code 01, and on 2027-01-07");
    }

    /** The bank tells of the collection before Bankgirot does. */
    @Test
    void paymentThatAStatementTells_isKnown_too() {
        Reply debit = sent();
        offer(refund(reference(debit), 10_000, 44, DAY, "01"));
        String details =
                """
                <NtryDtls><TxDtls><RmtInf><Strd><CdtrRefInf><Ref>%s</Ref></CdtrRefInf></Strd></RmtInf>
                </TxDtls></NtryDtls>
                """;
        desk.offer(
                desk.statement("100.00", entry("100.00", "", details.formatted(reference(debit)))));
        assertThat(desk.debitStatus(debit)).isEqualTo("EXECUTED");
        lookAfter();
        assertThat(desk.debitStatus(debit)).isEqualTo("RETURNED");
        // What Bankgirot says of it later is older.
        offer(specification(reference(debit), 10_000));
        assertThat(desk.debitStatus(debit)).isEqualTo("RETURNED");
        assertThat(desk.cases()).isEmpty();
    }

    @Test
    void refundOfAnotherAmountOrBankgiro_doesNotWait() {
        Reply debit = sent();
        String other = sandbox.anotherBankgiro("9912346");
        sandbox.aMandate()
                .of(desk.payer())
                .with(desk.autogiro("2001", "'active': true"))
                .with("destinationAccountId", other)
                .id();
        offer(refund(reference(debit), 9_999, 44, DAY, "01"));
        offer(refund(reference(debit), 10_000, 44, DAY, "01").replace(BANKGIRO, "0009912346"));
        assertThat(desk.cases())
                .hasSize(2)
                .allMatch(one -> one.endsWith("has another bankgiro, payer number or amount"));
        offer(specification(reference(debit), 10_000));
        assertThat(desk.debitStatus(debit)).isEqualTo("EXECUTED");
    }

    private void lookAfter() {
        TestKontor.shared().wiring().housekeeping(Keep.STANDARD).round(sandbox.organization());
    }

    private Reply sent() {
        Reply debit = desk.collected("2001", BankCalendar.SWEDEN.plus(sandbox.today(), 2));
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 1));
        assertThat(desk.debitStatus(debit)).isEqualTo("SENT");
        return debit;
    }

    private Reply debitOf(Reply debit) {
        return sandbox.developer().get("/payments/v2/direct-debits/" + debit.at("/id")).ok();
    }

    private List<String> events(Reply debit) {
        var events =
                sandbox.developer()
                        .get("/payments/v2/direct-debits/" + debit.at("/id") + "/events")
                        .items();
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event.path("name").asText())
                .toList();
    }

    private String statusOf(JsonNode file) {
        return sandbox
                .owner()
                .get(
                        "/connectivity/v2beta/connections/"
                                + desk.connection()
                                + "/inbox-files?limit=100")
                .items()
                .stream()
                .filter(one -> one.path("id").equals(file.path("id")))
                .map(one -> one.path("status").asText())
                .findFirst()
                .orElseThrow();
    }

    private String offer(String content) {
        return desk.offer(content).path("status").asText();
    }
}
