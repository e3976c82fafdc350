package kontor.credittransfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.Table;
import kontor.TestKontor;
import kontor.banks.InstructionDraft;
import kontor.connections.AnyBank;
import kontor.connections.BankProfile;
import kontor.connections.Connection;
import kontor.core.Ids;
import kontor.iso20022.AccountNumber;
import kontor.iso20022.Code;
import kontor.iso20022.MessageHeader;
import kontor.iso20022.Pain001Reader;
import kontor.iso20022.Transfer;
import kontor.iso20022.TransferGroup;
import kontor.xml.ReadLimits;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a good payment by each scheme looks like in the file to the bank. */
class SchemeFileTest {

    private static final Connection BANK = AnyBank.of(BankProfile.GENERIC);

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Schemes schemes = new Schemes(sandbox);

    private CreditTransfer made(Schemes.Good good) {
        var reply = schemes.aPayment(good).made();
        assertThat(reply.at("/scheme")).isEqualTo(good.scheme());
        var room = new Room();
        return TestKontor.shared()
                .database()
                .read(sandbox.organization(), tx -> room.found(tx, reply.at("/id")));
    }

    private byte[] file() {
        return file(Schemes.ALL.stream().map(this::made).toList());
    }

    private static byte[] file(List<CreditTransfer> transfers) {
        var groups = TransferFile.groups(transfers, BANK, "MESSAGE1");
        var time = LocalDateTime.of(2026, 12, 1, 10, 0);
        var out = new ByteArrayOutputStream();
        TransferFile.write(groups, new InstructionDraft(Ids.next(), "MESSAGE1", time), out);
        return out.toByteArray();
    }

    @Test
    void everyScheme_takesAGoodPayment_andWritesIt() throws Exception {
        assertThat(Schemes.ALL)
                .extracting(Schemes.Good::scheme)
                .containsExactlyInAnyOrderElementsOf(TransferScheme.names());
        byte[] file = file();
        var lines = lines(file);
        assertThat(lines).hasSize(Schemes.ALL.size());
        var expected =
                Table.of(
                        """
                        SCT          | SEPA - SLEV IBAN:DE64500105173198833324 'Invoice 1'
                        SCT_INST     | SEPA INST SLEV IBAN:FR1420041010050500013M02606 ref:RF18539007547034
                        CROSS_BORDER | - - - BBAN:123456789@CHASUS33 'Contract 7'
                        GB_CT_FPS    | URNS (FPS) - BBAN:31926819@GBDSC/601613 'INV 17'
                        SE_A2A       | NURG - - BBAN:50011234571@SESBA/5001 'Loen'
                        SE_GIRO      | NURG - - BGNR:9912346@SESBA/9900 ref:1234567897
                        DK_CT_FIK71  | NURG (FIK71) - OCR:81234567 ref:000000123456782
                        CH_CT        | - - - IBAN:CH4431999123000889012 ref:210000000003139471430009017
                        NO_CT_KID    | NURG - - BBAN:86011117947 ref:12345674
                        US_CT_ACH    | NURG CCD - BBAN:987654321@USABA/011401533 'INV 5'
                        AU_CT_BPAY   | NURG (BPAY) - BPAY:12345 ref:4001234567
                        """);
        for (var one : expected) {
            assertThat(lines).containsEntry(one[0], one[1]);
        }
        validate(file);
        // A sort code or an ABA number is half of the account it is debited from.
        String text = new String(file, StandardCharsets.UTF_8);
        assertThat(count(text, bank("GBDSC", "999100"))).isEqualTo(3);
        assertThat(count(text, bank("USABA", "021000021"))).isEqualTo(2);
        assertThat(count(text, bank("AUBSB", "062000"))).isEqualTo(3);
        assertThat(count(text, bank("CACPA", "000300002"))).isEqualTo(2);
        assertThat(text).doesNotContain("NOTPROVIDED");
    }

    /** One account is written in one way, whatever way its number was given. */
    @Test
    void numbers_areWrittenAsTheBankReadsThem() {
        var rows =
                Table.of(
                        """
                        SE_A2A | SE NUMBER:8327-9,12345674 | <Id>832712345674</Id> | 8327
                        SE_A2A | SE NUMBER:8327912345674   | <Id>832712345674</Id> | 8327
                        SE_A2A | SE NUMBER:8327,91234560   | <Id>832791234560</Id> | 8327
                        SE_A2A | SE NUMBER:6000-12345679   | <Id>6000012345679</Id> | 6000
                        SE_A2A | SE NUMBER:SE3550000000054910000003 | <IBAN>SE3550000000054910000003</IBAN> |
                        DK_A2A | DK NUMBER:DK3299900000002222 | <IBAN>DK3299900000002222</IBAN> |
                        SE_A2A | SE NUMBER:3300-198112189876 | <Id>33008112189876</Id> | 3300
                        SE_GIRO | SE SE_PLUSGIRO:0123456-6 | <Id>1234566</Id> | 9960
                        SE_GIRO | SE SE_BANKGIRO:991-2346  | <Id>9912346</Id> | 9900
                        DK_A2A | DK NUMBER:40-440116243    | <Id>00400440116243</Id> |
                        NO_CT  | NO NUMBER:8601.11.17947   | <Id>86011117947</Id> |
                        GB_CT_FPS | GB NUMBER:31926819 GB_DSC:60-16-13 | <Id>31926819</Id> | 601613
                        CZ_CT  | CZ NUMBER:19-2000145399/0800 | <Id>08000000192000145399</Id> |
                        """);
        for (var row : rows) {
            var reply = schemes.aPayment(row[0], "to " + row[1]).made();
            String file = text(transfer(reply));
            String payee = file.substring(file.indexOf("<CdtTrfTxInf>"));
            assertThat(payee).contains(row[2]);
            if (!row[3].isEmpty()) {
                assertThat(payee).contains("<MmbId>" + row[3] + "</MmbId>");
            }
        }
    }

    /** A reference that the payee's system reads is structured, however it was typed. */
    @Test
    void references_areStructuredInEverySpelling() {
        String rf = type("<Cd>SCOR</Cd>", "<Issr>ISO</Issr>") + "<Ref>RF18539007547034</Ref>";
        String belgian = type("<Cd>SCOR</Cd>", "<Issr>BBA</Issr>") + "<Ref>090933755493</Ref>";
        String finnish = type("<Cd>SCOR</Cd>", "") + "<Ref>12344</Ref>";
        String swiss = type("<Prtry>QRR</Prtry>", "") + "<Ref>210000000003139471430009017</Ref>";
        var rows =
                Table.of(
                        """
                        SCT   | DE IBAN:DE64500105173198833324 | RF18 5390 0754 7034   | {rf}
                        SCT   | DE IBAN:DE64500105173198833324 | rf18539007547034      | {rf}
                        CH_CT | CH IBAN:CH6600762011623852958  | RF18539007547034      | {rf}
                        SCT   | BE IBAN:BE68539007547034       | +++090/9337/55493+++  | {be}
                        SCT   | BE IBAN:BE68539007547034       | ***090/9337/55493***  | {be}
                        SCT   | BE IBAN:BE68539007547034       | 090933755493          | {be}
                        SCT   | DE IBAN:DE64500105173198833324 | 090933755493          | <Ustrd>090933755493</Ustrd>
                        SCT   | FI IBAN:FI2112345600000785     | 1234 4                | {fi}
                        SCT   | DE IBAN:DE64500105173198833324 | 12344                 | <Ustrd>12344</Ustrd>
                        SCT   | CH IBAN:CH4431999123000889012  | 21 00000 00003 13947 14300 09017 | {qr}
                        """,
                        "rf",
                        rf,
                        "be",
                        belgian,
                        "fi",
                        finnish,
                        "qr",
                        swiss);
        for (var row : rows) {
            var reply = schemes.aPayment(row[0], "to " + row[1]).with("reference", row[2]).made();
            assertThat(text(transfer(reply))).as(row[2]).contains(row[3]);
        }
    }

    private CreditTransfer transfer(Reply reply) {
        var room = new Room();
        return TestKontor.shared()
                .database()
                .read(sandbox.organization(), tx -> room.found(tx, reply.at("/id")));
    }

    private static String text(CreditTransfer transfer) {
        return new String(file(List.of(transfer)), StandardCharsets.UTF_8);
    }

    private static String type(String code, String issuer) {
        return "<CdtrRefInf><Tp><CdOrPrtry>" + code + "</CdOrPrtry>" + issuer + "</Tp>";
    }

    private static String bank(String system, String member) {
        return "<DbtrAgt><FinInstnId><BICFI>COBADEFFXXX</BICFI><ClrSysMmbId><ClrSysId><Cd>"
                + system
                + "</Cd></ClrSysId><MmbId>"
                + member
                + "</MmbId></ClrSysMmbId></FinInstnId></DbtrAgt>";
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    /** One line for each transfer in the file, by its scheme: they are in the order of making. */
    private static Map<String, String> lines(byte[] file) {
        var lines = new Lines();
        Pain001Reader.read(new ByteArrayInputStream(file), ReadLimits.ofFileBytes(1 << 20), lines);
        return lines.byScheme;
    }

    private static final class Lines implements Pain001Reader.Handler {
        private final Map<String, String> byScheme = new TreeMap<>();
        private String terms = "";

        @Override
        public void header(MessageHeader header) {
            assertThat(header.numberOfTransactions()).isEqualTo(Schemes.ALL.size());
        }

        @Override
        public void group(TransferGroup group) {
            var how = group.terms();
            terms =
                    how.serviceLevel().map(Code::value).orElse("-")
                            + " "
                            + how.localInstrument().map(Lines::instrument).orElse("-")
                            + " "
                            + how.chargeBearer().map(Enum::name).orElse("-");
        }

        private static String instrument(Code code) {
            return code.proprietary() ? "(" + code.value() + ")" : code.value();
        }

        @Override
        public void transfer(Transfer transfer) {
            byScheme.put(
                    Schemes.ALL.get(byScheme.size()).scheme(),
                    terms + " " + number(transfer) + " " + words(transfer));
        }

        private static String number(Transfer transfer) {
            var agent = transfer.creditor().agent();
            var clearing =
                    agent.clearing()
                            .map(member -> member.system().orElse("") + "/" + member.member());
            String bank = agent.bic().or(() -> clearing).map(text -> "@" + text).orElse("");
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
}
