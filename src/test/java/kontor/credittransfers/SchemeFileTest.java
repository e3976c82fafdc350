package kontor.credittransfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import kontor.SandboxOrganization;
import kontor.Table;
import kontor.TestKontor;
import kontor.banks.InstructionDraft;
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

    private static final Connection BANK =
            new Connection(
                    Ids.next(),
                    "Bank",
                    "COBADEFFXXX",
                    Ids.next(),
                    BankProfile.GENERIC,
                    "FOLDER",
                    "bank");

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
        var transfers = Schemes.ALL.stream().map(this::made).toList();
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
