package kontor.undermandates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import kontor.Browser;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;

/** Whoever approves a payment knows that it will fail, for what became of its mandate. */
class MandateWarningsTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final String account = sandbox.bankgiroAccount();
    private final PaymentClient debits = sandbox.directDebits();
    private final PaymentClient transfers = sandbox.creditTransfers();
    private final LocalDate day = BankCalendar.SWEDEN.plus(sandbox.today(), 12);

    @Test
    void mandateThatWasRefusedBeforeTheApproval_isWarnedOf() {
        Reply mandate = sandbox.aMandate().byAutogiro("990405").made();
        Reply debit = debit(mandate, day);
        Reply credit =
                sandbox.aCreditTransfer()
                        .underMandate(mandate.at("/id"), 100)
                        .from(account)
                        .on(day)
                        .made();
        assertThat(codes(debits, debit)).doesNotContain("MANDATE_OVER");
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 2));
        assertThat(codes(debits, debit)).contains("MANDATE_OVER");
        assertThat(codes(transfers, credit)).contains("MANDATE_OVER");
        assertThat(Browser.of(sandbox.owner()).open("/direct-debits/" + debit.at("/id")).html())
                .contains("Its mandate is FAILED (AUTOGIRO-MANDATE-05")
                .contains("so the payment will fail when it is due.");
        debits.approve(sandbox.owner(), debit).accepted();
        assertThat(codes(debits, debit)).as("nor can it leave").contains("MANDATE_OVER");
        sandbox.advanceTo(day);
        assertThat(debits.get(debit).at("/status")).isEqualTo("FAILED");
        assertThat(codes(debits, debit)).doesNotContain("MANDATE_OVER");
    }

    @Test
    void accountThatWasRefused_isWarnedOf() {
        Reply mandate = sandbox.aMandate().byAutogiro("998302").active().made();
        Reply first = debit(mandate, BankCalendar.SWEDEN.plus(sandbox.today(), 2));
        Reply second = debit(mandate, day);
        debits.approve(sandbox.owner(), first).accepted();
        assertThat(codes(debits, second)).doesNotContain("MANDATE_BLOCKED");
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 3));
        assertThat(debits.get(first).at("/statusReason/code")).isEqualTo("AUTOGIRO-REJECT-02");
        assertThat(codes(debits, second)).contains("MANDATE_BLOCKED");
    }

    private Reply debit(Reply mandate, LocalDate on) {
        return sandbox.aDirectDebit()
                .byAutogiro(mandate.at("/id"), 100)
                .into(account)
                .on(on)
                .made();
    }

    private static List<String> codes(PaymentClient kind, Reply payment) {
        return kind.get(payment)
                .ok()
                .json()
                .path("warnings")
                .valueStream()
                .map(one -> one.path("code").asText())
                .toList();
    }
}
