package kontor;

import java.util.Map;
import kontor.cases.CaseFixtures;
import kontor.rtransactions.RTransactionFixtures;
import kontor.statements.IntradayFixture;

/**
 * One resource of each kind in a sandbox, by the word in its path; made for the purpose where
 * needed. The rules for all routes walk them.
 */
public final class OneOfEach {

    private static final String EMPTY_BATCH = "{\"treatment\": \"BATCH\", \"payments\": [{}]}";

    private final SandboxOrganization sandbox;
    private final Client developer;
    private final Client owner;
    private final String account;

    private OneOfEach(SandboxOrganization sandbox) {
        this.sandbox = sandbox;
        developer = sandbox.developer();
        owner = sandbox.owner();
        account = sandbox.account();
    }

    /** The id of each. */
    public static Map<String, String> idsIn(SandboxOrganization sandbox) {
        return new OneOfEach(sandbox).ids();
    }

    private Map<String, String> ids() {
        var counterparty = sandbox.aCounterparty().made();
        String payersAccount = counterparty.at("/accounts/0/id");
        String mandate = sandbox.aMandate().of(payersAccount).id();
        String transfer = sandbox.aCreditTransfer().to(payersAccount).id();
        // So that there are files to and from a bank, and a transaction.
        var debit = sandbox.aDirectDebit().under(mandate).executed();
        announceACredit();
        var aChain = sandbox.anApprovalChain().when("{'currency': {'in': ['BHD']}}");
        var ofFourEyes = ofFourEyes();
        return Map.ofEntries(
                Map.entry("counterparties", counterparty.at("/id")),
                Map.entry("external-accounts", payersAccount),
                Map.entry("mandates", mandate),
                Map.entry("mandate-imports", aMandateImport()),
                Map.entry("direct-debits", debit.at("/id")),
                Map.entry("credit-transfers", transfer),
                Map.entry("accounts", account),
                Map.entry("direct-debit-batches", emptyBatch("direct-debit-batches")),
                Map.entry("credit-transfer-batches", emptyBatch("credit-transfer-batches")),
                Map.entry("approval-chains", aChain.id()),
                Map.entry(
                        "metadata-keys",
                        sandbox.aMetadataKey().named("k").knownTo("transactions").id()),
                Map.entry("entities", first(developer, "/financial-data/v2/entities")),
                Map.entry("transactions", first(developer, "/financial-data/v2/transactions")),
                Map.entry(
                        "pending-transactions",
                        first(developer, "/financial-data/v2/pending-transactions")),
                Map.entry("expected-transactions", anExpectedTransaction()),
                Map.entry("connections", first(developer, "/connectivity/v2beta/connections")),
                Map.entry("instructions", ofAnyConnection("instructions")),
                Map.entry("inbox-files", ofAnyConnection("inbox-files")),
                Map.entry("cases", CaseFixtures.aCase(sandbox.organization(), account)),
                Map.entry(
                        "r-transactions",
                        RTransactionFixtures.aReject(
                                sandbox.organization(), account, debit.at("/id"))),
                Map.entry("change-requests", ofFourEyes.get("change-requests")),
                Map.entry("change-request-exemptions", ofFourEyes.get("change-request-exemptions")),
                Map.entry("roles", first(owner, "/iam/v2beta/roles")),
                Map.entry("users", first(owner, "/iam/v2beta/users")));
    }

    /** Asked for, and exempted, while four eyes is on, which it is not for the others. */
    private Map<String, String> ofFourEyes() {
        String organization = "/iam/v2beta/organization";
        owner.patch(organization, fourEyes(true)).ok();
        String name = "{\"name\": \"asked for\", \"permissions\": []}";
        String asked = owner.post("/iam/v2beta/roles", name).accepted().at("/changeRequest/id");
        String program = owner.get("/iam/v2beta/users?kind=PROGRAMMATIC").at("/items/0/id");
        var exempts =
                owner.post(
                        "/iam/v2beta/change-request-exemptions",
                        "{\"userId\": \"%s\", \"area\": \"EXCHANGE_RATES\", \"reason\": \"a feed\"}"
                                .formatted(program));
        var approved = approved(exempts);
        approved(owner.patch(organization, fourEyes(false)));
        return Map.of(
                "change-requests", asked, "change-request-exemptions", approved.at("/targetId"));
    }

    private Reply approved(Reply asked) {
        String id = asked.accepted().at("/changeRequest/id");
        return sandbox.anotherOwner()
                .post("/iam/v2beta/change-requests/" + id + ":approve", "")
                .ok();
    }

    private static String fourEyes(boolean on) {
        return "[{\"op\": \"replace\", \"path\": \"/fourEyes\", \"value\": %s}]".formatted(on);
    }

    private String anExpectedTransaction() {
        return developer
                .post(
                        "/financial-data/v2beta/expected-transactions",
                        """
                        {"accountId": "%s", "amount": {"currency": "EUR", "value": 4711}, "date": "2026-12-15",
                         "remittanceInformation": {"type": "UNSTRUCTURED", "value": "Invoice"}}
                        """
                                .formatted(account))
                .at("/id");
    }

    /** Of one row, which is faulty. */
    private String aMandateImport() {
        String imports = "/payments/v2beta/mandate-imports";
        String file = "scheme,mandateReference\nSDD_CORE,M-1\n";
        String id = Uploads.file(developer, imports, file).created().at("/id");
        Await.until(() -> developer.get(imports + "/" + id).at("/status").equals("COMPLETED"));
        return id;
    }

    private void announceACredit() {
        String iban =
                developer.get("/financial-data/v2/accounts/" + account).at("/identifiers/0/number");
        IntradayFixture.announce(TestKontor.shared(), sandbox.organization(), iban);
    }

    private String emptyBatch(String resource) {
        return developer.post("/payments/v2beta/" + resource, EMPTY_BATCH).at("/id");
    }

    private static String first(Client client, String list) {
        return client.get(list).at("/items/0/id");
    }

    /** The newest file of any connection, to or from its bank. */
    private String ofAnyConnection(String files) {
        return developer.get("/connectivity/v2beta/connections").items().stream()
                .map(one -> "/connectivity/v2beta/connections/" + one.path("id").asText() + "/")
                .map(connection -> first(developer, connection + files))
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
