package kontor.testbankgirot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A company with two bankgiros at the test bank, under one customer number or two. */
class TwoBankgirosTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final String first = sandbox.bankgiroAccount();
    private final String second = sandbox.accountWithBankgiro("59941211");
    private final LocalDate day = BankCalendar.SWEDEN.plus(sandbox.today(), 4);
    private final String payer = sandbox.aCounterparty().swedish().accountId();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachBankgiro_hasItsPayersAndItsSums(boolean twoCustomers) {
        if (twoCustomers) {
            String path = "/financial-data/v2/accounts/" + second;
            String body = "[{'op': 'add', 'path': '/autogiroCustomerNumber', 'value': '654321'}]";
            String version = sandbox.owner().get(path).header("ETag");
            sandbox.owner().patch(path, Jsons.json(body), "If-Match", version).ok();
        }
        var one = collected(first, 10_100);
        var other = collected(second, 20_200);
        assertThat(mandate(other).at("/creditorReference"))
                .isEqualTo(twoCustomers ? "654321" : mandate(one).at("/creditorReference"));
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 1));
        assertIsPaid(one, first, 10_100);
        assertIsPaid(other, second, 20_200);
        assertThat(sandbox.owner().get("/financial-data/v2beta/cases").items()).isEmpty();
    }

    /** Under the same payer number, which each bankgiro gives for itself. */
    private Reply collected(String account, long minor) {
        String mandate =
                sandbox.aMandate()
                        .of(payer)
                        .with(
                                "'scheme': 'AUTOGIRO', 'mandateReference': '1001',"
                                        + " 'destinationAccountId': '%s'".formatted(account))
                        .id();
        return sandbox.aDirectDebit().byAutogiro(mandate, minor).into(account).on(day).approved();
    }

    private Reply mandate(Reply debit) {
        return developer.get("/payments/v2/mandates/" + now(debit).at("/mandate/id")).ok();
    }

    private Reply now(Reply debit) {
        return sandbox.directDebits().get(debit);
    }

    private void assertIsPaid(Reply debit, String account, long minor) {
        assertThat(now(debit).at("/status")).isEqualTo("EXECUTED");
        assertThat(mandate(debit).at("/status")).isEqualTo("ACTIVE");
        List<JsonNode> booked =
                developer
                        .get("/financial-data/v2/transactions?limit=100&accountId=" + account)
                        .items()
                        .stream()
                        .filter(booking -> booking.at("/amount/value").asLong() == minor)
                        .toList();
        assertThat(booked)
                .singleElement()
                .matches(booking -> booking.toString().contains(debit.at("/id")));
    }
}
