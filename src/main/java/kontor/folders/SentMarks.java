package kontor.folders;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kontor.connections.Channel.Copy;

/** What the folder of a connection knows of the files that left. */
final class SentMarks {

    /** Where the bytes of a file may lie, the place that says most of it first. */
    private static final List<String> PLACES = List.of("out", "sent");

    /** Where it lies with the number of an attempt behind its name, as long as it has not left. */
    private static final List<String> BEFORE = List.of("staging", "revoked");

    private final BankFolder folder;

    SentMarks(BankFolder folder) {
        this.folder = folder;
    }

    /** Names in no order, one at a time. */
    boolean names(Consumer<String> names) throws IOException {
        try (var marks = Files.newDirectoryStream(folder.part("sent"))) {
            marks.forEach(mark -> names.accept(mark.getFileName().toString()));
            return true;
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
    }

    Optional<Copy> copy(String fileName) throws IOException {
        for (String place : PLACES) {
            Path file = folder.part(place).resolve(fileName);
            var seen = attributes(file);
            if (seen.isPresent() && seen.get().isRegularFile() && seen.get().size() > 0) {
                var written = seen.get().lastModifiedTime().toInstant();
                String said = place.equals("out") ? place : before(fileName).orElse(place);
                return Optional.of(new Copy(said, seen.get().size(), written, () -> opened(file)));
            }
        }
        return Optional.empty();
    }

    private Optional<String> before(String fileName) throws IOException {
        for (String place : BEFORE) {
            try (var attempts =
                    Files.newDirectoryStream(
                            folder.part(place),
                            path -> path.getFileName().toString().startsWith(fileName))) {
                if (attempts.iterator().hasNext()) {
                    return Optional.of(place);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<BasicFileAttributes> attributes(Path file) {
        try {
            return Optional.of(
                    Files.readAttributes(
                            file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static InputStream opened(Path file) {
        try {
            return Disk.open(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
