package kontor.mandatepapers;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import kontor.identifiers.SepaText;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.FontSelector;

/**
 * Inter, embedded as far as it is used: two weights, each in a file of Latin letters and one of the
 * further ones. What it has no sign for is written as a bank would write it.
 */
final class Typeface {

    static final Color LINE = new Color(0xe4, 0xe7, 0xec);

    private static final Color INK = new Color(0x14, 0x17, 0x1c);
    private static final Color MUTED = new Color(0x5b, 0x64, 0x72);

    /** A line of its own, or what a control character stands for, in a text of others. */
    private static final Pattern BLANK = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    /** Signs that turn the direction or are not seen: a proof reads as it is. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}]");

    private static final List<String> REGULAR = List.of("latin-400", "latin-ext-400");
    private static final List<String> STRONG = List.of("latin-600", "latin-ext-600");

    private final List<BaseFont> regular = fonts(REGULAR);
    private final FontSelector title;
    private final FontSelector strong;
    private final FontSelector strongSmall;
    private final FontSelector plain;
    private final FontSelector small;

    Typeface() {
        var heavy = fonts(STRONG);
        title = selector(heavy, 18, INK);
        strong = selector(heavy, 11, INK);
        strongSmall = selector(heavy, 8, INK);
        plain = selector(regular, 10, INK);
        small = selector(regular, 8, MUTED);
    }

    private static List<BaseFont> fonts(List<String> names) {
        return names.stream().map(Typeface::font).toList();
    }

    private static BaseFont font(String name) {
        String file = "inter-" + name + ".ttf";
        try (var in = Typeface.class.getResourceAsStream("/fonts/" + file)) {
            if (in == null) {
                throw new IllegalStateException("no font " + file + " in the archive");
            }
            return BaseFont.createFont(
                    file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, in.readAllBytes(), null);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static FontSelector selector(List<BaseFont> fonts, int size, Color color) {
        var selector = new FontSelector();
        fonts.forEach(font -> selector.addFont(new Font(font, size, Font.NORMAL, color)));
        return selector;
    }

    Phrase title(String text) {
        return title.process(readable(text));
    }

    Phrase strong(String text) {
        return strong.process(readable(text));
    }

    Phrase strongSmall(String text) {
        return strongSmall.process(readable(text));
    }

    Phrase plain(String text) {
        return plain.process(readable(text));
    }

    Phrase small(String text) {
        return small.process(readable(text));
    }

    private String readable(String text) {
        String seen = INVISIBLE.matcher(BLANK.matcher(text).replaceAll(" ")).replaceAll("");
        return seen.codePoints().allMatch(this::has)
                ? seen
                : SepaText.transliterate(seen, 4 * seen.length());
    }

    private boolean has(int codePoint) {
        return regular.stream().anyMatch(font -> font.charExists(codePoint));
    }
}
