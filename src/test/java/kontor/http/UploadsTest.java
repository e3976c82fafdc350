package kontor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import kontor.core.InvalidRequest;
import kontor.wire.Utf8Reader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are read while they arrive. */
class UploadsTest {

    private static final String TYPE = "multipart/form-data; boundary=b";

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String part(String name, String content) {
        return "--b\r\nContent-Disposition: form-data; name=\""
                + name
                + "\"\r\n\r\n"
                + content
                + "\r\n";
    }

    /** {@code size} bytes of x in a form, with nothing of it in memory. */
    private static InputStream form(long size) {
        return new SequenceInputStream(
                Collections.enumeration(
                        List.of(
                                bytes(
                                        "--b\r\n"
                                                + "Content-Disposition: form-data; name=\"file\";"
                                                + " filename=\"f\"\r\n\r\n"),
                                new InputStream() {
                                    private long left = size;

                                    @Override
                                    public int read() {
                                        return left-- > 0 ? 'x' : -1;
                                    }
                                },
                                bytes("\r\n--b--\r\n"))));
    }

    @Test
    void fileLongerThanAllowed_is413WhileItIsRead() throws IOException {
        long most = 64L << 20;
        assertThat(
                        new MultipartForm(TYPE, form(most))
                                .next()
                                .orElseThrow()
                                .content(most)
                                .skip(Long.MAX_VALUE))
                .isPositive();
        var file = new MultipartForm(TYPE, form(most + 1)).next().orElseThrow();
        assertThatThrownBy(() -> file.content(most).transferTo(OutputStream.nullOutputStream()))
                .isInstanceOf(HttpError.class)
                .hasMessageContaining("67108864 bytes");
    }

    @Test
    void parts_areReadOneByOneHoweverTheBytesAreCut() throws IOException {
        String body =
                part("a", "1")
                        + part("file", "x--b is no end\r\n--")
                        + part("skipped", "x")
                        + "--b--\r\n";
        for (int most = 1; most < 60; most++) {
            var form = new MultipartForm(TYPE, new Chunks(bytes(body), most));
            assertThat(form.next().orElseThrow().text()).isEqualTo("1");
            assertThat(
                            new String(
                                    form.next().orElseThrow().content(100).readAllBytes(),
                                    StandardCharsets.UTF_8))
                    .isEqualTo("x--b is no end\r\n--");
            assertThat(form.next().orElseThrow().name()).isEqualTo("skipped");
            assertThat(form.next()).isEmpty();
        }
    }

    private static InputStream partOf(String disposition) {
        return bytes("--b\r\n" + disposition + "\r\n\r\n1\r\n--b--\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name=\"a \" | 'a ' | ''",
                "name=a; filename=f.csv | a | f.csv",
                "NAME=\"a;b=c\" ;filename=\"say \\\"x\\\"; C:\\d\" | a;b=c | say \"x\"; C:\\d",
                "name=\"%22a\"; | %22a | ''",
                "name=\"ä\"; filename=\"x\"; filename*=UTF-8''a%C3%A4+b | ä | aä+b"
            })
    void nameOfPart_isTakenAsItStands(String said, String name, String fileName) {
        String disposition = "content-disposition: form-data; " + said;
        var part = new MultipartForm(TYPE, partOf(disposition)).next().orElseThrow();
        assertThat(part.name()).isEqualTo(name);
        assertThat(part.fileName().orElse("")).isEqualTo(fileName);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"",
                "multipart/form-data; boundary=\"a",
                "multipart/form-data; boundary=\"a\\",
                "multipart/form-data; boundary=a\"b",
                "multipart/form-data; boundary=a; x=\"",
            })
    void formWhoseBoundaryNobodyCanRead_isRefused(String type) {
        assertThatThrownBy(() -> new MultipartForm(type, partOf("Content-Type: text/csv")))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        no ->
                                assertThat(no.faults().getFirst().code())
                                        .isEqualTo("invalid_multipart"));
    }

    @Test
    void boundary_isNamedInLettersOfAnySize() {
        var form =
                new MultipartForm(
                        TYPE.replace("boundary", "BOUNDARY"),
                        partOf("Content-Disposition: form-data; name=\"a\""));
        assertThat(form.next().orElseThrow().name()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: form-data",
                "Content-Disposition: form-data; name=\"\"",
                "Content-Disposition: attachment; name=\"a\"",
                "Content-Disposition: form-data; name=\"a\"; name=\"b\"",
                "Content-Disposition: form-data; name=\"a\"; NAME=a",
                "Content-Disposition: form-data; name=\"a\" b",
                "Content-Disposition: form-data; name=\"a",
                "Content-Disposition: form-data; name=\"a\"\r\n"
                        + "content-disposition: form-data; name=\"b\"",
                "Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''%zz",
                "Content-Type: text/csv"
            })
    void partThatCanBeReadInTwoWays_orInNone_isRefused(String headers) {
        var form = new MultipartForm(TYPE, partOf(headers));
        assertThatThrownBy(form::next)
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        no ->
                                assertThat(no.faults().getFirst().code())
                                        .isEqualTo("invalid_multipart"));
    }

    @Test
    void formThatEndsEarly_isRefused() {
        String body = part("a", "1") + part("file", "22222");
        for (int length = 0; length < body.length(); length++) {
            var form = new MultipartForm(TYPE, bytes(body.substring(0, length)));
            assertThatThrownBy(
                            () -> {
                                for (var part = form.next(); part.isPresent(); part = form.next()) {
                                    part.get().text();
                                }
                            })
                    .isInstanceOfAny(HttpError.class, InvalidRequest.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok\nok", "\u00e4\nx", "a longer text with \ud83d\ude00 in it"})
    void utf8_isReadAsItIs(String text) throws IOException {
        assertThat(read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
        assertThat(read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Test
    void whatIsNotUtf8_isRefusedWithItsLine() {
        for (int line = 1; line < 50; line++) {
            String lines = "a\r\n\u00e4\n\n".repeat(line);
            byte[] whole = (lines + "?").getBytes(StandardCharsets.UTF_8);
            whole[whole.length - 1] = (byte) 0xE4;
            int expected = 3 * line + 1;
            assertThatThrownBy(() -> read(whole))
                    .isInstanceOfSatisfying(
                            InvalidRequest.class,
                            no ->
                                    assertThat(no.faults().getFirst().message())
                                            .contains("line " + expected + ";"));
        }
    }

    private static String read(byte[] bytes) throws IOException {
        var text = new StringBuilder();
        try (var reader = new Utf8Reader(new ByteArrayInputStream(bytes), "file")) {
            char[] some = new char[7];
            for (int read = reader.read(some, 2, 5); read >= 0; read = reader.read(some, 2, 5)) {
                text.append(some, 2, read);
            }
        }
        return text.toString();
    }

    /** Gives a few bytes at a time, as a network does. */
    private static final class Chunks extends FilterInputStream {
        private final int most;

        Chunks(InputStream in, int most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return super.read(into, from, Math.min(length, most));
        }
    }
}
