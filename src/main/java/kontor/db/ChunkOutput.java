package kontor.db;

import java.io.OutputStream;
import java.util.Arrays;

/** Cuts what is written into chunks of one size; a store keeps each as it is full. */
public final class ChunkOutput extends OutputStream {

    /** Where the chunks go; numbers count from 0. */
    @FunctionalInterface
    public interface Store {
        void keep(int number, byte[] chunk);
    }

    private final int chunkSize;
    private final Store store;
    private byte[] chunk;
    private int filled;
    private int number;
    private long size;

    public ChunkOutput(int chunkSize, Store store) {
        this.chunkSize = chunkSize;
        this.store = store;
        // Grows with what comes, so that a small file takes little.
        this.chunk = new byte[Math.min(chunkSize, 16 << 10)];
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        size += length;
        int start = from;
        int left = length;
        while (left > 0) {
            int part = Math.min(left, chunkSize - filled);
            if (filled + part > chunk.length) {
                chunk =
                        Arrays.copyOf(
                                chunk,
                                Math.min(chunkSize, Math.max(filled + part, 2 * chunk.length)));
            }
            System.arraycopy(bytes, start, chunk, filled, part);
            filled += part;
            start += part;
            left -= part;
            if (filled == chunkSize) {
                emit();
            }
        }
    }

    private void emit() {
        if (filled > 0) {
            store.keep(number++, Arrays.copyOf(chunk, filled));
            filled = 0;
        }
    }

    /** Bytes written so far. */
    public long size() {
        return size;
    }

    /** How many chunks the store has. */
    public int stored() {
        return number;
    }

    /**
     * What the store does not have yet, for whoever wants to keep it in a transaction of its own.
     */
    public byte[] rest() {
        return Arrays.copyOf(chunk, filled);
    }

    /** Stores what is left in the last chunk; nothing may be written afterwards. */
    @Override
    public void close() {
        emit();
    }
}
