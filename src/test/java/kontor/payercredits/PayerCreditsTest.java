package kontor.payercredits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import kontor.Client;
import kontor.CreditTransferBuilder;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;

/** Payers that are paid back under their mandates, by files to Bankgirot and back. */
class PayerCreditsTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final PaymentClient transfers = sandbox.creditTransfers();
    private final String account = sandbox.bankgiroAccount();
    private final LocalDate day = BankCalendar.SWEDEN.plus(sandbox.today(), 6);

    @Test
    void credits_goFromMandateByFileToReconciledMoney() {
        Reply mandate = mandate("1001", "");
        Reply paid = credit(mandate, 24_900).approved();
        assertThat(paid.at("/mandate/id")).isEqualTo(mandate.at("/id"));
        assertThat(paid.at("/destination/id")).isEqualTo(mandate.at("/externalAccountId"));
        assertThat(now(paid).at("/waitsFor")).isEqualTo("MANDATE");
        assertThat(paid.at("/submissionDeadline"))
                .isEqualTo(
                        BankCalendar.SWEDEN
                                .plus(day, -1)
                                .atTime(18, 30)
                                .atZone(ZoneId.of("Europe/Stockholm"))
                                .toInstant()
                                .toString());
        Reply more = credit(mandate, 10_000).approved();
        Reply again = credit(mandate("998209", ""), 5_000).approved();
        Reply uncovered = credit(mandate("998201", ""), 3_300).approved();
        Reply forbidden = credit(mandate("993209", ""), 1_100).approved();

        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 2));
        assertThat(now(paid).at("/waitsFor")).isEmpty();
        sandbox.advanceTo(day);
        assertThat(now(paid).at("/status")).isEqualTo("EXECUTED");
        assertThat(now(more).at("/status")).isEqualTo("EXECUTED");
        assertThat(now(again).at("/status")).isEqualTo("PENDING_AT_BANK");
        assertThat(now(uncovered).at("/statusReason/code")).isEqualTo("AUTOGIRO-PAYMENT-1");
        assertThat(now(forbidden).at("/statusReason/code")).isEqualTo("AUTOGIRO-REJECT-09");
        assertThat(booking(paid)).isEqualTo(booking(more));
        Reply sum = developer.get("/financial-data/v2/transactions/" + booking(paid));
        assertThat(sum.at("/amount/stringValue")).isEqualTo("-349.00");
        assertThat(sum.at("/reconciliationStatus")).isEqualTo("RECONCILED");

        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 1));
        assertThat(transfers.events(again))
                .containsSubsequence("SENT_TO_BANK", "RETRY_ANNOUNCED", "EXECUTED");
        assertThat(cases()).isEmpty();
    }

    private String booking(Reply transfer) {
        Reply now = now(transfer);
        assertThat(now.json().path("attachedTransactions")).hasSize(1);
        return now.at("/attachedTransactions/0/id");
    }

    private CreditTransferBuilder credit(Reply mandate, long minor) {
        return sandbox.aCreditTransfer()
                .underMandate(mandate.at("/id"), minor)
                .from(account)
                .on(day);
    }

    private Reply now(Reply transfer) {
        return transfers.get(transfer).ok();
    }

    private List<String> cases() {
        return sandbox.owner()
                .get("/financial-data/v2beta/cases?status=OPEN")
                .ok()
                .values("summary");
    }

    /** Of a payer of its own. */
    private Reply mandate(String payerNumber, String more) {
        String payer =
                sandbox.aCounterparty()
                        .with("'legalName': 'Payer " + payerNumber + "'")
                        .with(
                                "'nationalIdentifier': {'type': 'CIVIC', 'market': 'SE',"
                                        + " 'number': '19811218-9876'}")
                        .withNumber("SE", "NUMBER", "50011234571")
                        .accountId();
        var mandate =
                sandbox.aMandate()
                        .of(payer)
                        .with("'scheme': 'AUTOGIRO', 'creditorReference': '123456'")
                        .with("mandateReference", payerNumber)
                        .with("destinationAccountId", account);
        return (more.isEmpty() ? mandate : mandate.with(more)).made();
    }
}
