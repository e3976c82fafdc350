package kontor.iso20022;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import kontor.xml.MalformedMessage;
import kontor.xml.ReadLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any bytes give values or a {@link MalformedMessage}. */
class HostileFilesTest {

    private static final List<String> GOLDEN =
            List.of(
                    "camt.053_batch_return_reversal.xml",
                    "pain.002_PART_mixed.xml",
                    "pain.001_cross_border_usd.xml",
                    "pain.008_core_rcur_amendments.xml");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camt.053_batch_return_reversal.xml",
                "pain.002_PART_mixed.xml",
                "pain.001_cross_border_usd.xml",
                "pain.008_core_rcur_amendments.xml"
            })
    void aTruncatedFile_isRefused(String name) {
        var whole = Files.golden(name);
        int end = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('>');
        for (int length = 0; length < end; length += 100) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(name, cut)).isInstanceOf(MalformedMessage.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aFlippedByte_givesValuesOrIsRefused(long seed) {
        var random = new Random(seed);
        for (String name : GOLDEN) {
            var sound = Files.golden(name);
            for (int i = 0; i < 300; i++) {
                var flipped = sound.clone();
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
                }
                assertThatCode(() -> readOrRefuse(name, flipped))
                        .as(() -> new String(flipped, StandardCharsets.ISO_8859_1))
                        .doesNotThrowAnyException();
            }
        }
    }

    private static void readOrRefuse(String name, byte[] bytes) {
        try {
            read(name, bytes);
        } catch (MalformedMessage refused) {
            assertThat(refused.line()).isNotZero();
        }
    }

    private static void read(String name, byte[] bytes) {
        switch (name.substring(0, 8)) {
            case "camt.053" -> Recorder.ofStatements(bytes);
            case "pain.001" -> Recorder.ofTransfers(bytes);
            case "pain.002" -> Recorder.ofStatuses(bytes);
            default -> Recorder.ofCollections(bytes);
        }
    }

    @Test
    void billionLaughs_areRefused() {
        refused(
                """
                <?xml version="1.0"?>
                <!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
                <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
                <Document><BkToCstmrStmt><GrpHdr><MsgId>&c;</MsgId></GrpHdr></BkToCstmrStmt>
                </Document>\
                """,
                "document type");
    }

    @Test
    void anExternalEntity_isRefused() {
        refused(
                """
                <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
                <Document><BkToCstmrStmt><GrpHdr><MsgId>&e;</MsgId></GrpHdr></BkToCstmrStmt>
                </Document>\
                """,
                "document type");
    }

    @Test
    void anExternalDocumentType_isRefused() {
        refused("<!DOCTYPE Document SYSTEM \"file:///etc/passwd\"><Document/>", "document type");
    }

    @Test
    void anUndeclaredEntity_isRefused() {
        refused(
                "<Document><BkToCstmrStmt><GrpHdr><MsgId>&e;</MsgId></GrpHdr></BkToCstmrStmt>"
                        + "</Document>",
                "");
    }

    @Test
    void anotherRoot_isRefused() {
        refused("<html/>", "the root element is html");
        refused("<Document/>", "Document is empty");
        refused("<Document><CstmrPmtStsRpt/></Document>", "the message is CstmrPmtStsRpt");
    }

    @Test
    void aDeepFile_isRefused() {
        refused(inHeader("<a>".repeat(100) + "</a>".repeat(100)), "epth");
    }

    @Test
    void aLongText_isRefused() {
        refused(inHeader("<a>" + "x".repeat(70_000) + "</a>"), "65536");
        refused(inHeader("<a b=\"" + "x".repeat(70_000) + "\"/>"), "65536");
        refused(inHeader("<a>" + "x".repeat(3_000) + "&e;</a>"), "");
    }

    @Test
    void aLongComment_isSkipped() {
        var file = inHeader("<!--" + "x".repeat(700_000) + "--><?x " + "x".repeat(70_000) + "?>");
        assertThat(Recorder.ofStatements(file.getBytes(StandardCharsets.UTF_8)).told).hasSize(1);
    }

    @Test
    void aRecordOfTooManyElements_isRefused() {
        refused(inHeader("<a>1</a>".repeat(70_000)), "a record is longer");
    }

    @Test
    void aFileBeyondItsLimit_isRefused() {
        var file = Files.golden(GOLDEN.getFirst());
        assertThatThrownBy(
                        () ->
                                Camt053Reader.read(
                                        Files.stream(file),
                                        ReadLimits.ofFileBytes(5000),
                                        new Recorder()))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("larger than 5000 bytes");
    }

    @Test
    void aStreamThatFails_isNotTheFilesFault() {
        var failing =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection lost");
                    }
                };
        assertThatThrownBy(() -> Camt053Reader.read(failing, Files.LIMITS, new Recorder()))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aMistakeOfTheHandler_comesThrough() {
        var file = Files.golden(GOLDEN.getFirst());
        var recorder =
                new Recorder() {
                    @Override
                    public void balance(Balance balance) {
                        throw new IllegalArgumentException("mine");
                    }
                };
        assertThatThrownBy(() -> Camt053Reader.read(Files.stream(file), Files.LIMITS, recorder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mine");
    }

    private static String inHeader(String inside) {
        return "<Document><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId>"
                + inside
                + "</GrpHdr></BkToCstmrStmt></Document>";
    }

    private static void refused(String file, String reason) {
        assertThatThrownBy(() -> Recorder.ofStatements(file.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining(reason);
    }
}
