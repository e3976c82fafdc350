package kontor.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** The passwords of the three database roles, stored in a file that only Kontor's user can read. */
record Passwords(String superuser, String kontor, String server) {

    static Passwords random() {
        return new Passwords(word(), word(), word());
    }

    static Passwords read(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        // An earlier Kontor had no role for the running server.
        String server = lines.size() > 2 ? lines.get(2) : "";
        return new Passwords(lines.get(0), lines.get(1), server);
    }

    boolean isOfEarlierVersion() {
        return server.isEmpty();
    }

    Passwords withServer() {
        return new Passwords(superuser, kontor, word());
    }

    /** Writes a new file and then renames it, so that there is never half a file. */
    void write(Path file) throws IOException {
        var aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        Files.createFile(
                aside,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(aside, List.of(superuser, kontor, server));
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String word() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "Passwords[***]";
    }
}
