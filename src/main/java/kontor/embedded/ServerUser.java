package kontor.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import kontor.postgres.CannotStart;

/**
 * The operating system user of the PostgreSQL server, which refuses to run as root. An ordinary
 * user runs it as itself. Root runs it as the owner of the data, if that is another user. For data
 * that root owns, it runs in a user namespace, where it does not see that it is root; where a
 * container forbids namespaces, the data is given to {@code nobody}.
 *
 * @param prefix the words to put before a command so that it runs as this user
 * @param uid the number of the user who must own the data on disk
 * @param gid the number of the group
 */
record ServerUser(List<String> prefix, int uid, int gid) {

    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    /** The result of a command; its output includes the error output. */
    record Ran(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** The user for data in {@code folder}, which must exist. */
    static ServerUser of(Path folder) throws IOException {
        var current = new UnixSystem();
        if (current.getUid() != ROOT) {
            return new ServerUser(List.of(), (int) current.getUid(), (int) current.getGid());
        }
        int owner = (int) Files.getAttribute(folder, "unix:uid");
        if (owner != ROOT) {
            return other(owner, (int) Files.getAttribute(folder, "unix:gid"));
        }
        var namespace = new ServerUser(List.of("unshare", "--user"), ROOT, ROOT);
        return namespace.run("", "true").succeeded() ? namespace : other(NOBODY, NOBODY);
    }

    private static ServerUser other(int uid, int gid) {
        return new ServerUser(
                List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--"),
                uid,
                gid);
    }

    /** Makes this user the owner of {@code folder} and everything in it, unless it is already. */
    void own(Path folder) throws IOException {
        if ((int) Files.getAttribute(folder, "unix:uid") == uid) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.toList()) {
                Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Lets this user through a folder that another has for himself, to what is in it and his. */
    void pass(Path folder) throws IOException {
        if ((int) Files.getAttribute(folder, "unix:uid") != uid) {
            var rights = EnumSet.copyOf(Files.getPosixFilePermissions(folder));
            rights.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(folder, rights);
        }
    }

    /** Runs a command with {@code input} as its standard input, and waits until it ends. */
    Ran run(String input, String... command) {
        var words = new ArrayList<>(prefix);
        words.addAll(List.of(command));
        var builder =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .directory(Path.of("/").toFile());
        // PGDATA, PGPORT and their like in the caller's environment must not reach the server.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        try {
            var process = builder.start();
            try (var standardInput = process.outputWriter(StandardCharsets.UTF_8)) {
                standardInput.write(input);
            } catch (IOException _) {
                // It ended without reading; its exit code and output say why.
            }
            var output = process.inputReader(StandardCharsets.UTF_8).readAllAsString();
            return new Ran(process.waitFor(), output.strip());
        } catch (IOException notFound) {
            return new Ran(127, String.valueOf(notFound.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while waiting for " + command[0] + ".");
        }
    }
}
