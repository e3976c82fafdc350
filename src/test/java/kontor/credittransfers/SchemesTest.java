package kontor.credittransfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.Jsons;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.Table;
import kontor.TestKontor;
import kontor.identifiers.AccountIdentifierType;
import org.junit.jupiter.api.Test;

/** What each scheme takes and refuses; what it looks like in a file is in SchemeFileTest. */
class SchemesTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient creditTransfers = sandbox.creditTransfers();
    private final Schemes schemes = new Schemes(sandbox);

    private Reply pay(String scheme, String difference) {
        return schemes.aPayment(scheme, difference).send();
    }

    @Test
    void everyScheme_refusesAnotherCurrency_andTooMuch() {
        for (var good : Schemes.ALL) {
            var scheme = TransferScheme.known(good.scheme());
            if (!scheme.currencies().isEmpty()) {
                schemes.aPayment(good)
                        .of("JPY", 100)
                        .send()
                        .assertRefused("currency_not_allowed", "amount.currency");
            }
            schemes.aPayment(good)
                    .of(good.currency(), scheme.largestMinor() + 1)
                    .send()
                    .assertRefused("amount_too_large", "amount.value");
        }
    }

    @Test
    void everyScheme_refusesAnAccountThatCannotPayByIt() {
        String lira = schemes.account("TR IBAN:TR330006100519786457841326", "TRY");
        for (var good : Schemes.ALL) {
            if (!good.scheme().equals("CROSS_BORDER")) {
                schemes.aPayment(good)
                        .from(lira)
                        .send()
                        .assertRefused("account_not_allowed", "source.id");
            }
        }
    }

    @Test
    void everyScheme_refusesADestinationThatItDoesNotReach() {
        for (var good : Schemes.ALL) {
            pay(good.scheme(), "to DE PAYPAL:somebody@example.com")
                    .assertRefused("destination_number_not_allowed", "destination.identifiers");
            var scheme = TransferScheme.known(good.scheme());
            if (!scheme.destination().markets().isEmpty()
                    && scheme.destination().numbers().contains(AccountIdentifierType.IBAN)) {
                pay(good.scheme(), "to TR IBAN:TR330006100519786457841326")
                        .assertRefused("destination_market_not_allowed", "destination.market");
            }
        }
    }

    @Test
    void schemes_refuseWhatTheyDoNotCarry() {
        takeTheAddressFromTheEntity();
        var refused =
                Table.of(
                        """
                        SCT          | 'chargeBearer': 'DEBTOR'                      | charge_bearer_not_allowed      | chargeBearer
                        US_CT_ACH    | 'chargeBearer': 'CREDITOR'                    | charge_bearer_not_allowed      | chargeBearer
                        CROSS_BORDER | to DE IBAN:DE64500105173198833324             | routing_missing                | destination.routing
                        GB_CT_FPS    | to GB NUMBER:31926819                         | routing_missing                | destination.routing
                        GB_CT_FPS    | to GB NUMBER:31926819 BIC:NWBKGB2L            | routing_missing                | destination.routing
                        US_CT_WIRE   | to US NUMBER:987654321 BIC:CHASUS33           | routing_missing                | destination.routing
                        GB_CT_BACS   | 'reference': 'NINETEEN CHARACTERS'            | reference_too_long             | reference
                        GB_CT_FPS    | 'reference': 'NINETEEN CHARACTERS'            | reference_too_long             | reference
                        SE_GIRO      | 'reference': '1234567890'                     | reference_invalid              | reference
                        SE_GIRO      | 'reference': '12345678901234567890123456'     | reference_invalid              | reference
                        SE_GIRO      | to SE NUMBER:50011234571                      | destination_number_not_allowed | destination.identifiers
                        NO_CT_KID    | 'reference': '12345678'                       | reference_invalid              | reference
                        NO_CT_KID    | 'reference': 'Faktura'                        | reference_invalid              | reference
                        DK_CT_FIK71  | 'reference': '000000123456789'                | reference_invalid              | reference
                        DK_CT_FIK71  | 'reference': '0000000123456782'               | reference_too_long             | reference
                        DK_CT_FIK75  | 'reference': '0000000123456789'               | reference_invalid              | reference
                        DK_CT_FIK73  | to DK NUMBER:99900000002222                   | destination_number_not_allowed | destination.identifiers
                        CH_CT        | 'reference': 'Invoice'                        | reference_invalid              | reference
                        CH_CT        | to CH IBAN:CH6600762011623852958              | reference_invalid              | reference
                        AU_CT_BPAY   | 'reference': 'my bill'                        | reference_invalid              | reference
                        MX_CT        | to MX NUMBER:12345                            | destination_number_invalid     | destination.identifiers
                        PL_CT        | to PL NUMBER:12345                            | destination_number_invalid     | destination.identifiers
                        SCT          | to CH IBAN:CH9300762011623852957              | payer_address_missing          | source.id
                        SCT          | 'schemeDetails': {'instrument': {'type': 'CITI_WORLDLINK'}} | instrument_not_available | schemeDetails.instrument.type
                        """);
        for (var one : refused) {
            pay(one[0], one[1]).assertRefused(one[2], one[3]);
        }
    }

    private void takeTheAddressFromTheEntity() {
        var entity = sandbox.owner().get("/financial-data/v2/entities").items().getFirst();
        sandbox.owner()
                .patch(
                        "/financial-data/v2/entities/" + entity.path("id").asText(),
                        Jsons.json("[{'op': 'remove', 'path': '/address'}]"),
                        "If-Match",
                        "version:" + entity.path("version").asText())
                .ok();
    }

    @Test
    void schemes_takeWhatLooksOddButIsRight() {
        var taken =
                Table.of(
                        """
                        SE_GIRO     | 'reference': 'Faktura 1234567890'
                        SE_GIRO     | to SE SE_PLUSGIRO:1234566
                        NO_CT_KID   | 'reference': '12348-'
                        NO_CT_KID   | 'reference': '00000 00000 00000 00000 00000'
                        DK_CT_FIK71 | 'reference': '000 000 123 456 782'
                        AU_CT_BPAY  | 'reference': '4001 234 567'
                        SCT         | 'reference': 'RF00 is no reference of ISO'
                        """);
        for (var one : taken) {
            pay(one[0], one[1]).created();
        }
        schemes.aPayment("CH_CT", "to CH IBAN:CH6600762011623852958")
                .with("reference", "RF18 5390 0754 7034")
                .made();
        schemes.aPayment("CROSS_BORDER")
                .of("EUR", 1)
                .with("chargeBearer", "DEBTOR")
                .with(
                        """
                        'regulatoryReporting': [{'market': 'SE', 'indicator': 'DEBTOR', 'code': '101'}]
                        """)
                .made();
    }

    @Test
    void text_thatNoBankCanRead_isRefused() {
        for (String unreadable : List.of(" ", "/", "\n", "\u200b")) {
            schemes.aPayment("SCT")
                    .with("reference", unreadable)
                    .send()
                    .assertRefused("invalid_value", "reference");
            schemes.aPayment("SCT")
                    .payeeNamed(unreadable)
                    .send()
                    .assertRefused("invalid_value", "destination.holder.legalName");
        }
        for (String code : List.of(" ", "\\u0001", "14/")) {
            schemes.aPayment("CROSS_BORDER")
                    .with(
                            """
                            'regulatoryReporting': [{'market': 'NO', 'indicator': 'DEBTOR', 'code': '%s'}]
                            """
                                    .formatted(code))
                    .send()
                    .assertRefused("invalid_value", "regulatoryReporting.0.code");
        }
    }

    @Test
    void payeeWhoseNameBanksCannotWrite_isNotPaid() {
        String known =
                sandbox.aCounterparty()
                        .named("株式会社")
                        .withIban("FR1420041010050500013M02606")
                        .accountId();
        schemes.aPayment("SCT")
                .payeeNamed("株式会社")
                .send()
                .assertRefused("payee_name_unreadable", "destination.holder.legalName");
        schemes.aPayment("SCT_INST")
                .to(known)
                .send()
                .assertRefused("payee_name_unreadable", "destination.id");
        schemes.aPayment("SCT").payeeNamed("株式会社 Kabushiki").made();
        schemes.aPayment("SCT").payeeNamed("Живков").made();
    }

    @Test
    void structuredAddress_isNeededWhereOneTravels() {
        var counterparty =
                sandbox.aCounterparty()
                        .named("Half an address Inc")
                        .with(
                                """
                                'address': {'streetName': 'Main Street', 'country': 'US'},
                                'accounts': [{'market': 'US', 'identifiers': [{'type': 'NUMBER', 'number': '987654321'}],
                                    'routing': [{'type': 'BIC', 'number': 'CHASUS33'}, {'type': 'US_ABA', 'number': '011401533'}]}]
                                """)
                        .made();
        String payee = counterparty.at("/accounts/0/id");
        for (String scheme : List.of("CROSS_BORDER", "US_CT_WIRE")) {
            schemes.aPayment(scheme)
                    .to(payee)
                    .send()
                    .assertRefused("payee_address_incomplete", "destination.id");
        }
        schemes.aPayment("US_CT_ACH").to(payee).made();
        sandbox.developer()
                .patch(
                        "/payments/v2/counterparties/" + counterparty.at("/id"),
                        Jsons.json(
                                """
                                [{'op': 'replace', 'path': '/address', 'value':
                                    {'streetName': 'Main Street', 'city': 'Boston', 'country': 'US'}}]
                                """))
                .ok();
        schemes.aPayment("CROSS_BORDER").to(payee).made();
    }

    @Test
    void worldlink_showsTheNumberOfTheAccount() {
        String account = schemes.account("DE IBAN:DE12999100000000001111", "USD");
        sandbox.developer()
                .patch(
                        "/financial-data/v2/accounts/" + account,
                        Jsons.json(
                                """
                                [{'op': 'add', 'path': '/paymentOptions/instruments/-', 'value':
                                    {'type': 'CITI_WORLDLINK', 'citiWorldlinkId': 'WL-77'}}]
                                """),
                        "If-Match",
                        "version:1")
                .ok();
        var transfer =
                schemes.aPayment("CROSS_BORDER")
                        .with("'schemeDetails': {'instrument': {'type': 'CITI_WORLDLINK'}}")
                        .made();
        assertThat(transfer.at("/schemeDetails/instrument/type")).isEqualTo("CITI_WORLDLINK");
        assertThat(transfer.at("/schemeDetails/instrument/citiWorldlinkId")).isEqualTo("WL-77");
        assertThat(creditTransfers.get(transfer).body()).isEqualTo(transfer.body());
    }
}
