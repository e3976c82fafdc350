package kontor.db;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntFunction;

/** Reads a stored file chunk by chunk, with one chunk in memory however large the file is. */
public final class ChunkInput extends InputStream {

    private final IntFunction<Optional<byte[]>> chunks;
    private byte[] chunk = {};
    private int position;
    private int number;
    private boolean ended;

    /**
     * @param chunks gives the chunk with a number, counted from 0; empty after the last one
     */
    public ChunkInput(IntFunction<Optional<byte[]>> chunks) {
        this.chunks = chunks;
    }

    /** Goes on to the next chunk where one is read to its end; false at the end of the file. */
    private boolean filled() {
        while (!ended && position == chunk.length) {
            var next = chunks.apply(number++);
            ended = next.isEmpty();
            chunk = next.orElse(new byte[0]);
            position = 0;
        }
        return !ended;
    }

    @Override
    public int read() {
        return filled() ? chunk[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!filled()) {
            return -1;
        }
        int part = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, into, from, part);
        position += part;
        return part;
    }
}
