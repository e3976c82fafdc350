package kontor.folders;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import kontor.connections.Connection;
import kontor.core.OrganizationId;

/**
 * Whose the folder of a connection is, and whether payments in it are real: each has a mark that
 * names its organization, {@code .kontor-sandbox} or {@code .kontor-real}. So what a sandbox tries
 * out reaches no bank by a folder that was mounted there, and two organizations that are led to one
 * folder, whatever way, do not work in it both.
 */
final class Owners {

    static final String SANDBOX = ".kontor-sandbox";
    static final String REAL = ".kontor-real";

    private final Predicate<OrganizationId> sandboxes;

    /** Which folder was looked at for a connection: another one takes its place by a mount. */
    private final Map<UUID, Object> known = new ConcurrentHashMap<>();

    /**
     * @param sandboxes whether an organization is one, which it stays
     */
    Owners(Predicate<OrganizationId> sandboxes) {
        this.sandboxes = sandboxes;
    }

    /**
     * Marks a folder that has no mark, unless a sandbox has another file system mounted there.
     *
     * @throws IOException when it is not the organization's, or not of its kind
     */
    void check(BankFolder folder, OrganizationId organization, Connection connection)
            throws IOException {
        Path root = folder.made();
        var key =
                Files.readAttributes(root, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .fileKey();
        if (key != null && key.equals(known.get(connection.id()))) {
            return;
        }
        checkMark(folder, organization, sandboxes.test(organization));
        if (key != null) {
            known.put(connection.id(), key);
        }
    }

    private static void checkMark(BankFolder folder, OrganizationId organization, boolean sandbox)
            throws IOException {
        Path root = folder.root();
        refuseOtherKind(root, sandbox);
        Path mark = root.resolve(sandbox ? SANDBOX : REAL);
        if (!Disk.exists(mark)) {
            if (sandbox && isMounted(folder)) {
                throw Disk.fault(
                        root,
                        "is another file system and is not marked as a sandbox, so a bank may fetch"
                                + " there what a sandbox only tries; if none does, write "
                                + organization
                                + " into "
                                + SANDBOX
                                + " there");
            }
            write(mark, organization);
        }
        refuseAnothers(root, mark, organization);
    }

    private static void refuseOtherKind(Path root, boolean sandbox) throws IOException {
        if (Disk.exists(root.resolve(sandbox ? REAL : SANDBOX))) {
            throw Disk.fault(
                    root,
                    sandbox
                            ? "is marked as one of a real organization, and this one is a sandbox"
                            : "is marked as one of a sandbox, and this organization is real");
        }
    }

    private static void refuseAnothers(Path root, Path mark, OrganizationId organization)
            throws IOException {
        try (var in = Disk.open(mark)) {
            var whose = new String(in.readNBytes(100), StandardCharsets.UTF_8).strip();
            if (!whose.equals(organization.toString())) {
                throw Disk.fault(
                        root,
                        "belongs to another organization: its %s names %s"
                                .formatted(mark.getFileName(), whose));
            }
        }
    }

    private static boolean isMounted(BankFolder folder) throws IOException {
        return !Files.getFileStore(folder.root()).equals(Files.getFileStore(folder.base()));
    }

    /** In one step, and never over one that another node made. */
    private static void write(Path mark, OrganizationId organization) throws IOException {
        Path half = mark.resolveSibling(mark.getFileName() + "." + UUID.randomUUID());
        try {
            Disk.write(
                    half,
                    new ByteArrayInputStream(
                            (organization + "\n").getBytes(StandardCharsets.UTF_8)));
            Disk.mark(half, mark, () -> {});
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
