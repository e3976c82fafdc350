package kontor.identifiers;

import java.util.Optional;

/** The character set of SEPA messages (EPC217-08): basic Latin letters, digits and a few signs. */
public final class SepaText {

    /** The message for a text that is not readable. */
    public static final String UNREADABLE =
            "must hold a letter, a digit or a sign besides blanks and slashes";

    private static final int LONGEST_IDENTIFIER = 35;
    private static final String SIGNS = "/-?:().,'+ ";

    private SepaText() {}

    /** Whether all characters are in the set, as they are in an empty text. */
    public static boolean isText(String text) {
        return text.chars().allMatch(SepaText::isAllowed);
    }

    /**
     * Whether anything is left of it in a message, where blanks, slashes and invisible characters
     * do not count.
     */
    public static boolean isReadable(String text) {
        return !transliterate(text, Integer.MAX_VALUE).isEmpty();
    }

    /**
     * Whether a letter or digit is left of it in a message. Of a name in some other script nothing
     * but points is left.
     */
    public static boolean isLegible(String text) {
        return transliterate(text, Integer.MAX_VALUE).chars().anyMatch(Character::isLetterOrDigit);
    }

    /**
     * Rewrites any text with the characters of the set, then cuts it to {@code maxLength}
     * characters. What cannot be rewritten becomes a point. The result neither starts with a blank
     * nor ends with a blank or slash; it is empty only when the text holds nothing visible, or only
     * slashes.
     */
    public static String transliterate(String text, int maxLength) {
        String rewritten = isText(text) ? text : pointsForTheRest(Romanization.of(text));
        String allowed = rewritten.stripLeading();
        int end = Math.min(allowed.length(), maxLength);
        while (end > 0 && (allowed.charAt(end - 1) == ' ' || allowed.charAt(end - 1) == '/')) {
            end--;
        }
        return allowed.substring(0, end);
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

    private static String pointsForTheRest(String text) {
        var allowed = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        letter -> {
                            if (Character.isWhitespace(letter)) {
                                allowed.append(' ');
                            } else {
                                allowed.append(isAllowed(letter) ? (char) letter : '.');
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
