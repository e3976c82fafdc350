package kontor.credittransfers;

import static kontor.credittransfers.Transfers.assertRefused;
import static kontor.credittransfers.Transfers.created;
import static kontor.credittransfers.Transfers.inline;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import kontor.Jsons;
import kontor.Reply;
import kontor.TestKontor;
import kontor.banks.InstructionDraft;
import kontor.connections.BankProfile;
import kontor.connections.Connection;
import kontor.core.AccountLimit;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.identifiers.AccountIdentifierType;
import kontor.iso20022.AccountNumber;
import kontor.iso20022.MessageHeader;
import kontor.iso20022.Pain001Reader;
import kontor.iso20022.ReadLimits;
import kontor.iso20022.Transfer;
import kontor.iso20022.TransferGroup;
import kontor.wire.ResourceRef;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What each scheme takes and refuses, and what it looks like in the file to the bank. */
class SchemesTest {

    private final Transfers kontor = new Transfers();
    private final Schemes schemes = new Schemes(kontor);

    private Reply pay(String scheme, String difference) {
        return kontor.pay(
                Jsons.with("{" + schemes.difference(Schemes.of(scheme)) + "}", difference)
                        .replaceFirst("^\\{", "")
                        .replaceFirst("}$", ""));
    }

    @Test
    void everyScheme_takesAGoodPayment_andWritesIt() throws Exception {
        assertThat(Schemes.ALL)
                .extracting(Schemes.Good::scheme)
                .containsExactlyInAnyOrderElementsOf(TransferScheme.names());
        var transfers = new ArrayList<CreditTransfer>();
        var room = new Room();
        for (var good : Schemes.ALL) {
            var reply = created(pay(good.scheme(), ""));
            assertThat(reply.at("/scheme")).isEqualTo(good.scheme());
            transfers.add(
                    TestKontor.shared()
                            .database()
                            .read(
                                    kontor.sandbox.organization(),
                                    tx ->
                                            ((Outcome.Done<CreditTransfer>)
                                                            room.creditTransfers
                                                                    .payments()
                                                                    .find(
                                                                            tx,
                                                                            ResourceRef.parse(
                                                                                    reply.at(
                                                                                            "/id")),
                                                                            AccountLimit.ALL))
                                                    .value()));
        }
        var out = new ByteArrayOutputStream();
        var bank =
                new Connection(
                        Ids.next(),
                        "Bank",
                        "COBADEFFXXX",
                        Ids.next(),
                        BankProfile.GENERIC,
                        "FOLDER",
                        "bank");
        var groups = TransferFile.groups(transfers, bank, "MESSAGE1");
        TransferFile.write(
                groups,
                new InstructionDraft(Ids.next(), "MESSAGE1", LocalDateTime.of(2026, 12, 1, 10, 0)),
                out);
        var told = told(out.toByteArray());
        assertThat(told).hasSize(Schemes.ALL.size());
        assertThat(told.get("SCT"))
                .isEqualTo("SEPA - SLEV IBAN:DE64500105173198833324 'Invoice 1'");
        assertThat(told.get("SCT_INST"))
                .isEqualTo("SEPA INST SLEV IBAN:FR1420041010050500013M02606 ref:RF18539007547034");
        assertThat(told.get("CROSS_BORDER"))
                .isEqualTo("- - - BBAN:123456789@CHASUS33 'Contract 7'");
        assertThat(told.get("GB_CT_FPS"))
                .isEqualTo("URNS (FPS) - BBAN:31926819@GBDSC/601613 'INV 17'");
        assertThat(told.get("SE_A2A")).isEqualTo("NURG - - BBAN:50011234571@SESBA/5001 'Loen'");
        assertThat(told.get("SE_GIRO"))
                .isEqualTo("NURG - - BGNR:9912346@SESBA/9900 ref:1234567897");
        assertThat(told.get("DK_CT_FIK71"))
                .isEqualTo("NURG (FIK71) - OCR:81234567 ref:000000123456782");
        assertThat(told.get("CH_CT"))
                .isEqualTo("- - - IBAN:CH4431999123000889012 ref:210000000003139471430009017");
        assertThat(told.get("NO_CT_KID")).isEqualTo("NURG - - BBAN:86011117947 ref:12345674");
        assertThat(told.get("US_CT_ACH"))
                .isEqualTo("NURG CCD - BBAN:987654321@USABA/011401533 'INV 5'");
        assertThat(told.get("AU_CT_BPAY")).isEqualTo("NURG (BPAY) - BPAY:12345 ref:4001234567");
        validate(out.toByteArray());
        // A sort code or an ABA number is half of the account it is debited from.
        String file = out.toString(StandardCharsets.UTF_8);
        assertThat(count(file, bank("GBDSC", "999100"))).isEqualTo(3);
        assertThat(count(file, bank("USABA", "021000021"))).isEqualTo(2);
        assertThat(count(file, bank("AUBSB", "062000"))).isEqualTo(3);
        assertThat(count(file, bank("CACPA", "000300002"))).isEqualTo(2);
        assertThat(file).doesNotContain("NOTPROVIDED");
    }

    private static String bank(String system, String member) {
        return "<DbtrAgt><FinInstnId><BICFI>COBADEFFXXX</BICFI><ClrSysMmbId><ClrSysId><Cd>"
                + system
                + "</Cd></ClrSysId><MmbId>"
                + member
                + "</MmbId></ClrSysMmbId></FinInstnId></DbtrAgt>";
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    /**
     * One line for each transfer in the file, by its scheme in the order in which they were made.
     */
    private static TreeMap<String, String> told(byte[] file) {
        var told = new TreeMap<String, String>();
        Pain001Reader.read(
                new ByteArrayInputStream(file),
                ReadLimits.ofFileBytes(1 << 20),
                new Pain001Reader.Handler() {
                    private String terms = "";

                    @Override
                    public void header(MessageHeader header) {
                        assertThat(header.numberOfTransactions()).isEqualTo(Schemes.ALL.size());
                    }

                    @Override
                    public void group(TransferGroup group) {
                        var how = group.terms();
                        terms =
                                how.serviceLevel().map(code -> code.value()).orElse("-")
                                        + " "
                                        + how.localInstrument()
                                                .map(
                                                        code ->
                                                                code.proprietary()
                                                                        ? "(" + code.value() + ")"
                                                                        : code.value())
                                                .orElse("-")
                                        + " "
                                        + how.chargeBearer().map(Enum::name).orElse("-");
                    }

                    @Override
                    public void transfer(Transfer transfer) {
                        told.put(
                                Schemes.ALL.get(told.size()).scheme(),
                                terms + " " + number(transfer) + " " + words(transfer));
                    }
                });
        return told;
    }

    private static String number(Transfer transfer) {
        var agent = transfer.creditor().agent();
        String bank =
                agent.bic()
                        .or(
                                () ->
                                        agent.clearing()
                                                .map(
                                                        member ->
                                                                member.system().orElse("")
                                                                        + "/"
                                                                        + member.member()))
                        .map(text -> "@" + text)
                        .orElse("");
        return switch (transfer.creditor().account()) {
            case AccountNumber.Iban(var iban) -> "IBAN:" + iban + bank;
            case AccountNumber.Other(var other, var scheme) ->
                    scheme.orElseThrow().value() + ":" + other + bank;
        };
    }

    private static String words(Transfer transfer) {
        var remittance = transfer.remittance().orElseThrow();
        return remittance
                .unstructured()
                .map(text -> "'" + text + "'")
                .orElseGet(() -> "ref:" + remittance.references().getFirst());
    }

    private static void validate(byte[] file) throws Exception {
        var schema =
                Path.of(System.getProperty("kontor.shared", "../shared"))
                        .resolve("data/xsd/pain.001.001.09.xsd");
        Assumptions.assumeTrue(
                Files.exists(schema), "needs " + schema.toAbsolutePath().normalize());
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(schema.toFile())
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(file)));
    }

    @Test
    void everyScheme_refusesAnotherCurrency_andTooMuch() {
        for (var good : Schemes.ALL) {
            var scheme = TransferScheme.known(good.scheme());
            if (!scheme.currencies().isEmpty()) {
                assertRefused(
                        pay(good.scheme(), "'amount': {'currency': 'JPY', 'value': 100}"),
                        "currency_not_allowed",
                        "amount.currency");
            }
            assertRefused(
                    pay(
                            good.scheme(),
                            "'amount': {'currency': '"
                                    + good.currency()
                                    + "', 'value': "
                                    + (scheme.largestMinor() + 1)
                                    + "}"),
                    "amount_too_large",
                    "amount.value");
        }
    }

    @Test
    void everyScheme_refusesAnAccountThatCannotPayByIt() {
        String lira = schemes.account("TR IBAN:TR330006100519786457841326", "TRY");
        for (var good : Schemes.ALL) {
            if (!good.scheme().equals("CROSS_BORDER")) {
                assertRefused(
                        pay(good.scheme(), "'source': {'type': 'ACCOUNT', 'id': '" + lira + "'}"),
                        "account_not_allowed",
                        "source.id");
            }
        }
    }

    @Test
    void everyScheme_refusesADestinationThatItDoesNotReach() {
        for (var good : Schemes.ALL) {
            assertRefused(
                    pay(good.scheme(), inline("DE", "PAYPAL", "somebody@example.com", "")),
                    "destination_number_not_allowed",
                    "destination.identifiers");
            var scheme = TransferScheme.known(good.scheme());
            if (!scheme.destination().markets().isEmpty()
                    && scheme.destination().numbers().contains(AccountIdentifierType.IBAN)) {
                assertRefused(
                        pay(good.scheme(), inline("TR", "IBAN", "TR330006100519786457841326", "")),
                        "destination_market_not_allowed",
                        "destination.market");
            }
        }
    }

    @Test
    void schemes_refuseWhatTheyDoNotCarry() {
        var entity = kontor.owner.get("/financial-data/v2/entities").json().at("/items/0");
        var bare =
                kontor.owner.patch(
                        "/financial-data/v2/entities/" + entity.path("id").asText(),
                        "[{\"op\": \"remove\", \"path\": \"/address\"}]",
                        "If-Match",
                        "version:" + entity.path("version").asText());
        assertThat(bare.status()).as(bare.body()).isEqualTo(200);
        String iban = "DE64500105173198833324";
        String[][] refused = {
            {"SCT", "'chargeBearer': 'DEBTOR'", "charge_bearer_not_allowed", "chargeBearer"},
            {
                "US_CT_ACH",
                "'chargeBearer': 'CREDITOR'",
                "charge_bearer_not_allowed",
                "chargeBearer"
            },
            {
                "CROSS_BORDER",
                inline("DE", "IBAN", iban, ""),
                "routing_missing",
                "destination.routing"
            },
            {
                "GB_CT_FPS",
                inline("GB", "NUMBER", "31926819", ""),
                "routing_missing",
                "destination.routing"
            },
            {
                "GB_CT_FPS",
                inline("GB", "NUMBER", "31926819", "{'type': 'BIC', 'number': 'NWBKGB2L'}"),
                "routing_missing",
                "destination.routing"
            },
            {
                "US_CT_WIRE",
                inline("US", "NUMBER", "987654321", "{'type': 'BIC', 'number': 'CHASUS33'}"),
                "routing_missing",
                "destination.routing"
            },
            {"GB_CT_BACS", "'reference': 'NINETEEN CHARACTERS'", "reference_too_long", "reference"},
            {"GB_CT_FPS", "'reference': 'NINETEEN CHARACTERS'", "reference_too_long", "reference"},
            {"SE_GIRO", "'reference': '1234567890'", "reference_invalid", "reference"},
            {
                "SE_GIRO",
                "'reference': '12345678901234567890123456'",
                "reference_invalid",
                "reference"
            },
            {
                "SE_GIRO",
                inline("SE", "NUMBER", "50011234571", ""),
                "destination_number_not_allowed",
                "destination.identifiers"
            },
            {"NO_CT_KID", "'reference': '12345678'", "reference_invalid", "reference"},
            {"NO_CT_KID", "'reference': 'Faktura'", "reference_invalid", "reference"},
            {"DK_CT_FIK71", "'reference': '000000123456789'", "reference_invalid", "reference"},
            {"DK_CT_FIK71", "'reference': '0000000123456782'", "reference_too_long", "reference"},
            {"DK_CT_FIK75", "'reference': '0000000123456789'", "reference_invalid", "reference"},
            {
                "DK_CT_FIK73",
                inline("DK", "NUMBER", "99900000002222", ""),
                "destination_number_not_allowed",
                "destination.identifiers"
            },
            {"CH_CT", "'reference': 'Invoice'", "reference_invalid", "reference"},
            {
                "CH_CT",
                inline("CH", "IBAN", "CH9300762011623852957", ""),
                "reference_invalid",
                "reference"
            },
            {"AU_CT_BPAY", "'reference': 'my bill'", "reference_invalid", "reference"},
            {
                "MX_CT",
                inline("MX", "NUMBER", "12345", ""),
                "destination_number_invalid",
                "destination.identifiers"
            },
            {
                "PL_CT",
                inline("PL", "NUMBER", "12345", ""),
                "destination_number_invalid",
                "destination.identifiers"
            },
            {
                "SCT",
                inline("CH", "IBAN", "CH9300762011623852957", ""),
                "payer_address_missing",
                "source.id"
            },
            {
                "SCT",
                "'schemeDetails': {'instrument': {'type': 'CITI_WORLDLINK'}}",
                "instrument_not_available",
                "schemeDetails.instrument.type"
            },
        };
        for (var one : refused) {
            assertRefused(pay(one[0], one[1]), one[2], one[3]);
        }
    }

    @Test
    void schemes_takeWhatLooksOddButIsRight() {
        String[][] taken = {
            {"SE_GIRO", "'reference': 'Faktura 1234567890'"},
            {"SE_GIRO", inline("SE", "SE_PLUSGIRO", "1234566", "")},
            {"NO_CT_KID", "'reference': '12348-'"},
            {"NO_CT_KID", "'reference': '00000 00000 00000 00000 00000'"},
            {"DK_CT_FIK71", "'reference': '000 000 123 456 782'"},
            {"AU_CT_BPAY", "'reference': '4001 234 567'"},
            {
                "CH_CT",
                inline("CH", "IBAN", "CH9300762011623852957", "")
                        + ", 'reference': 'RF18 5390 0754 7034'"
            },
            {
                "CROSS_BORDER",
                "'amount': {'currency': 'EUR', 'value': 1}, 'chargeBearer': 'DEBTOR',"
                        + " 'regulatoryReporting': [{'market': 'SE', 'indicator': 'DEBTOR', 'code':"
                        + " '101'}]"
            },
            {"SCT", "'reference': 'RF00 is no reference of ISO'"},
        };
        for (var one : taken) {
            created(pay(one[0], one[1]));
        }
    }

    @Test
    void text_thatNoBankCanRead_isRefused() {
        for (String unreadable : new String[] {" ", "/", "\\n", "\\u200b"}) {
            assertRefused(
                    pay("SCT", "'reference': '" + unreadable + "'"), "invalid_value", "reference");
            assertRefused(
                    pay(
                            "SCT",
                            inline("DE", "IBAN", "DE64500105173198833324", "")
                                    .replace("Payee", unreadable)),
                    "invalid_value",
                    "destination.holder.legalName");
        }
        for (String code : new String[] {" ", "\\u0001", "14/"}) {
            assertRefused(
                    pay(
                            "CROSS_BORDER",
                            "'regulatoryReporting': [{'market': 'NO', 'indicator': 'DEBTOR',"
                                    + " 'code': '"
                                    + code
                                    + "'}]"),
                    "invalid_value",
                    "regulatoryReporting.0.code");
        }
    }

    @Test
    void payeeWhoseNameBanksCannotWrite_isNotPaid() {
        String iban = inline("DE", "IBAN", "DE64500105173198833324", "");
        assertRefused(
                pay("SCT", iban.replace("Payee", "株式会社")),
                "payee_name_unreadable",
                "destination.holder.legalName");
        assertRefused(
                pay(
                        "SCT_INST",
                        "'destination': {'type': 'EXTERNAL_ACCOUNT', 'id': '"
                                + kontor.payee("株式会社", "FR1420041010050500013M02606")
                                + "'}"),
                "payee_name_unreadable",
                "destination.id");
        created(pay("SCT", iban.replace("Payee", "株式会社 Kabushiki")));
        created(pay("SCT", iban.replace("Payee", "Живков")));
    }

    @Test
    void structuredAddress_isNeededWhereOneTravels() {
        var counterparty =
                created(
                        kontor.developer.post(
                                "/payments/v2/counterparties",
                                Jsons.json(
                                        """
                                        {'legalName': 'Half an address Inc', 'address': {'streetName': 'Main Street', 'country': 'US'}, 'accounts':
                                            [{'market': 'US', 'identifiers': [{'type': 'NUMBER', 'number': '987654321'}],
                                              'routing': [{'type': 'BIC', 'number': 'CHASUS33'}, {'type': 'US_ABA', 'number': '011401533'}]}]}
                                        """)));
        String destination =
                "'destination': {'type': 'EXTERNAL_ACCOUNT', 'id': '"
                        + counterparty.at("/accounts/0/id")
                        + "'}";
        assertRefused(
                pay("CROSS_BORDER", destination), "payee_address_incomplete", "destination.id");
        assertRefused(pay("US_CT_WIRE", destination), "payee_address_incomplete", "destination.id");
        created(pay("US_CT_ACH", destination));
        var mended =
                kontor.developer.patch(
                        "/payments/v2/counterparties/" + counterparty.at("/id"),
                        Jsons.json(
                                "[{'op': 'replace', 'path': '/address', 'value': {'streetName':"
                                        + " 'Main Street', 'city': 'Boston', 'country': 'US'}}]"));
        assertThat(mended.status()).as(mended.body()).isEqualTo(200);
        created(pay("CROSS_BORDER", destination));
    }

    @Test
    void worldlink_showsTheNumberOfTheAccount() {
        String account = schemes.account("DE IBAN:DE12999100000000001111", "USD");
        var added =
                kontor.developer.patch(
                        "/financial-data/v2/accounts/" + account,
                        Jsons.json(
                                "[{'op': 'add', 'path': '/paymentOptions/instruments/-', 'value':"
                                    + " {'type': 'CITI_WORLDLINK', 'citiWorldlinkId': 'WL-77'}}]"),
                        "If-Match",
                        "version:1");
        assertThat(added.status()).as(added.body()).isEqualTo(200);
        var transfer =
                created(
                        pay(
                                "CROSS_BORDER",
                                "'schemeDetails': {'instrument': {'type': 'CITI_WORLDLINK'}}"));
        assertThat(transfer.at("/schemeDetails/instrument/type")).isEqualTo("CITI_WORLDLINK");
        assertThat(transfer.at("/schemeDetails/instrument/citiWorldlinkId")).isEqualTo("WL-77");
        assertThat(kontor.get(transfer).body()).isEqualTo(transfer.body());
    }
}
