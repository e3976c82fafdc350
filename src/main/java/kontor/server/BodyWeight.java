package kontor.server;

import java.util.Arrays;

/**
 * What a body that is worked on holds of the heap, guessed from its bytes before anything is made
 * of them. A tree of JSON is as large as it has members: three bytes may become a hundred.
 */
final class BodyWeight {

    /** Any body, as the text and the members of a usual document. */
    private static final int USUAL = 8;

    /** XML is read as a stream: the body, and what is written from it. */
    private static final int OF_XML = 3;

    private static final int[] OF_BYTES = ofBytes();

    private BodyWeight() {}

    private static int[] ofBytes() {
        int[] weights = new int[256];
        Arrays.fill(weights, 2);
        weights['{'] = 160;
        weights['['] = 64;
        // What follows is a value, or a name and a value.
        weights[','] = 48;
        weights[':'] = 40;
        // A text has two.
        weights['"'] = 40;
        return weights;
    }

    /** In bytes. */
    static long of(byte[] body) {
        if (isXml(body)) {
            return (long) body.length * OF_XML;
        }
        long tree = 0;
        for (byte one : body) {
            tree += OF_BYTES[one & 0xff];
        }
        return Math.max(tree, (long) body.length * USUAL);
    }

    private static boolean isXml(byte[] body) {
        for (byte one : body) {
            if (one > ' ') {
                return one == '<';
            }
        }
        return false;
    }
}
