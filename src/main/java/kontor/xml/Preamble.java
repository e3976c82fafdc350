package kontor.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What stands before the root of a file: a byte order mark, blank lines and comments, where XML
 * wants the declaration first, and the declaration itself. They are taken off, so that a parser
 * sees neither them nor a wrong word about the encoding.
 *
 * @param encoding of the rest: what the bytes prove, else what is declared, else UTF-8
 * @param rest the file without its preamble
 * @param lines how many line ends were taken off
 */
record Preamble(String encoding, InputStream rest, int lines) {

    private static final int MOST_BYTES = 16 << 10;

    private static final Pattern ENCODING =
            Pattern.compile("\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    /**
     * MalformedMessage: the file is empty, or in an encoding that nobody knows. IOException: the
     * stream below fails.
     */
    static Preamble of(InputStream in) throws IOException {
        byte[] head = in.readNBytes(MOST_BYTES);
        if (head.length == 0) {
            throw new MalformedMessage("the file is empty", 1, 1);
        }
        var unicode = Unicode.of(head);
        String text = new String(head, unicode.charset());
        int start = blanks(text, 0);
        int declaration = pastComments(text, start);
        int end = text.startsWith("<?xml", declaration) ? text.indexOf("?>", declaration) : -1;
        if (end < 0) {
            return new Preamble(
                    unicode.encoding("UTF-8"), rest(head, in, unicode, start), lines(text, start));
        }
        int root = end + 2;
        String encoding = unicode.encoding(declared(text.substring(declaration, root)));
        return new Preamble(encoding, rest(head, in, unicode, root), lines(text, root));
    }

    private static InputStream rest(byte[] head, InputStream in, Unicode unicode, int chars) {
        int start = Math.min(head.length, chars * unicode.width());
        return new SequenceInputStream(
                new ByteArrayInputStream(head, start, head.length - start), in);
    }

    /** Where what is no blank begins; a byte order mark counts as one. */
    private static int blanks(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char character) {
        return character <= ' ' || character == '\uFEFF';
    }

    private static int pastComments(String text, int from) {
        int at = from;
        while (text.startsWith("<!--", at)) {
            int end = text.indexOf("-->", at);
            if (end < 0) {
                return at;
            }
            at = blanks(text, end + 3);
        }
        return at;
    }

    private static int lines(String text, int end) {
        return (int) text.substring(0, end).chars().filter(one -> one == '\n').count();
    }

    private static String declared(String declaration) {
        var encoding = ENCODING.matcher(declaration);
        String name = encoding.find() ? encoding.group(1) : "UTF-8";
        try {
            return Charset.forName(name).name();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new MalformedMessage(
                    "it declares the encoding " + name + ", which nobody here knows",
                    1,
                    1,
                    unknown);
        }
    }

    /**
     * What the first bytes prove.
     *
     * @param charset in which the preamble can be read; one byte a character where nothing is
     *     proved
     * @param width bytes of one character there
     * @param proved it is this charset and no other
     */
    private record Unicode(Charset charset, int width, boolean proved) {

        static Unicode of(byte[] head) {
            if (begins(head, 0xEF, 0xBB, 0xBF)) {
                // Read as single bytes the mark is three odd characters, so it goes by its length.
                Arrays.fill(head, 0, 3, (byte) ' ');
                return new Unicode(StandardCharsets.ISO_8859_1, 1, true);
            }
            if (begins(head, 0xFE, 0xFF) || begins(head, 0, '<')) {
                return new Unicode(StandardCharsets.UTF_16BE, 2, true);
            }
            if (begins(head, 0xFF, 0xFE) || begins(head, '<', 0)) {
                return new Unicode(StandardCharsets.UTF_16LE, 2, true);
            }
            return new Unicode(StandardCharsets.ISO_8859_1, 1, false);
        }

        private static boolean begins(byte[] head, int... bytes) {
            for (int i = 0; i < bytes.length; i++) {
                if (i >= head.length || (head[i] & 0xFF) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }

        /**
         * Programs write UTF-8 and declare the encoding of their own strings: where one character
         * is one byte, it is not UTF-16.
         */
        String encoding(String declared) {
            if (proved) {
                return width == 1 ? "UTF-8" : charset.name();
            }
            String name = declared.toUpperCase(Locale.ROOT);
            boolean wide = name.contains("UTF-16") || name.contains("UTF-32");
            return wide ? "UTF-8" : declared;
        }
    }
}
