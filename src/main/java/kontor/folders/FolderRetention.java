package kontor.folders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kontor.core.OrganizationId;
import kontor.disks.OwnFiles;

/**
 * Bytes in the folders of connections go when their time is over: those in {@code done} and {@code
 * refused} as a whole, those in {@code sent} but for an empty mark, without which nobody would
 * notice that the database lost what left. Folders of connections that were deleted are looked at
 * too. Files are gone through one by one, so that a million costs no memory; a share that hangs
 * holds up nobody for longer than a limit.
 */
public final class FolderRetention {

    /** So long may it take from one file to the next. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final FolderChannel folders;
    private final Map<OrganizationId, Pass> underWay = new ConcurrentHashMap<>();

    public FolderRetention(FolderChannel folders) {
        this.folders = folders;
    }

    /**
     * Lets go what was put where it is before a time, by the clock of the file system.
     *
     * @return how many files
     * @throws UncheckedIOException when the folder cannot be used, or does not get on
     */
    public long forget(OrganizationId organization, Instant before) {
        var pass = new Pass(organization, before);
        if (underWay.putIfAbsent(organization, pass) != null) {
            throw hangs(organization);
        }
        var task = new FutureTask<>(pass::run);
        Thread.ofPlatform().daemon().name("folder-retention").start(task);
        return await(pass, task);
    }

    private static long await(Pass pass, FutureTask<Long> task) {
        while (true) {
            try {
                return task.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException _) {
                if (System.nanoTime() - pass.progressNanos > LIMIT.toNanos()) {
                    pass.left = true;
                    throw hangs(pass.organization);
                }
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof IOException broken
                        ? new UncheckedIOException(broken)
                        : new IllegalStateException(failed.getCause());
            } catch (InterruptedException stopping) {
                pass.left = true;
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopping);
            }
        }
    }

    private static UncheckedIOException hangs(OrganizationId organization) {
        return new UncheckedIOException(
                new IOException("the folder of organization " + organization + " gives no answer"));
    }

    /** One way through all folders of an organization, on a thread that can be left behind. */
    private final class Pass {

        private final OrganizationId organization;
        private final FileTime before;
        private volatile long progressNanos = System.nanoTime();
        private volatile boolean left;
        private long gone;

        Pass(OrganizationId organization, Instant before) {
            this.organization = organization;
            this.before = FileTime.from(before);
        }

        long run() throws IOException {
            try {
                folders.checkIdentity();
                Path own = folders.base().orElseThrow().resolve(organization.toString());
                each(own, this::ofConnection);
                return gone;
            } finally {
                underWay.remove(organization, this);
            }
        }

        private void ofConnection(Path root) throws IOException {
            each(root.resolve("done"), this::remove);
            each(root.resolve("refused"), this::remove);
            each(root.resolve("sent"), this::empty);
        }

        /** Nothing is reached through a link, and nothing is made. */
        private void each(Path folder, Work work) throws IOException {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            try (var names = Files.newDirectoryStream(folder)) {
                for (Path one : names) {
                    progressNanos = System.nanoTime();
                    if (left) {
                        throw new IOException("nobody waits for it any more");
                    }
                    work.on(one);
                }
            } catch (DirectoryIteratorException broken) {
                throw broken.getCause();
            }
        }

        private void remove(Path file) throws IOException {
            if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && isOld(file)) {
                Files.deleteIfExists(file);
                gone++;
            }
        }

        /** Never in place: the same bytes may have a second name in {@code out}. */
        private void empty(Path mark) throws IOException {
            var seen =
                    Files.readAttributes(
                            mark, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (seen.isRegularFile() && seen.size() > 0 && isOld(mark)) {
                Path empty = mark.resolveSibling(".kontor-" + UUID.randomUUID());
                OwnFiles.file(empty);
                Files.move(empty, mark, StandardCopyOption.ATOMIC_MOVE);
                gone++;
            }
        }

        /** By when it was put there; what a bank says of when it was written may be anything. */
        private boolean isOld(Path file) throws IOException {
            boolean isUnix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
            var since =
                    isUnix
                            ? (FileTime)
                                    Files.getAttribute(
                                            file, "unix:ctime", LinkOption.NOFOLLOW_LINKS)
                            : Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
            return since.compareTo(before) < 0;
        }
    }

    /** What is done with each thing in a folder. */
    private interface Work {
        void on(Path path) throws IOException;
    }
}
