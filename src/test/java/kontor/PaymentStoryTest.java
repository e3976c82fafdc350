package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.StreamSupport;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;

/**
 * The other half of Kontor's job, told from outside: from an invoice to money that has left, and
 * may come back.
 */
class PaymentStoryTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient creditTransfers = sandbox.creditTransfers();

    private Reply transaction(Reply transfer, int index) {
        return sandbox.developer()
                .get(
                        "/financial-data/v2/transactions/"
                                + creditTransfers
                                        .get(transfer)
                                        .at("/attachedTransactions/" + index + "/id"));
    }

    private static LocalDate bankDay(Reply transfer) {
        return LocalDate.parse(transfer.at("/effectiveDate"));
    }

    @Test
    void transfer_goesFromInvoiceToReconciledMoney() {
        // Whoever builds the integration pays an invoice but may not approve it; the owner may.
        Reply transfer =
                sandbox.aCreditTransfer()
                        .with(
                                "'amount': {'currency': 'EUR', 'stringValue': '120.50'},"
                                    + " 'reference': 'RF18539007547034', 'metadata': {'invoice':"
                                    + " '2026-17'}")
                        .made();
        assertThat(creditTransfers.approve(sandbox.developer(), transfer).status()).isEqualTo(403);
        creditTransfers.approve(sandbox.owner(), transfer, "If-Match", "version:1").accepted();

        // The bank's days pass: file out, answer in, booking, statement.
        sandbox.advanceTo(bankDay(transfer));
        Reply executed = creditTransfers.get(transfer);
        assertThat(executed.at("/status")).as(executed.body()).isEqualTo("EXECUTED");
        assertThat(creditTransfers.events(transfer))
                .containsSubsequence(
                        "CREATED",
                        "FULLY_APPROVED",
                        "SUBMISSION_STARTED",
                        "SENT_TO_BANK",
                        "ACCEPTED",
                        "EXECUTED");
        Reply booked = transaction(transfer, 0);
        assertThat(booked.at("/amount/stringValue")).isEqualTo("-120.50");
        assertThat(booked.at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(booked.at("/attachedTransactables/0/type")).isEqualTo("CREDIT_TRANSFER");
        assertThat(booked.at("/attachedTransactables/0/id")).isEqualTo(transfer.at("/id"));
        assertThat(booked.at("/metadata/invoice")).isEqualTo("2026-17");
    }

    @Test
    void transferToTheReturningAccount_comesBackWithItsReason() {
        Reply transfer =
                sandbox.aCreditTransfer()
                        .toNumber("DE", "IBAN", "DE40500105176499974616")
                        .approved();
        sandbox.advanceTo(BankCalendar.TARGET.plus(bankDay(transfer), 2));
        Reply returned = creditTransfers.get(transfer);
        assertThat(returned.at("/status")).as(returned.body()).isEqualTo("RETURNED");
        assertThat(returned.at("/statusReason/code")).isEqualTo("AM04");
        assertThat(returned.json().at("/attachedTransactions")).hasSize(2);
        Reply back = transaction(transfer, 1);
        assertThat(back.at("/amount/stringValue")).isEqualTo("1.00");
        assertThat(back.at("/returned")).isEqualTo("true");
    }

    @Test
    void refusedTransfer_failsWithTheBanksReason() {
        Reply transfer =
                sandbox.aCreditTransfer()
                        .toNumber("DE", "IBAN", "DE86999100000000001040")
                        .approved();
        sandbox.advanceTo(bankDay(transfer));
        assertThat(creditTransfers.get(transfer).at("/status")).isEqualTo("FAILED");
        assertThat(creditTransfers.get(transfer).at("/statusReason/code")).isEqualTo("AC04");
    }

    @Test
    void heldTransfer_isPendingAtTheBank_thenExecuted() {
        Reply transfer =
                sandbox.aCreditTransfer()
                        .toNumber("DE", "IBAN", "DE81999100000000005010")
                        .approved();
        sandbox.advanceTo(bankDay(transfer));
        assertThat(creditTransfers.get(transfer).at("/status")).isEqualTo("PENDING_AT_BANK");
        sandbox.advanceTo(BankCalendar.TARGET.plus(bankDay(transfer), 1));
        assertThat(creditTransfers.get(transfer).at("/status")).isEqualTo("EXECUTED");
        assertThat(transaction(transfer, 0).at("/reconciliationStatus")).isEqualTo("RECONCILED");
    }

    @Test
    void silentBank_isNoFailure_theBookingTells() {
        Reply transfer =
                sandbox.aCreditTransfer()
                        .toNumber("DE", "IBAN", "DE18999100000000004010")
                        .approved();
        sandbox.advanceTo(bankDay(transfer));
        assertThat(creditTransfers.get(transfer).at("/status")).isEqualTo("EXECUTED");
    }

    @Test
    void manyTransfersOfOneDay_areOneBooking() {
        Reply one = sandbox.aCreditTransfer().of("EUR", 300).approved();
        Reply other = sandbox.aCreditTransfer().of("EUR", 500).approved();
        sandbox.advanceTo(bankDay(one));
        assertThat(transaction(one, 0).at("/amount/value")).isEqualTo("-800");
        assertThat(transaction(one, 0).at("/id")).isEqualTo(transaction(other, 0).at("/id"));
        assertThat(transaction(one, 0).json().at("/attachedTransactables")).hasSize(2);
    }

    @Test
    void transferBetweenOwnAccounts_isBookedAndAttachedOnBoth() {
        String there =
                StreamSupport.stream(
                                sandbox.developer()
                                        .get("/financial-data/v2/accounts?limit=500")
                                        .json()
                                        .at("/items")
                                        .spliterator(),
                                false)
                        .filter(account -> account.path("currency").asText().equals("EUR"))
                        .map(account -> account.path("id").asText())
                        .filter(id -> !id.equals(sandbox.account()))
                        .findFirst()
                        .orElseThrow();
        Reply transfer = sandbox.aCreditTransfer().of("EUR", 777).toOwn(there).approved();
        sandbox.advanceTo(bankDay(transfer));
        assertThat(creditTransfers.get(transfer).at("/status")).isEqualTo("EXECUTED");
        assertThat(creditTransfers.get(transfer).json().at("/attachedTransactions")).hasSize(2);
        assertThat(
                        java.util.List.of(
                                transaction(transfer, 0).at("/amount/value"),
                                transaction(transfer, 1).at("/amount/value")))
                .containsExactlyInAnyOrder("-777", "777");
        assertThat(transaction(transfer, 0).at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(transaction(transfer, 1).at("/reconciliationStatus")).isEqualTo("RECONCILED");
    }

    @Test
    void instantTransfer_leavesAtOnce_evenAtTheWeekend() {
        LocalDate saturday =
                sandbox.today()
                        .with(
                                java.time.temporal.TemporalAdjusters.next(
                                        java.time.DayOfWeek.SATURDAY));
        Reply transfer = sandbox.aCreditTransfer().scheme("SCT_INST").on(saturday).approved();
        assertThat(transfer.at("/effectiveDate")).isEqualTo(saturday.toString());
        sandbox.advanceTo(saturday);
        assertThat(creditTransfers.get(transfer).at("/status")).isEqualTo("EXECUTED");
        assertThat(transaction(transfer, 0).at("/amount/value")).isEqualTo("-100");
    }

    @Test
    void swedishTransfers_goByBankgiroAndAccount() {
        String sek = sandbox.accountIn("SEK");
        String from =
                "'amount': {'currency': 'SEK', 'value': 4200}, 'source': {'type': 'ACCOUNT', 'id':"
                        + " '"
                        + sek
                        + "'}, ";
        Reply giro =
                sandbox.aCreditTransfer()
                        .with("" + from + "'scheme': 'SE_GIRO', 'reference': '1234567897'")
                        .toNumber("SE", "SE_BANKGIRO", "9912346")
                        .approved();
        Reply account =
                sandbox.aCreditTransfer()
                        .with("" + from + "'scheme': 'SE_A2A'")
                        .toNumber("SE", "NUMBER", "50011234571")
                        .approved();
        sandbox.advanceTo(
                bankDay(giro).isAfter(bankDay(account)) ? bankDay(giro) : bankDay(account));
        assertThat(creditTransfers.get(giro).at("/status"))
                .as(creditTransfers.get(giro).body())
                .isEqualTo("EXECUTED");
        assertThat(creditTransfers.get(account).at("/status"))
                .as(creditTransfers.get(account).body())
                .isEqualTo("EXECUTED");
    }
}
