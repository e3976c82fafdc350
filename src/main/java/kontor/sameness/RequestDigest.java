package kontor.sameness;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import kontor.encodings.Sha256;

/**
 * What stands for a request: the same for all that ask the same.
 *
 * @param meaning SHA-256 of what it says, however it is written
 * @param bytes SHA-256 of it as it came, which is what Kontor kept before it knew of meaning
 */
public record RequestDigest(byte[] meaning, byte[] bytes) {

    /** Before what is kept now; what was kept earlier is shorter by it. */
    private static final byte OF_MEANING = 1;

    /**
     * @param circumstances what must be the same besides the content
     */
    public static RequestDigest of(String circumstances, Content content) {
        return new RequestDigest(
                digest(circumstances, content.meaning()), digest(circumstances, content.bytes()));
    }

    private static byte[] digest(String circumstances, byte[] content) {
        var sha256 = Sha256.begin();
        sha256.update(circumstances.getBytes(StandardCharsets.UTF_8));
        return sha256.digest(content);
    }

    /** What is kept of it. */
    public byte[] kept() {
        byte[] kept = new byte[meaning.length + 1];
        kept[0] = OF_MEANING;
        System.arraycopy(meaning, 0, kept, 1, meaning.length);
        return kept;
    }

    /** Whether this was kept of a request that asked the same, now or by an earlier Kontor. */
    public boolean isOf(byte[] kept) {
        return Arrays.equals(kept, kept()) || Arrays.equals(kept, bytes);
    }
}
