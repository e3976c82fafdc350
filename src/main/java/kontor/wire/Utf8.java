package kontor.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.filenature.FileNature;

/** Refuses bytes that are not UTF-8, before a parser guesses at them. */
public final class Utf8 {

    /** So many bytes tell what a file is. */
    static final int HEAD = 512;

    private Utf8() {}

    public static void requireValid(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException notUtf8) {
            throw new InvalidRequest(
                    new Fault(
                            "",
                            "invalid_encoding",
                            "the body is not valid UTF-8" + nature(bytes, bytes.length)));
        }
    }

    /**
     * What bytes are that cannot be UTF-8, to be set behind what is wrong; empty where nobody
     * knows.
     */
    static String nature(byte[] bytes, int length) {
        return FileNature.unlikeUtf8(Arrays.copyOf(bytes, Math.min(length, HEAD)))
                .map(words -> ": " + words)
                .orElse("");
    }

    /** True for text that PostgreSQL and UTF-8 can hold: no NUL, no lone surrogate. */
    public static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            } else if (Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
