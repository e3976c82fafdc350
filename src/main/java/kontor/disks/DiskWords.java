package kontor.disks;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What it means that a file system refused something, in words for operators. The causes are told
 * apart by the words of the C library, in which Java passes them on.
 */
public enum DiskWords {
    FULL("No space left", "its disk is full; make room there"),
    QUOTA("quota exceeded", "the quota of Kontor's user is used up; make room there"),
    READ_ONLY("Read-only file system", "its file system is mounted read only"),
    FORBIDDEN("Permission denied", "Kontor's user may not do that there"),
    NOT_ALLOWED("Operation not permitted", "the file system does not permit that"),
    BROKEN("Input/output error", "its disk or share does not work"),
    STALE("Stale file handle", "its share was taken away; mount it anew"),
    CIRCLE("Too many levels of symbolic links", "it is a link that leads in a circle"),
    LONG("File name too long", "a name in its path is too long");

    private final String said;
    private final String meaning;

    DiskWords(String said, String meaning) {
        this.said = said;
        this.meaning = meaning;
    }

    /**
     * Why a folder, or something in it, could not be used: the rest of a sentence, without its full
     * stop.
     */
    public static String of(Path folder, IOException failed) {
        return ofPlace(folder).orElseGet(() -> ofFailure(failed));
    }

    /** What stands where the folder, or one above it, should be. */
    private static Optional<String> ofPlace(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.isDirectory(at)) {
                return Optional.empty();
            }
            String which = at.equals(folder) ? "it" : at.toString();
            if (Files.isSymbolicLink(at) && !Files.exists(at)) {
                return Optional.of(which + " is a link that leads nowhere");
            }
            if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(which + " is no folder");
            }
        }
        return Optional.empty();
    }

    private static String ofFailure(IOException failed) {
        String words = String.valueOf(failed.getMessage());
        boolean forbidden = failed instanceof java.nio.file.AccessDeniedException;
        return Arrays.stream(values())
                .filter(one -> forbidden ? one == FORBIDDEN : words.contains(one.said))
                .findFirst()
                .map(one -> one.meaning)
                .orElseGet(() -> reason(failed));
    }

    private static String reason(IOException failed) {
        if (failed instanceof FileSystemException ofFile && ofFile.getReason() != null) {
            return ofFile.getFile() + ": " + ofFile.getReason();
        }
        return failed.getClass().getSimpleName() + " " + failed.getMessage();
    }
}
