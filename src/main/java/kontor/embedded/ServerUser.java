package kontor.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kontor.db.CannotStart;

/**
 * As whom the PostgreSQL server runs, given that it refuses to run as root. An ordinary user runs
 * it as itself. Root runs it as the owner of the data where that is somebody else; root's own data
 * is used from inside a user namespace, where root has no powers and no name; and where containers
 * forbid those, the data is given to {@code nobody}.
 *
 * @param prefix the words to put before a command so that it runs as that user
 * @param uid the user who must own the data, as files on disk show it
 * @param gid and the group
 */
record ServerUser(List<String> prefix, int uid, int gid) {

    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    /** The output of a finished command, error output included. */
    record Ran(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** For data in {@code folder}, which exists. */
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

    /** Makes this user the owner of {@code folder} and all in it, where it is not yet. */
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

    /** Runs a command to its end; {@code input} goes to its standard input. */
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
