package kontor.folders;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Database;
import kontor.disks.DiskWords;
import kontor.disks.FolderTrial;
import kontor.health.HealthCheck;
import kontor.health.HealthReport;
import kontor.postgres.CannotStart;
import org.jdbi.v3.core.Handle;

/**
 * What makes sure that a database and the folder of all connections belong together: a file in the
 * folder tells an identity that the database knows. A share that is not mounted, or the folder of
 * another Kontor, must never look like one in which nothing waits and nothing was sent.
 */
public final class FolderIdentity implements HealthCheck {

    static final String FILE = ".kontor-folder";

    private static final String WHAT = "folder for bank files";
    private static final String SETTING = "KONTOR_BANK_FILES";

    private final Path base;
    private final UUID identity;

    private FolderIdentity(Path base, UUID identity) {
        this.base = base;
        this.identity = identity;
    }

    /**
     * Opens the folder of a database. Where the database knows none yet the folder is adopted: the
     * first time after an upgrade, or when it is new.
     *
     * @throws CannotStart when the two do not belong together, with the cure
     */
    public static FolderIdentity open(Database database, Path base) {
        if (Files.isSymbolicLink(base)) {
            throw new CannotStart(
                    "The folder for bank files "
                            + base
                            + " is a link, and Kontor follows none there: name the folder itself in"
                            + " KONTOR_BANK_FILES.");
        }
        return FolderTrial.within(
                FolderTrial.LIMIT, WHAT, base, SETTING, () -> opened(database, base));
    }

    private static FolderIdentity opened(Database database, Path base) throws IOException {
        try {
            refuseInside(base);
            if (database.system(FolderTable::find).isEmpty()) {
                refuseAnothers(base);
                database.systemDo(sql -> FolderTable.begin(sql, UUID.randomUUID()));
            }
            // Of nodes that start together one writes the file; one with another folder meets no
            // file in its own then.
            return new FolderIdentity(base, database.system(sql -> adopted(sql, base)));
        } catch (UncheckedIOException broken) {
            throw Objects.requireNonNull(broken.getCause());
        }
    }

    /** What the database knows, without adopting anything; empty when it knows no folder yet. */
    static Optional<FolderIdentity> known(Database database, Path base) {
        return database.system(FolderTable::find)
                .map(identity -> new FolderIdentity(base, identity));
    }

    /** Whoever works in the outer one could take this for the folder of an organization. */
    private static void refuseInside(Path base) {
        for (Path outer = base.getParent(); outer != null; outer = outer.getParent()) {
            if (Disk.exists(outer.resolve(FILE))) {
                throw new CannotStart(
                        "The folder for bank files "
                                + base
                                + " lies inside another one, "
                                + outer
                                + "; name one in KONTOR_BANK_FILES that is nobody's.");
            }
        }
    }

    private static void refuseAnothers(Path base) throws IOException {
        var there = read(base);
        if (there.isPresent()) {
            throw new CannotStart(
                    """
                    The folder for bank files %s belongs to another Kontor: it has the identity %s, and this \
                    database knows none; set KONTOR_BANK_FILES to a folder of its own, or, if no other Kontor \
                    uses it, delete %s.\
                    """
                            .formatted(base, there.get(), base.resolve(FILE)));
        }
    }

    private static UUID adopted(Handle sql, Path base) {
        var known = FolderTable.lock(sql);
        try {
            if (!known.written()) {
                if (read(base).isEmpty()) {
                    write(base, known.identity());
                }
                FolderTable.written(sql);
            }
            var fault = fault(base, known.identity());
            if (fault.isPresent()) {
                throw new CannotStart(fault.get());
            }
            return known.identity();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void write(Path base, UUID identity) throws IOException {
        Disk.makeFolder(base);
        Path half = base.resolve(FILE + "." + UUID.randomUUID());
        Disk.write(
                half, new ByteArrayInputStream((identity + "\n").getBytes(StandardCharsets.UTF_8)));
        Disk.move(half, base.resolve(FILE));
    }

    /** Empty when there is no file. */
    private static Optional<String> read(Path base) throws IOException {
        try (var in = Disk.open(base.resolve(FILE))) {
            var text = new String(in.readNBytes(100), StandardCharsets.UTF_8).strip();
            return Optional.of(text);
        } catch (NoSuchFileException | NotDirectoryException none) {
            return Optional.empty();
        }
    }

    /** Why the folder is not the one that the database knows, with the cure. */
    private static Optional<String> fault(Path base, UUID identity) throws IOException {
        var there = read(base);
        if (there.isPresent() && there.get().equals(identity.toString())) {
            return Optional.empty();
        }
        return Optional.of(
                """
                The folder for bank files %s is not the one of this database, which has the identity %s, \
                but %s; mount it, or set KONTOR_BANK_FILES to where it is; only if it is lost for good, \
                write that identity into %s.\
                """
                        .formatted(
                                base,
                                identity,
                                there.map(other -> "has the identity " + other).orElse("has none"),
                                base.resolve(FILE)));
    }

    /**
     * Asked before and after the folder is worked with.
     *
     * @throws IOException when it is not the one that was opened
     */
    void check() throws IOException {
        var fault = fault(base, identity);
        if (fault.isPresent()) {
            throw new IOException(fault.get());
        }
    }

    Path base() {
        return base;
    }

    @Override
    public String name() {
        return "bank-files-identity";
    }

    @Override
    public List<HealthReport> reports() {
        try {
            return List.of(
                    fault(base, identity)
                            .map(fault -> HealthReport.notReady("", fault))
                            .orElseGet(
                                    () ->
                                            HealthReport.ready(
                                                    "", base + " is that of the database")));
        } catch (IOException broken) {
            return List.of(
                    HealthReport.notReady(
                            "", base + " cannot be read: " + DiskWords.of(base, broken)));
        }
    }
}
