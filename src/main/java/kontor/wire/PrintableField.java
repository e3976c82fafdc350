package kontor.wire;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a text that goes into a file as it is, without being made what banks take: XML has no form
 * for most control characters.
 */
public final class PrintableField {

    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cntrl}\\uFFFE\\uFFFF]*");

    private PrintableField() {}

    /** One line of so many characters, not only blanks. */
    public static Optional<String> read(JsonFields fields, String name, int shortest, int longest) {
        var text = fields.text(name, shortest, longest);
        if (text.filter(one -> !PRINTABLE.matcher(one).matches() || one.isBlank()).isPresent()) {
            fields.invalid(
                    name,
                    "must be printable text: one line, without control characters, not blank");
            return Optional.empty();
        }
        return text;
    }
}
