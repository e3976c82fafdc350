package kontor.directdebits;

import static kontor.directdebits.SentFiles.all;
import static kontor.directdebits.SentFiles.read;
import static kontor.directdebits.SentFiles.text;
import static kontor.directdebits.SentFiles.transaction;
import static kontor.directdebits.SentFiles.validate;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import kontor.Jsons;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.changes.Snapshot;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.mandates.CollectedMandates;
import kontor.payments.Decisions;
import kontor.wire.JsonFields;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What goes out to the bank: the stored files, as a bank would read them. */
class SubmissionTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient directDebits = sandbox.directDebits();
    private final Database database = TestKontor.shared().database();
    private final Room room = new Room();

    private List<byte[]> files() {
        return SentFiles.of(sandbox);
    }

    private void advanceTo(Reply debit) {
        sandbox.advanceTo(LocalDate.parse(debit.at("/effectiveDate")));
    }

    @Test
    void file_hasOneGroupForWhatBelongsTogether() throws Exception {
        String payer = sandbox.aCounterparty().accountId();
        String recurring = sandbox.aMandate().of(payer).id();
        String oneOff = sandbox.aMandate().of(payer).with("'recurrence': 'ONE_OFF'").id();
        String leaving = sandbox.aMandate().of(payer).id();
        String dutch =
                sandbox.aMandate()
                        .of(payer)
                        .with("'creditorReference': 'NL79ZZZ999999990000'")
                        .id();
        String company = sandbox.aMandate().of(payer).with("'scheme': 'SDD_B2B'").id();
        var first = sandbox.aDirectDebit().under(recurring).approved();
        sandbox.aDirectDebit().under(recurring).of("EUR", 250).approved();
        sandbox.aDirectDebit().under(recurring).with("'categoryPurpose': 'SUPP'").approved();
        sandbox.aDirectDebit().under(oneOff).approved();
        sandbox.aDirectDebit().under(leaving).approved();
        sandbox.developer().post("/payments/v2/mandates/" + leaving + ":cancel", "");
        sandbox.aDirectDebit().under(leaving).approved();
        sandbox.aDirectDebit().under(dutch).approved();
        sandbox.aDirectDebit().under(company).with("'scheme': 'SDD_B2B'").approved();
        var later =
                sandbox.aDirectDebit().under(recurring).on(sandbox.today().plusDays(12)).approved();
        advanceTo(first);

        assertThat(files()).hasSize(1);
        Document document = read(files().getFirst());
        String day = first.at("/effectiveDate");
        assertThat(all(document, "PmtInf"))
                .extracting(
                        group ->
                                String.join(
                                        " ",
                                        text(group, "NbOfTxs"),
                                        text(group, "CtrlSum"),
                                        text(
                                                (Element)
                                                        group.getElementsByTagName("LclInstrm")
                                                                .item(0),
                                                "Cd"),
                                        text(group, "SeqTp"),
                                        creditor(group),
                                        group.getElementsByTagName("CtgyPurp").getLength() == 0
                                                ? "-"
                                                : text(group, "CtgyPurp").strip(),
                                        text(group, "ReqdColltnDt")))
                .containsExactlyInAnyOrder(
                        "3 4.50 CORE RCUR DE98ZZZ09999999999 - " + day,
                        "1 1.00 CORE RCUR DE98ZZZ09999999999 SUPP " + day,
                        "1 1.00 CORE OOFF DE98ZZZ09999999999 - " + day,
                        "1 1.00 CORE FNAL DE98ZZZ09999999999 - " + day,
                        "1 1.00 CORE RCUR NL79ZZZ999999990000 - " + day,
                        "1 1.00 B2B RCUR DE98ZZZ09999999999 - " + day);
        var header = all(document, "GrpHdr").getFirst();
        assertThat(text(header, "NbOfTxs")).isEqualTo("8");
        assertThat(text(header, "CtrlSum")).isEqualTo("9.50");
        assertThat(all(document, "PmtInfId"))
                .extracting(Element::getTextContent)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).startsWith(text(header, "MsgId")));
        assertThat(sandbox.developer().get("/payments/v2/mandates/" + leaving).at("/status"))
                .isEqualTo("CANCELLED");
        assertThat(directDebits.get(later).at("/status")).isEqualTo("APPROVED");
        validate(files().getFirst());
    }

    private static String creditor(Element group) {
        var other =
                (Element)
                        ((Element) group.getElementsByTagName("CdtrSchmeId").item(0))
                                .getElementsByTagName("Othr")
                                .item(0);
        return text(other, "Id");
    }

    @Test
    void file_keepsToTheCharactersOfTheScheme() throws Exception {
        String[][] payers = {
            {"Jürgen Groß & Söhne", "Invoice_7 für Mai"},
            {"Αθηνά Παπαδοπούλου", "Ελλάδα"},
            {"Łukasz Żółw_#1", "RF18 5390 0754 7034"},
        };
        var debits = new ArrayList<Reply>();
        for (var payer : payers) {
            debits.add(
                    sandbox.aDirectDebit()
                            .under(
                                    sandbox.aMandate()
                                            .of(sandbox.aCounterparty().named(payer[0]).accountId())
                                            .id())
                            .with("reference", payer[1])
                            .approved());
        }
        advanceTo(debits.getFirst());
        Document document = read(files().getFirst());
        for (Element name : all(document, "Nm")) {
            assertThat(name.getTextContent()).matches("[a-zA-Z0-9/\\-?:().,'+ ]{1,70}");
        }
        for (Reply debit : debits) {
            var one = transaction(document, debit.at("/id"));
            assertThat(text(one, "InstdAmt")).isEqualTo("1.00");
            assertThat(text(one, "MndtId")).isEqualTo(debit.at("/mandate/mandateReference"));
            assertThat(text(one, "DtOfSgntr")).isEqualTo(debit.at("/mandate/signatureDate"));
        }
        assertThat(text(transaction(document, debits.getFirst().at("/id")), "Ustrd"))
                .isEqualTo("Invoice-7 fuer Mai");
        assertThat(text(transaction(document, debits.get(1).at("/id")), "Ustrd"))
                .matches("[A-Za-z]+");
        var structured = transaction(document, debits.getLast().at("/id"));
        assertThat(text(structured, "Ref")).isEqualTo("RF18539007547034");
        assertThat(structured.getElementsByTagName("Strd").getLength()).isOne();
        assertThat(text(structured, "Ustrd")).isEmpty();
        validate(files().getFirst());
    }

    private static CollectedMandates.RefusedAccount refused(
            String mandate, String payer, String code) {
        return new CollectedMandates.RefusedAccount(
                UUID.fromString(mandate), UUID.fromString(payer), code);
    }

    @Test
    void file_leavesOutWhatDiedSinceItsApproval() {
        String payer = sandbox.aCounterparty().accountId();
        String dying = sandbox.aMandate().of(payer).id();
        String blocked = sandbox.aMandate().of(payer).id();
        var dead = sandbox.aDirectDebit().under(dying).approved();
        var back = sandbox.aDirectDebit().under(blocked).approved();
        var alive = sandbox.aDirectDebit().under(sandbox.aMandate().of(payer).id()).approved();
        database.write(
                sandbox.organization(),
                tx -> {
                    room.mandates
                            .collected()
                            .refused(
                                    tx,
                                    List.of(
                                            refused(dying, payer, "MD07"),
                                            refused(blocked, payer, "AC04")));
                    return true;
                });
        advanceTo(alive);
        assertThat(directDebits.get(dead).at("/status")).isEqualTo("FAILED");
        assertThat(directDebits.get(dead).at("/statusReason/code")).isEqualTo("MD01");
        assertThat(directDebits.events(dead))
                .containsExactly("CREATED", "FULLY_APPROVED", "FAILED");
        assertThat(directDebits.get(back).at("/statusReason/code")).isEqualTo("AC04");
        assertThat(directDebits.get(alive).at("/status")).isEqualTo("EXECUTED");
        assertThat(all(read(files().getFirst()), "EndToEndId"))
                .extracting(Element::getTextContent)
                .containsExactly(alive.at("/id").replace("-", ""));
    }

    @Test
    void file_isNotWrittenWhenAllDied() {
        String payer = sandbox.aCounterparty().accountId();
        String dying = sandbox.aMandate().of(payer).id();
        var dead = sandbox.aDirectDebit().under(dying).approved();
        database.write(
                sandbox.organization(),
                tx -> {
                    room.mandates.collected().refused(tx, List.of(refused(dying, payer, "MD01")));
                    return true;
                });
        advanceTo(dead);
        assertThat(directDebits.get(dead).at("/status")).isEqualTo("FAILED");
        assertThat(files()).isEmpty();
    }

    @Test
    void manyCollections_areSplitIntoFilesOfTheBanksSize_andNoneIsInTwo() {
        String mandate = sandbox.aMandate().of(sandbox.aCounterparty().accountId()).id();
        var request =
                NewDirectDebit.parse(
                        JsonFields.of(
                                Jsons.with(
                                                """
                                                {'amount': {'currency': 'EUR', 'value': 1}, 'scheme': 'SDD_CORE', 'reference': 'r'}
                                                """,
                                                "'date': '"
                                                        + sandbox.today().plusDays(5)
                                                        + "', 'mandateId': '"
                                                        + mandate
                                                        + "', 'source': {'type': 'ACCOUNT', 'id': '"
                                                        + sandbox.account()
                                                        + "'}")
                                        .getBytes(StandardCharsets.UTF_8)));
        for (int made = 0; made < 5_003; made += 1_000) {
            int count = Math.min(1_000, 5_003 - made);
            database.write(sandbox.organization(), tx -> approved(tx, request, count));
        }
        var one =
                sandbox.developer()
                        .get(PaymentClient.DIRECT_DEBITS + "?limit=1")
                        .json()
                        .at("/items/0");
        sandbox.advanceTo(LocalDate.parse(one.path("effectiveDate").asText()));
        assertThat(files()).hasSize(2);
        var ids = new HashSet<String>();
        for (byte[] file : files()) {
            var document = read(file);
            var inFile = all(document, "EndToEndId");
            inFile.forEach(id -> assertThat(ids.add(id.getTextContent())).isTrue());
            assertThat(text(all(document, "GrpHdr").getFirst(), "NbOfTxs"))
                    .isEqualTo(String.valueOf(inFile.size()));
        }
        assertThat(ids).hasSize(5_003);
        assertThat(
                        sandbox.developer()
                                .get(PaymentClient.DIRECT_DEBITS + "?limit=500&status=EXECUTED")
                                .values("id"))
                .hasSize(500);
    }

    private boolean approved(Tx tx, NewDirectDebit request, int count) {
        var made =
                room.directDebits.create(
                        tx,
                        IntStream.range(0, count).mapToObj(_ -> Room.asked(tx, request)).toList());
        var approvals =
                made.stream()
                        .map(
                                outcome -> {
                                    var id = ((Outcome.Done<Snapshot>) outcome).value().id();
                                    var step =
                                            room.directDebits
                                                    .payments()
                                                    .steps(tx, id)
                                                    .getFirst()
                                                    .id()
                                                    .toString();
                                    return Room.asked(tx, id, new Decisions.Approve(step));
                                })
                        .toList();
        assertThat(room.directDebits.decisions().approve.apply(tx, approvals))
                .allMatch(outcome -> outcome instanceof Outcome.Done);
        return true;
    }
}
