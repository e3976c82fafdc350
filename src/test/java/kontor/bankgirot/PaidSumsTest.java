package kontor.bankgirot;

import static kontor.bankgirot.BankgirotDesk.entry;
import static kontor.bankgirot.BankgirotDesk.reference;
import static org.assertj.core.api.Assertions.assertThat;

import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One sum for many collections is found whether the bank names it or not, and whether its statement
 * or Bankgirot's specification comes first; what is alike is a person's.
 */
class PaidSumsTest {

    private static final String NAMED =
            "<NtryDtls><Btch><PmtInfId>59941203-2026-00042</PmtInfId></Btch></NtryDtls>";

    private final BankgirotDesk desk = new BankgirotDesk();
    private final SandboxOrganization sandbox = desk.sandbox();

    @ParameterizedTest
    @ValueSource(strings = {NAMED, "", "<NtryDtls><Btch><NbOfTxs>1</NbOfTxs></Btch></NtryDtls>"})
    void sum_isFoundWhenTheStatementComesFirst(String details) {
        var debit = sent();
        desk.offer(desk.statement("100.00", entry("100.00", "", details)));
        assertThat(desk.booking().path("reconciliationStatus").asText())
                .isEqualTo("NOT_RECONCILED");
        desk.offer(specification(debit));
        assertIsBooked(debit);
    }

    @ParameterizedTest
    @ValueSource(strings = {NAMED, "", "<NtryDtls><Btch><NbOfTxs>1</NbOfTxs></Btch></NtryDtls>"})
    void sum_isFoundWhenTheSpecificationComesFirst(String details) {
        var debit = sent();
        desk.offer(specification(debit));
        assertThat(desk.debitStatus(debit)).isEqualTo("EXECUTED");
        desk.offer(desk.statement("100.00", entry("100.00", "", details)));
        assertIsBooked(debit);
    }

    /** Where the bank tells of each collection: by the reference in the order. */
    @Test
    void collection_isFoundByItsReferenceAmongWhatThePayeeReads() {
        var debit = sent();
        desk.offer(desk.statement("100.00", entry("100.00", "", naming(debit))));
        assertIsBooked(debit);
        // What Bankgirot says of it later is no news.
        desk.offer(specification(debit));
        assertThat(desk.cases()).isEmpty();
    }

    /** However the booking names what it was: a person knows better. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bookingThatAPersonTookOff_staysOff(boolean namesTheCollection) {
        var debit = sent();
        String details = namesTheCollection ? naming(debit) : "";
        desk.offer(desk.statement("100.00", entry("100.00", "", details)));
        if (!namesTheCollection) {
            byHand(debit, "reconcile");
        }
        assertThat(desk.booking().path("reconciliationStatus").asText()).isEqualTo("RECONCILED");
        byHand(debit, "unreconcile");
        desk.offer(specification(debit));
        assertThat(desk.debitStatus(debit)).isEqualTo("EXECUTED");
        assertThat(desk.booking().path("reconciliationStatus").asText())
                .isEqualTo("NOT_RECONCILED");
    }

    @Test
    void twoAlikeOnOneDay_areLeftToAPerson() {
        var debit = sent();
        desk.offer(specification(debit));
        desk.offer(
                desk.statement(
                        "200.00",
                        entry("100.00", "", ""),
                        entry("100.00", "<NtryRef>2</NtryRef>", "")));
        assertThat(desk.bookings())
                .hasSize(2)
                .allMatch(
                        one -> one.path("reconciliationStatus").asText().equals("NOT_RECONCILED"));
    }

    /** Of another amount, or of somebody who is named: nothing is guessed. */
    @Test
    void otherMoneyOfTheDay_isNotTakenForTheSum() {
        var debit = sent();
        desk.offer(specification(debit));
        String named =
                "<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>Kund AB</Nm></Pty></Dbtr></RltdPties>"
                        + "</TxDtls></NtryDtls>";
        desk.offer(
                desk.statement(
                        "200.01",
                        entry("100.00", "", named),
                        entry("100.01", "<NtryRef>2</NtryRef>", "")));
        assertThat(desk.bookings())
                .hasSize(2)
                .allMatch(
                        one -> one.path("reconciliationStatus").asText().equals("NOT_RECONCILED"));
    }

    private static String naming(Reply debit) {
        return """
        <NtryDtls><TxDtls><Refs><MndtId>2001</MndtId></Refs><RmtInf><Strd><CdtrRefInf>
        <Ref>%s</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls>
        """
                .formatted(reference(debit));
    }

    private void byHand(Reply debit, String verb) {
        String path = "/payments/v2beta/direct-debits/%s:%s".formatted(debit.at("/id"), verb);
        String body = "{\"transactionId\": \"%s\"}".formatted(desk.booking().path("id").asText());
        sandbox.developer().post(path, body).ok();
    }

    private Reply sent() {
        var debit = desk.collected("2001", BankCalendar.SWEDEN.plus(sandbox.today(), 2));
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 1));
        assertThat(desk.debitStatus(debit)).isEqualTo("SENT");
        return debit;
    }

    private static String specification(Reply debit) {
        return BankgirotDesk.specification(reference(debit), 10_000)
                .replace("20261228", "20261127");
    }

    private void assertIsBooked(Reply debit) {
        assertThat(desk.debitStatus(debit)).isEqualTo("EXECUTED");
        assertThat(desk.booking().path("reconciliationStatus").asText()).isEqualTo("RECONCILED");
        assertThat(desk.booking().at("/attachedResources/0/id").asText() + desk.booking())
                .contains(debit.at("/id"));
    }
}
