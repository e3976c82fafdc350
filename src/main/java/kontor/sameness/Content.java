package kontor.sameness;

import java.nio.charset.StandardCharsets;

/**
 * What a request brings with it.
 *
 * @param bytes as it came, or what stands for them
 * @param meaning what it says, the same bytes however it is written
 */
public record Content(byte[] bytes, byte[] meaning) {

    /** What says the same only in the same bytes. */
    public static Content of(byte[] bytes) {
        return new Content(bytes, bytes);
    }

    /**
     * @param said one text for all ways to write it
     */
    public static Content of(byte[] bytes, String said) {
        return new Content(bytes, said.getBytes(StandardCharsets.UTF_8));
    }
}
