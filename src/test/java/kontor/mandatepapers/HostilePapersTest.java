package kontor.mandatepapers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.CounterpartyBuilder;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.events.Event;
import kontor.events.FeedPosition;
import kontor.wire.Json;
import kontor.wire.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/** Texts on paper that nobody should have, and papers for those who should not have them. */
class HostilePapersTest {

    static List<String> texts() {
        return List.of(
                "שלום עולם",
                "مرحبا بالعالم",
                "Mueller\u202eGmbH\u2066\u200f",
                "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 😀",
                "\u0000\u0007\u001b[31mred\u001b[0m\r\nSignature of the payer",
                "lonely \ud800 and \udc00",
                "<script>alert(1)</script>&amp;<b>",
                "(\\) /JavaScript (app.alert(1)) >> endobj %PDF-1.7",
                "Z̵̢̛͎͕̀á̶l̷g̴o",
                "漢字かな한글ไทย",
                "\ue000\uf8ff private",
                "",
                " ",
                "x".repeat(10_000),
                "wide 漢".repeat(2_000),
                "a b ".repeat(5_000));
    }

    private static String read(Paper.Text what) throws IOException {
        var out = new ByteArrayOutputStream();
        new Paper("hostile", what).writeTo(out);
        try (var reader = new PdfReader(out.toByteArray())) {
            assertThat(reader.getNumberOfPages()).isBetween(1, 400);
            assertThat(reader.isEncrypted()).isFalse();
            assertThat(reader.getJavaScript()).isNullOrEmpty();
            var extractor = new PdfTextExtractor(reader);
            var text = new StringBuilder();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(extractor.getTextFromPage(page)).append(' ');
            }
            return text.toString();
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void anyText_isWrittenWholeAndTurnsNothing(String hostile) throws IOException {
        String read =
                read(
                        sheet -> {
                            sheet.title(hostile);
                            sheet.heading(hostile);
                            sheet.text(hostile);
                            sheet.small(hostile);
                            sheet.facts(Map.of("Name", hostile));
                            sheet.toSign("Signature of the payer");
                            try (var rows = sheet.rows(new int[] {1, 3}, List.of("A", "B"))) {
                                rows.add(List.of(hostile, "after it"));
                            }
                            sheet.text("the end");
                        });
        assertThat(read).contains("the end", "Signature of the payer", "after it");
        assertThat(read.codePoints())
                .allMatch(one -> Character.isWhitespace(one) || !Character.isISOControl(one))
                .noneMatch(one -> Character.getType(one) == Character.FORMAT)
                .noneMatch(one -> Character.getType(one) == Character.SURROGATE);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void history_ofAnyEventsAndReasonsOfBanks_isRead(String hostile) throws IOException {
        assertThat(read(sheet -> rows(sheet, hostile))).contains("the end");
    }

    private static void rows(Sheet sheet, String hostile) throws IOException {
        var source = new Hostile(hostile);
        try (var rows = sheet.rows(new int[] {1, 1, 4}, List.of("Event", "By", "Details"))) {
            source.events(Optional.empty())
                    .items()
                    .forEach(
                            one ->
                                    rows.add(
                                            List.of(
                                                    one.name(),
                                                    source.who(one.originator()),
                                                    one.message().orElse(""))));
        }
        sheet.small(new FeedPosition(7, new byte[32]) + "; the end");
    }

    private record Hostile(String text) implements MandateHistory.Source {

        @Override
        public Page<Event> events(Optional<String> after) {
            var event = AnyEvent.saying(Optional.of(text));
            return new Page<>(List.of(event, event, event), Optional.empty());
        }

        @Override
        public Page<? extends JsonNode> collections(Optional<String> after) {
            var one = Json.object().put("status", text);
            return new Page<>(List.of(one), Optional.empty());
        }

        @Override
        public boolean isWhole() {
            return true;
        }

        @Override
        public String who(String originator) {
            return text;
        }
    }

    @Test
    void papersOfOthersAndOfSmallRoles_areNotFoundOrForbidden() {
        SandboxOrganization sandbox = TestKontor.shared().sandbox();
        var mandate =
                sandbox.aMandate()
                        .with("destinationAccountId", sandbox.bankgiroAccount())
                        .with("externalId", "paper-of-ours")
                        .made();
        String one = "/payments/v2beta/mandates/" + mandate.at("/id");
        var stranger = TestKontor.shared().sandbox().owner();
        for (String path :
                List.of(
                        one + "/pdf",
                        one + "/history-pdf",
                        one.replaceFirst("[^/]*$", "") + "external:paper-of-ours/pdf")) {
            assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
            assertThat(sandbox.owner().get(path).status()).as(path).isEqualTo(200);
        }
        var reader = sandbox.clientWith(java.util.Set.of("mandates:read"));
        assertThat(reader.get(one + "/pdf").status()).isEqualTo(200);
        assertThat(reader.get(one + "/history-pdf").status()).isEqualTo(403);
        var nobody = sandbox.clientWith(java.util.Set.of("direct_debits:read"));
        assertThat(nobody.get(one + "/pdf").status()).isEqualTo(403);
    }

    @Test
    void namesThatNobodyCanRead_areRefusedBeforeTheyComeOnPaper() {
        SandboxOrganization sandbox = TestKontor.shared().sandbox();
        for (String name : List.of("x".repeat(10_000), "\u0000")) {
            var body = Json.object().put("legalName", name).put("partyType", "COMPANY");
            var refused = sandbox.developer().post(CounterpartyBuilder.PATH, Json.write(body));
            assertThat(refused.status()).as(name).isEqualTo(400);
        }
    }
}
