package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.cases.CaseFixtures;
import kontor.http.Answer;
import kontor.http.Route;
import kontor.rtransactions.RTransactionFixtures;
import kontor.statements.IntradayFixture;
import org.junit.jupiter.api.Test;

/**
 * Whole bodies as clients see them, one for each kind of answer that the OpenAPI document names and
 * some more, in {@code golden/http}; a change of a body is seen in the diff.
 */
class GoldenBodiesTest {

    private static final String ACCOUNTS = "/financial-data/v2/accounts";
    private static final String SLOW = "/v1/idempotency-test?sleep=1";
    private static final String CONNECTIONS = "/connectivity/v2beta/connections";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client developer = sandbox.developer();
    private final Client owner = sandbox.owner();

    private static void assertGolden(String name, Reply reply) {
        assertThat(reply.status() >= 400).as(reply.body()).isEqualTo(name.startsWith("Error."));
        GoldenBody.of(name).assertIs(reply.json());
    }

    @Test
    void everyKindOfAnswer_hasAGoldenBody() {
        var kinds =
                kontor.routes().stream()
                        .filter(GoldenBodiesTest::isAlwaysTheSame)
                        .map(Route::schema)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(kinds).hasSizeGreaterThan(50).allMatch(kind -> GoldenBody.of(kind).exists());
    }

    /** The document of the API and how the node is at the moment have tests of their own. */
    private static boolean isAlwaysTheSame(Route route) {
        return route.mediaType().equals(Answer.JSON)
                && !route.schema().isEmpty()
                && !route.schema().startsWith("OpenApi")
                && !route.path().startsWith("/health/");
    }

    @Test
    void counterparty_isAnsweredAsBefore() {
        Reply created =
                developer.post(
                        CounterpartyBuilder.PATH,
                        """
                        {"legalName": "Müller GmbH", "partyType": "COMPANY", "alias": "Müller", "email": "pay@mueller.example",
                         "phone": "+49 30 1234", "externalId": "customer-17", "metadata": {"segment": "trial"},
                         "address": {"streetName": "Hauptstraße", "streetNumber": "1", "postalCode": "10115", "city": "Berlin",
                                     "country": "DE"},
                         "nationalIdentifier": {"type": "COMPANY", "market": "DE", "number": "HRB 1234"},
                         "accounts": [{"market": "DE", "externalId": "account-17",
                                       "identifiers": [{"type": "IBAN", "number": "DE64500105173198833324"}],
                                       "routing": [{"type": "BIC", "number": "INGDDEFF"}]}]}
                        """);
        assertGolden("Counterparty", created.created());
        developer.post(CounterpartyBuilder.PATH, "{\"legalName\": \"Another\"}").created();
        assertGolden("CounterpartyList", developer.get(CounterpartyBuilder.PATH + "?limit=1"));
        var account =
                sandbox.anExternalAccount()
                        .of(created.at("/id"))
                        .withNumber("SE", "SE_BANKGIRO", "5050604")
                        .with("alias", "Giro")
                        .made();
        assertGolden("ExternalAccount", account);
        assertGolden(
                "ExternalAccountList", developer.get(ExternalAccountBuilder.PATH + "?limit=1"));
    }

    @Test
    void changeRequest_isAnsweredAsBefore() {
        owner.patch(
                        "/iam/v2beta/organization",
                        "[{\"op\": \"replace\", \"path\": \"/fourEyes\", \"value\": true}]")
                .ok();
        String requests = "/iam/v2beta/change-requests";
        var role = sandbox.aRole("accounts:read").named("Tellers").send().accepted();
        assertGolden("ChangeRequestAnswer", role);
        String one = requests + "/" + role.at("/changeRequest/id");
        assertGolden("ChangeRequest", owner.get(one).ok());
        var other = sandbox.anotherOwner();
        other.post(one + ":reject", "{\"reason\": \"Ask for one account only.\"}").ok();
        assertGolden("ChangeRequestList", owner.get(requests).ok());
        String exemptions = "/iam/v2beta/change-request-exemptions";
        String program = owner.get("/iam/v2beta/users?kind=PROGRAMMATIC").at("/items/0/id");
        var exempt =
                owner.post(
                        exemptions,
                        "{\"userId\": \"%s\", \"area\": \"EXCHANGE_RATES\", \"reason\": \"a feed\"}"
                                .formatted(program));
        String asked = requests + "/" + exempt.accepted().at("/changeRequest/id");
        String made = other.post(asked + ":approve", "").ok().at("/targetId");
        assertGolden("ChangeRequestExemption", owner.get(exemptions + "/" + made).ok());
        assertGolden("ChangeRequestExemptionList", owner.get(exemptions).ok());
    }

    @Test
    void changedMandate_isAnsweredAsBefore() {
        String payer = sandbox.aCounterparty().individual().accountId();
        Reply mandate =
                sandbox.aMandate()
                        .of(payer)
                        .with("'mandateReference': 'M-17', 'active': true")
                        .made();
        Reply changed =
                developer.patch(
                        "/payments/v2beta/mandates/" + mandate.at("/id"),
                        """
                        [{"op": "replace", "path": "/mandateReference", "value": "M-18"},
                         {"op": "replace", "path": "/creditorReference", "value": "NL79ZZZ999999990000"}]
                        """);
        assertGolden("Mandate.changed", changed.ok());
    }

    @Test
    void mandateImport_isAnsweredAsBefore() {
        String imports = "/payments/v2beta/mandate-imports";
        var sent =
                Uploads.file(
                        developer,
                        imports,
                        """
                        scheme,mandateReference,signatureDate,legalName,iban
                        SDD_CORE,M-17,2026-01-02,Anna Schmidt,DE64500105173198833324
                        SDD_CORE,M-18,02.01.2026,Max Meier,DE89370400440532013000
                        """);
        String one = imports + "/" + sent.created().at("/id");
        Await.until(() -> developer.get(one).at("/status").equals("COMPLETED"));
        assertGolden("MandateImport", developer.get(one));
        assertGolden("MandateImportList", developer.get(imports));
        assertGolden("MandateImportRowList", developer.get(one + "/rows"));
        assertGolden("MandateImportFaults", developer.get(one + "/faults"));
    }

    @Test
    void mandateAndDirectDebit_areAnsweredAsBefore() {
        String payer = sandbox.aCounterparty().individual().accountId();
        Reply mandate =
                sandbox.aMandate()
                        .of(payer)
                        .with("'mandateReference': 'M-17', 'signatureDate': '2026-01-02'")
                        .made();
        assertGolden("Mandate", mandate);
        assertGolden("MandateList", developer.get(MandateBuilder.PATH));
        Reply debit =
                sandbox.aDirectDebit()
                        .from(payer)
                        .on(sandbox.today().plusDays(10))
                        .with("'amount': {'currency': 'EUR', 'stringValue': '49.90'}")
                        .with("'reference': 'Invoice 17', 'externalId': 'invoice-17'")
                        .with("'metadata': {'invoice': '17'}")
                        .made();
        assertGolden("DirectDebit", debit);
        assertGolden("DirectDebitList", developer.get(PaymentClient.DIRECT_DEBITS));
        assertGolden(
                "PaymentPreview",
                developer
                        .post(
                                "/payments/v2beta/direct-debits:preview",
                                sandbox.aDirectDebit().under(mandate.at("/id")).json())
                        .ok());
        assertGolden(
                "DirectDebitTotals", developer.get("/payments/v2beta/direct-debits:total").ok());
        String events = PaymentClient.DIRECT_DEBITS + "/" + debit.at("/id") + "/events";
        assertGolden("EventList", developer.get(events));
    }

    @Test
    void creditTransfer_isAnsweredAsBefore() {
        Reply transfer =
                sandbox.aCreditTransfer()
                        .with("'externalId': 'bill-17', 'metadata': {'bill': '17'}")
                        .with("'categoryPurpose': 'SUPP', 'chargeBearer': 'SHARED'")
                        .made();
        assertGolden("CreditTransfer", transfer);
        assertGolden("CreditTransferList", developer.get(PaymentClient.CREDIT_TRANSFERS));
        assertGolden(
                "CreditTransferTotals",
                developer.get("/payments/v2beta/credit-transfers:total").ok());
        Reply rejected =
                sandbox.creditTransfers().reject(owner, transfer, "{'reason': 'paid twice'}");
        assertGolden("CreditTransfer.rejected", rejected.accepted());
    }

    @Test
    void whatTheBankDid_isAnsweredAsBefore() {
        String mandate = sandbox.aMandate().with("mandateReference", "M-17").id();
        Reply debit = sandbox.aDirectDebit().under(mandate).executed();
        assertGolden("DirectDebit.executed", debit);
        String transactions = "/financial-data/v2/transactions";
        // What other connections bring on that day may be there already, or come later.
        String ofTheAccount = transactions + "?accountId=" + debit.at("/destination/id");
        assertGolden("TransactionList", developer.get(ofTheAccount));
        String id = developer.get(ofTheAccount).at("/items/0/id");
        assertGolden("Transaction", developer.get(transactions + "/" + id));
        assertGolden(
                "TransactionDetailList",
                developer.get("/financial-data/v2beta/transactions/" + id + "/details"));
        String connection = connectionWithAFile();
        assertGolden("Connection", developer.get(connection));
        assertGolden("ConnectionList", developer.get(CONNECTIONS + "?limit=1"));
        assertGolden("InstructionList", developer.get(connection + "/instructions"));
        String instruction = developer.get(connection + "/instructions").at("/items/0/id");
        assertGolden(
                "Instruction", developer.get("/connectivity/v2beta/instructions/" + instruction));
        var sent = debit.at("/id");
        assertGolden("SearchHits", developer.get("/payments/v2beta/search?query=" + sent).ok());
        assertGolden(
                "PaymentTimeline",
                sandbox.owner().get("/payments/v2beta/direct-debits/" + sent + "/timeline").ok());
        assertGolden(
                "PaymentPlace",
                sandbox.owner()
                        .get(
                                "/connectivity/v2beta/instructions/%s/place?paymentId=%s"
                                        .formatted(instruction, sent))
                        .ok());
        String statement = statementIn(connection);
        assertGolden("InboxFile", developer.get("/connectivity/v2beta/inbox-files/" + statement));
        assertGolden("InboxFileList", developer.get(connection + "/inbox-files?limit=1"));
    }

    /** The one over which a file went to the bank. */
    private String connectionWithAFile() {
        return developer.get(CONNECTIONS).values("id").stream()
                .map(id -> CONNECTIONS + "/" + id)
                .filter(one -> !developer.get(one + "/instructions").items().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** The newest file with a statement that came back. */
    private String statementIn(String connection) {
        return developer.get(connection + "/inbox-files?limit=100").items().stream()
                .filter(file -> file.toString().contains("camt.053"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    @Test
    void accountsAndBalances_areAnsweredAsBefore() {
        sandbox.advanceTo(sandbox.today().plusDays(1));
        String account = sandbox.account();
        assertGolden("Account", developer.get(ACCOUNTS + "/" + account));
        assertGolden("AccountList", developer.get(ACCOUNTS + "?limit=1"));
        assertGolden("BalanceList", developer.get(ACCOUNTS + "/" + account + "/balances?limit=1"));
        String days = "/financial-data/v2beta/accounts/" + account + "/end-of-day-summaries";
        assertGolden("EndOfDaySummaryList", developer.get(days + "?limit=1"));
        String entities = "/financial-data/v2/entities";
        assertGolden("EntityList", developer.get(entities));
        String entity = developer.get(entities).at("/items/0/id");
        assertGolden("Entity", developer.get(entities + "/" + entity));
    }

    @Test
    void pendingTransactions_areAnsweredAsBefore() {
        String iban = developer.get(ACCOUNTS + "/" + sandbox.account()).at("/identifiers/0/number");
        IntradayFixture.announce(kontor, sandbox.organization(), iban);
        String pending = "/financial-data/v2/pending-transactions";
        assertGolden("PendingTransactionList", developer.get(pending));
        String id = developer.get(pending).at("/items/0/id");
        assertGolden("PendingTransaction", developer.get(pending + "/" + id));
    }

    @Test
    void case_isAnsweredAsBefore() {
        String id = CaseFixtures.aCase(sandbox.organization(), sandbox.account());
        String cases = "/financial-data/v2beta/cases";
        assertGolden("Case", developer.get(cases + "/" + id));
        assertGolden("CaseList", developer.get(cases));
    }

    @Test
    void rTransaction_isAnsweredAsBefore() {
        String debit = sandbox.aDirectDebit().made().at("/id");
        String id = RTransactionFixtures.aReject(sandbox.organization(), sandbox.account(), debit);
        String all = "/payments/v2beta/r-transactions";
        assertGolden("RTransaction", developer.get(all + "/" + id));
        assertGolden("RTransactionList", developer.get(all + "?paymentId=" + debit));
        assertGolden("RTransactionTotals", developer.get(all + ":total?paymentId=" + debit));
    }

    @Test
    void approvals_areAnsweredAsBefore() {
        String role = sandbox.aRole("direct_debits:read").id();
        var chain =
                sandbox.anApprovalChain()
                        .step(role)
                        .when("{'amount': {'gte': {'currency': 'EUR', 'value': 1}}}")
                        .made();
        assertGolden("ApprovalChain", chain);
        assertGolden("ApprovalChainList", owner.get(ApprovalChainBuilder.PATH));
        sandbox.aDirectDebit().made();
        assertGolden("PendingApprovalList", owner.get("/payments/v2beta/approvals"));
        String notices =
                "/payments/v2beta/direct-debits/%s/pre-notifications"
                        .formatted(sandbox.aDirectDebit().made().at("/id"));
        assertGolden("PreNotificationList", developer.get(notices));
        assertGolden(
                "PreNotificationSettings", owner.get("/payments/v2beta/pre-notification-settings"));
        assertGolden("ApprovalSettings", owner.get("/payments/v2beta/approval-settings"));
        assertGolden("RetryPolicy", owner.get("/payments/v2beta/retry-policy"));
        String rates = "/payments/v2beta/exchange-rates";
        var stored =
                owner.post(
                        rates,
                        Jsons.json(
                                """
                                {'rates': [{'base': 'EUR', 'quote': 'SEK', 'rate': '11.25', 'date': '2026-01-02'}]}
                                """));
        assertGolden("ExchangeRates", stored);
        assertGolden("ExchangeRateList", owner.get(rates));
    }

    @Test
    void batches_areAnsweredAsBefore() {
        String mandate = sandbox.aMandate().with("mandateReference", "M-17").id();
        String good = sandbox.aDirectDebit().under(mandate).json();
        batch("DirectDebitBatch", "/payments/v2beta/direct-debit-batches", good, "BatchResultList");
        batch(
                "CreditTransferBatch",
                "/payments/v2beta/credit-transfer-batches",
                sandbox.aCreditTransfer().json(),
                "BatchResultList.transfers");
    }

    private void batch(String kind, String path, String good, String results) {
        String body = "{\"treatment\": \"BATCH\", \"payments\": [" + good + ", {}]}";
        assertGolden("Previewable" + kind, developer.post(path + ":preview", body));
        Reply created = developer.post(path, body);
        assertGolden(kind, created);
        String batch = path + "/" + created.at("/id");
        Await.until(() -> developer.get(batch).at("/status").equals("COMPLETED"));
        assertGolden(kind + ".completed", developer.get(batch));
        assertGolden(kind + "List", developer.get(path));
        assertGolden(results, developer.get(batch + "/results"));
    }

    @Test
    void approvalTasks_areAnsweredAsBefore() {
        String path = "/payments/v2beta/credit-transfer-batches";
        String one = sandbox.aCreditTransfer().json();
        String body = "{\"treatment\": \"BATCH\", \"payments\": [" + one + "]}";
        String batch = path + "/" + developer.post(path, body).created().at("/id");
        Await.until(() -> developer.get(batch).at("/status").equals("COMPLETED"));
        assertGolden("BatchApprovalSummary", developer.get(batch + "/approval-summary"));
        String tasks = batch + "/approval-tasks";
        Reply asked = developer.post(tasks, "{\"action\": \"APPROVE\"}").accepted();
        assertGolden("BatchApprovalTask", asked);
        String task = tasks + "/" + asked.at("/id");
        Await.until(() -> developer.get(task).at("/status").equals("COMPLETED"));
        assertGolden("BatchApprovalTask.completed", developer.get(task));
        assertGolden("BatchApprovalTaskResultList", developer.get(task + "/results"));
    }

    @Test
    void reports_areAnsweredAsBefore() {
        String account = sandbox.account();
        String connection = developer.get(ACCOUNTS + "/" + account).at("/connectionId");
        String reports = CONNECTIONS + "/" + connection + "/reports";
        String balance =
                "{'type': 'BOOKED', 'reportedType': '%s', 'amount': {'currency': 'EUR', 'value':"
                        + " 7}}";
        String statement =
                "{'statements': [{'accountId': '%s', 'localDate': '%s', 'balances': [%s, %s]}]}"
                        .formatted(
                                account,
                                sandbox.today().minusDays(20),
                                balance.formatted("OPEN"),
                                balance.formatted("CLOSE"));
        Reply brought = developer.post(reports, Jsons.json(statement)).created();
        assertGolden("ConnectionReport", brought);
        sandbox.advanceTo(sandbox.today().plusDays(1));
        assertGolden("ConnectionReportList", developer.get(reports + "?limit=1"));
        String statements = reports + "/" + brought.at("/id") + "/bank-statements";
        Reply list = developer.get(statements);
        assertGolden("BankStatementList", list);
        assertGolden("BankStatement", developer.get(statements + "/" + list.at("/items/0/id")));
    }

    @Test
    void people_areAnsweredAsBefore() {
        var role = sandbox.aRole("accounts:read").named("readers").limitedTo(sandbox.account());
        Reply made = role.made();
        assertGolden("Role", made);
        assertGolden("RoleList", owner.get(RoleBuilder.PATH + "?limit=1"));
        String person =
                "{'kind': 'PERSON', 'name': 'Astrid', 'email': 'astrid@%s.example', 'roleId': '%s'}"
                        .formatted(made.at("/id"), made.at("/id"));
        String users = "/iam/v2beta/users";
        Reply invited = owner.post(users, Jsons.json(person)).created();
        assertGolden("CreatedUser.person", invited);
        assertGolden("User.person", owner.get(users + "/" + invited.at("/id")));
        String program =
                """
                {'kind': 'PROGRAMMATIC', 'name': 'Job', 'roleId': '%s', 'actsFor': {'system': 'ERP'}}
                """
                        .formatted(made.at("/id"));
        Reply job = owner.post(users, Jsons.json(program)).created();
        assertGolden("CreatedUser", job);
        assertGolden("User", owner.get(users + "/" + job.at("/id")));
        assertGolden("UserList", owner.get(users + "?limit=1"));
        Reply permissions = owner.get("/iam/v2beta/permissions").ok();
        GoldenBody.of("Permissions").assertIs(cut(permissions, "items", 2));
    }

    @Test
    void paymentLimits_areAnsweredAsBefore() {
        var payers =
                sandbox.aRole("accounts:read")
                        .named("payers")
                        .with(
                                """
                                'paymentLimits': [{'action': 'CREATE', 'paymentType': 'CREDIT_TRANSFER',
                                 'largest': {'currency': 'EUR', 'stringValue': '500.00'},
                                 'perDay': {'currency': 'EUR', 'stringValue': '2000.00'}}]
                                """);
        var made = payers.made();
        assertGolden("Role.payments", made);
        var payer = sandbox.memberIn(made.at("/id")).client();
        assertGolden("MyPaymentLimits", payer.get("/iam/v2beta/my-payment-limits"));
    }

    @Test
    void organization_isAnsweredAsBefore() {
        assertGolden("Organization", owner.get("/iam/v2beta/organization"));
        Reply key = sandbox.aMetadataKey().requiredOf("mandates").allowing("1", "2").made();
        assertGolden("MetadataKey", key);
        assertGolden("MetadataKeyList", owner.get(MetadataKeyBuilder.PATH));
        assertGolden("AuditLogEntryList", owner.get("/iam/v2beta/audit-log-entries?limit=1"));
        assertGolden("AuditLogProof", owner.get("/iam/v2beta/audit-log:verify"));
    }

    @Test
    void expectedTransaction_isAnsweredAsBefore() {
        Reply expected =
                developer.post(
                        "/financial-data/v2beta/expected-transactions",
                        """
                        {"accountId": "%s", "amount": {"currency": "EUR", "stringValue": "4871.20"}, "date": "%s",
                         "remittanceInformation": {"type": "STRUCTURED", "value": "RF18539007547034"},
                         "endToEndId": "INV-418", "counterpartyName": "Example GmbH",
                         "counterpartyAccount": "DE64500105173198833324", "externalId": "invoice-418",
                         "metadata": {"invoice": "418"}}
                        """
                                .formatted(sandbox.account(), sandbox.today().minusDays(9)));
        assertGolden("ExpectedTransaction", expected.created());
        assertGolden(
                "ExpectedTransactionList",
                developer.get("/financial-data/v2beta/expected-transactions?limit=1"));
        developer.post(
                "/v1/testbank/transactions",
                """
                {"accountId": "%s", "date": "%s", "amount": {"currency": "EUR", "value": 487120},
                 "remittanceInformation": {"type": "UNSTRUCTURED", "value": "Example GmbH"}}
                """
                        .formatted(sandbox.account(), sandbox.today()),
                "X-Testbank-Authorization",
                Client.basic("user2", "pass2"));
        sandbox.advanceTo(sandbox.today().plusDays(1));
        assertGolden(
                "ReconciliationSuggestionList",
                developer.get(
                        "/financial-data/v2beta/expected-transactions/"
                                + expected.at("/id")
                                + "/suggestions"));
    }

    @Test
    void testBank_isAnsweredAsBefore() {
        assertGolden("TestbankScenarios", developer.get("/v1/testbank/scenarios"));
        var posted =
                developer.post(
                        "/v1/testbank/transactions",
                        """
                        {"accountId": "%s", "date": "%s", "amount": {"currency": "EUR", "value": -450},
                         "remittanceInformation": {"type": "UNSTRUCTURED", "value": "Coffee"},
                         "counterpartyDetails": {"name": "Cafe Möwe", "partyType": "COMPANY"}}
                        """
                                .formatted(sandbox.account(), sandbox.today()),
                        "X-Testbank-Authorization",
                        Client.basic("user2", "pass2"));
        assertGolden("TestbankTransaction", posted);
        assertGolden("IdempotencyTest", developer.post("/v1/idempotency-test?status=200", "{}"));
        assertGolden("TestbankClock", owner.post("/v1/testbank/clock:advance", "{\"days\": 1}"));
    }

    @Test
    void whatIsOpenToAll_isAnsweredAsBefore() {
        var stranger = kontor.stranger();
        for (Route route : kontor.routes()) {
            if (route.open() && route.method().equals("GET") && isAlwaysTheSame(route)) {
                GoldenBody.of(route.schema())
                        .assertIs(cut(stranger.get(route.path()).ok(), "keys", 1));
            }
        }
        var token =
                developer.send(
                        "POST",
                        "/iam/v2beta/oauth2/token",
                        "grant_type=client_credentials",
                        "Content-Type",
                        "application/x-www-form-urlencoded");
        assertGolden("OAuth2AccessTokenResponse", token);
        assertGolden(
                "RegulatoryReportingCodeList",
                developer.get("/payments/v2/regulatory-reporting-codes?market=NO&limit=1"));
    }

    /** Only the first of many: others come and go, such as signing keys that tests make. */
    private static JsonNode cut(Reply reply, String list, int most) {
        var body = reply.json();
        while (body.path(list).size() > most) {
            ((ArrayNode) body.path(list)).remove(most);
        }
        return body;
    }

    @Test
    void errors_areAnsweredAsBefore() {
        String path = CounterpartyBuilder.PATH;
        assertGolden(
                "Error.400",
                developer.post(
                        path,
                        """
                        {"partyType": "PERSON", "accounts": [{"market": "DE", "identifiers": [{"type": "IBAN", "number": "DE00"}]}]}
                        """));
        assertGolden("Error.400.refused", sandbox.aDirectDebit().of("SEK", 1).send());
        assertGolden("Error.401", kontor.stranger().get(path));
        assertGolden("Error.403", sandbox.clientWith(Set.of()).get(path));
        assertGolden("Error.404", developer.get(path + "/unknown"));
        assertGolden("Error.405", developer.send("PUT", path, "{}"));
        assertGolden("Error.406", developer.send("GET", path, "", "Accept", "text/html"));
        var deleted = sandbox.aCounterparty().made();
        developer.delete(path + "/" + deleted.at("/id"));
        assertGolden("Error.410", developer.get(path + "/" + deleted.at("/id")));
        var changed = sandbox.aCounterparty().made();
        String rename = "[{\"op\": \"replace\", \"path\": \"/alias\", \"value\": \"A\"}]";
        String one = path + "/" + changed.at("/id");
        assertGolden("Error.412", developer.patch(one, rename, "If-Match", "version:7"));
        // Asked before it is sent: a connection that the server ends may be found out too late.
        String large = " ".repeat((1 << 20) + 1);
        assertGolden("Error.413", developer.post(path, large, "Expect", "100-continue"));
        assertGolden("Error.415", developer.post(path, "{}", "Content-Type", "text/plain"));
        String account = ACCOUNTS + "/" + sandbox.account();
        assertGolden("Error.428", owner.patch(account, rename));
    }

    /** While the first request with a key is at work, the second is told to come again. */
    @Test
    void keyAtWork_isAnsweredAsBefore() throws InterruptedException {
        Reply second;
        do {
            String key = UUID.randomUUID().toString();
            Runnable ask = () -> developer.post(SLOW, "", "Idempotency-Key", key);
            var first = Thread.ofVirtual().start(ask);
            second = developer.post(SLOW, "", "Idempotency-Key", key);
            first.join();
        } while (second.status() != 425);
        assertGolden("Error.425", second);
    }
}
