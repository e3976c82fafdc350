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
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import kontor.Jsons;
import kontor.Reply;
import kontor.TestKontor;
import kontor.changes.Snapshot;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.mandates.Mandates;
import kontor.payments.Decisions;
import kontor.wire.JsonFields;
import kontor.wire.ResourceRef;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What goes out to the bank: the stored files, as a bank would read them. */
class SubmissionTest {

    private final Collections kontor = new Collections();
    private final Database database = TestKontor.shared().database();
    private final Room room = new Room();

    private List<byte[]> files() {
        return SentFiles.of(kontor);
    }

    private void advanceTo(Reply debit) {
        kontor.advanceTo(LocalDate.parse(debit.at("/effectiveDate")));
    }

    @Test
    void file_hasOneGroupForWhatBelongsTogether() throws Exception {
        String payer = kontor.payer("Payer", Collections.PAYER);
        String recurring = kontor.mandate(payer, "");
        String oneOff = kontor.mandate(payer, "'recurrence': 'ONE_OFF'");
        String leaving = kontor.mandate(payer, "");
        String dutch = kontor.mandate(payer, "'creditorReference': 'NL79ZZZ999999990000'");
        String company = kontor.mandate(payer, "'scheme': 'SDD_B2B'");
        var first = kontor.approved(recurring, "");
        kontor.approved(recurring, "'amount': {'currency': 'EUR', 'value': 250}");
        kontor.approved(recurring, "'categoryPurpose': 'SUPP'");
        kontor.approved(oneOff, "");
        kontor.approved(leaving, "");
        kontor.developer.post("/payments/v2/mandates/" + leaving + ":cancel", "");
        kontor.approved(leaving, "");
        kontor.approved(dutch, "");
        kontor.approved(company, "'scheme': 'SDD_B2B'");
        var later =
                kontor.approved(recurring, "'date': '" + kontor.sandbox.today().plusDays(12) + "'");
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
        assertThat(kontor.developer.get("/payments/v2/mandates/" + leaving).at("/status"))
                .isEqualTo("CANCELLED");
        assertThat(kontor.get(later).at("/status")).isEqualTo("APPROVED");
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
                    kontor.approved(
                            kontor.mandate(kontor.payer(payer[0], Collections.PAYER), ""),
                            "'reference': '" + payer[1] + "'"));
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

    @Test
    void file_leavesOutWhatDiedSinceItsApproval() {
        String payer = kontor.payer("Payer", Collections.PAYER);
        String dying = kontor.mandate(payer, "");
        String blocked = kontor.mandate(payer, "");
        var dead = kontor.approved(dying, "");
        var back = kontor.approved(blocked, "");
        var alive = kontor.approved(kontor.mandate(payer, ""), "");
        database.write(
                kontor.sandbox.organization(),
                tx -> {
                    room.mandates.failed(tx, Map.of(UUID.fromString(dying), "MD07"));
                    room.mandates.blocked(
                            tx,
                            List.of(
                                    new Mandates.RefusedAccount(
                                            UUID.fromString(blocked),
                                            UUID.fromString(payer),
                                            "AC04")));
                    return true;
                });
        advanceTo(alive);
        assertThat(kontor.get(dead).at("/status")).isEqualTo("FAILED");
        assertThat(kontor.get(dead).at("/statusReason/code")).isEqualTo("MD01");
        assertThat(kontor.events(dead)).containsExactly("CREATED", "FULLY_APPROVED", "FAILED");
        assertThat(kontor.get(back).at("/statusReason/code")).isEqualTo("AC04");
        assertThat(kontor.get(alive).at("/status")).isEqualTo("EXECUTED");
        assertThat(all(read(files().getFirst()), "EndToEndId"))
                .extracting(Element::getTextContent)
                .containsExactly(alive.at("/id").replace("-", ""));
    }

    @Test
    void file_isNotWrittenWhenAllDied() {
        String dying = kontor.mandate(kontor.payer("Payer", Collections.PAYER), "");
        var dead = kontor.approved(dying, "");
        database.write(
                kontor.sandbox.organization(),
                tx -> {
                    room.mandates.failed(tx, Map.of(UUID.fromString(dying), "MD01"));
                    return true;
                });
        advanceTo(dead);
        assertThat(kontor.get(dead).at("/status")).isEqualTo("FAILED");
        assertThat(files()).isEmpty();
    }

    @Test
    void manyCollections_areSplitIntoFilesOfTheBanksSize_andNoneIsInTwo() {
        String mandate = kontor.mandate(kontor.payer("Payer", Collections.PAYER), "");
        var request =
                NewDirectDebit.parse(
                        JsonFields.of(
                                Jsons.with(
                                                """
                                                {'amount': {'currency': 'EUR', 'value': 1}, 'scheme': 'SDD_CORE', 'reference': 'r'}
                                                """,
                                                "'date': '"
                                                        + kontor.sandbox.today().plusDays(5)
                                                        + "', 'mandateId': '"
                                                        + mandate
                                                        + "', 'source': {'type': 'ACCOUNT', 'id': '"
                                                        + kontor.account
                                                        + "'}")
                                        .getBytes(StandardCharsets.UTF_8)));
        for (int made = 0; made < 5_003; made += 1_000) {
            int count = Math.min(1_000, 5_003 - made);
            database.write(kontor.sandbox.organization(), tx -> approved(tx, request, count));
        }
        var one = kontor.developer.get(Collections.PATH + "?limit=1").json().at("/items/0");
        kontor.advanceTo(LocalDate.parse(one.path("effectiveDate").asText()));
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
                        Collections.values(
                                kontor.developer.get(
                                        Collections.PATH + "?limit=500&status=EXECUTED"),
                                "id"))
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
                                    return Room.asked(
                                            tx,
                                            new Decisions.Approve(
                                                    ResourceRef.parse(id.toString()), step));
                                })
                        .toList();
        assertThat(room.directDebits.approve(tx, approvals))
                .allMatch(outcome -> outcome instanceof Outcome.Done);
        return true;
    }
}
