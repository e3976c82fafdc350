package kontor.folders;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kontor.connections.Channel.RemoteFile;

/** Files from a bank through the folder of a connection. */
final class Intake {

    private final BankFolder folder;
    private final Path in;

    Intake(BankFolder folder) throws IOException {
        this.folder = folder;
        this.in = folder.part("in");
    }

    /** A file in the folder, as it was when it was looked at. */
    private record Found(Path path, long modifiedNanos, String version) {

        /** Absent when it is gone, or no file. */
        static Optional<Found> at(Path path) {
            try {
                var seen =
                        Files.readAttributes(
                                path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                long modified = seen.lastModifiedTime().to(TimeUnit.NANOSECONDS);
                String version =
                        seen.size() + "-" + modified + "-" + Objects.hashCode(seen.fileKey());
                return seen.isRegularFile()
                        ? Optional.of(new Found(path, modified, version))
                        : Optional.empty();
            } catch (IOException gone) {
                return Optional.empty();
            }
        }

        /** Characters that are none, and those that would hide in a log, are shown as such. */
        String name() {
            return path.getFileName().toString().replaceAll("[\\p{Cntrl}\uFFFD]", "_");
        }

        RemoteFile remote() {
            return new RemoteFile(name(), version);
        }
    }

    /** Oldest first. */
    List<RemoteFile> waiting() throws IOException {
        try (var files = found()) {
            return files.filter(file -> isMeantForUs(file.name()))
                    .sorted(
                            Comparator.comparingLong(Found::modifiedNanos)
                                    .thenComparing(Found::name))
                    .map(Found::remote)
                    .toList();
        }
    }

    private Stream<Found> found() throws IOException {
        return Files.list(in).flatMap(path -> Found.at(path).stream());
    }

    private static boolean isMeantForUs(String name) {
        return !name.startsWith(".") && !name.endsWith(".part");
    }

    InputStream open(RemoteFile file) throws IOException {
        return Disk.open(find(file).orElseThrow(() -> new NoSuchFileException(file.name())).path());
    }

    /** The very file; one that bears its name since is another. */
    private Optional<Found> find(RemoteFile file) throws IOException {
        var direct = named(file.name()).flatMap(Found::at).filter(one -> is(one, file));
        if (direct.isPresent()) {
            return direct;
        }
        try (var files = found()) {
            return files.filter(one -> is(one, file)).findFirst();
        }
    }

    private static boolean is(Found one, RemoteFile file) {
        return one.remote().equals(file);
    }

    /** Not every name can be written in the language that the process runs in. */
    private Optional<Path> named(String name) {
        try {
            return Optional.of(in.resolve(name));
        } catch (InvalidPathException strange) {
            return Optional.empty();
        }
    }

    RemoteFile acknowledge(RemoteFile file) throws IOException {
        var found = find(file);
        if (found.isPresent()) {
            Path kept = free(file);
            Disk.move(found.get().path(), kept);
            if (Found.at(kept).filter(one -> one.version().equals(file.version())).isEmpty()) {
                // Another took its place at the last moment; that one is not stored yet.
                Disk.move(kept, found.get().path());
            }
        }
        return file;
    }

    /** A bank may use a name again: what is kept is not overwritten. */
    private Path free(RemoteFile file) throws IOException {
        Path done = folder.part("done");
        return Stream.of(
                        done.resolve(file.name()),
                        done.resolve(file.name() + "." + file.version()),
                        done.resolve(file.name() + "." + UUID.randomUUID()))
                .filter(path -> !Disk.exists(path))
                .findFirst()
                .orElseThrow();
    }
}
