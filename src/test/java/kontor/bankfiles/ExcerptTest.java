package kontor.bankfiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.bankfiles.ExcerptReader.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as people read them, whatever is in them. */
class ExcerptTest {

    private static final UUID PAYMENT = UUID.fromString("0199f1d4-7c1e-7a52-9d1f-3a0c55e0b7a1");
    private static final String ID = "0199f1d47c1e7a529d1f3a0c55e0b7a1";

    private static InputStream bytes(String text, Charset charset) {
        return new BufferedInputStream(new ByteArrayInputStream(text.getBytes(charset)));
    }

    private static Excerpt read(InputStream bytes, Wanted wanted) throws IOException {
        var isXml = MessagePrinter.isXml(bytes);
        if (isXml.isEmpty()) {
            return new Excerpt(false, false, List.of(), java.util.Optional.empty());
        }
        var reader = new ExcerptReader(wanted);
        if (isXml.get()) {
            new MessagePrinter(reader).print(bytes);
        } else {
            MessagePrinter.lines(bytes, reader);
        }
        return reader.excerpt();
    }

    private static List<String> printed(Excerpt excerpt) {
        return excerpt.rows().stream().map(ExcerptTest::printed).toList();
    }

    private static String printed(Excerpt.Row row) {
        return row.line()
                .map(
                        line ->
                                " ".repeat(line.depth())
                                        + line.parts().stream()
                                                .map(PrintedLine.Part::text)
                                                .collect(Collectors.joining()))
                .orElse("... " + row.skipped());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    <a><b>x</b></a>              | <a>;  <b>x</b>;</a>
                    <a/>                         | <a/>
                    <a>x<b/>y</a>                | <a>x;  <b/>;  y;</a>
                    <?xml version='1.0'?><a></a> | <?xml version='1.0'?>;<a></a>
                    <!-- <b> > --><a>1</a>       | <!-- <b> > -->;<a>1</a>
                    <a><![CDATA[<b>]]></a>       | <a>;  <![CDATA[<b>]]>;</a>
                    </a></b><c>                  | </a>;</b>;<c>
                    <a                           | <a
                    a > b                        | a > b
                    """)
    void xml_isPrintedWithAnElementALine(String file, String lines) throws IOException {
        var excerpt = read(bytes(file, StandardCharsets.UTF_8), new Wanted.From(1));
        assertThat(String.join(";", printed(excerpt)).replace(";", ";"))
                .isEqualTo(lines.replaceAll(";  ", "; "));
    }

    @Test
    void hostileText_isShownByItsNumber() throws IOException {
        var excerpt =
                read(bytes("<a>\u202eevil\u0007</a>", StandardCharsets.UTF_8), new Wanted.From(1));
        assertThat(printed(excerpt)).containsExactly("<a>[U+202E]evil[U+0007]</a>");
        String latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a>M\u00fcller</a>";
        assertThat(printed(read(bytes(latin, StandardCharsets.ISO_8859_1), new Wanted.From(1))))
                .contains("<a>M\u00fcller</a>");
        String unknown = "\ufeff<?xml version='1.0' encoding='no-such'?><a>M\u00fcller</a>";
        assertThat(printed(read(bytes(unknown, StandardCharsets.UTF_8), new Wanted.From(1))))
                .contains("<a>M\u00fcller</a>");
        String whole = "x".repeat(10_000);
        var cut =
                printed(
                        read(
                                bytes("<a>" + whole + "</a>", StandardCharsets.UTF_8),
                                new Wanted.From(1)));
        assertThat(cut.getFirst()).hasSize(500 + "<a></a>\u2026".length());
        assertThat(
                        read(
                                        bytes("PK\u0003\u0004\u0000\u0000", StandardCharsets.UTF_8),
                                        new Wanted.From(1))
                                .isReadable())
                .isFalse();
        assertThat(printed(read(bytes("", StandardCharsets.UTF_8), new Wanted.From(1)))).isEmpty();
    }

    @Test
    void text_isPrintedLineByLine_andThePaymentMarked() throws IOException {
        String file = "01AUTOGIRO   20261215\n8220261215" + ID.toUpperCase() + "  0001250\n09\n";
        var excerpt = read(bytes(file, StandardCharsets.UTF_8), new Wanted.Having(ID));
        assertThat(excerpt.isFound()).isTrue();
        assertThat(printed(excerpt)).hasSize(3).first().isEqualTo("01AUTOGIRO   20261215");
        assertThat(excerpt.rows())
                .extracting(Excerpt.Row::isMarked)
                .containsExactly(false, true, false);
    }

    @Test
    void payment_isShownWithWhatStandsAround() throws IOException {
        String one = "<DrctDbtTxInf><PmtId><EndToEndId>%s</EndToEndId></PmtId></DrctDbtTxInf>";
        String others = one.formatted("other").repeat(500);
        String file =
                "<Document><PmtInf>" + others + one.formatted(ID) + others + "</PmtInf></Document>";
        var place = PlaceFinder.of(PAYMENT).find(bytes(file, StandardCharsets.UTF_8)).orElseThrow();
        var excerpt = read(bytes(file, StandardCharsets.UTF_8), new Wanted.Part(place));
        var marked =
                excerpt.rows().stream().filter(Excerpt.Row::isMarked).map(ExcerptTest::printed);
        assertThat(marked)
                .containsExactly(
                        "  <DrctDbtTxInf>",
                        "   <PmtId>",
                        "    <EndToEndId>" + ID + "</EndToEndId>",
                        "   </PmtId>",
                        "  </DrctDbtTxInf>");
        assertThat(printed(excerpt)).startsWith("<Document>", " <PmtInf>").contains("... 2490");
        assertThat(excerpt.next()).isPresent();
    }

    @Test
    void hugeFile_isReadToWhatIsShown_andNotHeld() throws IOException {
        byte[] part = "<Ntry><Amt Ccy='EUR'>1.00</Amt></Ntry>".getBytes(StandardCharsets.UTF_8);
        long size = 50L << 20;
        var huge =
                new BufferedInputStream(
                        new InputStream() {
                            private long at;

                            @Override
                            public int read() {
                                return at < size ? part[(int) (at++ % part.length)] : -1;
                            }
                        },
                        1 << 16);
        var excerpt = read(huge, new Wanted.From(3_000_000));
        assertThat(excerpt.rows()).hasSize(ExcerptReader.MOST);
        assertThat(excerpt.next()).contains(3_000_000L + ExcerptReader.MOST - 1);
    }
}
