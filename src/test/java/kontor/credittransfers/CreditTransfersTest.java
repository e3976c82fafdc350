package kontor.credittransfers;

import static kontor.credittransfers.Transfers.PATH;
import static kontor.credittransfers.Transfers.PAYEE;
import static kontor.credittransfers.Transfers.accepted;
import static kontor.credittransfers.Transfers.assertRefused;
import static kontor.credittransfers.Transfers.created;
import static kontor.credittransfers.Transfers.inline;
import static kontor.credittransfers.Transfers.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.Jsons;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** Transfers over HTTP: made, refused, decided, found. */
class CreditTransfersTest {

    private final Transfers kontor = new Transfers();

    @Test
    void create_toAnExternalAccount_answersWithSnapshotsOfBothSides() {
        String payee = kontor.payee("Acme Corp", PAYEE);
        var transfer =
                created(
                        kontor.pay(
                                "'destination': {'type': 'EXTERNAL_ACCOUNT', 'id': '"
                                        + payee
                                        + "'}, 'categoryPurpose': 'SUPP', 'chargeBearer': 'SHARED',"
                                        + " 'externalId': 'ct-1', 'metadata': {'order': '7'}"));
        assertThat(transfer.at("/status")).isEqualTo("CREATED");
        assertThat(transfer.at("/version")).isEqualTo("1");
        assertThat(transfer.at("/etag")).isEqualTo("version:1");
        assertThat(transfer.at("/scheme")).isEqualTo("SCT");
        assertThat(transfer.at("/source/type")).isEqualTo("ACCOUNT");
        assertThat(transfer.at("/source/id")).isEqualTo(kontor.account);
        assertThat(transfer.at("/sourceHolder/type")).isEqualTo("ENTITY");
        assertThat(transfer.at("/destination/type")).isEqualTo("EXTERNAL_ACCOUNT");
        assertThat(transfer.at("/destination/id")).isEqualTo(payee);
        assertThat(transfer.at("/destination/identifiers/0/number")).isEqualTo(PAYEE);
        assertThat(transfer.at("/destinationHolder/legalName")).isEqualTo("Acme Corp");
        assertThat(transfer.json().at("/approvalSteps")).hasSize(1);
        assertThat(transfer.json().at("/attachedTransactions")).isEmpty();
        assertThat(transfer.at("/categoryPurpose")).isEqualTo("SUPP");
        assertThat(transfer.at("/metadata/order")).isEqualTo("7");
        assertThat(kontor.developer.get(PATH + "/external:ct-1").body()).isEqualTo(transfer.body());
        assertThat(kontor.events(transfer)).containsExactly("CREATED");
    }

    @Test
    void create_toAnotherOwnAccount_isAnInternalTransfer() {
        var own =
                values(kontor.developer.get("/financial-data/v2/accounts?limit=500"), "id").stream()
                        .filter(id -> !id.equals(kontor.account))
                        .filter(
                                id ->
                                        kontor.developer
                                                .get("/financial-data/v2/accounts/" + id)
                                                .at("/currency")
                                                .equals("EUR"))
                        .findFirst()
                        .orElseThrow();
        var transfer =
                created(kontor.pay("'destination': {'type': 'ACCOUNT', 'id': '" + own + "'}"));
        assertThat(transfer.at("/destination/type")).isEqualTo("ACCOUNT");
        assertThat(transfer.at("/destination/id")).isEqualTo(own);
        assertThat(transfer.at("/destinationHolder/type")).isEqualTo("ENTITY");
        assertRefused(
                kontor.pay("'destination': {'type': 'ACCOUNT', 'id': '" + kontor.account + "'}"),
                "same_account",
                "destination.id");
    }

    @Test
    void inlineDestination_keepsACounterparty_andFindsItAgain() {
        var first = created(kontor.pay(""));
        assertThat(first.at("/destination/type")).isEqualTo("EXTERNAL_ACCOUNT");
        var again = created(kontor.pay("'reference': 'second'"));
        assertThat(again.at("/destination/id")).isEqualTo(first.at("/destination/id"));
        assertThat(again.at("/destinationHolder/id")).isEqualTo(first.at("/destinationHolder/id"));
        var other =
                created(
                        kontor.pay(
                                "'destination': {'type': 'INLINE', 'market': 'DE', 'identifiers':"
                                        + " [{'type': 'IBAN', 'number': '"
                                        + PAYEE
                                        + "'}], 'holder': {'legalName': 'Another name'}}"));
        assertThat(other.at("/destination/id")).isNotEqualTo(first.at("/destination/id"));
        assertThat(values(kontor.developer.get("/payments/v2/counterparties"), "legalName"))
                .containsExactlyInAnyOrder("Payee", "Another name");
    }

    @Test
    void inlineDestination_withExternalId_namesItsAccount() {
        String described =
                "'destination': {'type': 'INLINE', 'market': 'DE', 'externalId': 'sup-9',"
                    + " 'identifiers': [{'type': 'IBAN', 'number': '%s'}], 'holder': {'legalName':"
                    + " 'Supplier'}}";
        var first = created(kontor.pay(described.formatted(PAYEE)));
        assertThat(kontor.developer.get("/payments/v2/external-accounts/external:sup-9").at("/id"))
                .isEqualTo(first.at("/destination/id"));
        assertThat(created(kontor.pay(described.formatted(PAYEE))).at("/destination/id"))
                .isEqualTo(first.at("/destination/id"));
        assertThat(
                        created(
                                        kontor.pay(
                                                "'destination': {'type': 'EXTERNAL_ACCOUNT', 'id':"
                                                        + " 'external:sup-9'}"))
                                .at("/destination/id"))
                .isEqualTo(first.at("/destination/id"));
        assertRefused(
                kontor.pay(described.formatted("DE89370400440532013000")),
                "external_id_taken",
                "destination.externalId");
    }

    @Test
    void refusedTransfer_leavesNoCounterpartyBehind() {
        created(
                kontor.pay(
                        "'externalId': 'twice', 'destination': {'type': 'EXTERNAL_ACCOUNT', 'id': '"
                                + kontor.payee("Known", PAYEE)
                                + "'}"));
        assertRefused(kontor.pay("'externalId': 'twice'"), "external_id_taken", "externalId");
        assertThat(values(kontor.developer.get("/payments/v2/counterparties"), "legalName"))
                .containsExactly("Known");
    }

    @Test
    void payeeOfATransferUnderWay_cannotBeDeleted() {
        var transfer = created(kontor.pay(""));
        String path = "/payments/v2/external-accounts/" + transfer.at("/destination/id");
        var refused = kontor.developer.delete(path);
        assertThat(refused.at("/message")).contains("credit transfer " + transfer.at("/id"));
        assertThat(refused.status()).isEqualTo(400);
        accepted(kontor.developer.post(PATH + "/" + transfer.at("/id") + ":reject", ""));
        assertThat(kontor.developer.delete(path).status()).isEqualTo(204);
        // A deleted account is not the one described any more.
        assertThat(created(kontor.pay("")).at("/destination/id"))
                .isNotEqualTo(transfer.at("/destination/id"));
    }

    @Test
    void approve_isForTheOwner_andNotTwice() {
        var transfer = created(kontor.pay(""));
        var refused = kontor.approve(kontor.developer, transfer);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/message"))
                .isEqualTo("required approver roles didn't match user role");
        assertThat(kontor.approve(kontor.owner, transfer, "If-Match", "version:2").status())
                .isEqualTo(412);
        var approved = accepted(kontor.approve(kontor.owner, transfer, "If-Match", "version:1"));
        assertThat(approved.at("/status")).isEqualTo("APPROVED");
        assertThat(approved.at("/version")).isEqualTo("2");
        assertRefused(kontor.approve(kontor.owner, transfer), "payment_not_open", "status");
        assertThat(kontor.events(transfer)).containsExactly("CREATED", "FULLY_APPROVED");
    }

    @Test
    void transfer_ofAnotherOrganizationIsUnknown() {
        var theirs = created(new Transfers().pay(""));
        assertThat(kontor.get(theirs).status()).isEqualTo(404);
        assertThat(kontor.approve(kontor.owner, theirs).status()).isEqualTo(404);
        assertRefused(
                kontor.pay(
                        "'destination': {'type': 'EXTERNAL_ACCOUNT', 'id': '"
                                + theirs.at("/destination/id")
                                + "'}"),
                "external_account_not_found",
                "destination.id");
        assertRefused(
                kontor.pay(
                        "'source': {'type': 'ACCOUNT', 'id': '" + theirs.at("/source/id") + "'}"),
                "account_not_found",
                "source.id");
    }

    @Test
    void twinRequests_makeOneTransfer() {
        var body =
                Jsons.json(
                        "{'amount': {'currency': 'EUR', 'value': 100}, 'date': '"
                                + kontor.sandbox.today().plusDays(2)
                                + "', 'scheme': 'SCT', 'reference': 'r', 'source': {'type':"
                                + " 'ACCOUNT', 'id': '"
                                + kontor.account
                                + "'}, "
                                + inline("DE", "IBAN", PAYEE, "")
                                + "}");
        var first = created(kontor.developer.post(PATH, body, "Idempotency-Key", "twin"));
        var second = created(kontor.developer.post(PATH, body, "Idempotency-Key", "twin"));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(values(kontor.developer.get(PATH), "id")).containsExactly(first.at("/id"));
    }

    @Test
    void list_filtersByAccountStatusAndDate() {
        var early = created(kontor.pay(""));
        var late = created(kontor.pay("'date': '" + kontor.sandbox.today().plusDays(9) + "'"));
        accepted(kontor.approve(kontor.owner, late));
        assertThat(values(kontor.developer.get(PATH), "id"))
                .containsExactly(late.at("/id"), early.at("/id"));
        assertThat(values(kontor.developer.get(PATH + "?status=APPROVED"), "id"))
                .containsExactly(late.at("/id"));
        assertThat(values(kontor.developer.get(PATH + "?date[lte]=" + early.at("/date")), "id"))
                .containsExactly(early.at("/id"));
        assertThat(
                        values(
                                kontor.developer.get(
                                        PATH + "?accountId=" + kontor.account + "&limit=1"),
                                "id"))
                .containsExactly(late.at("/id"));
        assertThat(
                        values(
                                kontor.developer.get(
                                        PATH + "?accountId=" + kontor.sandbox.accountIn("SEK")),
                                "id"))
                .isEmpty();
        assertThat(values(kontor.developer.get(PATH + "?batchId=" + early.at("/id")), "id"))
                .isEmpty();
    }

    @Test
    void create_tellsAllFaultsOfShapeAtOnce() {
        var reply =
                kontor.developer.post(
                        PATH,
                        Jsons.json(
                                "{'amount': {'currency': 'EUR'}, 'scheme': 'DOMESTIC', 'date':"
                                    + " '2026-13-01', 'source': {'type': 'EXTERNAL_ACCOUNT', 'id':"
                                    + " 'x y'}, 'chargeBearer': 'NOBODY', 'destination': {'type':"
                                    + " 'INLINE', 'market': 'XX', 'holder': {}}, 'categoryPurpose':"
                                    + " 'NOPE', 'schemeDetails': {'instrument': {'type':"
                                    + " 'US_ACH'}}, 'regulatoryReporting': [{'market': 'SE'}]}"));
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
        assertRefused(
                kontor.pay("'date': '" + kontor.sandbox.today().minusDays(1) + "'"),
                "date_in_past",
                "date");
        assertRefused(
                kontor.pay("'date': '" + kontor.sandbox.today().plusDays(366) + "'"),
                "date_too_far",
                "date");
        created(kontor.pay("'date': '" + kontor.sandbox.today().plusDays(365) + "'"));
    }

    @Test
    void permissions_ofEachPartAreNeeded() {
        var client =
                TestKontor.shared()
                        .client(
                                kontor.sandbox.organization(),
                                java.util.Set.of(
                                        "credit_transfers:create",
                                        "accounts:read",
                                        "entities:read",
                                        "external_accounts:read"));
        assertThat(kontor.pay(client, "").at("/message")).contains("counterparties:read");
    }
}
