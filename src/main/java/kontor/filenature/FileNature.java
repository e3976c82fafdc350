package kontor.filenature;

import java.util.Optional;
import java.util.stream.Stream;

/** What a file is, told by how it begins; never by its name. */
public final class FileNature {

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
        var text = PlainText.of(beginning);
        if (text.isEmpty()) {
            return Optional.of(UNREADABLE);
        }
        String content = text.get().stripped();
        if (content.isEmpty()) {
            return Optional.of("it holds nothing but blanks");
        }
        return Stream.of(TextKind.values())
                .filter(kind -> kind.begins(content))
                .findFirst()
                .map(TextKind::words)
                .or(() -> content.startsWith("<") ? Optional.empty() : Optional.of("plain text"))
                .map(FileNature::sentence);
    }

    private static String sentence(String what) {
        return "it is " + what;
    }
}
