package kontor.mandatepapers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import kontor.MandateBuilder;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.AccountLimit;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.directdebits.Room;
import kontor.events.Event;
import kontor.events.FeedPosition;
import kontor.wire.Json;
import kontor.wire.Page;
import kontor.wire.ResourceRef;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/** Mandates on paper, read back. */
class MandatePapersTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Room room = new Room();
    private final MandatePapers papers = papers();
    private final Caller caller =
            new Caller(
                    sandbox.organization(),
                    Ids.next(),
                    "u",
                    "U",
                    Ids.next(),
                    false,
                    true,
                    Set.of(),
                    100);

    private MandatePapers papers() {
        var wiring = TestKontor.shared().wiring();
        return new MandatePapers(
                new MandatePapers.Doors(
                        TestKontor.shared().database(),
                        room.mandates,
                        wiring.parties().accounts(),
                        wiring.parties().entities(),
                        room.directDebits,
                        wiring.ground().events(),
                        wiring.people().users()));
    }

    private static ResourceRef ref(String id) {
        return new ResourceRef.ById(UUID.fromString(id));
    }

    private static byte[] written(Outcome<Paper> paper) throws IOException {
        var out = new ByteArrayOutputStream();
        paper.stream().findFirst().orElseThrow().writeTo(out);
        return out.toByteArray();
    }

    /** All pages, with single blanks. */
    private static String text(byte[] pdf) throws IOException {
        try (var reader = new PdfReader(pdf)) {
            var extractor = new PdfTextExtractor(reader);
            var text = new StringBuilder();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(extractor.getTextFromPage(page)).append(' ');
            }
            return text.toString().replaceAll("\\s+", " ");
        }
    }

    @Test
    void formOfASepaMandate_hasTheTextOfItsScheme_andWhoIsWho() throws IOException {
        String payer = sandbox.aCounterparty().with("legalName", "Łukasz Åström & Søn").accountId();
        var mandate = sandbox.aMandate().of(payer).with("mandateReference", "M-17/A").made();
        String text = text(written(papers.form(caller, ref(mandate.at("/id")))));
        assertThat(text)
                .contains("SEPA Direct Debit Mandate", "8 weeks", "Kontor Sandbox GmbH")
                .contains("M-17/A", mandate.at("/creditorReference"), "recurrent payment")
                .contains("Łukasz Åström & Søn", mandate.at("/source/identifiers/0/number"))
                .contains("Place and date", "Signature of the payer");
        var b2b = sandbox.aMandate().of(payer).with("scheme", "SDD_B2B").made();
        assertThat(text(written(papers.form(caller, ref(b2b.at("/id"))))))
                .contains("business-to-business")
                .doesNotContain("8 weeks");
    }

    @Test
    void formOfAnAutogiroMandate_isInSwedishAndEnglish() throws IOException {
        String payer =
                sandbox.aCounterparty()
                        .withNumber("SE", "NUMBER", "50011234571")
                        .with(
                                "'nationalIdentifier': {'type': 'CIVIC', 'market': 'SE',"
                                        + " 'number': '19811218-9876'}")
                        .accountId();
        var mandate =
                sandbox.aMandate()
                        .of(payer)
                        .with("scheme", "AUTOGIRO")
                        .with("mandateReference", "1001")
                        .with("destinationAccountId", sandbox.bankgiroAccount())
                        .made();
        assertThat(text(written(papers.form(caller, ref(mandate.at("/id"))))))
                .contains("Medgivande till Autogiro", "återkalla", "Autogiro mandate")
                .contains("Payer number", "1001", "Bankgiro", "Customer number");
    }

    @Test
    void history_hasEachEventAndCollection_andWhereTheFeedIs() throws IOException {
        String payer = sandbox.aCounterparty().accountId();
        String mandate = sandbox.aMandate().of(payer).id();
        var debit = sandbox.aDirectDebit().under(mandate).executed();
        var feed =
                TestKontor.shared()
                        .database()
                        .read(
                                sandbox.organization(),
                                tx -> TestKontor.shared().wiring().ground().events().end(tx));
        String text = text(written(papers.history(caller, ref(mandate))));
        assertThat(text)
                .contains("CREATED", "SENT_TO_BANK", "ACTIVATED", "the bank", "Kontor")
                .contains(debit.at("/amount/stringValue") + " EUR", "RCUR", "EXECUTED")
                .contains(debit.at("/connectionInstructionId").substring(0, 8))
                .contains(String.valueOf(feed.position()));
        assertThat(text.replace(" ", "")).contains(HexFormat.of().formatHex(feed.digest()));
    }

    @Test
    void historyInASandboxWhoseClockWasMoved_saysTheDayAtTheBank() throws IOException {
        String mandate = sandbox.aMandate().of(sandbox.aCounterparty().accountId()).id();
        var day = sandbox.today().plusDays(40);
        sandbox.advanceTo(day);
        sandbox.owner().post("/payments/v2/mandates/" + mandate + ":cancel", "").accepted();
        assertThat(text(written(papers.history(caller, ref(mandate)))))
                .contains("CANCELLED", "at the bank " + day)
                .doesNotContain("bankDate", "{");
    }

    @Test
    void history_forALimitedRole_leavesCollectionsOfOtherAccountsOut_andSaysSo()
            throws IOException {
        String mandate = sandbox.aMandate().of(sandbox.aCounterparty().accountId()).id();
        sandbox.aDirectDebit().under(mandate).of("EUR", 73_519).made();
        var sek = UUID.fromString(sandbox.accountIn("SEK"));
        var limited = caller.within(AccountLimit.to(Set.of(sek), Set.of()));
        assertThat(text(written(papers.history(limited, ref(mandate)))))
                .contains("it is no proof of all")
                .doesNotContain("735.19");
        assertThat(text(written(papers.history(caller, ref(mandate)))))
                .contains("735.19")
                .doesNotContain("it is no proof of all");
    }

    @Test
    void papers_areForThoseWhoMayReadTheMandate() {
        var mandate = sandbox.aMandate().made();
        String one = "/payments/v2beta/mandates/" + mandate.at("/id");
        var form = sandbox.developer().get(one + "/pdf").ok();
        assertThat(form.body()).startsWith("%PDF-");
        assertThat(form.header("Content-Disposition")).contains("mandate-" + mandate.at("/id"));
        assertThat(sandbox.developer().get(one + "/history-pdf").ok().body()).startsWith("%PDF-");
        var other = TestKontor.shared().sandbox().developer();
        assertThat(other.get(one + "/pdf").status()).isEqualTo(404);
        assertThat(other.get(one + "/history-pdf").status()).isEqualTo(404);
        assertThat(other.get(MandateBuilder.PATH).items()).isEmpty();
    }

    /** A page of rows at a time is in memory, and goes when it is written. */
    @Test
    void historyOfTenThousandCollections_isWrittenPageByPage() throws IOException {
        String id = sandbox.aMandate().made().at("/id");
        var mandate =
                TestKontor.shared()
                        .database()
                        .read(sandbox.organization(), tx -> room.mandates.find(tx, caller, ref(id)))
                        .stream()
                        .findFirst()
                        .orElseThrow();
        var history =
                new MandateHistory(
                        mandate,
                        new Creditor("Creditor", Optional.empty(), Optional.empty()),
                        new FeedPosition(7, new byte[32]),
                        new Many());
        var out = new ByteArrayOutputStream();
        new Paper("many", history).writeTo(out);
        try (var reader = new PdfReader(out.toByteArray())) {
            assertThat(reader.getNumberOfPages()).isGreaterThan(100);
        }
    }

    private static final class Many implements MandateHistory.Source {

        @Override
        public Page<Event> events(Optional<String> after) {
            var event = AnyEvent.saying(Optional.empty());
            return new Page<>(List.of(event), Optional.empty());
        }

        @Override
        public Page<? extends JsonNode> collections(Optional<String> after) {
            int page = after.map(Integer::parseInt).orElse(0);
            var rows =
                    IntStream.range(0, 200)
                            .mapToObj(i -> Json.object().put("status", "EXECUTED").put("date", "x"))
                            .toList();
            return new Page<>(
                    rows, page == 49 ? Optional.empty() : Optional.of(String.valueOf(page + 1)));
        }

        @Override
        public boolean isWhole() {
            return true;
        }

        @Override
        public String who(String originator) {
            return originator;
        }
    }
}
