package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;

/**
 * Two months of a Swedish company on the clock of a sandbox: what it had before moves in, consents
 * come by file and from an internet bank, money comes, does not come, goes back, and at the end
 * nothing stays unexplained.
 */
class SwedishCompanyTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final String account = sandbox.bankgiroAccount();
    private final LocalDate start = sandbox.today();
    private final LocalDate first = BankCalendar.SWEDEN.plus(sandbox.today(), 5);
    private final LocalDate second = BankCalendar.SWEDEN.plus(first, 20);

    @Test
    void twoMonths_endWithEverythingExplained() {
        // Before: a portfolio that Bankgirot knows. No mandate is sent for it.
        String old = mandate("1001", true, "'contract': 'A-17'");
        String poor = mandate("998209", true, "");
        String leaving = mandate("994602", false, "");
        // New customers, one with an account that Bankgirot refuses; one comes from a bank by
        // itself.
        String fresh = mandate("2002", false, "");
        String refused = mandate("990405", false, "");
        mandate("995201", false, "");
        String sorry = mandate("997703", true, "");

        // January: what is collected waits for consent, and its day.
        String paid = collect(old, 24_900, first);
        String retried = collect(poor, 10_000, first);
        String early = collect(fresh, 5_000, first);
        String lost = collect(refused, 100, first);
        String back = collect(sorry, 7_700, first);
        assertThat(debit(early).at("/waitsFor")).isEqualTo("MANDATE");
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 2));
        assertThat(debit(lost).at("/statusReason/code")).isEqualTo("AUTOGIRO-MANDATE-05");
        assertThat(payers()).contains("8801");

        sandbox.advanceTo(first);
        for (String one : List.of(paid, early, back)) {
            assertThat(debit(one).at("/status")).isEqualTo("EXECUTED");
        }
        assertThat(debit(retried).at("/status")).isEqualTo("PENDING_AT_BANK");
        // Booked in one sum, which shows what is the same in all of its payments: nothing.
        var sum = booking(paid, 0);
        assertThat(sum.at("/amount/stringValue")).isEqualTo("376.00");
        assertThat(sum.at("/reconciliationStatus")).isEqualTo("RECONCILED");

        // The next bank day covers the retry; it is booked alone.
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(first, 1));
        assertThat(debit(retried).at("/status")).isEqualTo("EXECUTED");
        assertThat(booking(retried, 0).at("/amount/stringValue")).isEqualTo("100.00");
        // One payer wants the money back, another one ends the consent in the internet bank.
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(first, 4));
        assertThat(debit(back).at("/status")).isEqualTo("RETURNED");
        assertThat(debit(back).at("/statusReason/code")).isEqualTo("AUTOGIRO-REFUND-03");
        assertThat(mandateOf(leaving).at("/status")).isEqualTo("CANCELLED");

        // February: a customer has another number; the collection follows when Bankgirot agrees.
        developer
                .patch(
                        "/payments/v2beta/mandates/" + old,
                        Jsons.json(
                                "[{'op': 'replace', 'path': '/mandateReference', 'value':"
                                        + " '1002'}]"))
                .ok();
        String again = collect(old, 24_900, second);
        String never = collect(mandate("998291", true, ""), 3_300, second);
        assertThat(debit(again).at("/waitsFor")).isEqualTo("MANDATE");
        sandbox.advanceTo(second, "12:00");
        assertThat(debit(again).at("/status")).isEqualTo("EXECUTED");
        // Nobody needs the other one any more, so it is called back while Bankgirot tries again.
        developer.post("/payments/v2beta/direct-debits/" + never + ":cancel", "{}").accepted();
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(second, 1));
        assertThat(debit(never).at("/statusReason/code")).isEqualTo("AUTOGIRO-CANCELLED-25");
        // A payment without metadata lends its mandate's to its booking.
        assertThat(booking(again, 0).at("/metadata/contract")).isEqualTo("A-17");

        // The end: what was booked is what the bank has, all of it explained, nothing to look at.
        assertThat(cases()).isEmpty();
        var booked = transactions();
        assertThat(booked)
                .allMatch(one -> one.path("reconciliationStatus").asText().equals("RECONCILED"));
        long sumMinor = booked.stream().mapToLong(one -> one.at("/amount/value").asLong()).sum();
        assertThat(sumMinor).isEqualTo(24_900 + 10_000 + 5_000 + 7_700 - 7_700 + 24_900);
    }

    private String mandate(String payerNumber, boolean known, String metadata) {
        String payer =
                sandbox.aCounterparty()
                        .with("'legalName': 'Payer " + payerNumber + "'")
                        .with(
                                "'nationalIdentifier': {'type': 'CIVIC', 'market': 'SE',"
                                        + " 'number': '19811218-9876'}")
                        .withNumber("SE", "NUMBER", "50011234571")
                        .accountId();
        return sandbox.aMandate()
                .of(payer)
                .with(
                        "'scheme': 'AUTOGIRO', 'active': %s, 'metadata': {%s}"
                                .formatted(known, metadata))
                .with("mandateReference", payerNumber)
                .with("destinationAccountId", account)
                .id();
    }

    private String collect(String mandate, long minor, LocalDate day) {
        return sandbox.aDirectDebit()
                .under(mandate)
                .with("'scheme': 'AUTOGIRO'")
                .of("SEK", minor)
                .into(account)
                .on(day)
                .approved()
                .at("/id");
    }

    private Reply debit(String id) {
        return developer.get("/payments/v2/direct-debits/" + id).ok();
    }

    private Reply mandateOf(String id) {
        return developer.get("/payments/v2/mandates/" + id).ok();
    }

    private Reply booking(String debit, int number) {
        String id = debit(debit).at("/attachedTransactions/%d/id".formatted(number));
        return developer.get("/financial-data/v2/transactions/" + id).ok();
    }

    private List<String> payers() {
        return developer
                .get("/payments/v2/mandates?scheme=AUTOGIRO&limit=100")
                .values("mandateReference");
    }

    private List<JsonNode> transactions() {
        return StreamSupport.stream(
                        developer
                                .get(
                                        "/financial-data/v2/transactions?limit=100&accountId="
                                                + account)
                                .ok()
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                // What the account came with is from before.
                .filter(one -> one.path("date").asText().compareTo(start.toString()) >= 0)
                .toList();
    }

    private List<String> cases() {
        return sandbox.owner().get("/financial-data/v2beta/cases?status=OPEN").ok().items().stream()
                .map(one -> one.path("summary").asText())
                .toList();
    }
}
