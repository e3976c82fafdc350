package kontor.credittransfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.CounterpartyBuilder;
import kontor.Jsons;
import kontor.PaymentClient;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** Transfers over HTTP: made, refused, decided, found. */
class CreditTransfersTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient creditTransfers = sandbox.creditTransfers();

    @Test
    void create_toAnExternalAccount_answersWithSnapshotsOfBothSides() {
        String payee = sandbox.aCounterparty().named("Acme Corp").accountId();
        var transfer =
                sandbox.aCreditTransfer()
                        .to(payee)
                        .with(
                                "'categoryPurpose': 'SUPP', 'chargeBearer': 'SHARED', 'externalId':"
                                        + " 'ct-1', 'metadata': {'order': '7'}")
                        .made();
        assertThat(transfer.at("/status")).isEqualTo("CREATED");
        assertThat(transfer.at("/version")).isEqualTo("1");
        assertThat(transfer.at("/etag")).isEqualTo("version:1");
        assertThat(transfer.at("/scheme")).isEqualTo("SCT");
        assertThat(transfer.at("/source/type")).isEqualTo("ACCOUNT");
        assertThat(transfer.at("/source/id")).isEqualTo(sandbox.account());
        assertThat(transfer.at("/sourceHolder/type")).isEqualTo("ENTITY");
        assertThat(transfer.at("/destination/type")).isEqualTo("EXTERNAL_ACCOUNT");
        assertThat(transfer.at("/destination/id")).isEqualTo(payee);
        assertThat(transfer.at("/destination/identifiers/0/number"))
                .isEqualTo(CounterpartyBuilder.IBAN);
        assertThat(transfer.at("/destinationHolder/legalName")).isEqualTo("Acme Corp");
        assertThat(transfer.json().at("/approvalSteps")).hasSize(1);
        assertThat(transfer.json().at("/attachedTransactions")).isEmpty();
        assertThat(transfer.at("/categoryPurpose")).isEqualTo("SUPP");
        assertThat(transfer.at("/metadata/order")).isEqualTo("7");
        assertThat(
                        sandbox.developer()
                                .get(PaymentClient.CREDIT_TRANSFERS + "/external:ct-1")
                                .body())
                .isEqualTo(transfer.body());
        assertThat(creditTransfers.events(transfer)).containsExactly("CREATED");
    }

    @Test
    void create_toAnotherOwnAccount_isAnInternalTransfer() {
        var own =
                sandbox
                        .developer()
                        .get("/financial-data/v2/accounts?limit=500")
                        .values("id")
                        .stream()
                        .filter(id -> !id.equals(sandbox.account()))
                        .filter(
                                id ->
                                        sandbox.developer()
                                                .get("/financial-data/v2/accounts/" + id)
                                                .at("/currency")
                                                .equals("EUR"))
                        .findFirst()
                        .orElseThrow();
        var transfer = sandbox.aCreditTransfer().toOwn(own).made();
        assertThat(transfer.at("/destination/type")).isEqualTo("ACCOUNT");
        assertThat(transfer.at("/destination/id")).isEqualTo(own);
        assertThat(transfer.at("/destinationHolder/type")).isEqualTo("ENTITY");
        sandbox.aCreditTransfer()
                .toOwn(sandbox.account())
                .send()
                .assertRefused("same_account", "destination.id");
    }

    @Test
    void inlineDestination_keepsACounterparty_andFindsItAgain() {
        var first = sandbox.aCreditTransfer().made();
        assertThat(first.at("/destination/type")).isEqualTo("EXTERNAL_ACCOUNT");
        var again = sandbox.aCreditTransfer().with("'reference': 'second'").made();
        assertThat(again.at("/destination/id")).isEqualTo(first.at("/destination/id"));
        assertThat(again.at("/destinationHolder/id")).isEqualTo(first.at("/destinationHolder/id"));
        var other =
                sandbox.aCreditTransfer()
                        .with(
                                "'destination': {'type': 'INLINE', 'market': 'DE', 'identifiers':"
                                        + " [{'type': 'IBAN', 'number': '"
                                        + CounterpartyBuilder.IBAN
                                        + "'}], 'holder': {'legalName': 'Another name'}}")
                        .made();
        assertThat(other.at("/destination/id")).isNotEqualTo(first.at("/destination/id"));
        assertThat(sandbox.developer().get("/payments/v2/counterparties").values("legalName"))
                .containsExactlyInAnyOrder("Payee", "Another name");
    }

    @Test
    void inlineDestination_withExternalId_namesItsAccount() {
        String described =
                "'destination': {'type': 'INLINE', 'market': 'DE', 'externalId': 'sup-9',"
                    + " 'identifiers': [{'type': 'IBAN', 'number': '%s'}], 'holder': {'legalName':"
                    + " 'Supplier'}}";
        var first =
                sandbox.aCreditTransfer()
                        .with(described.formatted(CounterpartyBuilder.IBAN))
                        .made();
        assertThat(
                        sandbox.developer()
                                .get("/payments/v2/external-accounts/external:sup-9")
                                .at("/id"))
                .isEqualTo(first.at("/destination/id"));
        assertThat(
                        sandbox.aCreditTransfer()
                                .with(described.formatted(CounterpartyBuilder.IBAN))
                                .made()
                                .at("/destination/id"))
                .isEqualTo(first.at("/destination/id"));
        assertThat(
                        sandbox.aCreditTransfer()
                                .with(
                                        "'destination': {'type': 'EXTERNAL_ACCOUNT', 'id':"
                                                + " 'external:sup-9'}")
                                .made()
                                .at("/destination/id"))
                .isEqualTo(first.at("/destination/id"));
        sandbox.aCreditTransfer()
                .with(described.formatted("DE89370400440532013000"))
                .send()
                .assertRefused("external_id_taken", "destination.externalId");
    }

    @Test
    void refusedTransfer_leavesNoCounterpartyBehind() {
        sandbox.aCreditTransfer()
                .with("'externalId': 'twice'")
                .to(sandbox.aCounterparty().named("Known").accountId())
                .made();
        sandbox.aCreditTransfer()
                .with("'externalId': 'twice'")
                .send()
                .assertRefused("external_id_taken", "externalId");
        assertThat(sandbox.developer().get("/payments/v2/counterparties").values("legalName"))
                .containsExactly("Known");
    }

    @Test
    void payeeOfATransferUnderWay_cannotBeDeleted() {
        var transfer = sandbox.aCreditTransfer().made();
        String path = "/payments/v2/external-accounts/" + transfer.at("/destination/id");
        var refused = sandbox.developer().delete(path);
        assertThat(refused.at("/message")).contains("credit transfer " + transfer.at("/id"));
        assertThat(refused.status()).isEqualTo(400);
        sandbox.developer()
                .post(PaymentClient.CREDIT_TRANSFERS + "/" + transfer.at("/id") + ":reject", "")
                .accepted();
        assertThat(sandbox.developer().delete(path).status()).isEqualTo(204);
        // A deleted account is not the one described any more.
        assertThat(sandbox.aCreditTransfer().made().at("/destination/id"))
                .isNotEqualTo(transfer.at("/destination/id"));
    }

    @Test
    void approve_isForTheOwner_andNotTwice() {
        var transfer = sandbox.aCreditTransfer().made();
        var refused = creditTransfers.approve(sandbox.developer(), transfer);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/message"))
                .isEqualTo("required approver roles didn't match user role");
        assertThat(
                        creditTransfers
                                .approve(sandbox.owner(), transfer, "If-Match", "version:2")
                                .status())
                .isEqualTo(412);
        var approved =
                creditTransfers
                        .approve(sandbox.owner(), transfer, "If-Match", "version:1")
                        .accepted();
        assertThat(approved.at("/status")).isEqualTo("APPROVED");
        assertThat(approved.at("/version")).isEqualTo("2");
        creditTransfers
                .approve(sandbox.owner(), transfer)
                .assertRefused("payment_not_open", "status");
        assertThat(creditTransfers.events(transfer)).containsExactly("CREATED", "FULLY_APPROVED");
    }

    @Test
    void transfer_ofAnotherOrganizationIsUnknown() {
        var theirs = TestKontor.shared().sandbox().aCreditTransfer().made();
        assertThat(creditTransfers.get(theirs).status()).isEqualTo(404);
        assertThat(creditTransfers.approve(sandbox.owner(), theirs).status()).isEqualTo(404);
        sandbox.aCreditTransfer()
                .to(theirs.at("/destination/id"))
                .send()
                .assertRefused("external_account_not_found", "destination.id");
        sandbox.aCreditTransfer()
                .from(theirs.at("/source/id"))
                .send()
                .assertRefused("account_not_found", "source.id");
    }

    @Test
    void twinRequests_makeOneTransfer() {
        var transfer = sandbox.aCreditTransfer();
        var first = transfer.made("Idempotency-Key", "twin");
        var second = transfer.made("Idempotency-Key", "twin");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(sandbox.developer().get(PaymentClient.CREDIT_TRANSFERS).values("id"))
                .containsExactly(first.at("/id"));
    }

    @Test
    void list_filtersByAccountStatusAndDate() {
        var early = sandbox.aCreditTransfer().made();
        var late = sandbox.aCreditTransfer().on(sandbox.today().plusDays(9)).made();
        creditTransfers.approve(sandbox.owner(), late).accepted();
        assertThat(sandbox.developer().get(PaymentClient.CREDIT_TRANSFERS).values("id"))
                .containsExactly(late.at("/id"), early.at("/id"));
        assertThat(
                        sandbox.developer()
                                .get(PaymentClient.CREDIT_TRANSFERS + "?status=APPROVED")
                                .values("id"))
                .containsExactly(late.at("/id"));
        assertThat(
                        sandbox.developer()
                                .get(
                                        PaymentClient.CREDIT_TRANSFERS
                                                + "?date[lte]="
                                                + early.at("/date"))
                                .values("id"))
                .containsExactly(early.at("/id"));
        assertThat(
                        sandbox.developer()
                                .get(
                                        PaymentClient.CREDIT_TRANSFERS
                                                + "?accountId="
                                                + sandbox.account()
                                                + "&limit=1")
                                .values("id"))
                .containsExactly(late.at("/id"));
        assertThat(
                        sandbox.developer()
                                .get(
                                        PaymentClient.CREDIT_TRANSFERS
                                                + "?accountId="
                                                + sandbox.accountIn("SEK"))
                                .values("id"))
                .isEmpty();
        assertThat(
                        sandbox.developer()
                                .get(PaymentClient.CREDIT_TRANSFERS + "?batchId=" + early.at("/id"))
                                .values("id"))
                .isEmpty();
    }

    @Test
    void create_tellsAllFaultsOfShapeAtOnce() {
        var reply =
                sandbox.developer()
                        .post(
                                PaymentClient.CREDIT_TRANSFERS,
                                Jsons.json(
                                        "{'amount': {'currency': 'EUR'}, 'scheme': 'DOMESTIC',"
                                            + " 'date': '2026-13-01', 'source': {'type':"
                                            + " 'EXTERNAL_ACCOUNT', 'id': 'x y'}, 'chargeBearer':"
                                            + " 'NOBODY', 'destination': {'type': 'INLINE',"
                                            + " 'market': 'XX', 'holder': {}}, 'categoryPurpose':"
                                            + " 'NOPE', 'schemeDetails': {'instrument': {'type':"
                                            + " 'US_ACH'}}, 'regulatoryReporting': [{'market':"
                                            + " 'SE'}]}"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/details").findValuesAsText("field"))
                .isEqualTo(
                        List.of(
                                "amount.value",
                                "scheme",
                                "date",
                                "source.id",
                                "destination.market",
                                "destination.identifiers",
                                "destination.holder.legalName",
                                "reference",
                                "categoryPurpose",
                                "chargeBearer",
                                "schemeDetails.instrument.type",
                                "regulatoryReporting.0.indicator",
                                "regulatoryReporting.0.code"));
    }

    @Test
    void date_mustLieWithinAYear() {
        sandbox.aCreditTransfer()
                .on(sandbox.today().minusDays(1))
                .send()
                .assertRefused("date_in_past", "date");
        sandbox.aCreditTransfer()
                .on(sandbox.today().plusDays(366))
                .send()
                .assertRefused("date_too_far", "date");
        sandbox.aCreditTransfer().on(sandbox.today().plusDays(365)).made();
    }

    @Test
    void permissions_ofEachPartAreNeeded() {
        var client =
                TestKontor.shared()
                        .client(
                                sandbox.organization(),
                                java.util.Set.of(
                                        "credit_transfers:create",
                                        "accounts:read",
                                        "entities:read",
                                        "external_accounts:read"));
        assertThat(sandbox.aCreditTransfer().by(client).send().at("/message"))
                .contains("counterparties:read");
    }
}
