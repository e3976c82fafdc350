package kontor.plainwords;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns text into the words by which it is found. */
public final class PlainWords {

    private static final int LONGEST = 64;

    /** Below it is nothing that has an accent. */
    private static final int FIRST_BEYOND_ASCII = 0x80;

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Letters without a separate accent that people still type as plain letters. */
    private static final Map<String, String> PLAIN =
            Map.of(
                    "ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ",
                    "th", "ı", "i");

    private static final Pattern SPECIAL = Pattern.compile("[ßæœøłđðþı]");

    /** Below every character that a word may have: ends the range of one word. */
    private static final String FIRST = Character.toString(1);

    /** Above every one: ends the range of words with one beginning. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private PlainWords() {}

    /** The words of a text, as often as they stand in it. */
    public static Stream<String> of(String text) {
        return SIGNS.splitAsStream(plain(text))
                .map(PlainWords::shortened)
                .filter(word -> !word.isEmpty());
    }

    /** A number is one word, whatever blanks and hyphens people write into it. */
    public static String joined(String text) {
        return shortened(SIGNS.matcher(plain(text)).replaceAll(""));
    }

    /** What lies behind a word, or behind all that begin like it, in the order of bytes. */
    public static String end(String word, boolean whole) {
        return word + (whole ? FIRST : LAST);
    }

    private static String plain(String text) {
        if (text.chars().allMatch(c -> c < FIRST_BEYOND_ASCII)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String lower =
                ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT);
        return SPECIAL.matcher(lower).replaceAll(found -> PLAIN.get(found.group()));
    }

    private static String shortened(String word) {
        return word.codePointCount(0, word.length()) <= LONGEST
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST));
    }
}
