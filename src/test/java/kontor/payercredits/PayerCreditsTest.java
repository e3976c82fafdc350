package kontor.payercredits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import kontor.Browser;
import kontor.Client;
import kontor.CreditTransferBuilder;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Payers that are paid back under their mandates, by files to Bankgirot and back. */
class PayerCreditsTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final PaymentClient transfers = sandbox.creditTransfers();
    private final String account = sandbox.bankgiroAccount();
    private final LocalDate day = BankCalendar.SWEDEN.plus(sandbox.today(), 6);

    @Test
    void credits_goFromMandateByFileToReconciledMoney() {
        Reply mandate = sandbox.aMandate().byAutogiro("1001").made();
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
        Reply again = credit(sandbox.aMandate().byAutogiro("998209").made(), 5_000).approved();
        Reply uncovered = credit(sandbox.aMandate().byAutogiro("998201").made(), 3_300).approved();
        Reply forbidden = credit(sandbox.aMandate().byAutogiro("993209").made(), 1_100).approved();

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

    /** What Bankgirot refuses takes the credit that waits for it with it, with code and cure. */
    @Test
    void refusedMandate_takesItsCreditsWithIt() {
        Reply lost = credit(sandbox.aMandate().byAutogiro("990405").made(), 100).approved();
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 2));
        assertThat(now(lost).at("/statusReason/code")).isEqualTo("AUTOGIRO-MANDATE-05");
        assertThat(now(lost).at("/status")).isEqualTo("FAILED");
    }

    @Test
    void endOfAMandate_waitsForItsCredits() {
        Reply mandate = sandbox.aMandate().byAutogiro("2001").active().made();
        Reply paid = credit(mandate, 500).approved();
        assertThat(
                        Browser.of(sandbox.owner())
                                .open("/mandates/" + mandate.at("/id") + "/cancel")
                                .html())
                .contains("1 payment still runs");
        developer.post("/payments/v2/mandates/" + mandate.at("/id") + ":cancel", "{}").accepted();
        assertThat(status(mandate)).isEqualTo("PENDING_CANCELLATION");
        // Nothing new is paid under what ends.
        credit(mandate, 600).send().assertRefused("mandate_not_usable", "mandateId");
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 2));
        assertThat(now(paid).at("/status")).isEqualTo("EXECUTED");
        assertThat(status(mandate)).isEqualTo("CANCELLED");
    }

    /** It ended between approval and file. */
    @Test
    void mandateThatEndedMeanwhile_failsItsCredit() {
        Reply mandate = sandbox.aMandate().byAutogiro("994602").made();
        Reply late =
                credit(mandate, 700).on(BankCalendar.SWEDEN.plus(sandbox.today(), 15)).approved();
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 16));
        assertThat(status(mandate)).isEqualTo("CANCELLED");
        assertThat(now(late).at("/status")).isEqualTo("FAILED");
        assertThat(now(late).at("/statusReason/code")).isEqualTo("AUTOGIRO-INFORMATION-46");
    }

    @Test
    void creditThatHasLeft_isCalledBackWhileBankgirotTriesAgain() {
        Reply stopped =
                credit(sandbox.aMandate().byAutogiro("998291").active().made(), 800).approved();
        Reply stubborn =
                credit(sandbox.aMandate().byAutogiro("992513").active().made(), 900).approved();
        Reply other = sandbox.aCreditTransfer().approved();
        cancel(stopped).assertRefused("not_sent_yet", "status");
        sandbox.advanceTo(day, "12:00");
        assertThat(now(stopped).at("/status")).isEqualTo("PENDING_AT_BANK");
        assertThat(
                        Browser.of(sandbox.owner())
                                .open("/credit-transfers/" + stopped.at("/id") + "/cancel")
                                .html())
                .contains("Bankgirot has this payment");
        cancel(stopped).accepted();
        cancel(stopped).assertRefused("cancellation_under_way", "status");
        cancel(stubborn).accepted();
        cancel(other).assertRefused("not_cancellable", "status");
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 1));
        assertThat(now(stopped).at("/status")).isEqualTo("FAILED");
        assertThat(now(stopped).at("/statusReason/code")).isEqualTo("AUTOGIRO-CANCELLED-25");
        assertThat(transfers.events(stubborn)).contains("CANCELLATION_REFUSED");
        assertThat(cases())
                .singleElement()
                .asString()
                .contains("credit transfer " + stubborn.at("/id"));
    }

    private Reply cancel(Reply credit) {
        return developer.post(
                "/payments/v2beta/credit-transfers/" + credit.at("/id") + ":cancel", "");
    }

    @Test
    void requestsThatComeTwiceOrTooLate_payOnce() {
        Reply mandate = sandbox.aMandate().byAutogiro("998291").active().made();
        Reply one = credit(mandate, 300).send("Idempotency-Key", "credit-1").created();
        Reply twin = credit(mandate, 300).send("Idempotency-Key", "credit-1");
        assertThat(twin.at("/id")).isEqualTo(one.at("/id"));
        transfers.approve(sandbox.owner(), one).accepted();
        sandbox.advanceTo(day, "12:00");
        String cancel = "/payments/v2beta/credit-transfers/" + one.at("/id") + ":cancel";
        assertThat(developer.post(cancel, "", "If-Match", one.header("ETag")).status())
                .isEqualTo(412);
        assertThat(transfers.events(one)).doesNotContain("CANCELLATION_REQUESTED");
        assertThat(
                        developer
                                .get("/payments/v2/credit-transfers?mandateId=" + mandate.at("/id"))
                                .items())
                .hasSize(1);
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments("'scheme': 'SE_GIRO'", "invalid_value", "scheme"),
                arguments(
                        "'destination': {'type': 'ACCOUNT', 'id': 'external:x'}",
                        "invalid_value",
                        "destination.type"),
                arguments(
                        "'amount': {'currency': 'EUR', 'value': 1}",
                        "currency_not_allowed",
                        "amount.currency"),
                arguments(
                        "'amount': {'currency': 'SEK', 'value': 1000000000000}",
                        "amount_too_large",
                        "amount.value"),
                arguments("'mandateId': 'external:none'", "mandate_not_found", "mandateId"),
                arguments(
                        "'mandateId': '01a1fd7a-5539-7000-877e-5d00e74a8006'",
                        "mandate_not_found",
                        "mandateId"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestThatCannotBe_isRefusedByFieldAndCure(String members, String code, String field) {
        credit(sandbox.aMandate().byAutogiro("2001").active().made(), 100)
                .with(members)
                .send()
                .assertRefused(code, field);
    }

    @Test
    void mandateThatDoesNotFit_isRefused() {
        Reply mandate = sandbox.aMandate().byAutogiro("2001").active().made();
        String other =
                sandbox.aMandate().byAutogiro("2002").active().made().at("/externalAccountId");
        credit(mandate, 1)
                .to(other)
                .send()
                .assertRefused("mandate_other_account", "destination.id");
        credit(mandate, 1).to(mandate.at("/externalAccountId")).made();
        String sepa = sandbox.aMandate().of(sandbox.aCounterparty().accountId()).id();
        sandbox.aCreditTransfer()
                .underMandate(sepa, 1)
                .from(account)
                .on(day)
                .send()
                .assertRefused("mandate_other_scheme", "mandateId");
        credit(mandate, 1)
                .from(sandbox.accountWithBankgiro("59941211"))
                .send()
                .assertRefused("mandate_other_destination", "source.id");
        credit(mandate, 1)
                .from(sandbox.account())
                .send()
                .assertRefused("account_not_allowed", "source.id");
    }

    @Test
    void mandateOfAnotherOrganization_isNone() {
        var stranger = TestKontor.shared().sandbox();
        stranger.aCreditTransfer()
                .underMandate(sandbox.aMandate().byAutogiro("2001").active().made().at("/id"), 1)
                .from(stranger.bankgiroAccount())
                .on(day)
                .send()
                .assertRefused("mandate_not_found", "mandateId");
    }

    /** A payer with a bankgiro of its own is paid there, though SE_A2A pays to no bankgiro. */
    @Test
    void payerWithABankgiro_isPaidUnderTheMandate() {
        String payer =
                sandbox.aCounterparty().withNumber("SE", "SE_BANKGIRO", "9912346").accountId();
        Reply mandate =
                sandbox.aMandate()
                        .of(payer)
                        .with("'scheme': 'AUTOGIRO', 'creditorReference': '123456', 'active': true")
                        .with("mandateReference", "9912346")
                        .with("destinationAccountId", account)
                        .made();
        Reply paid = credit(mandate, 4_200).approved();
        sandbox.advanceTo(day);
        assertThat(now(paid).at("/status")).isEqualTo("EXECUTED");
        Reply sum = developer.get("/financial-data/v2/transactions/" + booking(paid));
        assertThat(sum.at("/amount/stringValue")).isEqualTo("-42.00");
    }

    @Test
    void pages_sayThatItGoesByAutogiro() {
        Reply mandate = sandbox.aMandate().byAutogiro("1001").made();
        Reply waits = credit(mandate, 4_900).approved();
        var browser = Browser.of(sandbox.owner());
        assertThat(browser.open("/credit-transfers/" + waits.at("/id")).html())
                .contains("It waits for the mandate: Bankgirot has not agreed to it yet.")
                .contains("/mandates/" + mandate.at("/id"), "by Autogiro");
        assertThat(browser.open("/mandates/" + mandate.at("/id")).html())
                .contains("/credit-transfers/" + waits.at("/id"));
        assertThat(waits.at("/warnings/0/code")).isNotEmpty();
        assertThat(
                        developer
                                .get("/payments/v2/credit-transfers?mandateId=" + mandate.at("/id"))
                                .values("id"))
                .containsExactly(waits.at("/id"));
    }

    private String status(Reply mandate) {
        return developer.get("/payments/v2/mandates/" + mandate.at("/id")).at("/status");
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
}
