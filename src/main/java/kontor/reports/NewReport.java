package kontor.reports;

import java.util.Arrays;
import java.util.UUID;
import kontor.encodings.Sha256;

/**
 * Statements that somebody brings.
 *
 * @param mediaType of what was sent
 * @param sent as it was sent
 * @param file the camt.053 that is read; what was sent, where that is one
 */
record NewReport(UUID connection, String mediaType, byte[] sent, byte[] file) {

    byte[] sha256() {
        return Sha256.of(sent);
    }

    /** What was sent is the file that is read. */
    boolean isFile() {
        return Arrays.equals(sent, file);
    }
}
