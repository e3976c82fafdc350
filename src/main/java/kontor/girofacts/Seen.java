package kontor.girofacts;

import java.util.Arrays;

/**
 * Payer numbers or references that a file lists, 8 bytes each: hundreds of thousands fit into
 * memory. Two texts may be taken for one, once in many billions.
 */
public final class Seen {

    private static final long PRIME = 0x100000001b3L;
    private static final long BASIS = 0xcbf29ce484222325L;

    private long[] all = new long[64];
    private int count;
    private boolean sorted;

    public void add(String text) {
        if (count == all.length) {
            all = Arrays.copyOf(all, count * 2);
        }
        all[count++] = digest(text);
        sorted = false;
    }

    public boolean contains(String text) {
        if (!sorted) {
            Arrays.sort(all, 0, count);
            sorted = true;
        }
        return Arrays.binarySearch(all, 0, count, digest(text)) >= 0;
    }

    /** FNV-1a of 64 bits. */
    public static long digest(String text) {
        long digest = BASIS;
        for (int i = 0; i < text.length(); i++) {
            digest = (digest ^ text.charAt(i)) * PRIME;
        }
        return digest;
    }
}
