package kontor.connections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import kontor.core.OrganizationId;
import kontor.core.Refusal;
import kontor.wire.JsonFields;

/**
 * Exchanges files with a bank through folders of one file system, for a bank's own transfer client
 * or a mounted share. Each organization has a folder named by its id, so that none reads what a
 * bank has for another. Below the folder in it that the connection's address names:
 *
 * <pre>
 * out      whole files for the bank, which may take them away at any time
 * staging  the file being written; it leaves in one step, so whoever finds it here knows that
 *          it is not in out
 * sent     an empty mark for each file that was whole once
 * in       files from the bank, which must move them in whole and under names not waiting yet;
 *          names that begin with a dot or end in .part are not looked at
 * done     files from the bank that Kontor has stored
 * </pre>
 */
public final class FolderChannel implements Channel {

    private static final String NAME = "folder";

    /** One name, so that none reaches into another's folder or out of its organization's. */
    private static final Pattern FOLDER = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private final Path base;

    /**
     * @param base holds the folders of all organizations
     */
    public FolderChannel(Path base) {
        this.base = base.toAbsolutePath().normalize();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<ChannelForm> form() {
        return Optional.of(new Form());
    }

    private static final class Form implements ChannelForm {
        @Override
        public Optional<String> address(JsonFields body) {
            body.require("folder");
            return body.matching(
                    "folder",
                    FOLDER,
                    "must be one name of 1 to 64 letters a-z, digits, dots, dashes and"
                            + " underscores");
        }

        @Override
        public Refusal taken() {
            return BankRefusal.FOLDER_TAKEN.refusal();
        }
    }

    @Override
    public void show(String address, ObjectNode view) {
        view.put("folder", address);
    }

    @Override
    public void send(
            OrganizationId organization,
            Connection connection,
            String fileName,
            Supplier<InputStream> content) {
        try (var in = content.get()) {
            Path staged = folder(organization, connection, "staging").resolve(fileName);
            write(in, staged);
            mark(folder(organization, connection, "sent").resolve(fileName));
            Path out = folder(organization, connection, "out");
            Files.move(staged, out.resolve(fileName), StandardCopyOption.ATOMIC_MOVE);
            toDisk(out);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void write(InputStream in, Path staged) throws IOException {
        // Overwritten in place: with a mark set and nothing in staging, it would look delivered.
        try (var out =
                Files.newOutputStream(
                        staged,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            in.transferTo(out);
        }
        toDiskWithItsName(staged);
    }

    private static void mark(Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.createFile(path);
        }
        toDiskWithItsName(path);
    }

    private static void toDiskWithItsName(Path file) throws IOException {
        toDisk(file);
        toDisk(Objects.requireNonNull(file.getParent()));
    }

    private static void toDisk(Path path) throws IOException {
        try (var open = FileChannel.open(path, StandardOpenOption.READ)) {
            open.force(true);
        }
    }

    @Override
    public Delivery delivered(OrganizationId organization, Connection connection, String fileName) {
        if (Files.exists(folder(organization, connection, "out").resolve(fileName))) {
            return Delivery.THERE;
        }
        // Gone from staging although it was whole: it was in out, and the bank took it.
        boolean left =
                Files.exists(folder(organization, connection, "sent").resolve(fileName))
                        && !Files.exists(
                                folder(organization, connection, "staging").resolve(fileName));
        return left ? Delivery.THERE : Delivery.ABSENT;
    }

    @Override
    public List<RemoteFile> waiting(OrganizationId organization, Connection connection) {
        try (var files = Files.list(folder(organization, connection, "in"))) {
            return files.filter(Files::isRegularFile)
                    .filter(path -> !name(path).startsWith(".") && !name(path).endsWith(".part"))
                    .sorted(
                            Comparator.comparingLong(FolderChannel::modifiedMillis)
                                    .thenComparing(FolderChannel::name))
                    .map(path -> new RemoteFile(name(path)))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static long modifiedMillis(Path path) {
        return path.toFile().lastModified();
    }

    @Override
    public InputStream open(OrganizationId organization, Connection connection, RemoteFile file) {
        try {
            return Files.newInputStream(
                    folder(organization, connection, "in").resolve(file.name()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void acknowledge(OrganizationId organization, Connection connection, RemoteFile file) {
        try {
            Files.move(
                    folder(organization, connection, "in").resolve(file.name()),
                    folder(organization, connection, "done").resolve(file.name()),
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path folder(OrganizationId organization, Connection connection, String part) {
        Path own = base.resolve(organization.toString());
        Path root = own.resolve(connection.address()).normalize();
        if (!root.startsWith(own) || root.equals(own)) {
            throw new IllegalStateException(
                    "connection " + connection.id() + " points outside " + own);
        }
        try {
            return Files.createDirectories(root.resolve(part));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
