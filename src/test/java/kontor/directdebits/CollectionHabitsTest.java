package kontor.directdebits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import kontor.Jsons;
import kontor.SandboxOrganization;
import kontor.Table;
import kontor.TestKontor;
import kontor.connections.BankProfile;
import kontor.habits.OwnHabits;
import kontor.mandates.BankMandateState;
import kontor.mandates.Mandate;
import kontor.wire.JsonFields;
import org.junit.jupiter.api.Test;

/** Files of collections in the forms that one bank wants and another refuses. */
class CollectionHabitsTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Room room = new Room();

    private static void validate(byte[] file, String message) throws Exception {
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

    private static OwnHabits habits(String json) {
        var body =
                JsonFields.of(Jsons.json("{'h': " + json + "}").getBytes(StandardCharsets.UTF_8));
        var own = OwnHabits.parse(body, "h");
        body.refuseFaults();
        return own;
    }

    /** Habits, what stands in the file, what does not. */
    @Test
    void file_isAsTheBankWantsIt() throws Exception {
        var made =
                sandbox.aDirectDebit()
                        .under(sandbox.aMandate().of(sandbox.aCounterparty().accountId()).id())
                        .with("reference", "RF18539007547034")
                        .made();
        var database = TestKontor.shared().database();
        var debit = database.read(sandbox.organization(), tx -> room.found(tx, made.at("/id")));
        var mandate = moved(mandate(debit));
        var cases =
                Table.of(
                        """
                        {}                                        | xsd:pain.008.001.08"  | <OrgId>
                        {}                                        | <OrgnlDbtrAcct><Id><Othr><Id>SMNDA | <RfrdDocAmt>
                        {}                                        | <ChrgBr>SLEV          | <BIC>
                        {'directDebitMessage': 'pain.008.001.02'} | xsd:pain.008.001.02"  | <BICFI>
                        {'directDebitMessage': 'pain.008.001.02'} | <OrgnlDbtrAgt><FinInstnId><Othr><Id>SMNDA | <OrgnlDbtrAcct>
                        {'chargeBearer': 'NOT_IN_SEPA'}           | <CdtrSchmeId>         | <ChrgBr>
                        {'referredAmounts': true}                 | <RfrdDocAmt><RmtdAmt Ccy="EUR">1.00 | <Ustrd>
                        {'batchBooking': false}                   | <BtchBookg>false      | <BtchBookg>true
                        {'initiatingPartyScheme': 'BANK', 'initiatingPartyId': '1', 'directDebitMessage': 'pain.008.001.02'} | <SchmeNm><Cd>BANK | AnyBIC
                        """);
        for (var one : cases) {
            byte[] file =
                    CollectionTextsTest.bytes(
                            debit, mandate, BankProfile.GENERIC.with(habits(one[0])));
            String text = new String(file, StandardCharsets.UTF_8);
            assertThat(text).as(one[0]).contains(one[1]).doesNotContain(one[2]);
            boolean old = text.contains("pain.008.001.02");
            validate(file, old ? "pain.008.001.02" : "pain.008.001.08");
        }
    }

    private Mandate mandate(DirectDebit debit) {
        return TestKontor.shared()
                .database()
                .write(
                        sandbox.organization(),
                        tx -> room.mandates.forUse(tx, List.of(debit.parties().mandateId())))
                .values()
                .iterator()
                .next();
    }

    /** The payer's account was at another bank when the bank last heard of the mandate. */
    private static Mandate moved(Mandate now) {
        var known =
                new BankMandateState(
                        now.mandateReference(),
                        now.creditorReference(),
                        "FR1420041010050500013M02606",
                        1);
        return new Mandate(
                now.id(),
                now.scheme(),
                now.status(),
                now.recurrence(),
                now.externalAccountId(),
                now.counterpartyId(),
                now.destinationAccountId(),
                now.creditorReference(),
                now.mandateReference(),
                now.signatureDate(),
                now.blockedBy(),
                now.statusReason(),
                now.lastCollection(),
                now.usedUp(),
                now.connectionInstructionId(),
                now.source(),
                now.sourceHolder(),
                Optional.of(known),
                now.externalId(),
                now.metadata(),
                now.version(),
                now.created(),
                now.updated());
    }

    /** Over HTTP: collections of one day in two old files, which the test bank reads and books. */
    @Test
    void sequenceTypes_leaveInFilesOfTheirOwn() {
        var owner = sandbox.owner();
        String one = "/connectivity/v2beta/connections/" + connection();
        owner.patch(
                        one,
                        Jsons.json(
                                """
                                [{'op': 'add', 'path': '/fileHabits', 'value': {
                                    'directDebitMessage': 'pain.008.001.02',
                                    'onePerMessage': ['SEQUENCE_TYPE']}}]
                                """))
                .ok();
        String payer = sandbox.aCounterparty().accountId();
        var often = sandbox.aDirectDebit().under(sandbox.aMandate().of(payer).id()).approved();
        String once = sandbox.aMandate().of(payer).with("'recurrence': 'ONE_OFF'").id();
        var single = sandbox.aDirectDebit().under(once).approved();
        sandbox.advanceTo(sandbox.today().plusDays(12));
        var debits = sandbox.directDebits();
        var done = List.of(debits.get(often), debits.get(single));
        assertThat(done).extracting(reply -> reply.at("/status")).containsOnly("EXECUTED");
        assertThat(done)
                .extracting(reply -> reply.at("/connectionInstructionId"))
                .doesNotHaveDuplicates();
        assertThat(owner.get(one + "/instructions").values("messageName"))
                .containsOnly("pain.008.001.02");
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
