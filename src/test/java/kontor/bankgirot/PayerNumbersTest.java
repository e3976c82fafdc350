package kontor.bankgirot;

import static kontor.bankgirot.BankgirotDesk.BANKGIRO;
import static kontor.bankgirot.BankgirotDesk.advice;
import static kontor.bankgirot.BankgirotDesk.advices;
import static kontor.bankgirot.BankgirotDesk.padded;
import static kontor.bankgirot.BankgirotDesk.reference;
import static kontor.bankgirot.BankgirotDesk.registered;
import static kontor.bankgirot.BankgirotDesk.specification;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;

/**
 * A payer number names one payer of one bankgiro: a company with two of them under one customer
 * number uses it under both, and no record of the one means a mandate of the other.
 */
class PayerNumbersTest {

    /** As files write it; the test bank does not know it. */
    private static final String OTHER = "0009912346";

    private static final String PAYER = "5001000001234571198112189876";

    private final BankgirotDesk desk = new BankgirotDesk();
    private final SandboxOrganization sandbox = desk.sandbox();
    private final String other = sandbox.anotherBankgiro("9912346");

    @Test
    void numberIsTakenUnderItsBankgiroOnly_whateverTheCustomerNumber() {
        String first = create("1001", desk.account()).created().at("/id");
        String second = create("1001", other).created().at("/id");
        assertTaken(create("1001", desk.account(), "654321"), first);
        assertTaken(create("1001", other, "654321"), second);
        // A mandate does not change its bankgiro: it is a new one, where the number is free.
        assertThat(patch(first, "destinationAccountId", other).refusal())
                .isEqualTo("invalid_operation");
        sandbox.developer().post("/payments/v2/mandates/" + second + ":cancel", "{}").accepted();
        assertTaken(create("1001", other), second);
    }

    /** Both sections of a file name the payer 1001: of each the mandate under its own bankgiro. */
    @Test
    void collections_leaveInOneFile_andEachIsAnsweredForItsBankgiro() {
        var day = BankCalendar.SWEDEN.plus(sandbox.today(), 2);
        var mine = collect(create("1001", desk.account()), desk.account());
        var theirs = collect(create("1001", other), other);
        sandbox.advanceTo(day);
        assertThat(desk.debitStatus(mine)).isEqualTo("EXECUTED");
        // At the test bank nobody has this bankgiro.
        assertThat(debit(theirs).at("/status")).isEqualTo("FAILED");
        assertThat(debit(theirs).at("/statusReason/code")).isEqualTo("AUTOGIRO-REJECT-10");
        assertThat(debit(mine).at("/connectionInstructionId"))
                .isNotEmpty()
                .isEqualTo(debit(theirs).at("/connectionInstructionId"));
        assertThat(desk.cases()).isEmpty();
    }

    @Test
    void advices_inOneFile_moveEachTheMandateOfItsBankgiro() {
        String mine = desk.sentMandate("990000");
        String theirs = create("990000", other, "123456", "false").created().at("/id");
        desk.round();
        assertThat(desk.status(theirs)).isEqualTo("SENT");
        offer(
                advices(advice("990000", "04", "32"))
                        + ofOther(advices(advice("990000", "04", "23"))));
        assertThat(desk.status(mine)).isEqualTo("ACCEPTED");
        assertThat(desk.status(theirs)).isEqualTo("FAILED");
        assertThat(desk.cases()).isEmpty();
        // Its number is free there again, and taken here.
        create("990000", other).created();
        assertTaken(create("990000", desk.account()), mine);
    }

    @Test
    void adviceForTheWrongBankgiro_movesNothing() {
        String mine = create("3001", desk.account()).created().at("/id");
        create("3002", other).created();
        int version = desk.version(mine);
        offer(ofOther(advices(advice("3001", "46", "02", "20261230"))));
        assertThat(desk.version(mine)).isEqualTo(version);
        assertThat(desk.cases())
                .singleElement()
                .asString()
                .endsWith(
                        "no AUTOGIRO mandate with payer number 3001 of bankgiro 9912346; when"
                                + " Bankgirot tells of the mandate, or you make it as active, this"
                                + " is applied by itself; of one that was signed later, have the"
                                + " file read again");
    }

    @Test
    void specificationForTheWrongBankgiro_paysNothing() {
        var mine = collect(create("2001", desk.account()), desk.account());
        create("2001", other).created();
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 1));
        offer(ofOther(specification(reference(mine), 10_000)));
        assertThat(desk.debitStatus(mine)).isEqualTo("SENT");
        assertThat(desk.cases())
                .singleElement()
                .asString()
                .endsWith("has another bankgiro, payer number or amount");
        offer(specification(reference(mine), 10_000));
        assertThat(desk.debitStatus(mine)).isEqualTo("EXECUTED");
    }

    @Test
    void numberMoves_withinItsBankgiro() {
        String mine = create("1001", desk.account()).created().at("/id");
        String theirs = create("1002", other).created().at("/id");
        patch(mine, "mandateReference", "1002").ok();
        // Until the answer both numbers are taken here, and none of them there.
        assertTaken(create("1001", desk.account()), mine);
        assertTaken(create("1002", desk.account()), mine);
        String next = create("1001", other).created().at("/id");
        assertTaken(patch(theirs, "mandateReference", "1001"), next);
        desk.round();
        // The answer to somebody else's order is none to this one.
        offer(ofOther(advices(advice("1002", "05", "32"))));
        assertThat(desk.mandate(mine).json().has("pendingAmendment")).isTrue();
        offer(advices(advice("1002", "05", "32")));
        assertThat(desk.mandate(mine).json().has("pendingAmendment")).isFalse();
        assertThat(desk.mandate(mine).at("/mandateReference")).isEqualTo("1002");
        assertThat(desk.mandate(theirs).at("/mandateReference")).isEqualTo("1002");
        create("1001", desk.account()).created();
        assertThat(desk.cases()).singleElement().asString().contains("stays as it is");
    }

    /** Some are told the answer of the old number and of the new one, each in a file of its own. */
    @Test
    void answerOfBothNumbers_inTwoFiles_isOneAnswer() {
        String mine = create("1001", desk.account()).created().at("/id");
        patch(mine, "mandateReference", "1002").ok();
        desk.round();
        offer(advices(advice("1001", "05", "33", "20261217")));
        assertThat(desk.mandate(mine).json().has("pendingAmendment")).isFalse();
        int version = desk.version(mine);
        offer(advices(advice("1002", "05", "32", "20261217")));
        assertThat(desk.version(mine)).isEqualTo(version);
        assertThat(desk.cases()).isEmpty();
        // Of another day it answers something that Kontor did not ask.
        offer(advices(advice("1002", "05", "32", "20261218")));
        assertThat(desk.cases()).singleElement().asString().contains("stays as it is");
    }

    /** Files of one morning come in any order: the specification before the answer, too. */
    @Test
    void numberThatBankgirotIsAskedFor_namesCollectionsBeforeTheAnswer() {
        Reply mandate = create("2002", desk.account());
        var mine = collect(mandate, desk.account());
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 1));
        patch(mandate.at("/id"), "mandateReference", "2001").ok();
        offer(specification(reference(mine), 10_000));
        assertThat(desk.debitStatus(mine)).isEqualTo("EXECUTED");
        offer(advices(advice("2001", "05", "32")));
        assertThat(desk.cases()).isEmpty();
    }

    /**
     * What a payer makes in the internet bank, or a register lists, is of the bankgiro it names.
     */
    @Test
    void mandatesOfBanks_areMadeUnderTheBankgiroThatTheyName() {
        String mine = create("7001", desk.account()).created().at("/id");
        String day = sandbox.today().toString().replace("-", "");
        offer(
                ofOther(
                        padded("51" + day + "9900" + BANKGIRO + "AG-EMEDGIV")
                                + padded("52%s%016d%s     0".formatted(BANKGIRO, 7001, PAYER))
                                + padded("59%s9900%07d".formatted(day, 1))));
        assertThat(accountsOf("7001")).containsExactlyInAnyOrder(desk.account(), other);
        String account = PAYER.substring(0, 16);
        offer(
                registered("7001", "1", account)
                        + ofOther(registered("7002", "1", account))
                        + registered("7002", "1", account));
        assertThat(accountsOf("7002")).containsExactlyInAnyOrder(desk.account(), other);
        assertThat(desk.status(mine)).isEqualTo("ACTIVE");
        assertThat(desk.cases()).isEmpty();
    }

    /** Its mandates are of the first one, so that a file for the second is of nobody. */
    @Test
    void accountWithTwoBankgiros_isMetByItsFirst() {
        String both = sandbox.anotherBankgiro("505-0604", "5050-1055");
        String mandate = create("1001", both).created().at("/id");
        String ended = advices(advice("1001", "46", "02", "20261230"));
        var second = desk.offer(ended.replace(BANKGIRO, "0050501055"));
        assertThat(second.path("status").asText()).isEqualTo("QUARANTINED");
        assertThat(second.path("note").asText())
                .contains("50501055", "of several bankgiros of one account the first");
        assertThat(desk.status(mandate)).isEqualTo("ACTIVE");
        offer(ended.replace(BANKGIRO, "0005050604"));
        assertThat(desk.status(mandate)).isEqualTo("CANCELLED");
    }

    private static String ofOther(String file) {
        return file.replace(BANKGIRO, OTHER);
    }

    private List<String> accountsOf(String payerNumber) {
        return sandbox.developer().get("/payments/v2/mandates?scheme=AUTOGIRO").items().stream()
                .filter(one -> one.path("mandateReference").asText().equals(payerNumber))
                .map(one -> one.path("destinationAccountId").asText())
                .toList();
    }

    private Reply collect(Reply mandate, String into) {
        return sandbox.aDirectDebit()
                .byAutogiro(mandate.created().at("/id"), 10_000)
                .into(into)
                .on(BankCalendar.SWEDEN.plus(sandbox.today(), 2))
                .approved();
    }

    private Reply debit(Reply debit) {
        return sandbox.developer().get("/payments/v2/direct-debits/" + debit.at("/id")).ok();
    }

    private Reply create(String payerNumber, String account) {
        return create(payerNumber, account, "123456");
    }

    private Reply create(String payerNumber, String account, String customerNumber) {
        return create(payerNumber, account, customerNumber, "true");
    }

    private Reply create(String payerNumber, String account, String customer, String active) {
        String body =
                "{'externalAccountId': '%s', 'scheme': 'AUTOGIRO', 'creditorReference': '%s',"
                        + " 'mandateReference': '%s', 'destinationAccountId': '%s', 'active': %s}";
        return sandbox.developer()
                .post(
                        "/payments/v2/mandates",
                        Jsons.json(
                                body.formatted(
                                        desk.payer(), customer, payerNumber, account, active)));
    }

    private Reply patch(String mandate, String field, String value) {
        return sandbox.developer()
                .patch(
                        "/payments/v2beta/mandates/" + mandate,
                        Jsons.json(
                                "[{'op': 'replace', 'path': '/%s', 'value': '%s'}]"
                                        .formatted(field, value)));
    }

    private static void assertTaken(Reply reply, String holder) {
        reply.assertRefused("mandate_reference_taken", "mandateReference");
        assertThat(reply.body()).contains(holder);
    }

    private void offer(String file) {
        var read = desk.offer(file);
        assertThat(read.path("status").asText()).as(read.toString()).isEqualTo("PROCESSED");
    }
}
