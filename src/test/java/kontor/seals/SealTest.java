package kontor.seals;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Seals against the figures that Bankgirot and Nordea publish for whoever writes them. */
class SealTest {

    private static final SealKey KEY =
            SealKey.parse("1234567890ABCDEF1234567890ABCDEF").orElseThrow();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

    private static String digest(String text) {
        var seal = new Seal(KEY);
        seal.add(text);
        return seal.closing(DAY).substring(40, 72);
    }

    /** Cases 1A to 2C of those that programs are to be tried with; the test key is theirs too. */
    private static Stream<Arguments> published() {
        String printable =
                IntStream.range(' ', 0x7F)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
        return Stream.of(
                Arguments.of("00000000", "FF365893D899291C3BF505FB3175E880"),
                Arguments.of("00000\r\n0000\r\n000\r\n00\r\n0", "9BA94363739D45256DF4B6FA3B9DE1CD"),
                Arguments.of(
                        "110009912346071215LEVERANTZRSBETALNINGAR"
                                + " ".repeat(39)
                                + "2\r\n10000000C"
                                + "0".repeat(63)
                                + "2\r\n10000000C"
                                + "0".repeat(110)
                                + "2\r\n10000000C002",
                        "826CA6CBA33F7E1D3CC9161A0956A35B"),
                Arguments.of(printable, "9473EDFCAA8CD2434D6D76ABFFC991BD"),
                Arguments.of(
                        "\u00f5\u00d5^~@`!\"#$%&'(\t)*+,-./\u00a7\u00bd",
                        "20956E44B404C4085446139B2B952D77"),
                Arguments.of("ÄÖÅäöå", "515704694958361678194D51850FF157"));
    }

    @ParameterizedTest
    @MethodSource("published")
    void digests_areThosePublished(String text, String digest) {
        assertThat(digest(text)).isEqualTo(digest);
    }

    @Test
    void verificationValue_isThatPublished_andNothingElseIsTold() {
        assertThat(KEY.verification()).isEqualTo("FF365893D899291C3BF505FB3175E880");
        assertThat(KEY).hasToString("SealKey[FF365893D899291C3BF505FB3175E880]");
        assertThat(SealKey.parse("1234567890abcdef1234567890abcdef").orElseThrow().secret())
                .isEqualTo(KEY.secret());
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "1234567890ABCDEF1234567890ABCDE",
        "1234567890ABCDEF1234567890ABCDEF0",
        "1234567890ABCDEF 1234567890ABCDE",
        "1234567890ABCDEG1234567890ABCDEF",
        "0x34567890ABCDEF1234567890ABCDEF"
    })
    void whatIsNoKey_isNone(String written) {
        assertThat(SealKey.parse(written)).isEmpty();
    }

    @Test
    void lettersBeyondAscii_areDigestedAsSwedishOnesOnSevenBits() {
        assertThat(digest("ÉÄÖÅÜéäöåü")).isEqualTo(digest("@[\\]^`{|}~"));
        assertThat(Stream.of("\u0000", "\u007f", "\u00a0", "ÿ", "ß").map(SealTest::digest))
                .allMatch(one -> one.equals(digest("Ã")))
                .noneMatch(not(digest("\u00c3")::equals));
    }
}
