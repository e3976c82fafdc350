package kontor.db;

import java.io.OutputStream;
import java.util.Arrays;

/** Cuts what is written into pieces of one size; a store keeps each as it is full. */
public final class ChunkOutput extends OutputStream {

    /** Where the pieces go; numbers count from 0. */
    @FunctionalInterface
    public interface Store {
        void keep(int number, byte[] piece);
    }

    private final int pieceSize;
    private final Store store;
    private byte[] piece;
    private int filled;
    private int number;
    private long size;

    public ChunkOutput(int pieceSize, Store store) {
        this.pieceSize = pieceSize;
        this.store = store;
        // Grows with what comes, so that a small file takes little.
        this.piece = new byte[Math.min(pieceSize, 16 << 10)];
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
            int part = Math.min(left, pieceSize - filled);
            if (filled + part > piece.length) {
                piece =
                        Arrays.copyOf(
                                piece,
                                Math.min(pieceSize, Math.max(filled + part, 2 * piece.length)));
            }
            System.arraycopy(bytes, start, piece, filled, part);
            filled += part;
            start += part;
            left -= part;
            if (filled == pieceSize) {
                emit();
            }
        }
    }

    private void emit() {
        if (filled > 0) {
            store.keep(number++, Arrays.copyOf(piece, filled));
            filled = 0;
        }
    }

    /** Bytes written so far. */
    public long size() {
        return size;
    }

    /** How many pieces the store has. */
    public int stored() {
        return number;
    }

    /**
     * What the store does not have yet, for whoever wants to keep it in a transaction of its own.
     */
    public byte[] rest() {
        return Arrays.copyOf(piece, filled);
    }

    /** Stores what is left in the last piece; nothing may be written afterwards. */
    @Override
    public void close() {
        emit();
    }
}
