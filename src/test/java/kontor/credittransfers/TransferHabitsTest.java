package kontor.credittransfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.Table;
import kontor.TestKontor;
import kontor.connections.BankProfile;
import kontor.habits.OwnHabits;
import kontor.wire.JsonFields;
import org.junit.jupiter.api.Test;

/** Files of transfers in the forms that one bank wants and another refuses. */
class TransferHabitsTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Schemes schemes = new Schemes(sandbox);

    /** Where the schema of ISO is at hand. */
    static void validate(byte[] file) throws Exception {
        String text = new String(file, StandardCharsets.UTF_8);
        String message = text.replaceFirst("(?s)^.*?:xsd:([^\"]*)\".*$", "$1");
        var schema =
                Path.of(System.getProperty("kontor.shared", "../shared"))
                        .resolve("data/xsd/" + message + ".xsd");
        if (Files.exists(schema)) {
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(schema.toFile())
                    .newValidator()
                    .validate(new StreamSource(new ByteArrayInputStream(file)));
        }
    }

    private CreditTransfer made(String scheme) {
        var asked =
                scheme.equals("SE_GIRO")
                        ? schemes.aPayment(scheme).from(schemes.account(GIRO, "SEK"))
                        : schemes.aPayment(scheme);
        String id = asked.made().at("/id");
        return TestKontor.shared()
                .database()
                .read(sandbox.organization(), tx -> new Room().found(tx, id));
    }

    private static final String GIRO = "SE IBAN:SE4550000000058398257466 SE_BANKGIRO:5050604";

    /** Scheme, habits, what stands in the file, what does not. */
    @Test
    void file_isAsTheBankWantsIt() throws Exception {
        var cases =
                Table.of(
                        """
                        SCT_INST    | {}                                           | xsd:pain.001.001.09"           | <OrgId>
                        SCT_INST    | {}                                           | <ReqdExctnDt><Dt>              | <RfrdDocAmt>
                        SCT_INST    | {}                                           | <ChrgBr>SLEV</ChrgBr>          | <BIC>
                        SCT_INST    | {'creditTransferMessage': 'pain.001.001.03'} | xsd:pain.001.001.03"           | <Dt>
                        SCT_INST    | {'creditTransferMessage': 'pain.001.001.03'} | <BIC>                          | <BICFI>
                        CROSS_BORDER | {'creditTransferMessage': 'pain.001.001.03'} | <BIC>CHASUS33</BIC>           | <BICFI>
                        SCT_INST    | {'referredAmounts': true}                    | <Strd><RfrdDocAmt><RmtdAmt Ccy="EUR">1.00</RmtdAmt></RfrdDocAmt><CdtrRefInf> | <Ustrd>
                        SCT         | {'referredAmounts': true}                    | <Ustrd>                        | <RfrdDocAmt>
                        SCT         | {'chargeBearer': 'NOT_IN_SEPA'}              | <SvcLvl><Cd>SEPA               | <ChrgBr>
                        SE_GIRO     | {}                                           | <DbtrAcct><Id><IBAN>           | <ChrgBr>
                        SE_GIRO     | {'chargeBearer': 'ALWAYS'}                   | <ChrgBr>SHAR</ChrgBr>          | SLEV
                        SE_GIRO     | {'bankgiroAsDebtorAccount': true}            | <DbtrAcct><Id><Othr><Id>5050604</Id><SchmeNm><Prtry>BGNR | <DbtrAcct><Id><IBAN>
                        SCT         | {'bankgiroAsDebtorAccount': true}            | <DbtrAcct><Id><IBAN>           | BGNR
                        SCT         | {'batchBooking': false}                      | <BtchBookg>false               | <BtchBookg>true
                        SCT         | {'initiatingPartyId': '4711'}                | <OrgId><Othr><Id>4711</Id></Othr> | <SchmeNm>
                        SCT         | {'initiatingPartyScheme': 'CUST', 'initiatingPartyId': '4711'} | <Id>4711</Id><SchmeNm><Cd>CUST</Cd> | <Prtry>
                        SCT         | {'initiatingPartyScheme': 'BGNR', 'initiatingPartyId': '4711'} | <SchmeNm><Prtry>BGNR</Prtry> | <Cd>BGNR
                        SCT         | {'initiatingPartyScheme': 'BIC', 'initiatingPartyId': 'COBADEFF'} | <OrgId><AnyBIC>COBADEFF | <Othr>
                        SCT         | {'initiatingPartyScheme': 'BIC', 'initiatingPartyId': 'COBADEFF', 'creditTransferMessage': 'pain.001.001.03'} | <OrgId><BICOrBEI>COBADEFF | AnyBIC
                        SE_A2A      | {'nationalLetters': '\u00f6'}                | <Ustrd>L\u00f6n</Ustrd>        | Loen
                        SE_A2A      | {'creditTransferMessage': 'pain.001.001.03'} | <Ustrd>Loen</Ustrd>            | L\u00f6n
                        """);
        var made = new HashMap<String, CreditTransfer>();
        for (var one : cases) {
            var transfer = made.computeIfAbsent(one[0], this::made);
            var body = JsonFields.of(json("{'h': " + one[1] + "}"));
            var own = OwnHabits.parse(body, "h");
            body.refuseFaults();
            byte[] file = TransferTextsTest.bytes(transfer, BankProfile.GENERIC.with(own));
            assertThat(new String(file, StandardCharsets.UTF_8))
                    .as(one[0] + one[1])
                    .contains(one[2])
                    .doesNotContain(one[3]);
            validate(file);
        }
    }

    private static byte[] json(String text) {
        return Jsons.json(text).getBytes(StandardCharsets.UTF_8);
    }

    /** Over HTTP: what is no habit is refused, what is one holds for the next file. */
    @Test
    void connection_takesHabits_andItsFilesHaveThem() {
        var owner = sandbox.owner();
        String path = "/connectivity/v2beta/connections/";
        String one = connection();
        for (var wrong :
                Table.of(
                        """
                        {'creditTransferMessage': 'pain.001.001.99'} | creditTransferMessage
                        {'initiatingPartyId': 'a_b'}                 | initiatingPartyId
                        {'nationalLetters': 'abc'}                   | nationalLetters
                        {'onePerMessage': ['DAY']}                   | onePerMessage
                        {'chargeBearer': 'NOBODY'}                   | chargeBearer
                        {'colour': 'blue'}                           | colour
                        {'batchBooking': 'yes'}                      | batchBooking
                        """)) {
            assertThat(habits(path + one, wrong[0]).at("/details/0/field"))
                    .as(wrong[0])
                    .isEqualTo("0.value." + wrong[1]);
        }
        habits(path + one, "{'initiatingPartyScheme': 'CUST'}")
                .assertRefused("initiating_party_missing", "fileHabits.initiatingPartyId");
        String wanted =
                "{'creditTransferMessage':'pain.001.001.03','initiatingPartyScheme':'CUST',"
                        + "'initiatingPartyId':'4711','onePerMessage':['SCHEME'],"
                        + "'nationalLetters':'\u00f6'}";
        var changed = habits(path + one, wanted).ok();
        assertThat(changed.json().at("/fileHabits")).hasToString(Jsons.json(wanted));
        var normal = sandbox.aCreditTransfer().with("reference", "L\u00f6n \u00fc").approved();
        assertThat(normal.at("/warnings/0/sent")).isEqualTo("L\u00f6n ue");
        var instant =
                sandbox.aCreditTransfer()
                        .scheme("SCT_INST")
                        .on(sandbox.today().plusDays(2))
                        .approved();
        sandbox.advanceTo(sandbox.today().plusDays(3));
        var done =
                List.of(
                        sandbox.creditTransfers().get(normal),
                        sandbox.creditTransfers().get(instant));
        assertThat(done).extracting(reply -> reply.at("/status")).containsOnly("EXECUTED");
        assertThat(done)
                .extracting(reply -> reply.at("/connectionInstructionId"))
                .doesNotHaveDuplicates();
        var files = owner.get(path + one + "/instructions").ok();
        assertThat(files.values("messageName")).contains("pain.001.001.03");
        owner.patch(path + one, Jsons.json("[{'op': 'remove', 'path': '/fileHabits'}]")).ok();
        assertThat(owner.get(path + one).ok().json().has("fileHabits")).isFalse();
    }

    private Reply habits(String path, String habits) {
        return sandbox.owner()
                .patch(
                        path,
                        Jsons.json(
                                "[{'op': 'replace', 'path': '/fileHabits', 'value': %s}]"
                                        .formatted(habits)));
    }

    /** The connection of the account that the payments of this test use. */
    private String connection() {
        var kontor = TestKontor.shared();
        var account = UUID.fromString(sandbox.account());
        return kontor.database()
                .write(
                        sandbox.organization(),
                        tx ->
                                kontor.wiring()
                                        .parties()
                                        .accounts()
                                        .forUse(tx, List.of(account))
                                        .get(account)
                                        .connectionId()
                                        .toString());
    }
}
