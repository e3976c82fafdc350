package kontor;

import java.util.Map;
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
        account = sandbox.accountIn("EUR");
    }

    /** The id of each. */
    public static Map<String, String> idsIn(SandboxOrganization sandbox) {
        return new OneOfEach(sandbox).ids();
    }

    private Map<String, String> ids() {
        var counterparty = sandbox.payer("DE64500105173198833324");
        String payersAccount = counterparty.at("/accounts/0/id");
        var mandate = sandbox.mandate(payersAccount);
        var debit = debit(mandate);
        var transfer = transfer(payersAccount);
        executeAndBook(debit);
        announceACredit();
        return Map.ofEntries(
                Map.entry("counterparties", counterparty.at("/id")),
                Map.entry("external-accounts", payersAccount),
                Map.entry("mandates", mandate.at("/id")),
                Map.entry("direct-debits", debit.at("/id")),
                Map.entry("credit-transfers", transfer.at("/id")),
                Map.entry("accounts", account),
                Map.entry("direct-debit-batches", emptyBatch("direct-debit-batches")),
                Map.entry("credit-transfer-batches", emptyBatch("credit-transfer-batches")),
                Map.entry("approval-chains", approvalChain()),
                Map.entry("metadata-keys", metadataKey()),
                Map.entry("entities", first(developer, "/financial-data/v2/entities")),
                Map.entry("transactions", first(developer, "/financial-data/v2/transactions")),
                Map.entry(
                        "pending-transactions",
                        first(developer, "/financial-data/v2/pending-transactions")),
                Map.entry("connections", first(developer, "/connectivity/v2beta/connections")),
                Map.entry("instructions", ofAnyConnection("instructions")),
                Map.entry("inbox-files", ofAnyConnection("inbox-files")),
                Map.entry("roles", first(owner, "/iam/v2beta/roles")),
                Map.entry("users", first(owner, "/iam/v2beta/users")));
    }

    private Reply debit(Reply mandate) {
        return developer.post(
                "/payments/v2/direct-debits",
                """
                {"amount": {"currency": "EUR", "value": 1}, "date": "%s", "scheme": "SDD_CORE",
                 "source": {"type": "ACCOUNT", "id": "%s"}, "mandateId": "%s", "reference": "r"}
                """
                        .formatted(sandbox.today().plusDays(5), account, mandate.at("/id")));
    }

    private Reply transfer(String payeesAccount) {
        return developer.post(
                "/payments/v2/credit-transfers",
                """
                {"amount": {"currency": "EUR", "value": 1}, "date": "%s", "scheme": "SCT", "reference": "r",
                 "source": {"type": "ACCOUNT", "id": "%s"}, "destination": {"type": "EXTERNAL_ACCOUNT", "id": "%s"}}
                """
                        .formatted(sandbox.today().plusDays(5), account, payeesAccount));
    }

    /** So that there are files to and from a bank, and a transaction. */
    private void executeAndBook(Reply debit) {
        owner.post(
                "/payments/v2/direct-debits/" + debit.at("/id") + ":approve",
                "{\"approvalStepId\": \"%s\"}".formatted(debit.at("/approvalSteps/0/id")));
        owner.post(
                "/v1/testbank/clock:advance",
                "{\"to\": \"%s\"}".formatted(debit.at("/effectiveDate")));
    }

    private void announceACredit() {
        String iban =
                developer.get("/financial-data/v2/accounts/" + account).at("/identifiers/0/number");
        IntradayFixture.announce(TestKontor.shared(), sandbox.organization(), iban);
    }

    private String emptyBatch(String resource) {
        return developer.post("/payments/v2beta/" + resource, EMPTY_BATCH).at("/id");
    }

    private String approvalChain() {
        return owner.post(
                        "/payments/v2beta/approval-chains",
                        """
                        {"name": "n", "autoApprove": true, "triggerCondition": {"currency": {"in": ["BHD"]}}}
                        """)
                .at("/id");
    }

    private String metadataKey() {
        return owner.post(
                        "/iam/v2beta/metadata-keys",
                        """
                        {"key": "k", "resources": [{"resource": "transactions"}]}
                        """)
                .at("/id");
    }

    private static String first(Client client, String list) {
        return client.get(list).at("/items/0/id");
    }

    /** The newest file of any connection, to or from its bank. */
    private String ofAnyConnection(String files) {
        return SandboxOrganization.items(developer.get("/connectivity/v2beta/connections"))
                .map(one -> "/connectivity/v2beta/connections/" + one.path("id").asText() + "/")
                .map(connection -> first(developer, connection + files))
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
