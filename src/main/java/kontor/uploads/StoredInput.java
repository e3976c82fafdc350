package kontor.uploads;

import java.util.Optional;

/**
 * The input as it came.
 *
 * @param size bytes
 * @param sha256 in hexadecimal
 */
public record StoredInput(
        UploadFormat format,
        String contentType,
        int records,
        long size,
        String sha256,
        Optional<String> fileName) {}
