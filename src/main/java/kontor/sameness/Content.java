package kontor.sameness;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

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
     * @param document the bytes as JSON, where they were read as that
     * @param patch it is a JSON Patch, to which null says something
     */
    public static Content of(byte[] bytes, @Nullable JsonNode document, boolean patch) {
        var nulls = patch ? JsonContent.Nulls.COUNT : JsonContent.Nulls.ABSENT;
        return document == null ? of(bytes) : of(bytes, JsonContent.of(document, nulls));
    }

    /**
     * @param said one text for all ways to write it
     */
    public static Content of(byte[] bytes, String said) {
        return new Content(bytes, said.getBytes(StandardCharsets.UTF_8));
    }
}
