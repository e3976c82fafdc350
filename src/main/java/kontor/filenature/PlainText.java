package kontor.filenature;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The beginning of a file as characters, when it is text in some encoding. */
record PlainText(String content) {

    /** Of every hundred characters so many may be of the kind that no text has. */
    private static final int MOST_CONTROLS_PERCENT = 2;

    static Optional<PlainText> of(byte[] head) {
        String text = new String(head, encoding(head));
        long controls = text.chars().filter(PlainText::isControl).count();
        return controls * 100 <= (long) text.length() * MOST_CONTROLS_PERCENT
                ? Optional.of(new PlainText(text))
                : Optional.empty();
    }

    /**
     * Each second byte of western text in UTF-16 is zero; single bytes are told apart by nobody.
     */
    private static Charset encoding(byte[] head) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0) {
                even += 1 - i % 2;
                odd += i % 2;
            }
        }
        int many = head.length / 4;
        if (head.length > 1 && odd > many) {
            return StandardCharsets.UTF_16LE;
        }
        return head.length > 1 && even > many
                ? StandardCharsets.UTF_16BE
                : StandardCharsets.ISO_8859_1;
    }

    /** Text of which each character takes two bytes, whatever it says. */
    static Optional<String> wide(byte[] head) {
        int mark = head.length < 2 ? 0 : (head[0] & 0xFF) << 8 | head[1] & 0xFF;
        return mark == 0xFEFF
                        || mark == 0xFFFE
                        || !encoding(head).equals(StandardCharsets.ISO_8859_1)
                ? Optional.of("text in UTF-16; save it as UTF-8")
                : Optional.empty();
    }

    private static boolean isControl(int character) {
        return character < ' ' && !Character.isWhitespace(character) && character != 0x1A;
    }

    /** Without blanks and the marks of byte orders before it. */
    String stripped() {
        return content.replaceFirst("^(\uFEFF|\u00EF\u00BB\u00BF)", "").strip();
    }
}
