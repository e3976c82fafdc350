package kontor.folders;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import kontor.connections.Channel.RemoteFile;
import kontor.connections.Channel.Stray;

/**
 * What lies in a folder that others write into, as it was when it was looked at; nothing is
 * followed or opened for that.
 *
 * @param name as it can be shown
 * @param version tells it from another of its name
 * @param size bytes
 */
record Entry(
        Path path,
        String name,
        long modifiedNanos,
        String version,
        long size,
        Optional<Stray> stray) {

    /** What can be seen nowhere, or would have a line of a log end or run backwards. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\u202A-\u202E\u2066-\u2069\uFFFD]");

    /**
     * Absent when it is gone.
     *
     * @param largest bytes that a file may have
     */
    static Optional<Entry> at(Path path, long largest) {
        try {
            var seen =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            var text = seen.isSymbolicLink() ? Optional.<String>empty() : text(path);
            String name = text.orElse(path.getFileName().toString());
            long modified = seen.lastModifiedTime().to(TimeUnit.NANOSECONDS);
            var stray = stray(path, seen, text, largest);
            return Optional.of(
                    new Entry(
                            path,
                            UNSEEN.matcher(name).replaceAll("_"),
                            modified,
                            stray.isPresent() ? key(seen) : version(seen, modified),
                            seen.size(),
                            stray));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static String version(BasicFileAttributes seen, long modified) {
        return seen.size() + "-" + modified + "-" + Objects.hashCode(seen.fileKey());
    }

    /** A stray stays the same one while somebody goes on writing it. */
    private static String key(BasicFileAttributes seen) {
        return "stray-" + Objects.hashCode(seen.fileKey());
    }

    private static Optional<Stray> stray(
            Path path, BasicFileAttributes seen, Optional<String> text, long largest)
            throws IOException {
        if (seen.isSymbolicLink()) {
            return Optional.of(new Stray("it is a link, and none is followed", false));
        }
        if (seen.isDirectory()) {
            return Optional.of(new Stray("it is a folder", false));
        }
        if (!seen.isRegularFile()) {
            return Optional.of(new Stray("it is a pipe, a socket or a device", false));
        }
        var ofName = ofName(text);
        if (ofName.isPresent()) {
            return ofName;
        }
        if (seen.size() > largest) {
            return Optional.of(
                    new Stray(
                            "it has %,d bytes, and at most %,d are taken (KONTOR_LARGEST_BANK_FILE)"
                                    .formatted(seen.size(), largest),
                            false));
        }
        return ofAccess(path);
    }

    private static Optional<Stray> ofName(Optional<String> text) {
        if (text.isEmpty()) {
            return Optional.of(new Stray("its name is no text: bytes that are not UTF-8", false));
        }
        if (UNSEEN.matcher(text.get()).find()) {
            return Optional.of(new Stray("its name has characters that cannot be seen", false));
        }
        return Optional.empty();
    }

    private static Optional<Stray> ofAccess(Path path) throws IOException {
        if (names(path) > 1) {
            return Optional.of(
                    new Stray(
                            "it has a second name (a hard link), so it may be another's file",
                            true));
        }
        return Files.isReadable(path)
                ? Optional.empty()
                : Optional.of(new Stray("Kontor's user may not read it", true));
    }

    /** As far as the file system tells. */
    private static int names(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? (Integer) Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS)
                : 1;
    }

    /**
     * The name, whatever language the process runs in: bytes in UTF-8; empty when they are none.
     */
    private static Optional<String> text(Path path) {
        String escaped = path.toUri().getRawPath().replaceFirst("/$", "");
        String last = escaped.substring(escaped.lastIndexOf('/') + 1);
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < last.length(); i++) {
            boolean isEscape = last.charAt(i) == '%';
            bytes.write(isEscape ? Integer.parseInt(last, i + 1, i + 3, 16) : last.charAt(i));
            i += isEscape ? 2 : 0;
        }
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return Optional.of(decoder.decode(ByteBuffer.wrap(bytes.toByteArray())).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    RemoteFile remote() {
        return new RemoteFile(name, version, stray);
    }
}
