package kontor.identifiers;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The character set of SEPA messages (EPC217-08): basic Latin letters, digits and a few signs. */
public final class SepaText {

    /** The message for a text that is not readable. */
    public static final String UNREADABLE =
            "must hold a letter, a digit or a sign besides blanks and slashes";

    private static final String TURNED =
            "must not hold characters that turn the direction of reading (U+202A to U+202E, U+2066"
                    + " to U+2069)";

    private static final int LONGEST_IDENTIFIER = 35;
    private static final String SIGNS = "/-?:().,'+ ";

    private SepaText() {}

    /** Whether all characters are in the set, as they are in an empty text. */
    public static boolean isText(String text) {
        return isText(text, "");
    }

    private static boolean isText(String text, String national) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (!isAllowed(letter) && national.indexOf(letter) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether anything is left of it in a message, where blanks, slashes and invisible characters
     * do not count.
     */
    public static boolean isReadable(String text) {
        return !rewrite(text, "").isEmpty();
    }

    /**
     * What is wrong with a text that people are to read as it is: nothing in it can be read, or
     * they would read it in another order than it has.
     */
    public static Optional<String> readingProblem(String text) {
        if (!isReadable(text)) {
            return Optional.of(UNREADABLE);
        }
        return orderProblem(text);
    }

    /** What is wrong with a text that would be read in another order than it has. */
    public static Optional<String> orderProblem(String text) {
        return text.chars().anyMatch(SepaText::turns) ? Optional.of(TURNED) : Optional.empty();
    }

    /** Embeddings, overrides and isolates of Unicode's UAX 9: by them a name looks like another. */
    private static boolean turns(int one) {
        return one >= 0x202A && one <= 0x202E || one >= 0x2066 && one <= 0x2069;
    }

    /**
     * Whether a letter or digit is left of it in a message. Of a name in some other script nothing
     * but points is left.
     */
    public static boolean isLegible(String text) {
        String left = rewrite(text, "");
        for (int i = 0; i < left.length(); i++) {
            if (Character.isLetterOrDigit(left.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Made once, of all characters, when it is asked for. */
    private static final class Legible {

        /** The planes of letters; behind them are ideographs, of which nothing is left. */
        private static final int LAST = 0x1FFFF;

        private static final String PATTERN =
                IntStream.rangeClosed(1, LAST)
                        .filter(point -> isLegible(point) && !isLegible(point - 1))
                        .mapToObj(first -> "\\U%08X-\\U%08X".formatted(first, end(first)))
                        .collect(Collectors.joining("", "[", "]"));

        private static int end(int first) {
            return IntStream.rangeClosed(first, LAST)
                    .filter(point -> point == LAST || !isLegible(point + 1))
                    .findFirst()
                    .orElse(LAST);
        }

        private static boolean isLegible(int point) {
            return Character.isDefined(point)
                    && Character.getType(point) != Character.SURROGATE
                    && SepaText.isLegible(Character.toString(point));
        }
    }

    /**
     * A regular expression of PostgreSQL that finds what {@link #isLegible} finds: in a list of
     * many, nobody can ask each.
     */
    public static String legiblePattern() {
        return Legible.PATTERN;
    }

    /**
     * What is wrong with words that somebody shall read at the other end: a bank could write none
     * of them, or only points in their place.
     */
    public static Optional<String> wordsProblem(String words) {
        var problem = readingProblem(words);
        if (problem.isPresent()) {
            return problem;
        }
        return isText(words) || isLegible(words)
                ? Optional.empty()
                : Optional.of(
                        "has no letter or digit that banks can write; give it in Latin letters");
    }

    /**
     * Rewrites any text with the characters of the set, then cuts it to {@code maxLength}
     * characters. What cannot be rewritten becomes a point. The result neither starts nor ends with
     * a blank or slash and has no two slashes in a row; it is empty only when the text holds
     * nothing visible, or only slashes.
     */
    public static String transliterate(String text, int maxLength) {
        return cut(rewrite(text, ""), maxLength);
    }

    /**
     * The same in its whole length.
     *
     * @param national letters beyond the set that a bank takes as they are
     */
    public static String rewrite(String text, String national) {
        String rewritten =
                isText(text, national)
                        ? text
                        : pointsForTheRest(Romanization.of(text, national), national);
        int start = 0;
        while (start < rewritten.length() && isEdge(rewritten.charAt(start))) {
            start++;
        }
        String allowed = rewritten.substring(start);
        return cut(
                allowed.contains("//") ? allowed.replaceAll("/{2,}", "/") : allowed,
                Integer.MAX_VALUE);
    }

    /** The beginning of a rewritten text, which does not end in a blank or slash either. */
    public static String cut(String rewritten, int maxLength) {
        int end = Math.min(rewritten.length(), maxLength);
        while (end > 0 && isEdge(rewritten.charAt(end - 1))) {
            end--;
        }
        return rewritten.substring(0, end);
    }

    private static boolean isEdge(char letter) {
        return letter == ' ' || letter == '/';
    }

    /**
     * What is wrong with a message id, an end-to-end id or a reference. They must be passed on
     * unchanged, so they are refused and not rewritten.
     */
    public static Optional<String> identifierProblem(String identifier) {
        if (identifier.isEmpty() || identifier.length() > LONGEST_IDENTIFIER) {
            return Optional.of(
                    "has 1 to "
                            + LONGEST_IDENTIFIER
                            + " characters, this one "
                            + identifier.length()
                            + "; shorten or fill it");
        }
        var wrong = identifier.codePoints().filter(letter -> !isAllowed(letter)).findFirst();
        if (wrong.isPresent()) {
            return Optional.of(
                    "holds the character "
                            + named(wrong.getAsInt())
                            + "; banks take only a-z, A-Z, 0-9, blank and / - ? : ( ) . , ' +");
        }
        if (identifier.startsWith("/") || identifier.endsWith("/") || identifier.contains("//")) {
            return Optional.of(
                    "starts or ends with a slash or holds two in a row;" + " leave that slash out");
        }
        if (identifier.startsWith(" ") || identifier.endsWith(" ")) {
            return Optional.of("starts or ends with a blank; leave it out");
        }
        return Optional.empty();
    }

    /** As for an identifier, and without blanks: some banks refuse them in mandate references. */
    public static Optional<String> mandateReferenceProblem(String reference) {
        if (reference.indexOf(' ') >= 0) {
            return Optional.of(
                    "holds a blank, which some banks refuse in a mandate reference;"
                            + " leave it out");
        }
        return identifierProblem(reference);
    }

    private static String pointsForTheRest(String text, String national) {
        var allowed = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .codePoints()
                .forEach(
                        letter -> {
                            if (Character.isWhitespace(letter)) {
                                allowed.append(' ');
                            } else if (isAllowed(letter) || national.indexOf(letter) >= 0) {
                                allowed.append((char) letter);
                            } else {
                                allowed.append('.');
                            }
                        });
        return allowed.toString();
    }

    private static boolean isAllowed(int letter) {
        return letter >= 'a' && letter <= 'z'
                || letter >= 'A' && letter <= 'Z'
                || letter >= '0' && letter <= '9'
                || SIGNS.indexOf(letter) >= 0;
    }

    /** A character as it is told: itself where it can be seen, and its code. */
    public static String named(String letter) {
        return named(letter.codePointAt(0));
    }

    private static String named(int letter) {
        String code = String.format("U+%04X", letter);
        boolean visible =
                !Character.isISOControl(letter)
                        && Character.isDefined(letter)
                        && Character.getType(letter) != Character.SURROGATE
                        && Character.getType(letter) != Character.FORMAT;
        return visible ? "'" + Character.toString(letter) + "' (" + code + ")" : code;
    }
}
