package kontor.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import kontor.Await;
import kontor.Client;
import kontor.CounterpartyBuilder;
import kontor.CreditTransferBuilder;
import kontor.Jsons;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.RoutingIdentifier;
import kontor.identifiers.RoutingIdentifierType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The later of two transfers that look like one says so, to those who may see the earlier. */
class DuplicatesTest {

    private static final String PREVIEW = "/payments/v2beta/credit-transfers:preview";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient transfers = sandbox.creditTransfers();

    private CreditTransferBuilder invoice() {
        return sandbox.aCreditTransfer().of("EUR", 4200).with("reference", "Invoice 4711");
    }

    private static List<String> earlier(Reply payment) {
        return StreamSupport.stream(payment.json().path("warnings").spliterator(), false)
                .filter(one -> one.path("code").asText().equals("POSSIBLE_DUPLICATE"))
                .map(one -> one.path("paymentId").asText())
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @CsvSource({
        "reference, invoice-4711, true",
        "reference, INVOICE  4711., true",
        "reference, Invoice 4712, false",
        "externalId, another, true",
        "date, 30, true",
        "date, 31, false",
    })
    void another_isLikeTheFirst(String member, String value, boolean like) {
        var first = invoice().on(sandbox.today().plusDays(2)).made();
        var text =
                member.equals("date")
                        ? sandbox.today().plusDays(2 + Integer.parseInt(value)).toString()
                        : value;
        var second = invoice().with(member, text).made();
        assertThat(earlier(second)).isEqualTo(like ? List.of(first.at("/id")) : List.of());
        assertThat(earlier(first)).isEmpty();
    }

    @Test
    void itIsTold_whereverThePaymentIs() {
        var first = List.of(invoice().made().at("/id"));
        var preview =
                sandbox.developer().post(PREVIEW, invoice().json(), "Idempotency-Key", "p").ok();
        assertThat(earlier(preview)).isEqualTo(first);
        var second = invoice().made();
        assertThat(earlier(second)).isEqualTo(first);
        assertThat(earlier(transfers.get(second))).isEqualTo(first);
        assertThat(transfers.get(second).body()).isEqualTo(second.body());
        var list = sandbox.developer().get(PaymentClient.CREDIT_TRANSFERS);
        assertThat(list.json().at("/items/0/warnings/0/paymentId").asText())
                .isEqualTo(first.getFirst());
        assertThat(list.json().at("/items/1").has("warnings")).isFalse();
        var approved = transfers.approve(sandbox.owner(), second).accepted();
        assertThat(approved.at("/status")).isEqualTo("APPROVED");
        assertThat(earlier(approved)).isEqualTo(first);
    }

    @Test
    void anotherAmountPayeeOrNumber_andWhatEnded_isNoDuplicate() {
        var first = invoice().made();
        assertThat(earlier(invoice().of("EUR", 4201).made())).isEmpty();
        assertThat(earlier(invoice().toNumber("DE", "IBAN", "DE02120300000000202051").made()))
                .isEmpty();
        transfers.reject(sandbox.owner(), first, "{}").accepted();
        assertThat(earlier(invoice().made())).isEmpty();
    }

    @Test
    void theSameNumber_isTheSamePayee_howeverItIsNamed() {
        var first = invoice().to(sandbox.aCounterparty().named("Acme").accountId()).made();
        var second = invoice().payeeNamed("ACME Corp.").made();
        assertThat(earlier(second)).containsExactly(first.at("/id"));
    }

    @Test
    void theSameAccount_isFoundUnderAnyOfItsNumbers() {
        String other = CounterpartyBuilder.IBAN.substring(12);
        String bank = CounterpartyBuilder.IBAN.substring(4, 12);
        String account = sandbox.aCounterparty().accountId();
        sandbox.developer()
                .patch(
                        "/payments/v2/external-accounts/" + account,
                        Jsons.json(
                                """
                                [{'op': 'add', 'path': '/identifiers/-',
                                  'value': {'type': 'NUMBER', 'number': '%s'}}]
                                """
                                        .formatted(other)))
                .ok();
        var first = invoice().to(account).made();
        String banks =
                "{'type': 'DE_BLZ', 'number': '%s'}, {'type': 'BIC', 'number': 'INGDDEFF'}"
                        .formatted(bank);
        var second = invoice().scheme("CROSS_BORDER").toNumber("DE", "NUMBER", other, banks);
        assertThat(earlier(second.made())).containsExactly(first.at("/id"));
    }

    /** How two accounts are known as one is tried in the room of the identifiers. */
    @Test
    void keys_meetWhereTwoNumbersAreOneAccount() {
        var iban =
                new AccountIdentifier(AccountIdentifierType.IBAN, "DE", CounterpartyBuilder.IBAN);
        var national =
                new AccountIdentifier(
                        AccountIdentifierType.NUMBER, "DE", CounterpartyBuilder.IBAN.substring(12));
        var bank =
                new RoutingIdentifier(
                        RoutingIdentifierType.DE_BLZ, CounterpartyBuilder.IBAN.substring(4, 12));
        var amount = new Money(1, Currency.EUR);
        assertThat(DuplicateKeys.of(List.of(iban), List.of(), amount, "r"))
                .containsAnyElementsOf(
                        DuplicateKeys.of(List.of(national), List.of(bank), amount, "R."));
    }

    @Test
    void aBatch_warnsWithinItself_andOfSinglePayments() {
        String single = invoice().made().at("/id");
        String other = invoice().with("reference", "8").json();
        String path = "/payments/v2beta/credit-transfer-batches";
        var batch =
                sandbox.developer()
                        .post(
                                path,
                                Jsons.json("{'treatment': 'INDIVIDUAL_PAYMENTS', 'payments': [")
                                        + String.join(",", invoice().json(), other, other)
                                        + "]}")
                        .created();
        String one = path + "/" + batch.at("/id");
        Await.until(() -> sandbox.developer().get(one).at("/status").equals("COMPLETED"));
        var results = sandbox.developer().get(one + "/results").ok();
        assertThat(results.json().at("/items/0/warnings/0/paymentId").asText()).isEqualTo(single);
        assertThat(results.json().at("/items/1").has("warnings")).isFalse();
        assertThat(results.json().at("/items/2/warnings/0/paymentId").asText())
                .isEqualTo(results.json().at("/items/1/paymentId").asText());
    }

    @Test
    void anAccountBeyondTheLimit_isNotSpokenOf() {
        String hidden =
                sandbox.developer().get("/financial-data/v2/accounts?limit=500").items().stream()
                        .filter(one -> one.path("currency").asText().equals("EUR"))
                        .map(one -> one.path("id").asText())
                        .filter(id -> !id.equals(sandbox.account()))
                        .findFirst()
                        .orElseThrow();
        var first = invoice().from(hidden).made();
        var seen = invoice().from(sandbox.account()).made();
        assertThat(earlier(seen)).containsExactly(first.at("/id"));
        Client limited =
                sandbox.aRole("credit_transfers:read")
                        .limitedTo(sandbox.account())
                        .member()
                        .client();
        String path = PaymentClient.CREDIT_TRANSFERS + "/" + seen.at("/id");
        assertThat(earlier(limited.get(path).ok())).isEmpty();
        assertThat(limited.get(PaymentClient.CREDIT_TRANSFERS).ok().body())
                .contains(seen.at("/id"))
                .doesNotContain(first.at("/id"));
        assertThat(limited.get(path + "/events").ok().body()).doesNotContain(first.at("/id"));
    }

    /** Where many share a number, nothing but these few may be read for each of them. */
    @Test
    void anEarlierPayment_isLookedUpByItsId() {
        var plan =
                TestKontor.shared()
                        .plan(
                                sandbox.organization(),
                                DuplicateTable.EARLIER,
                                query ->
                                        query.bind("ids", new UUID[] {new UUID(0, 1)})
                                                .bind("within", (UUID[]) null)
                                                .bind("days", 30));
        assertThat(plan)
                .as(String.join("\n", plan))
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains(
                                                "using credit_transfers_pkey on credit_transfers"))
                .anySatisfy(line -> assertThat(line).contains("Index Cond", "id = k.payment_id"));
    }
}
