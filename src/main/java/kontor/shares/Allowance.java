package kontor.shares;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What each organization may use at most, as whoever runs this Kontor has set it; nothing that the
 * organization sets for itself goes beyond.
 *
 * @param requestsPerSecond of one user
 * @param storedBytes of files from banks, and as many of the inputs of batches
 * @param disk a folder on the disk on which they are stored; empty where that is another machine's
 */
public record Allowance(int requestsPerSecond, long storedBytes, Optional<Path> disk) {

    private static final int GIGABYTE_BITS = 30;

    /** What PostgreSQL needs to go on working, and Kontor to tell it. */
    private static final long LEFT_FREE = 256L << 20;

    public static final Allowance STANDARD = of(100, 50L << GIGABYTE_BITS);

    /** Where the disk is another machine's. */
    public static Allowance of(int requestsPerSecond, long storedBytes) {
        return new Allowance(requestsPerSecond, storedBytes, Optional.empty());
    }

    /** The same, stored on the disk of this folder. */
    public Allowance on(Path folder) {
        return new Allowance(requestsPerSecond, storedBytes, Optional.of(folder));
    }

    /**
     * Why no more may be stored for an organization; empty when it may.
     *
     * @param what the things, in the plural: "inputs of batches"
     * @param stored bytes of them that the organization has stored
     */
    public Optional<String> full(String what, long stored) {
        if (stored >= storedBytes) {
            return Optional.of(
                    "the %s of this organization hold %,d bytes, which is its share; old ones go by"
                                    .formatted(what, stored)
                            + " KONTOR_KEEP_FILES, and KONTOR_MOST_STORED may be set higher");
        }
        return disk.filter(folder -> free(folder) < LEFT_FREE)
                .map(
                        folder ->
                                "the disk of "
                                        + folder
                                        + " has less than 256 megabytes left; make room there");
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }
}
