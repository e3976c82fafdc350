package kontor.db;

import java.io.OutputStream;
import java.util.Arrays;

/** Cuts what is written into chunks of one size, in bytes, and hands each full chunk to a store. */
public final class ChunkOutput extends OutputStream {

    /** Takes the chunks, which are numbered from 0. */
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
        // Grows as needed, so that a small file takes little memory.
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
            grow(filled + part);
            System.arraycopy(bytes, start, chunk, filled, part);
            filled += part;
            start += part;
            left -= part;
            if (filled == chunkSize) {
                emit();
            }
        }
    }

    private void grow(int needed) {
        if (needed > chunk.length) {
            int larger = Math.max(needed, 2 * chunk.length);
            chunk = Arrays.copyOf(chunk, Math.min(chunkSize, larger));
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
     * The beginning of a chunk, which the store does not have yet: for callers who store it
     * themselves, in a transaction of their own.
     */
    public byte[] rest() {
        return Arrays.copyOf(chunk, filled);
    }

    /** Stores the last chunk, which may be shorter; nothing may be written afterwards. */
    @Override
    public void close() {
        emit();
    }
}
