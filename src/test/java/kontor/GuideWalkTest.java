package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The ten steps of the public guide, in its order, as a newcomer sends them. */
class GuideWalkTest {

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client owner = sandbox.owner();

    @Test
    void guide_worksFromTheFirstTokenToTheBatch() {
        // A running Kontor fetches what banks have every second; here a day passes instead.
        ok(200, owner.post("/v1/testbank/clock:advance", "{\"days\": 1}"));

        // 1. A token for the programmatic user; everything after goes by it.
        Reply token =
                sandbox.developer()
                        .send(
                                "POST",
                                "/iam/v2beta/oauth2/token",
                                "grant_type=client_credentials",
                                "Content-Type",
                                "application/x-www-form-urlencoded");
        assertThat(token.at("/token_type")).isEqualTo("Bearer");
        Client developer = kontor.presenting("Bearer " + token.at("/access_token"));

        // 2. Own accounts: name, currency and IBAN are what an integration looks for.
        Reply accounts = ok(200, developer.get("/financial-data/v2/accounts?limit=10"));
        assertThat(accounts.json().at("/items"))
                .isNotEmpty()
                .allSatisfy(
                        account -> {
                            assertThat(account.path("name").asText()).isNotEmpty();
                            assertThat(account.path("currency").asText()).matches("[A-Z]{3}");
                            assertThat(account.path("identifiers"))
                                    .anySatisfy(
                                            one ->
                                                    assertThat(one.path("type").asText())
                                                            .isEqualTo("IBAN"));
                        });
        String account = sandbox.accountIn("EUR");

        // 3. Their balances; "-" means all accounts.
        Reply balances =
                ok(
                        200,
                        developer.get(
                                "/financial-data/v2/accounts/-/balances?mostRecent=true&limit=100"));
        assertThat(balances.json().at("/items")).isNotEmpty();

        // 4. Whom to pay, with an account and metadata.
        Reply counterparty =
                ok(
                        201,
                        developer.post(
                                "/payments/v2/counterparties",
                                """
                                {"legalName": "Acme Corp", "partyType": "ORGANIZATION", "externalId": "acme-corp-123",
                                 "nationalIdentifier": {"type": "CIVIC", "market": "DE", "number": "12345678901"},
                                 "accounts": [{"market": "DE",
                                               "identifiers": [{"type": "IBAN", "market": "DE", "number": "DE64500105173198833324"}]}],
                                 "metadata": {"segment": "trial"}}
                                """));
        String payee = counterparty.at("/accounts/0/id");

        // 5. A credit transfer, waiting for the default chain: the owner.
        Reply transfer = ok(201, transfer(developer, account, payee, "invoice-1", "10.00"));
        assertThat(transfer.at("/status")).isEqualTo("CREATED");
        assertThat(transfer.at("/approvalSteps/0/status")).isEqualTo("PENDING");

        // 6. Whoever builds the integration may not approve under it.
        Reply refused = approve(developer, transfer);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/message"))
                .isEqualTo("required approver roles didn't match user role");

        // 7. The owner makes a chain that lets the developer's role decide on small amounts, and it
        // can.
        String role =
                StreamSupport.stream(
                                ok(200, owner.get("/iam/v2beta/roles"))
                                        .json()
                                        .at("/items")
                                        .spliterator(),
                                false)
                        .filter(one -> one.path("name").asText().equals("developer"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asText();
        ok(
                201,
                owner.post(
                        "/payments/v2beta/approval-chains",
                        """
                        {"name": "Small amounts", "approvalSteps": [{"requiredRoleIds": ["%s"], "allowCreatorApproval": true}],
                         "triggerCondition": {"amount": {"lt": {"currency": "EUR", "stringValue": "1000.00"}}}}
                        """
                                .formatted(role)));
        Reply small = ok(201, transfer(developer, account, payee, "invoice-2", "12.50"));
        Reply approved = ok(202, approve(developer, small));
        assertThat(approved.at("/status")).isEqualTo("APPROVED");
        // What was made before the chain keeps its step; the developer may still reject it.
        assertThat(
                        ok(
                                        202,
                                        developer.post(
                                                "/payments/v2/credit-transfers/"
                                                        + transfer.at("/id")
                                                        + ":reject",
                                                "{\"reason\": \"superseded\"}"))
                                .at("/status"))
                .isEqualTo("REJECTED");

        // 8. Money comes in at the test bank, and the bank's days pass.
        ok(
                201,
                developer.send(
                        "POST",
                        "/v1/testbank/transactions",
                        """
                        {"accountId": "%s", "date": "%s", "valueDate": "%s", "amount": {"currency": "EUR", "value": 250000},
                         "remittanceInformation": {"type": "UNSTRUCTURED", "value": "customer payment"}}
                        """
                                .formatted(account, sandbox.today(), sandbox.today()),
                        "X-Testbank-Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                "user2:pass2".getBytes(StandardCharsets.UTF_8))));
        ok(200, owner.post("/v1/testbank/clock:advance", "{\"days\": 7}"));
        Reply executed = developer.get("/payments/v2/credit-transfers/" + small.at("/id"));
        assertThat(executed.at("/status")).as(executed.body()).isEqualTo("EXECUTED");

        // 9. The transactions show both; the transfer's is reconciled with it. An empty filter is
        // none.
        Reply transactions =
                ok(
                        200,
                        developer.get(
                                "/financial-data/v2/transactions?reconciliationStatus=&accountId="
                                        + account
                                        + "&limit=100"));
        assertThat(transactions.json().at("/items"))
                .anySatisfy(
                        one ->
                                assertThat(one.at("/amount/stringValue").asText())
                                        .isEqualTo("2500.00"))
                .anySatisfy(
                        one -> {
                            assertThat(one.at("/amount/stringValue").asText()).isEqualTo("-12.50");
                            assertThat(one.at("/attachedTransactables/0/id").asText())
                                    .isEqualTo(small.at("/id"));
                        });

        // 10. A batch: one record to a payee that is written inline, one that is faulty and
        // skipped.
        Reply batch =
                ok(
                        201,
                        developer.post(
                                "/payments/v2beta/credit-transfer-batches",
                                """
                                {"treatment": "INDIVIDUAL_PAYMENTS", "skipValidationErrors": true, "externalId": "payout-1", "payments": [
                                  {"amount": {"currency": "EUR", "stringValue": "20.00"}, "scheme": "SCT", "date": "%1$s", "reference": "payout",
                                   "source": {"type": "ACCOUNT", "id": "%2$s"},
                                   "destination": {"type": "INLINE", "market": "DE", "holder": {"legalName": "Inline Payee"},
                                                   "identifiers": [{"type": "IBAN", "market": "DE", "number": "DE89370400440532013000"}]}},
                                  {"amount": {"currency": "EUR", "stringValue": "20.00"}, "scheme": "SCT", "date": "%1$s", "reference": "payout",
                                   "source": {"type": "ACCOUNT", "id": "%2$s"},
                                   "destination": {"type": "EXTERNAL_ACCOUNT", "id": "external:nobody"}}]}
                                """
                                        .formatted(sandbox.today().plusDays(3), account)));
        String path = "/payments/v2beta/credit-transfer-batches/external:payout-1";
        Await.until(() -> developer.get(path).at("/status").equals("COMPLETED"));
        Reply results =
                ok(
                        200,
                        developer.get(
                                "/payments/v2beta/credit-transfer-batches/"
                                        + batch.at("/id")
                                        + "/results"));
        assertThat(results.at("/items/0/paymentId")).isNotEmpty();
        assertThat(results.at("/items/1/skipped")).isEqualTo("true");
        assertThat(results.at("/items/1/errors/0/field")).isEqualTo("payments.1.destination.id");
        Reply member =
                ok(
                        200,
                        developer.get(
                                "/payments/v2/credit-transfers/"
                                        + results.at("/items/0/paymentId")));
        assertThat(member.at("/destinationHolder/legalName")).isEqualTo("Inline Payee");
        assertThat(member.at("/batch/id")).isEqualTo(batch.at("/id"));
        assertThat(
                        developer
                                .get("/payments/v2/credit-transfers?batchId=" + batch.at("/id"))
                                .json()
                                .at("/items"))
                .hasSize(1);
        assertThat(
                        ok(200, developer.get("/payments/v2/counterparties/external:acme-corp-123"))
                                .at("/id"))
                .isEqualTo(counterparty.at("/id"));
    }

    private Reply transfer(
            Client client, String account, String payee, String externalId, String amount) {
        return client.post(
                "/payments/v2/credit-transfers",
                """
                {"amount": {"currency": "EUR", "stringValue": "%s"}, "scheme": "SCT", "date": "%s", "reference": "%s",
                 "source": {"type": "ACCOUNT", "id": "%s"}, "destination": {"type": "EXTERNAL_ACCOUNT", "id": "%s"},
                 "externalId": "%s"}
                """
                        .formatted(
                                amount,
                                sandbox.today().plusDays(3),
                                externalId,
                                account,
                                payee,
                                externalId),
                "Idempotency-Key",
                externalId);
    }

    private static Reply approve(Client client, Reply transfer) {
        return client.post(
                "/payments/v2/credit-transfers/" + transfer.at("/id") + ":approve",
                "{\"approvalStepId\": \"%s\"}".formatted(transfer.at("/approvalSteps/0/id")));
    }

    private static Reply ok(int status, Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply;
    }
}
