package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;

/** A company that collects by Autogiro in a sandbox, in its own words. */
public final class SwedishCompany {

    private static final String IMPORTS = "/payments/v2beta/mandate-imports";
    private static final String EXPECTED = "/financial-data/v2beta/expected-transactions";
    private static final String PAYERS_ACCOUNT = "50011234571";

    private final SandboxOrganization sandbox;
    private final Client developer;
    final String account;
    private final LocalDate start;

    public SwedishCompany(SandboxOrganization sandbox) {
        this.sandbox = sandbox;
        developer = sandbox.developer();
        account = sandbox.bankgiroAccount();
        start = sandbox.today();
    }

    /** One that Bankgirot knows from the system of before. */
    public record Old(String payerNumber, String name, String contract) {

        private String row(String account) {
            return "AUTOGIRO,%s,%s,true,%s,INDIVIDUAL,19811218-9876,%s,%s\n"
                    .formatted(payerNumber, account, name, PAYERS_ACCOUNT, contract);
        }
    }

    /** The portfolio of before, by file; the import when it is over. */
    public Reply movesIn(Old... mandates) {
        var file =
                new StringBuilder(
                        "scheme,mandateReference,destinationAccountId,active,legalName,partyType,"
                                + "nationalIdentifier,accountNumber,metadata.contract\n");
        for (Old one : mandates) {
            file.append(one.row(account));
        }
        String made = Uploads.file(developer, IMPORTS, file.toString()).created().at("/id");
        Await.until(() -> imported(made).at("/status").equals("COMPLETED"));
        return imported(made);
    }

    private Reply imported(String id) {
        return developer.get(IMPORTS + "/" + id).ok();
    }

    /** A new customer, of whom Bankgirot must be told. */
    public String mandate(String payerNumber) {
        return sandbox.aMandate().byAutogiro(payerNumber).ofEntity().id();
    }

    public String mandateOf(String payerNumber) {
        return developer.get("/payments/v2/mandates?scheme=AUTOGIRO&limit=100").items().stream()
                .filter(one -> one.path("mandateReference").asText().equals(payerNumber))
                .map(one -> one.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    public Reply mandateNow(String id) {
        return developer.get("/payments/v2/mandates/" + id).ok();
    }

    void payerNumber(String mandate, String next) {
        developer
                .patch(
                        "/payments/v2beta/mandates/" + mandate,
                        Jsons.json(
                                "[{'op': 'replace', 'path': '/mandateReference', 'value': '%s'}]"
                                        .formatted(next)))
                .ok();
    }

    public String collect(String mandate, long minor, LocalDate day) {
        return sandbox.aDirectDebit()
                .byAutogiro(mandate, minor)
                .into(account)
                .on(day)
                .approved()
                .at("/id");
    }

    void callBack(String debit) {
        developer.post("/payments/v2beta/direct-debits/" + debit + ":cancel", "{}").accepted();
    }

    Reply debit(String id) {
        return developer.get("/payments/v2/direct-debits/" + id).ok();
    }

    /**
     * Money that somebody should pay by themselves.
     *
     * @param type STRUCTURED for an OCR number, else UNSTRUCTURED
     */
    public String expect(long minor, String type, String reference, LocalDate day) {
        return developer
                .post(
                        EXPECTED,
                        Jsons.json(
                                """
                                {'accountId': '%s', 'amount': {'currency': 'SEK', 'value': %d}, 'date': '%s',
                                 'remittanceInformation': {'type': '%s', 'value': '%s'},
                                 'metadata': {'invoice': '%s'}}
                                """
                                        .formatted(
                                                account, minor, day, type, reference, reference)))
                .created()
                .at("/id");
    }

    Reply expected(String id) {
        return developer.get(EXPECTED + "/" + id).ok();
    }

    void isWhatWasExpected(String expected, JsonNode booking) {
        developer
                .post(
                        EXPECTED + "/" + expected + ":reconcile",
                        "{\"transactionId\": \"%s\"}".formatted(booking.path("id").asText()))
                .ok();
    }

    /** Somebody pays into the account; the bank tells it with the statement of the day. */
    public void receives(long minor, String type, String reference, LocalDate day) {
        assertThat(
                        developer
                                .post(
                                        "/v1/testbank/transactions",
                                        Jsons.json(
                                                """
                                                {'accountId': '%s', 'date': '%s', 'amount': {'currency': 'SEK', 'value': %d},
                                                 'remittanceInformation': {'type': '%s', 'value': '%s'},
                                                 'counterpartyDetails': {'name': 'Kund & Co AB'}}
                                                """
                                                        .formatted(
                                                                account, day, minor, type,
                                                                reference)),
                                        "X-Testbank-Authorization",
                                        Client.basic("user1", "pass1"))
                                .status())
                .isBetween(200, 202);
    }

    /** The n-th booking of a collection. */
    Reply booking(String debit, int number) {
        String id = debit(debit).at("/attachedTransactions/%d/id".formatted(number));
        return developer.get("/financial-data/v2/transactions/" + id).ok();
    }

    /** What was booked since the beginning, newest first. */
    List<JsonNode> bookings() {
        return developer
                .get("/financial-data/v2/transactions?limit=100&accountId=" + account)
                .items()
                .stream()
                // What the account came with is from before.
                .filter(one -> one.path("date").asText().compareTo(start.toString()) >= 0)
                .toList();
    }

    /** The closing balance by Kontor, minor units. */
    long balance() {
        return developer
                .get(
                        "/financial-data/v2/accounts/"
                                + account
                                + "/balances?mostRecent=true&type=BOOKED")
                .json()
                .at("/items/0/amount/value")
                .asLong();
    }

    /** The closing balance in the books of the bank, minor units. */
    long balanceAtTheBank() {
        return TestKontor.shared()
                .database()
                .read(
                        sandbox.organization(),
                        tx ->
                                tx.query(
                                                """
                                                SELECT balance_minor FROM testbank.accounts
                                                WHERE organization_id = :org AND iban = :iban
                                                """)
                                        .bind("iban", sandbox.iban(account))
                                        .mapTo(Long.class)
                                        .one());
    }

    List<String> payerNumbers() {
        return developer
                .get("/payments/v2/mandates?scheme=AUTOGIRO&limit=100")
                .values("mandateReference");
    }

    List<String> openCases() {
        return sandbox.owner().get("/financial-data/v2beta/cases?status=OPEN").ok().items().stream()
                .map(one -> one.path("summary").asText())
                .toList();
    }
}
