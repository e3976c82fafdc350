package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;

/**
 * One collection for each way in which money does not come or goes back, over real HTTP and real
 * files, on the sandbox clock: each is told apart, and nothing of it stays unexplained.
 */
class ReturnsStoryTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient debits = sandbox.directDebits();
    private final Map<String, Reply> made = new LinkedHashMap<>();

    private void collect(String name, String scheme, String iban) {
        String payer = sandbox.aCounterparty().withIban(iban).accountId();
        String mandate = sandbox.aMandate().with("scheme", scheme).of(payer).id();
        made.put(
                name,
                sandbox.aDirectDebit()
                        .with("scheme", scheme)
                        .under(mandate)
                        .of("EUR", 10_000)
                        .approved());
    }

    private void assertIs(String name, String status, String code, String kind, String startedBy) {
        var now = debits.get(made.get(name));
        assertThat(now.at("/status")).as(name).isEqualTo(status);
        assertThat(now.at("/statusReason/code")).as(name).isEqualTo(code);
        assertThat(now.at("/statusReason/kind")).as(name).isEqualTo(kind);
        assertThat(now.at("/statusReason/startedBy")).as(name).isEqualTo(startedBy);
    }

    @Test
    void everyWayBack_isToldApartAndExplained() {
        collect("reject", "SDD_CORE", "DE86999100000000001040");
        collect("refusal", "SDD_CORE", "DE39999100000000001110");
        collect("recall", "SDD_CORE", "DE68999100000000003110");
        collect("return", "SDD_CORE", "DE40500105176499974616");
        collect("charges", "SDD_CORE", "DE68999100000000002140");
        collect("reversal", "SDD_CORE", "DE89999100000000002150");
        collect("refund", "SDD_CORE", "DE05999100000000002110");
        collect("b2b", "SDD_B2B", "DE05999100000000002110");
        collect("unauthorised", "SDD_CORE", "DE47999100000000002130");
        collect("late", "SDD_CORE", "DE26999100000000002120");
        var day = LocalDate.parse(made.get("late").at("/effectiveDate"));
        sandbox.advanceTo(BankCalendar.TARGET.plus(day, 2));
        assertIs("reject", "FAILED", "AC04", "REJECT", "BANK");
        assertIs("refusal", "FAILED", "MS02", "REFUSAL", "COUNTERPARTY");
        assertIs("recall", "FAILED", "CUST", "RECALL", "ORGANIZATION");
        assertIs("return", "RETURNED", "AM04", "RETURN", "BANK");
        assertIs("charges", "RETURNED", "AM04", "RETURN", "BANK");
        assertIs("reversal", "RETURNED", "MD05", "REVERSAL", "ORGANIZATION");
        assertThat(debits.get(made.get("late")).at("/status")).isEqualTo("EXECUTED");
        sandbox.advanceTo(BankCalendar.TARGET.plus(day, 46));
        assertIs("refund", "RETURNED", "MD06", "REFUND", "COUNTERPARTY");
        assertIs("b2b", "RETURNED", "MD06", "REFUND", "COUNTERPARTY");
        assertIs("unauthorised", "RETURNED", "MD01", "REFUND", "COUNTERPARTY");
        assertIs("late", "RETURNED", "MD06", "REFUND", "COUNTERPARTY");
        assertWhatElseIsTold();
        assertNothingUnexplained();
    }

    private void assertWhatElseIsTold() {
        var charged = debits.get(made.get("charges"));
        assertThat(charged.at("/statusReason/amount/stringValue")).isEqualTo("100.00");
        assertThat(charged.at("/statusReason/charges/stringValue")).isEqualTo("3.50");
        assertThat(debits.get(made.get("refund")).json().at("/statusReason").has("outOfTime"))
                .isFalse();
        assertThat(debits.get(made.get("b2b")).at("/statusReason/outOfTime")).isEqualTo("true");
        assertThat(debits.get(made.get("late")).at("/statusReason/outOfTime")).isEqualTo("true");
        var unauthorised = debits.get(made.get("unauthorised"));
        assertThat(unauthorised.at("/statusReason/unauthorized")).isEqualTo("true");
        assertThat(unauthorised.json().at("/statusReason").has("disputeUntil")).isTrue();
        var mandate = "/payments/v2/mandates/" + unauthorised.at("/mandate/id");
        assertThat(sandbox.developer().get(mandate).at("/status")).isEqualTo("FAILED");
        var all = sandbox.developer().get("/payments/v2beta/r-transactions?limit=50").ok();
        assertThat(all.items()).hasSize(made.size());
        var refunds = sandbox.developer().get("/payments/v2beta/r-transactions:total?kind=REFUND");
        assertThat(refunds.ok().at("/totals/0/code")).isEqualTo("MD06");
        assertThat(refunds.at("/totals/0/count")).isEqualTo("3");
        assertThat(refunds.at("/totals/0/amount/stringValue")).isEqualTo("300.00");
    }

    private void assertNothingUnexplained() {
        // The test bank begins with a few bookings of its own, which have no end-to-end id.
        var booked =
                sandbox.developer().get("/financial-data/v2/transactions?limit=50").items().stream()
                        .filter(one -> one.at("/references").has("endToEndId"))
                        .toList();
        assertThat(booked).hasSizeGreaterThanOrEqualTo(7);
        var unexplained =
                booked.stream()
                        .filter(
                                one ->
                                        !one.path("reconciliationStatus")
                                                .asText()
                                                .equals("RECONCILED"))
                        .toList();
        assertThat(unexplained).isEmpty();
        var cases = sandbox.developer().get("/financial-data/v2beta/cases").values("kind");
        assertThat(cases).containsExactly("RETURN_IN_DOUBT", "RETURN_IN_DOUBT");
    }
}
