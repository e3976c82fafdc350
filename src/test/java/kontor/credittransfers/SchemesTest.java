package kontor.credittransfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import kontor.Jsons;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.Table;
import kontor.TestKontor;
import kontor.core.Currency;
import kontor.identifiers.AccountIdentifierType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Bulgaria has the euro since 2026; statements of the time before are still in lev. */
    @Test
    void currenciesThatEnded_arePaidByNoScheme() {
        for (var good : Schemes.ALL) {
            for (String ended : List.of("BGN", "ANG", "CUC")) {
                schemes.aPayment(good)
                        .of(ended, 100)
                        .send()
                        .assertRefused("currency_not_allowed", "amount.currency");
            }
        }
        var byWire = Schemes.ALL.stream().filter(one -> one.scheme().equals("CROSS_BORDER"));
        var refused = schemes.aPayment(byWire.findFirst().orElseThrow()).of("BGN", 100).send();
        assertThat(refused.at("/details/0/error")).contains("BGN is no currency since 2026-01-01");
        var lev = Currency.known("BGN");
        assertThat(lev.hasEnded(LocalDate.of(2025, 12, 31))).isFalse();
        assertThat(lev.hasEnded(LocalDate.of(2026, 1, 1))).isTrue();
        assertThat(TransferScheme.known("BG_CT").currencies()).containsExactly("EUR");
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

    /** The market that somebody declares changes nothing of the country that an IBAN tells. */
    @Test
    void everyDomesticScheme_refusesAForeignIban_ofTheDeclaredMarketToo() {
        for (var good : Schemes.ALL) {
            var side = TransferScheme.known(good.scheme()).destination();
            if (side.markets().isEmpty() || !side.numbers().contains(AccountIdentifierType.IBAN)) {
                continue;
            }
            String market = good.payee().substring(0, 2);
            for (String iban : List.of("DE64500105173198833324", "TR330006100519786457841326")) {
                boolean reached = side.markets().contains("SEPA") && iban.startsWith("DE");
                // An IBAN is one as a national number too.
                for (String type : List.of("IBAN:", "NUMBER:")) {
                    if (!reached) {
                        var refused = pay(good.scheme(), "to " + market + " " + type + iban);
                        refused.assertRefused(
                                "destination_market_not_allowed", "destination.market");
                        assertThat(refused.at("/message")).contains(iban.substring(0, 2));
                    }
                }
            }
        }
        for (String foreign :
                List.of("DE IBAN:DE64500105173198833324", "SE IBAN:DE64500105173198833324")) {
            schemes.aPayment("SE_A2A")
                    .from(schemes.account(foreign, "SEK"))
                    .send()
                    .assertRefused("account_not_allowed", "source.id");
        }
    }

    @Test
    void numbersThatAreNoAccounts_areRefusedWithTheCure() {
        var refused =
                Table.of(
                        """
                        CROSS_BORDER | to US IBAN:US64SVBKUS6S3300958879 BIC:SVBKUS6S | has no IBANs
                        CROSS_BORDER | to US NUMBER:US64SVBKUS6S3300958879 BIC:SVBKUS6S | has no IBANs
                        CROSS_BORDER | to JE IBAN:JE90NWBK60161331926819 BIC:RBOSJESX | begin with GB
                        CROSS_BORDER | to JE NUMBER:JE90NWBK60161331926819 BIC:RBOSJESX | begin with GB
                        CROSS_BORDER | to DE NUMBER:DE8937040044053201300 BIC:COBADEFF | 22 characters
                        CROSS_BORDER | to HU NUMBER:11773016-11111019 BIC:OTPVHUHB | check digit
                        CROSS_BORDER | to RO NUMBER:1234567 BIC:NOTPROVIDED | placeholder
                        CROSS_BORDER | to FR IBAN:FR8420041010050500013M02607 BIC:PSSTFRPP | RIB key
                        GB_CT_FPS    | to GB NUMBER:00000000 GB_DSC:601613   | placeholder
                        GB_CT_FPS    | to GB NUMBER:12345678 GB_DSC:601613   | placeholder
                        GB_CT_BACS   | to GB NUMBER:1926819 GB_DSC:601613    | 01926819
                        GB_CT_BACS   | to GB NUMBER:31926819 GB_DSC:1613     | 001613
                        US_CT_ACH    | to US NUMBER:000000000 US_ABA:011401533 | placeholder
                        NO_CT        | to NO NUMBER:86011117948              | check digit
                        SE_A2A       | to SE NUMBER:50011234572              | does not check
                        PL_CT        | to PL NUMBER:62109010140000071219812874 | check digits
                        MX_CT        | to MX NUMBER:032180000118359718       | last digit
                        CZ_CT        | to CZ NUMBER:19-2000145398/0800       | modulus 11
                        """);
        for (var one : refused) {
            var reply = pay(one[0], one[1]);
            assertThat(reply.status()).as(one[1]).isEqualTo(400);
            assertThat(reply.at("/details/0/error")).contains(one[2]);
        }
        pay("CZ_CT", "to CZ NUMBER:19-2000145399/0800").created();
        pay("CZ_CT", "to CZ NUMBER:2000145399")
                .assertRefused("destination_number_invalid", "destination.identifiers");
    }

    /** What looks like a reference with check digits is one, in every scheme that carries it. */
    @Test
    void referencesThatDoNotCheck_areRefused() {
        String own = "'reference': '%s'";
        String qrIban = "to CH IBAN:CH4431999123000889012";
        String qr = "210000000003139471430009017";
        for (String scheme : List.of("SCT", "SCT_INST", "CROSS_BORDER", "CH_CT")) {
            String bic = scheme.equals("CROSS_BORDER") ? " BIC:POFICHBE" : "";
            for (String reference :
                    List.of("Invoice", "RF18539007547034", qr.replace('7', '8'), "0".repeat(27))) {
                schemes.aPayment(scheme, qrIban + bic)
                        .with("reference", reference)
                        .send()
                        .assertRefused("reference_invalid", "reference");
            }
            schemes.aPayment(scheme, "to CH IBAN:CH6600762011623852958" + bic)
                    .with("reference", qr)
                    .send()
                    .assertRefused("reference_invalid", "reference");
            schemes.aPayment(scheme, "to CH IBAN:CH6600762011623852958" + bic)
                    .with("reference", qr.replace('7', '8'))
                    .send()
                    .assertRefused("reference_invalid", "reference");
            schemes.aPayment(scheme, qrIban + bic)
                    .with("reference", "21 00000 00003 13947 14300 09017")
                    .made();
            for (String wrong :
                    List.of("RF19 5390 0754 7034", "rf19539007547034", "+++090/9337/55494+++")) {
                schemes.aPayment(scheme, "to CH IBAN:CH6600762011623852958" + bic)
                        .with("reference", wrong)
                        .send()
                        .assertRefused("reference_invalid", "reference");
            }
        }
        schemes.aPayment("SCT", "to FI IBAN:FI2112345600000785")
                .with("reference", "12345")
                .send()
                .assertRefused("reference_invalid", "reference");
        schemes.aPayment("SCT").with(own.formatted("12345")).made();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SE_A2A      | SE NUMBER:50011234571            | RF19 5390 0754 7034
                    SE_GIRO     | SE SE_BANKGIRO:9912346           | RF19539007547034
                    DK_A2A      | DK NUMBER:99900000002222         | +++090/9337/55494+++
                    GB_CT_CHAPS | GB NUMBER:31926819 GB_DSC:601613 | rf19539007547034
                    SCT         | DE IBAN:DE64500105173198833324   | RF18 5390 0754 7034 1234 5678
                    SCT         | DE IBAN:DE64500105173198833324   | RF19 539007547034
                    SE_A2A      | SE NUMBER:50011234571            | RF19-5390-0754-7034
                    SCT         | BE IBAN:BE68539007547034         | +++090/9337 /55494+++
                    SCT         | BE IBAN:BE68539007547034         | 010 8068 17184
                    SCT         | DE IBAN:DE64500105173198833324   | 123/4567/89012
                    SCT         | DE IBAN:DE64500105173198833324   | 1.23E+15
                    SE_GIRO     | SE SE_BANKGIRO:9912346           | 0000000000
                    DK_CT_FIK71 | DK DK_FIK:81234567               | 000000000000000
                    CH_CT       | CH IBAN:CH4431999123000889012    | 000000000000000000000000000
                    """)
    void referencesThatMeanNone_areRefused(String scheme, String payee, String reference) {
        schemes.aPayment(scheme, "to " + payee)
                .with("reference", reference)
                .send()
                .assertRefused("reference_invalid", "reference");
    }

    /** Nobody outside Belgium means its reference by groups of digits, and Belgium pays euros. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SE_A2A  | SE NUMBER:50011234571          | 123/4567/89012
                    SE_GIRO | SE SE_BANKGIRO:9912346         | 123/4567/89012
                    DK_A2A  | DK NUMBER:99900000002222       | 123/4567/89012
                    SCT     | DE IBAN:DE64500105173198833324 | Invoice 123/4567/89012
                    """)
    void numbersBetweenSlashes_areWords(String scheme, String payee, String reference) {
        schemes.aPayment(scheme, "to " + payee).with("reference", reference).made();
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

    /** It would be passed over, and banks outside the EEA ask for it. */
    @Test
    void addressOfADescribedPayee_isRefusedWithTheCure() {
        schemes.aPayment("CROSS_BORDER")
                .with(
                        """
                        'destination': {'type': 'INLINE', 'market': 'US',
                            'holder': {'legalName': 'P', 'address': {'city': 'Reno', 'country': 'US'}},
                            'identifiers': [{'type': 'NUMBER', 'number': '123456789'}],
                            'routing': [{'type': 'BIC', 'number': 'CHASUS33'}]}
                        """)
                .send()
                .assertRefused("invalid_value", "destination.holder.address");
    }

    /** Every scheme in kronor writes the payee's name, so nobody is paid without one. */
    @Test
    void payeeWithoutAName_isNotPaid() {
        for (String holder : List.of("", ", 'holder': {}", ", 'holder': {'legalName': ''}")) {
            for (String number : List.of("NUMBER 50011234571", "SE_BANKGIRO 9912346")) {
                var words = number.split(" ");
                var refused =
                        schemes.aPayment(words[0].equals("NUMBER") ? "SE_A2A" : "SE_GIRO")
                                .with(
                                        """
                                        'destination': {'type': 'INLINE', 'market': 'SE',
                                            'identifiers': [{'type': '%s', 'number': '%s'}] %s}
                                        """
                                                .formatted(words[0], words[1], holder))
                                .send();
                assertThat(refused.status()).isEqualTo(400);
                assertThat(refused.at("/details/0/field")).startsWith("destination.holder");
            }
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

    /** Inside the EEA no bank asks for it: half an address is left out instead of refused. */
    @Test
    void halfAnAddressInsideTheEea_keepsNobodyFromBeingPaid() {
        String payee =
                sandbox.aCounterparty()
                        .named("Half an address GmbH")
                        .with(
                                """
                                'address': {'streetName': 'Lange Straße', 'country': 'DE'},
                                'accounts': [{'market': 'DE',
                                    'identifiers': [{'type': 'IBAN', 'number': 'DE64500105173198833324'}],
                                    'routing': [{'type': 'BIC', 'number': 'INGDDEFF'}]}]
                                """)
                        .accountId();
        for (String scheme : List.of("SCT", "CROSS_BORDER")) {
            var made = schemes.aPayment(scheme).to(payee).made();
            assertThat(made.body())
                    .contains("\"member\":\"destinationHolder.address\"", "Lange Straße DE")
                    .contains("without town and country");
        }
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
