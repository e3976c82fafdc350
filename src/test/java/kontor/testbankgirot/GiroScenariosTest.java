package kontor.testbankgirot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.autogiro.BankgirotCode;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;

/** Every payer number that the test bank documents does what is said of it, in real files. */
class GiroScenariosTest {

    private static final String TOLD = "AUTOGIRO payer number ";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final String account = sandbox.bankgiroAccount();
    private final LocalDate day = BankCalendar.SWEDEN.plus(sandbox.today(), 4);
    private final String payer = sandbox.aCounterparty().swedish().accountId();

    @Test
    void everyPayerNumber_doesWhatIsSaidOfIt() {
        var told =
                StreamSupport.stream(
                                developer.get("/v1/testbank/scenarios").ok().json().spliterator(),
                                false)
                        .map(one -> one.path("trigger").asText())
                        .filter(one -> one.startsWith(TOLD))
                        .map(one -> one.substring(TOLD.length()))
                        .collect(Collectors.toSet());
        var expected = expected();
        assertThat(told).isEqualTo(expected.keySet());
        var made = new LinkedHashMap<String, Made>();
        expected.keySet().forEach(number -> made.put(number, made(number)));
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 6));
        var found = new LinkedHashMap<String, String>();
        made.forEach((number, one) -> found.put(number, outcome(one)));
        assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
        made.forEach(
                (number, one) -> {
                    if (number.startsWith("9977")) {
                        assertThat(bookedBack(one.debit)).as(number).isEqualTo(REASONS.get(number));
                    }
                });
    }

    /** The codes with which what was paid back to whom has been booked. */
    private static final Map<String, String> REASONS =
            Map.of(
                    "997701", "MD01", "997702", "MD01", "997703", "MD06", "997704", "MS03",
                    "997705", "MS03");

    private String bookedBack(String debit) {
        Reply now = developer.get("/payments/v2/direct-debits/" + debit).ok();
        return StreamSupport.stream(now.json().path("attachedTransactions").spliterator(), false)
                .map(one -> one.path("id").asText())
                .map(id -> developer.get("/financial-data/v2/transactions/" + id).ok())
                .map(one -> one.at("/returnReason/code"))
                .filter(code -> !code.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** A credit has no refund; else Bankgirot does with it what it does with a collection. */
    @Test
    void everyPayerNumber_doesTheSameToCredits() {
        var expected = new LinkedHashMap<String, String>();
        expected()
                .forEach(
                        (number, outcome) -> {
                            if (!isOfMandate(number) && !number.startsWith("9905")) {
                                boolean refund = outcome.startsWith("RETURNED");
                                expected.put(number, refund ? "EXECUTED" : outcome);
                            }
                        });
        expected.put("993209", "FAILED AUTOGIRO-REJECT-09");
        var made = new LinkedHashMap<String, Reply>();
        expected.keySet().forEach(number -> made.put(number, credit(number)));
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 6));
        var found = new LinkedHashMap<String, String>();
        made.forEach(
                (number, one) -> {
                    Reply now = sandbox.creditTransfers().get(one);
                    String outcome = now.at("/status") + " " + now.at("/statusReason/code");
                    found.put(number, outcome.strip());
                });
        assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(developer.get("/financial-data/v2/transactions?accountId=" + account).items())
                .filteredOn(GiroScenariosTest::isSumOfCredits)
                .hasSizeGreaterThan(1)
                .allMatch(one -> one.at("/reconciliationStatus").asText().equals("RECONCILED"));
    }

    private static boolean isSumOfCredits(JsonNode booking) {
        long minor = booking.at("/amount/value").asLong();
        return minor < 0 && minor % 12_300 == 0;
    }

    private Reply credit(String number) {
        return sandbox.aCreditTransfer()
                .underMandate(mandate(number, true), 12_300)
                .from(account)
                .on(day)
                .approved();
    }

    /** By payer number what becomes of the mandate, or of the collection under it. */
    private static Map<String, String> expected() {
        var all = new LinkedHashMap<String, String>();
        for (var code : BankgirotCode.all(BankgirotCode.List.MANDATE)) {
            if (code.outcome() == BankgirotCode.Outcome.FAIL) {
                all.put("9904" + code.code(), "FAILED " + code.name());
                all.put("9905" + code.code(), "ACTIVE 77" + code.code() + " CHANGE_REFUSED");
            }
        }
        all.put("990410", "SENT");
        all.put("990000", "SENT");
        all.put("994205", "FAILED AUTOGIRO-MANDATE-05");
        all.put("994307", "FAILED AUTOGIRO-MANDATE-07");
        all.put("994602", "CANCELLED AUTOGIRO-INFORMATION-46");
        all.put("994498", "CANCELLED AUTOGIRO-INFORMATION-44");
        all.put("995201", "ACCEPTED");
        all.put("998201", "FAILED AUTOGIRO-PAYMENT-1");
        all.put("998202", "FAILED AUTOGIRO-PAYMENT-2");
        all.put("998209", "EXECUTED");
        all.put("998291", "FAILED AUTOGIRO-PAYMENT-1");
        all.put("992513", "FAILED AUTOGIRO-PAYMENT-1");
        all.put("993209", "EXECUTED");
        all.put("991111", "FAILED AUTOGIRO-CANCELLED-11");
        all.put("991103", "FAILED AUTOGIRO-CANCELLED-03");
        BankgirotCode.all(BankgirotCode.List.REFUND)
                .forEach(code -> all.put("9977" + code.code(), "RETURNED " + code.name()));
        BankgirotCode.all(BankgirotCode.List.REJECT)
                .forEach(code -> all.put("9983" + code.code(), "FAILED " + code.name()));
        return all;
    }

    private record Made(String mandate, String debit) {}

    private static boolean isOfMandate(String number) {
        return Stream.of("9904", "9900", "9942", "9943", "9946", "9944", "9952")
                .anyMatch(number::startsWith);
    }

    private Made made(String number) {
        if (isOfMandate(number)) {
            return new Made(mandate(number, false), "");
        }
        if (number.startsWith("9905")) {
            String mandate = mandate("77" + number.substring(4), true);
            developer
                    .patch(
                            "/payments/v2beta/mandates/" + mandate,
                            Jsons.json(
                                    "[{'op': 'replace', 'path': '/mandateReference', 'value': '"
                                            + number
                                            + "'}]"))
                    .ok();
            return new Made(mandate, "");
        }
        String mandate = mandate(number, true);
        return new Made(
                mandate,
                sandbox.aDirectDebit()
                        .byAutogiro(mandate, 12_300)
                        .into(account)
                        .on(day)
                        .approved()
                        .at("/id"));
    }

    private String mandate(String number, boolean known) {
        return sandbox.aMandate()
                .of(payer)
                .with("'scheme': 'AUTOGIRO', 'active': " + known)
                .with("mandateReference", number)
                .with("destinationAccountId", account)
                .id();
    }

    private String outcome(Made made) {
        if (!made.debit.isEmpty()) {
            Reply debit = developer.get("/payments/v2/direct-debits/" + made.debit).ok();
            return (debit.at("/status") + " " + debit.at("/statusReason/code")).strip();
        }
        Reply mandate = developer.get("/payments/v2/mandates/" + made.mandate).ok();
        var last = events(made.mandate).getLast();
        if (last.startsWith("CHANGE_")) {
            return "%s %s %s"
                    .formatted(mandate.at("/status"), mandate.at("/mandateReference"), last);
        }
        String why = mandate.at("/statusReason");
        return (mandate.at("/status") + " " + why.replaceFirst(":.*", "")).strip();
    }

    private List<String> events(String mandate) {
        return StreamSupport.stream(
                        developer
                                .get("/payments/v2/mandates/" + mandate + "/events?limit=100")
                                .items()
                                .spliterator(),
                        false)
                .map(one -> one.path("name").asText())
                .toList();
    }
}
