package kontor.filenature;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a file is, told by how it begins; never by its name. */
public final class FileNature {

    private static final Pattern GIRO_WITHIN =
            Pattern.compile("(?m)^(?:01|51)(?:[0-9]{8})?(?:AUTOGIRO|BGMAX)");

    private static final Pattern XML_WITHIN = Pattern.compile("<(\\?xml\\s|(\\w+:)?Document\\b)");

    private static final String EBCDIC =
            "it is text in EBCDIC, as mainframes write it; have it sent in ISO 8859-1";

    private static final String UNREADABLE = "it is binary data of no known kind";

    private FileNature() {}

    /**
     * One sentence without its full stop; empty for XML, of which the readers say what is wrong.
     *
     * @param beginning some thousands of bytes, or the whole file where it is smaller
     */
    public static Optional<String> of(byte[] beginning) {
        if (beginning.length == 0) {
            return Optional.of("it is an empty file");
        }
        var binary = BinaryKind.of(beginning);
        if (binary.isPresent()) {
            return binary.map(FileNature::sentence);
        }
        if (Ebcdic.isText(beginning)) {
            return Optional.of(EBCDIC);
        }
        var text = PlainText.of(beginning);
        if (text.isEmpty()) {
            return Optional.of(UNREADABLE);
        }
        String content = text.get().stripped();
        if (content.isEmpty()) {
            return Optional.of("it holds nothing but blanks");
        }
        return ofText(content).map(FileNature::sentence);
    }

    /**
     * The same, of what cannot be text in UTF-8: packed, encrypted, a picture, or text in UTF-16;
     * empty for all else.
     */
    public static Optional<String> unlikeUtf8(byte[] beginning) {
        return beginning.length == 0
                ? Optional.empty()
                : BinaryKind.of(beginning)
                        .map(FileNature::sentence)
                        .or(() -> PlainText.wide(beginning).map(FileNature::sentence));
    }

    private static Optional<String> ofText(String content) {
        if (content.startsWith("<")) {
            return TextKind.HTML.begins(content)
                    ? Optional.of(TextKind.HTML.words(content))
                    : XmlKind.of(content);
        }
        return Stream.of(TextKind.values())
                .filter(kind -> kind.begins(content))
                .findFirst()
                .map(kind -> kind.words(content))
                .or(() -> Base64Text.of(content))
                .or(() -> beforeXml(content))
                .or(() -> beforeGiro(content))
                .or(() -> Optional.of("plain text"));
    }

    /** A letter, a line of a program, or what is left of a mail, and then what was meant. */
    private static Optional<String> beforeXml(String content) {
        return XML_WITHIN.matcher(content).find()
                ? Optional.of("text with XML behind it; the file must begin with the XML")
                : Optional.empty();
    }

    /** A heading, a ruler or a letter, and then what Bankgirot or a company sent. */
    private static Optional<String> beforeGiro(String content) {
        return GIRO_WITHIN.matcher(content).find()
                ? Optional.of(
                        "text with a file of Bankgirot behind it; the file must begin with its"
                                + " opening record (01 or 51)")
                : Optional.empty();
    }

    private static String sentence(String what) {
        return "it is " + what;
    }
}
