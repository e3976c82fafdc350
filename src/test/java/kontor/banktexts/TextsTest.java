package kontor.banktexts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import kontor.Table;
import kontor.warnings.Warning;
import org.junit.jupiter.api.Test;

/** What cannot be written never keeps a file from the bank, and is always told. */
class TextsTest {

    private static final String KEPT = "ÅÄÖåäö";

    private static String told(Texts texts) {
        return texts.warnings().stream().map(Warning::code).collect(Collectors.joining(" "));
    }

    /** National letters, given, characters that are carried, what leaves, what is told. */
    @Test
    void text_leavesAsItIsTold() {
        var cases =
                Table.of(
                        """
                        -   | Invoice 1            | 140 | Invoice 1      | -
                        -   | Grün 1               | 140 | Gruen 1        | TEXT_REWRITTEN
                        -   | Ωmega Ёлка           | 140 | Omega Elka     | TEXT_REWRITTEN
                        -   | １２ ﬁ                | 140 | 12 fi          | TEXT_REWRITTEN
                        -   | A{zero-width}B{right-to-left}       | 140 | AB             | TEXT_REWRITTEN
                        -   | a{bell}b             | 140 | a.b            | TEXT_WITH_POINTS
                        -   | a{break}b               | 140 | a b            | TEXT_REWRITTEN
                        -   | /INV/1               | 140 | INV/1          | TEXT_REWRITTEN
                        -   | a//b/                | 140 | a/b            | TEXT_REWRITTEN
                        -   | Anna 😀              | 140 | Anna .         | TEXT_WITH_POINTS
                        -   | Anna 株式            | 140 | Anna ..        | TEXT_WITH_POINTS
                        -   | A.B                  | 140 | A.B            | -
                        -   | Grün 1234567890123   | 18  | Gruen 123456789012 | TEXT_CUT
                        -   | 1234567890           | 4   | 1234           | TEXT_CUT
                        -   | 株式                 | 140 | ..             | TEXT_WITH_POINTS
                        -   | {zero-width}              | 140 | NOTPROVIDED    | TEXT_LEFT_OUT
                        -   | ////                 | 140 | NOTPROVIDED    | TEXT_LEFT_OUT
                        kept | Åsa Öberg           | 140 | Åsa Öberg      | -
                        kept | A{ring}sa          | 140 | Åsa            | TEXT_REWRITTEN
                        kept | Åsa Müller          | 140 | Åsa Mueller    | TEXT_REWRITTEN
                        """,
                        "zero-width",
                        "\u200b",
                        "right-to-left",
                        "\u202e",
                        "bell",
                        "\u0007",
                        "break",
                        "\u2028",
                        "ring",
                        "\u030a");
        for (var one : cases) {
            var texts = new Texts(one[0].equals("kept") ? KEPT : "");
            String given = one[1];
            assertThat(texts.name(Member.REFERENCE, given, Integer.parseInt(one[2])))
                    .as(given)
                    .isEqualTo(one[3]);
            assertThat(told(texts)).as(given).isEqualTo(one[4].equals("-") ? "" : one[4]);
        }
    }

    @Test
    void message_saysWhatLeavesAndWhy() {
        var texts = new Texts("");
        texts.words(Member.REFERENCE, "Grün 1234567890123", 18);
        texts.leftOut(new Member("destinationHolder.address", "The address"), "x", "it is half");
        assertThat(texts.warnings())
                .extracting(Warning::message)
                .containsExactly(
                        "The reference leaves as \"Gruen 123456789012\", which is all that is"
                                + " carried: 18 characters; banks do not take 'ü' (U+00FC).",
                        "The address is left out: it is half.");
        assertThat(texts.warnings().getFirst().view())
                .hasToString(
                        "{\"code\":\"TEXT_CUT\",\"message\":\""
                                + texts.warnings().getFirst().message().replace("\"", "\\\"")
                                + "\",\"member\":\"reference\",\"given\":\"Grün"
                                + " 1234567890123\",\"sent\":\"Gruen 123456789012\"}");
    }
}
