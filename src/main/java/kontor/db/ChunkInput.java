package kontor.db;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntFunction;

/** Reads a stored file piece by piece: one piece in memory, whatever the file's size. */
public final class ChunkInput extends InputStream {

    private final IntFunction<Optional<byte[]>> pieces;
    private byte[] piece = {};
    private int position;
    private int number;
    private boolean ended;

    /**
     * @param pieces the piece of a number, counted from 0; empty after the last
     */
    public ChunkInput(IntFunction<Optional<byte[]>> pieces) {
        this.pieces = pieces;
    }

    private boolean filled() {
        while (!ended && position == piece.length) {
            var next = pieces.apply(number++);
            ended = next.isEmpty();
            piece = next.orElse(new byte[0]);
            position = 0;
        }
        return !ended;
    }

    @Override
    public int read() {
        return filled() ? piece[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!filled()) {
            return -1;
        }
        int part = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, into, from, part);
        position += part;
        return part;
    }
}
