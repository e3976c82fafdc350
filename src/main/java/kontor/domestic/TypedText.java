package kontor.domestic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Normalizes numbers and codes as people type or paste them: blanks, hyphens, small letters. */
public final class TypedText {

    private static final char HYPHEN = '-';
    private static final char MINUS = '\u2212';

    /** Full-width letters and digits, as Asian keyboards type them, lie so far behind ASCII. */
    private static final int FULL_WIDTH = 0xFEE0;

    private TypedText() {}

    /**
     * Without blanks and in capitals. Only a-z become capitals, since some other letters would
     * become A-Z too. Every dash is a hyphen, and characters that nobody sees are left out.
     */
    public static String compact(String typed) {
        return compact(typed, "");
    }

    /** The same, and without the characters that people put between groups of digits. */
    public static String compact(String typed, String separators) {
        return isCompact(typed) ? typed : String.join("", groups(typed, separators));
    }

    /** As most numbers come that are in one form already; separators are signs. */
    private static boolean isCompact(String typed) {
        for (int i = 0; i < typed.length(); i++) {
            char letter = typed.charAt(i);
            if (!(isDigit(letter) || letter >= 'A' && letter <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    /** Whether the compact form begins with this digit or capital. */
    public static boolean begins(String typed, char first) {
        for (int i = 0; i < typed.length(); i++) {
            char letter = plain(typed.charAt(i));
            if (!isBlank(letter) && Character.getType(letter) != Character.FORMAT) {
                return upper(letter) == first;
            }
        }
        return false;
    }

    /** The same in groups, as blanks and separators divide them; none of them is empty. */
    static List<String> groups(String typed, String separators) {
        var groups = new ArrayList<String>();
        var group = new StringBuilder();
        for (int i = 0; i < typed.length(); i++) {
            char letter = plain(typed.charAt(i));
            boolean divides = isBlank(letter) || separators.indexOf(letter) >= 0;
            if (divides && !group.isEmpty()) {
                groups.add(group.toString());
                group.setLength(0);
            }
            if (!divides && Character.getType(letter) != Character.FORMAT) {
                group.append(upper(letter));
            }
        }
        if (!group.isEmpty()) {
            groups.add(group.toString());
        }
        return groups;
    }

    /** A large number as a spreadsheet shows it, the decimals of one, and a column too narrow. */
    private static final Pattern MANGLED =
            Pattern.compile(
                    "[0-9]+[.,][0-9]+E[+-]?[0-9]{1,2}|[0-9]+E[+-][0-9]{1,2}|#{3,}"
                            + "|[0-9]{4,}[.,]0{1,2}");

    /**
     * What is wrong with a number that a spreadsheet calculated with: its last digits are lost, or
     * digits were added. Cleaned of its signs it would be another number.
     */
    public static Optional<String> spreadsheetProblem(String typed) {
        return MANGLED.matcher(compact(typed)).matches()
                ? Optional.of(
                        "a spreadsheet took it for an amount and changed its digits; format the"
                                + " column as text there, and give the number of the original")
                : Optional.empty();
    }

    public static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    /** For giro numbers, where leading zeros have no meaning: files fill them to a fixed width. */
    public static String withoutLeadingZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    /** With zeros before it where it is shorter. */
    static String filled(String digits, int length) {
        return "0".repeat(Math.max(0, length - digits.length())) + digits;
    }

    private static char plain(char letter) {
        if (Character.getType(letter) == Character.DASH_PUNCTUATION || letter == MINUS) {
            return HYPHEN;
        }
        return letter > '\uff00' && letter < '\uff5f' ? (char) (letter - FULL_WIDTH) : letter;
    }

    private static boolean isBlank(char letter) {
        return Character.isWhitespace(letter) || Character.isSpaceChar(letter);
    }

    private static char upper(char letter) {
        return letter >= 'a' && letter <= 'z' ? (char) (letter - 'a' + 'A') : letter;
    }
}
