package kontor;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of another kind than a door takes: it says what they are and what to do with them. */
class WrongFilesTest {

    private static final String DEBITS = "/payments/v2beta/direct-debit-batches";
    private static final String HEADER = "amount.currency,amount.stringValue,date,scheme\n";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();

    private static byte[] file(String kind) {
        byte[] text = (HEADER + "EUR,1.00,2026-12-01,SDD_CORE\n".repeat(20)).getBytes(UTF_8);
        return switch (kind) {
            case "gzip" -> packed(text, GZIPOutputStream::new);
            case "zip" -> packed(text, WrongFilesTest::zipping);
            case "pdf" -> "%PDF-1.7\n1 0 obj\n".getBytes(UTF_8);
            case "utf-16" -> (HEADER + "EUR").getBytes(UTF_16);
            case "utf-16 without a mark" -> (HEADER + "EUR").getBytes(UTF_16LE);
            case "empty" -> new byte[0];
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** Makes a stream that packs. */
    @FunctionalInterface
    private interface Packer {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static OutputStream zipping(OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("payments.csv"));
        return zip;
    }

    private static byte[] packed(byte[] text, Packer packer) {
        var bytes = new ByteArrayOutputStream();
        try (var out = packer.over(bytes)) {
            out.write(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void assertTold(Reply reply, String words) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.at("/details/0/error")).contains(words);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("gzip", "it is a gzip archive; unpack it first"),
                arguments("zip", "it is a ZIP archive; unpack it first"),
                arguments("pdf", "it is a PDF"),
                arguments("utf-16", "it is text in UTF-16; save it as UTF-8"),
                arguments("empty", "empty"));
    }

    static Stream<Arguments> files() {
        var more = arguments("utf-16 without a mark", "it is text in UTF-16; save it as UTF-8");
        return Stream.concat(bodies(), Stream.of(more));
    }

    @ParameterizedTest
    @MethodSource("files")
    void doorsOfFiles_sayWhatItIs(String kind, String words) {
        byte[] file = file(kind);
        for (String path : new String[] {DEBITS, "/payments/v2beta/mandate-imports"}) {
            String[] fields =
                    path.equals(DEBITS)
                            ? new String[] {
                                "treatment",
                                "INDIVIDUAL_PAYMENTS",
                                "fileContentType",
                                "application/vnd.kontor.direct-debits.v1+csv"
                            }
                            : new String[0];
            assertTold(Uploads.file(developer, path, file, new String[0], fields), words);
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodies_sayWhatTheyAre(String kind, String words) {
        String connection =
                developer
                        .get("/financial-data/v2/accounts/" + sandbox.account())
                        .at("/connectionId");
        String reports = "/connectivity/v2beta/connections/" + connection + "/reports";
        byte[] file = file(kind);
        for (String path : new String[] {DEBITS, "/payments/v2/counterparties", reports}) {
            assertTold(
                    developer.sendBytes("POST", path, file, "Content-Type", "application/json"),
                    words);
        }
        String asXml = kind.equals("utf-16") ? "it is plain text" : words;
        var report = developer.sendBytes("POST", reports, file, "Content-Type", "text/xml");
        assertTold(report, asXml);
        report.assertRefused("report_unreadable", "content");
        assertThat(report.at("/details/0/error")).contains("send the camt.053 itself");
    }
}
