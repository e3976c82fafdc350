package kontor.autogiro;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kontor.seals.Seal;
import kontor.seals.SealKey;
import kontor.seals.SealingStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files under a seal, as they are read: as those within, unless the seal does not fit. */
class SealedLinesTest {

    private static final SealKey KEY =
            SealKey.parse("1234567890ABCDEF1234567890ABCDEF").orElseThrow();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

    private static String digest(String text) {
        var seal = new Seal(KEY);
        seal.add(text);
        return seal.closing(DAY).substring(40, 72);
    }

    private static String sealed(String file) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new SealingStream(bytes, KEY, DAY)) {
            out.write(file.getBytes(ISO_8859_1));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(ISO_8859_1);
    }

    private static List<String> read(String file, Optional<SealKey> key) {
        var all = new ArrayList<String>();
        var in = new ByteArrayInputStream(file.getBytes(ISO_8859_1));
        AutogiroReader.read(in, key, record -> all.add(record.line() + record.content()));
        return all;
    }

    @Test
    void sealedFile_hasOneRecordBeforeAndOneBehind() throws IOException {
        String file = AutogiroFiles.text("orders");
        String[] lines = sealed(file).split("\r\n");
        assertThat(lines[0]).isEqualTo("%-80s".formatted("00261130HMAC"));
        assertThat(lines[lines.length - 1])
                .hasSize(80)
                .matches("99261130FF365893D899291C3BF505FB3175E880[0-9A-F]{32} {8}");
        assertThat(sealed(file)).contains(file).endsWith("\r\n");
        assertThat(lines[lines.length - 1].substring(40, 72))
                .isEqualTo(digest(lines[0] + file.replace("\r\n", "")));

        var bytewise = new ByteArrayOutputStream();
        try (var out = new SealingStream(bytewise, KEY, DAY)) {
            for (byte one : file.getBytes(ISO_8859_1)) {
                out.write(one);
            }
        }
        assertThat(bytewise.toString(ISO_8859_1)).isEqualTo(sealed(file));
    }

    @Test
    void sealedFiles_mayStandBehindOneAnother_eachUnderItsOwnSeal() {
        String file = sealed(AutogiroFiles.text("mandate_advice"));
        int records = read(file, Optional.of(KEY)).size();
        assertThat(read(file + file, Optional.of(KEY))).hasSize(2 * records);
        assertThatThrownBy(
                        () ->
                                read(
                                        file + file.replace("00261130HMAC", "00261129HMAC"),
                                        Optional.of(KEY)))
                .isInstanceOf(MalformedAutogiro.class)
                .hasMessageContaining("the seal does not fit the file");
    }

    @Test
    void nothingWritten_isNoFile() {
        assertThat(sealed("")).isEmpty();
    }

    private static Stream<String> golden() {
        return AutogiroFiles.GOLDEN.stream();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void sealedFile_isRecognizedAndReadAsTheOneWithin(String name) {
        String file = AutogiroFiles.text(name);
        String sealed = sealed(file);
        var within = read(file, Optional.empty());
        var found = read(sealed, Optional.of(KEY));
        assertThat(found).hasSameSizeAs(within);
        // Lines are counted in the file as it came.
        assertThat(found.getFirst()).isEqualTo("2" + within.getFirst().substring(1));
        assertThat(read(sealed, Optional.empty())).isEqualTo(found);
        assertThat(read(file, Optional.of(KEY))).isEqualTo(within);
        var beginning = sealed.getBytes(ISO_8859_1);
        assertThat(AutogiroReader.recognize(new ByteArrayInputStream(beginning)))
                .isEqualTo(
                        AutogiroReader.recognize(
                                new ByteArrayInputStream(file.getBytes(ISO_8859_1))));
        assertThat(AutogiroReader.looksLike(new ByteArrayInputStream(beginning)))
                .isEqualTo(
                        AutogiroReader.looksLike(
                                new ByteArrayInputStream(file.getBytes(ISO_8859_1))));
        String cut = sealed.replaceAll(" +\r\n", "\n");
        assertThat(read(cut, Optional.of(KEY))).isEqualTo(found);
    }

    /** What is done to a sealed file, and what is then told. */
    private static Map<String, UnaryOperator<String>> broken() {
        return Map.of(
                "sealed with the key whose verification value is FF365893D899291C3BF505FB3175E881",
                file -> file.replace("175E880", "175E881"),
                "the seal does not fit the file",
                file -> file.replace("00261130HMAC", "00261129HMAC"),
                "the file ends without record 99 of its seal",
                file -> file.replaceAll("99[^\r]{78}\r\n$", ""),
                "stands behind the seal of the file",
                file -> file + AutogiroFiles.text("mandate_advice"),
                "is no opening record of a file of Bankgirot",
                file -> file.replace("HMAC", "NEXU"));
    }

    private static Stream<Arguments> brokenSeals() {
        return broken().entrySet().stream().map(one -> Arguments.of(one.getKey(), one.getValue()));
    }

    @ParameterizedTest
    @MethodSource("brokenSeals")
    void sealThatDoesNotFit_isToldWithItsLine(String why, UnaryOperator<String> change) {
        String file = change.apply(sealed(AutogiroFiles.text("mandate_advice")));
        assertThatThrownBy(() -> read(file, Optional.of(KEY)))
                .isInstanceOf(MalformedAutogiro.class)
                .hasMessageStartingWith("line ")
                .hasMessageContaining(why);
    }

    @Test
    void orders_mayEndOnlyOnce_soWhatIsAddedIsRefused() {
        String[] lines = sealed(AutogiroFiles.text("orders")).split("(?<=\r\n)");
        var moved = new ArrayList<>(List.of(lines));
        moved.add(moved.size() - 2, moved.removeLast());
        assertThatThrownBy(() -> read(String.join("", moved), Optional.of(KEY)))
                .isInstanceOf(MalformedAutogiro.class);
    }

    /** Any one character that is another one breaks it, but for ends of lines. */
    @Test
    void everyChange_isNoticed() {
        String sealed = sealed(AutogiroFiles.text("payment_specification"));
        var random = new Random(20261130);
        var why = new HashSet<String>();
        for (int i = 0; i < 5_000; i++) {
            int place = random.nextInt(sealed.length());
            char now = sealed.charAt(place);
            char other = (char) (' ' + random.nextInt(0x7F - ' '));
            if (now == other || now == '\r' || now == '\n' || isUnused(sealed, place)) {
                continue;
            }
            String changed = sealed.substring(0, place) + other + sealed.substring(place + 1);
            assertThatThrownBy(() -> read(changed, Optional.of(KEY)), "%d %s", place, other)
                    .isInstanceOfSatisfying(
                            MalformedAutogiro.class, broken -> why.add(broken.reason()));
        }
        assertThat(why).anyMatch(one -> one.contains("the seal does not fit"));
        assertThatCode(() -> read(sealed, Optional.of(KEY))).doesNotThrowAnyException();
    }

    /** The day on which it was sealed, and small letters of the digest, are not digested. */
    private static boolean isUnused(String sealed, int place) {
        return place >= sealed.length() - 82;
    }
}
