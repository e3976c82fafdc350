package kontor.credittransfers;

import static kontor.credittransfers.CreditTransferRefusal.*;

import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.CounterpartyBuilder;
import kontor.CreditTransferBuilder;
import kontor.Jsons;
import kontor.RefusalOrder;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A transfer that cannot be for several reasons is refused for the first. */
class CreditTransferRefusalTest {

    private static final String UNKNOWN = Ids.next().toString();
    private static final String NINETEEN = "NINETEEN CHARACTERS";
    private static final String CHINESE = "\u682a\u5f0f\u4f1a\u793e";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Schemes schemes = new Schemes(sandbox);
    private final LocalDate yesterday = sandbox.today().minusDays(1);
    private final LocalDate tooFar = sandbox.today().plusDays(366);

    /** A payment by Bacs in the wrong currency. */
    private CreditTransferBuilder bacs(String currency, long minor) {
        return schemes.aPayment("GB_CT_BACS")
                .of(currency, minor)
                .with("reference", NINETEEN)
                .from(UNKNOWN);
    }

    /** A payment by SCT, without the number that it asks for. */
    private CreditTransferBuilder byInstrument() {
        return schemes.aPayment("SCT")
                .with("'schemeDetails': {'instrument': {'type': 'CITI_WORLDLINK'}}");
    }

    /** A payment to a bankgiro with a reference that ends in the wrong digit. */
    private CreditTransferBuilder giro() {
        return schemes.aPayment("SE_GIRO").with("reference", "1234567890");
    }

    private String ownInKronor() {
        return schemes.account("SE IBAN:SE4550000000058398257466", "SEK");
    }

    private String ofUnreadableName() {
        return sandbox.anAccount().heldBy(sandbox.anEntity().named(CHINESE).id()).id();
    }

    /** An own account that is out of use. */
    private String inactive(String market) {
        String account = schemes.account(market, "EUR");
        sandbox.execute(
                "UPDATE accounts SET status = 'INACTIVE' WHERE organization_id = :org AND id = :id",
                "id",
                UUID.fromString(account));
        return account;
    }

    private String deleted() {
        String account = sandbox.aCounterparty().accountId();
        sandbox.developer().delete("/payments/v2/external-accounts/" + account);
        return account;
    }

    private RefusalOrder<CreditTransferRefusal> requests(
            RefusalOrder<CreditTransferRefusal> order) {
        long tooMuch = TransferScheme.known("GB_CT_BACS").largestMinor() + 1;
        return order.row(
                        "too many euros by Bacs, at the payer's charge",
                        () -> bacs("EUR", tooMuch).with("chargeBearer", "DEBTOR").send(),
                        CURRENCY_NOT_ALLOWED,
                        AMOUNT_TOO_LARGE,
                        CHARGE_BEARER_NOT_ALLOWED,
                        REFERENCE_TOO_LONG,
                        ACCOUNT_NOT_FOUND)
                .row(
                        "too many pounds by Bacs, at the payer's charge",
                        () -> bacs("GBP", tooMuch).with("chargeBearer", "DEBTOR").send(),
                        AMOUNT_TOO_LARGE,
                        CHARGE_BEARER_NOT_ALLOWED,
                        REFERENCE_TOO_LONG,
                        ACCOUNT_NOT_FOUND)
                .row(
                        "a long reference by Bacs, at the payer's charge",
                        () -> bacs("GBP", 1).with("chargeBearer", "DEBTOR").send(),
                        CHARGE_BEARER_NOT_ALLOWED,
                        REFERENCE_TOO_LONG,
                        ACCOUNT_NOT_FOUND)
                .row(
                        "a long reference by Bacs, from no account",
                        () -> bacs("GBP", 1).send(),
                        REFERENCE_TOO_LONG,
                        ACCOUNT_NOT_FOUND);
    }

    private RefusalOrder<CreditTransferRefusal> sources(RefusalOrder<CreditTransferRefusal> order) {
        String turkish = inactive("TR IBAN:TR330006100519786457841326");
        return order.row(
                        "from no account, yesterday",
                        () -> byInstrument().from(UNKNOWN).on(yesterday).send(),
                        ACCOUNT_NOT_FOUND,
                        DATE_IN_PAST)
                .row(
                        "from an account out of use, outside SEPA, yesterday",
                        () -> byInstrument().from(turkish).on(yesterday).send(),
                        ACCOUNT_NOT_ACTIVE,
                        ACCOUNT_NOT_ALLOWED,
                        DATE_IN_PAST,
                        INSTRUMENT_NOT_AVAILABLE)
                .row(
                        "from an account in kronor, yesterday",
                        () -> byInstrument().from(ownInKronor()).on(yesterday).send(),
                        ACCOUNT_NOT_ALLOWED,
                        DATE_IN_PAST,
                        INSTRUMENT_NOT_AVAILABLE)
                .row(
                        "from an entity of an unreadable name, yesterday",
                        () -> byInstrument().from(ofUnreadableName()).on(yesterday).send(),
                        OWN_NAME_UNREADABLE,
                        DATE_IN_PAST,
                        INSTRUMENT_NOT_AVAILABLE)
                .row(
                        "yesterday, by a number that is not there",
                        () -> byInstrument().on(yesterday).send(),
                        DATE_IN_PAST,
                        INSTRUMENT_NOT_AVAILABLE)
                .row(
                        "too far ahead, by a number that is not there",
                        () -> byInstrument().on(tooFar).send(),
                        DATE_TOO_FAR,
                        INSTRUMENT_NOT_AVAILABLE)
                .row(
                        "to no account, by a number that is not there",
                        () -> byInstrument().to(UNKNOWN).send(),
                        INSTRUMENT_NOT_AVAILABLE,
                        EXTERNAL_ACCOUNT_NOT_FOUND);
    }

    private RefusalOrder<CreditTransferRefusal> payees(RefusalOrder<CreditTransferRefusal> order) {
        String inactive = inactive("FR IBAN:FR1420041010050500013M02606");
        sandbox.aCounterparty().with("externalId", "taken").made();
        return order.row(
                        "to no own account, with a wrong reference",
                        () -> giro().toOwn(UNKNOWN).send(),
                        DESTINATION_NOT_FOUND,
                        REFERENCE_INVALID)
                .row(
                        "to an own account out of use, with a wrong reference",
                        () -> giro().toOwn(inactive).send(),
                        DESTINATION_NOT_ACTIVE,
                        DESTINATION_NUMBER_NOT_ALLOWED,
                        REFERENCE_INVALID)
                .row(
                        "to the account itself, which is no giro",
                        () -> giro().toOwn(ownInKronor()).send(),
                        SAME_ACCOUNT,
                        DESTINATION_NUMBER_NOT_ALLOWED,
                        REFERENCE_INVALID)
                .row(
                        "to the account itself under its national number, which is no giro",
                        () ->
                                giro().from(ownInKronor())
                                        .toNumber("SE", "NUMBER", "5839-8257466")
                                        .send(),
                        SAME_ACCOUNT,
                        DESTINATION_NUMBER_NOT_ALLOWED,
                        REFERENCE_INVALID)
                .row(
                        "to no account, with a wrong reference",
                        () -> giro().to(UNKNOWN).send(),
                        EXTERNAL_ACCOUNT_NOT_FOUND,
                        REFERENCE_INVALID)
                .row(
                        "to a deleted account, which is no giro",
                        () -> giro().to(deleted()).send(),
                        EXTERNAL_ACCOUNT_DELETED,
                        DESTINATION_NUMBER_NOT_ALLOWED,
                        REFERENCE_INVALID)
                .row(
                        "to an account of a known external id, which is no giro",
                        () -> described("taken").send(),
                        EXTERNAL_ID_TAKEN,
                        DESTINATION_NUMBER_NOT_ALLOWED,
                        REFERENCE_INVALID);
    }

    private CreditTransferBuilder described(String externalId) {
        return giro().with(
                        """
                        'destination': {'type': 'INLINE', 'market': 'DE', 'externalId': '%s',
                            'identifiers': [{'type': 'IBAN', 'number': '%s'}],
                            'holder': {'legalName': 'Payee'}}
                        """
                                .formatted(externalId, CounterpartyBuilder.IBAN));
    }

    private RefusalOrder<CreditTransferRefusal> rules(RefusalOrder<CreditTransferRefusal> order) {
        return order.row(
                        "to an unreadable name on an account that is no giro",
                        () ->
                                schemes.aPayment("SE_GIRO", "to SE NUMBER:50011234571")
                                        .with("reference", "1234567890")
                                        .payeeNamed(CHINESE)
                                        .send(),
                        DESTINATION_NUMBER_NOT_ALLOWED,
                        REFERENCE_INVALID,
                        PAYEE_NAME_UNREADABLE)
                .row(
                        "to Turkey by a Norwegian scheme, with a wrong reference",
                        () ->
                                schemes.aPayment(
                                                "NO_CT_KID",
                                                "to TR IBAN:TR330006100519786457841326")
                                        .with("reference", "12345678")
                                        .send(),
                        DESTINATION_MARKET_NOT_ALLOWED,
                        REFERENCE_INVALID)
                .row(
                        "to a short number without the bank's",
                        () -> schemes.aPayment("KR_CT", "to KR NUMBER:123456").send(),
                        DESTINATION_NUMBER_INVALID,
                        ROUTING_MISSING)
                .row(
                        "to an unreadable name without the bank's number",
                        () ->
                                schemes.aPayment("KR_CT", "to KR NUMBER:1102345678")
                                        .payeeNamed(CHINESE)
                                        .send(),
                        ROUTING_MISSING,
                        PAYEE_NAME_UNREADABLE)
                .row(
                        "to an unreadable name with a wrong reference",
                        () -> giro().payeeNamed(CHINESE).send(),
                        REFERENCE_INVALID,
                        PAYEE_NAME_UNREADABLE)
                .row(
                        "to an unreadable name without a town",
                        () -> schemes.aPayment("GB_CT_CHAPS").to(british()).send(),
                        PAYEE_NAME_UNREADABLE,
                        PAYEE_ADDRESS_INCOMPLETE)
                .row(
                        "to an unreadable name outside the EEA, of a payer without an address",
                        () ->
                                schemes.aPayment("SCT", "to CH IBAN:CH9300762011623852957")
                                        .payeeNamed(CHINESE)
                                        .send(),
                        PAYEE_NAME_UNREADABLE,
                        PAYER_ADDRESS_MISSING);
    }

    private String british() {
        return sandbox.aCounterparty()
                .named(CHINESE)
                .with(
                        """
                        'address': {'country': 'GB'}, 'accounts': [{'market': 'GB',
                            'identifiers': [{'type': 'NUMBER', 'number': '31926819'}],
                            'routing': [{'type': 'GB_DSC', 'number': '601613'}]}]
                        """)
                .accountId();
    }

    private void takeTheAddressFromTheEntity() {
        var entity = sandbox.owner().get("/financial-data/v2/entities").at("/items/0/id");
        sandbox.owner()
                .patch(
                        "/financial-data/v2/entities/" + entity,
                        Jsons.json("[{'op': 'remove', 'path': '/address'}]"),
                        "If-Match",
                        "version:1")
                .ok();
    }

    @TestFactory
    Stream<DynamicTest> severalFaults_answerTheFirst() {
        takeTheAddressFromTheEntity();
        var order = new RefusalOrder<>(CreditTransferRefusal.class);
        return rules(payees(sources(requests(order)))).tests();
    }
}
