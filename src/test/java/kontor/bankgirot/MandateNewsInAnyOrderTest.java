package kontor.bankgirot;

import static kontor.bankgirot.BankgirotDesk.advice;
import static kontor.bankgirot.BankgirotDesk.advices;
import static kontor.bankgirot.BankgirotDesk.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import kontor.Orders;
import kontor.SandboxOrganization;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What Bankgirot tells of one mandate in several files, which come in any order. */
class MandateNewsInAnyOrderTest {

    private static final String ACCOUNT = "5001000001234571";

    private final BankgirotDesk desk = new BankgirotDesk();
    private final SandboxOrganization sandbox = desk.sandbox();
    private final LocalDate first = sandbox.today().minusDays(9);
    private int payers = 7_000;

    MandateNewsInAnyOrderTest() {
        desk.known("1001");
    }

    /** A payer makes a mandate, is reminded of, and ends it, before anybody agrees to it. */
    @TestFactory
    Stream<DynamicTest> mandateOfAnInternetBank_endsByItsEnd() {
        return Orders.of("made reminder end").stream()
                .map(order -> dynamicTest("" + order, () -> check(order, "CANCELLED")));
    }

    /** The register of the days between has it too; it was agreed to meanwhile. */
    @TestFactory
    Stream<DynamicTest> mandateThatWasAgreedTo_endsByItsEnd() {
        return Orders.of("made agreed end").stream()
                .map(order -> dynamicTest("" + order, () -> check(order, "CANCELLED")));
    }

    /**
     * A mandate that the register makes is ended by what was told before, and not by older news.
     */
    @Test
    void registerThatMakesAMandate_letsWhatWasToldOfItCount() {
        String payer = payer();
        offer(advices(advice(payer, "46", "02", digits(1))));
        assertThat(desk.cases()).hasSize(1);
        offer(
                registered("1001", "1", ACCOUNT)
                        + registered(payer, "1", ACCOUNT).replace("20260102", digits(0)));
        assertThat(desk.statusOfPayer(payer)).isEqualTo("CANCELLED");
        assertThat(desk.cases()).isEmpty();
    }

    /** It ended an earlier one with the same payer number, which nobody here knew. */
    @Test
    void endOfADayBefore_staysACaseThatNamesTheCure() {
        String payer = payer();
        offer(advices(advice(payer, "46", "02", digits(0))));
        offer(file("made", payer).replace(digits(0), digits(2)));
        assertThat(desk.statusOfPayer(payer)).isNotEqualTo("CANCELLED");
        assertThat(desk.cases())
                .singleElement()
                .asString()
                .contains("signed later, have the file read again");
    }

    /** Made by a person, who says that Bankgirot knows it and when it was signed. */
    @Test
    void mandateMadeByHand_isEndedByWhatWasToldOfItBefore() {
        String payer = payer();
        offer(advices(advice(payer, "46", "02", digits(1))));
        assertThat(desk.cases()).hasSize(1);
        makeSigned(payer, 0);
        assertThat(desk.statusOfPayer(payer)).isEqualTo("CANCELLED");
        assertThat(desk.cases()).isEmpty();
    }

    /** Of several news the newest counts, as if they had come behind the mandate. */
    @Test
    void mandateMadeByHand_hearsAllThatWasTold_inTheOrderOfItsDays() {
        String payer = payer();
        offer(advices(advice(payer, "46", "02", digits(3))));
        offer(advices(advice(payer, "04", "32", digits(1))));
        assertThat(desk.cases()).hasSize(2);
        makeSigned(payer, 0);
        assertThat(desk.statusOfPayer(payer)).isEqualTo("CANCELLED");
        assertThat(desk.cases()).isEmpty();
    }

    /** What ended before it was signed was another one. */
    @Test
    void mandateMadeByHand_isNotEndedByOlderNews() {
        String payer = payer();
        offer(advices(advice(payer, "46", "02", digits(1))));
        makeSigned(payer, 2);
        assertThat(desk.statusOfPayer(payer)).isEqualTo("ACTIVE");
        assertThat(desk.cases()).hasSize(1);
        String undated = payer();
        offer(advices(advice(undated, "46", "02", digits(1))));
        desk.known(undated);
        assertThat(desk.statusOfPayer(undated)).isEqualTo("ACTIVE");
    }

    /** Bankgirot is asked for it only now, and others' mandates are not meant. */
    @Test
    void mandateThatBankgirotIsAskedFor_orOfAnotherBankgiro_hearsNothing() {
        String payer = payer();
        offer(advices(advice(payer, "46", "02", digits(1))));
        String other = sandbox.anotherBankgiro("991-2346");
        sandbox.aMandate()
                .of(desk.payer())
                .with(
                        desk.autogiro(
                                        payer,
                                        "'active': true, 'signatureDate': '%s'".formatted(first))
                                .replace(desk.account(), other))
                .id();
        assertThat(desk.statusOfPayer(payer)).isEqualTo("ACTIVE");
        desk.sentMandate(payer);
        assertThat(desk.statusOfPayer(payer)).isEqualTo("SENT");
        assertThat(desk.cases()).hasSize(1);
    }

    private void makeSigned(String payer, int later) {
        sandbox.aMandate()
                .of(desk.payer())
                .with(
                        desk.autogiro(
                                payer,
                                "'active': true, 'signatureDate': '%s'"
                                        .formatted(first.plusDays(later))))
                .id();
    }

    private void check(List<String> order, String status) {
        String payer = payer();
        order.forEach(name -> offer(file(name, payer)));
        assertThat(
                        sandbox.developer()
                                .get("/payments/v2/mandates?scheme=AUTOGIRO&limit=500")
                                .items())
                .filteredOn(one -> one.path("mandateReference").asText().equals(payer))
                .extracting(one -> one.path("status").asText())
                .containsExactly(status);
        assertThat(desk.cases()).isEmpty();
    }

    private String payer() {
        return String.valueOf(++payers);
    }

    private String digits(int later) {
        return first.plusDays(later).toString().replace("-", "");
    }

    private String file(String name, String payer) {
        return switch (name) {
            case "made" -> BankgirotDesk.madeAtBank(payer, ACCOUNT, digits(0));
            case "reminder" -> BankgirotDesk.madeAtBank(payer, ACCOUNT, digits(1));
            case "agreed" -> advices(advice(payer, "04", "32", digits(2)));
            case "end" -> advices(advice(payer, "46", "02", digits(3)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private void offer(String file) {
        var read = desk.offer(file);
        assertThat(read.path("status").asText()).as(read.toString()).isIn("PROCESSED", "DUPLICATE");
    }
}
