package kontor.folders;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import kontor.connections.Connection;
import kontor.core.OrganizationId;

/**
 * The folder of one connection, below that of its organization.
 *
 * @param base holds the folders of all organizations
 */
record BankFolder(Path base, Path root) {

    static BankFolder of(Path base, OrganizationId organization, Connection connection) {
        Path own = base.resolve(organization.toString());
        Path root = own.resolve(connection.address()).normalize();
        if (!root.startsWith(own) || root.equals(own)) {
            throw new IllegalStateException(
                    "connection " + connection.id() + " points outside " + own);
        }
        return new BankFolder(base, root);
    }

    /** The folder itself, made where it is not there. */
    Path made() throws IOException {
        refuseLinks(root);
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            Disk.makeFolder(root);
        }
        return root;
    }

    /** One of its parts, made where it is not there. */
    Path part(String name) throws IOException {
        Path part = root.resolve(name);
        refuseLinks(part);
        if (!Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
            Disk.makeFolder(part);
        }
        return part;
    }

    /** Whoever may write there could lead Kontor anywhere by a link. */
    private void refuseLinks(Path part) throws IOException {
        for (Path at = part; at.startsWith(base); at = Objects.requireNonNull(at.getParent())) {
            if (Files.isSymbolicLink(at)) {
                throw new FileSystemException(
                        at.toString(),
                        null,
                        "is a link, and Kontor follows none; mount it instead");
            }
        }
    }
}
