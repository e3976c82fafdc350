package kontor.identifiers;

/** Normalizes numbers and codes as people type or paste them: blanks, hyphens, small letters. */
final class TypedText {

    private TypedText() {}

    /**
     * Without blanks and in capitals. Only a-z become capitals, since some other letters would
     * become A-Z too.
     */
    static String compact(String typed) {
        return compact(typed, "");
    }

    /** The same, and without the characters that people put between groups of digits. */
    static String compact(String typed, String separators) {
        var compact = new StringBuilder(typed.length());
        for (int i = 0; i < typed.length(); i++) {
            char letter = typed.charAt(i);
            if (!isBlank(letter) && separators.indexOf(letter) < 0) {
                compact.append(upper(letter));
            }
        }
        return compact.toString();
    }

    static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    /** For giro numbers, where leading zeros have no meaning: files fill them to a fixed width. */
    static String withoutLeadingZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    private static boolean isBlank(char letter) {
        return Character.isWhitespace(letter) || Character.isSpaceChar(letter);
    }

    private static char upper(char letter) {
        return letter >= 'a' && letter <= 'z' ? (char) (letter - 'a' + 'A') : letter;
    }
}
