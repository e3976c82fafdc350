package kontor.filenature;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Text that stands for bytes (RFC 4648, section 4), as mails and programs wrap files. */
final class Base64Text {

    private static final Pattern LETTERS = Pattern.compile("[A-Za-z0-9+/_\\-\\s]{40,}={0,2}\\s*");
    private static final int GROUP = 4;

    private Base64Text() {}

    /** With what is inside, as far as its beginning tells; empty for other text. */
    static Optional<String> of(String content) {
        if (!LETTERS.matcher(content).matches()) {
            return Optional.empty();
        }
        String letters = content.replaceAll("[\\s=]", "").replace('-', '+').replace('_', '/');
        String whole = letters.substring(0, letters.length() / GROUP * GROUP);
        byte[] inside = Base64.getDecoder().decode(whole);
        return isText(inside) || BinaryKind.of(inside).isPresent()
                ? Optional.of("base64 text; decode it first: inside " + inside(inside))
                : Optional.empty();
    }

    /** Words in one case without a blank would decode, too, but to nothing that anybody wrote. */
    private static boolean isText(byte[] inside) {
        int strange = 0;
        for (byte one : inside) {
            strange += one < ' ' && one != '\n' && one != '\r' && one != '\t' ? 1 : 0;
        }
        return strange * 100 <= inside.length;
    }

    private static String inside(byte[] inside) {
        return FileNature.of(inside).orElse("it is XML");
    }
}
