package kontor.reports;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kontor.encodings.Sha256;

/**
 * Statements that somebody brings.
 *
 * @param mediaType of what was sent
 * @param sent as it was sent
 * @param file the camt.053 that is read; what was sent, where that is one
 * @param warnings what they leave open, in words
 * @param beside the reports that nobody had read when it was looked at beside them
 */
record NewReport(
        UUID connection,
        String mediaType,
        byte[] sent,
        byte[] file,
        List<String> warnings,
        Set<UUID> beside) {

    /** Before anybody looked at it. */
    NewReport(UUID connection, String mediaType, byte[] sent, byte[] file) {
        this(connection, mediaType, sent, file, List.of(), Set.of());
    }

    NewReport looked(List<String> words, Set<UUID> unread) {
        return new NewReport(connection, mediaType, sent, file, List.copyOf(words), unread);
    }

    byte[] sha256() {
        return Sha256.of(sent);
    }

    /** What was sent is the file that is read. */
    boolean isFile() {
        return Arrays.equals(sent, file);
    }
}
