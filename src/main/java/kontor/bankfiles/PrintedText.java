package kontor.bankfiles;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Pattern;

/**
 * Bytes of a file that become a part of a line: of a long run only the beginning is kept, and what
 * would be unseen, or turn the writing around, is shown by its number.
 */
final class PrintedText {

    /** A name, a reference or an address is shorter; the rest is in the download. */
    static final int MOST_BYTES = 500;

    private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']([^\"']{1,40})");
    private static final Pattern UNSEEN =
            Pattern.compile(
                    "[\\p{Cc}&&[^\\t]]|[\\u061c\\u200b-\\u200f]"
                            + "|[\\u202a-\\u202e\\u2060-\\u2069\\ufeff]");

    private final byte[] kept = new byte[MOST_BYTES];
    private Charset charset = StandardCharsets.UTF_8;
    private long length;
    private int last;
    private int beforeLast;
    private int thirdLast;
    private boolean blank = true;

    /** All of it is printable ASCII, without a blank behind a blank; most of a file is. */
    private boolean plain = true;

    void add(int one) {
        if (length < MOST_BYTES) {
            kept[(int) length] = (byte) one;
        }
        length++;
        blank &= one == ' ' || one == '\t' || one == '\r' || one == '\n';
        plain &= one > ' ' && one <= '~' || one == ' ' && last != ' ';
        thirdLast = beforeLast;
        beforeLast = last;
        last = one;
    }

    void clear() {
        length = 0;
        last = 0;
        beforeLast = 0;
        thirdLast = 0;
        blank = true;
        plain = true;
    }

    boolean isBlank() {
        return blank;
    }

    /** Whether it begins so; only as much is asked as is kept. */
    boolean begins(String start) {
        if (length < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (kept[i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether its last bytes are these. */
    boolean ends(int secondLast, int wanted) {
        return beforeLast == secondLast && last == wanted;
    }

    /** Whether these two stand before its last byte. */
    boolean endsBefore(int thirdWanted, int secondWanted) {
        return thirdLast == thirdWanted && beforeLast == secondWanted;
    }

    /** What it is in words of the file's encoding; of one that is unknown, UTF-8. */
    String text() {
        if (plain && length <= MOST_BYTES) {
            return decoded(StandardCharsets.ISO_8859_1).strip();
        }
        return shown(decoded(charset).strip().replaceAll("\\s+", " "));
    }

    /** The same with its blanks, which have a meaning in files of fixed width. */
    String asTyped() {
        String text = decoded(charset);
        // Files of fixed width are mostly Latin-1; what is no UTF-8 is read as that.
        String readable = text.indexOf('\ufffd') >= 0 ? decoded(StandardCharsets.ISO_8859_1) : text;
        return shown(readable.stripTrailing());
    }

    private String decoded(Charset by) {
        return new String(kept, 0, (int) Math.min(length, MOST_BYTES), by);
    }

    private String shown(String text) {
        String seen =
                UNSEEN.matcher(text)
                        .replaceAll(found -> "[U+%04X]".formatted((int) found.group().charAt(0)));
        return length > MOST_BYTES ? seen + "\u2026" : seen;
    }

    /** Goes by the encoding that an XML declaration tells, where ASCII stays ASCII in it. */
    void declared(String declaration) {
        var found = ENCODING.matcher(declaration);
        if (!found.find()) {
            return;
        }
        try {
            var told = Charset.forName(found.group(1));
            if (new String(new byte[] {'<'}, told).equals("<")) {
                charset = told;
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            charset = StandardCharsets.UTF_8;
        }
    }
}
