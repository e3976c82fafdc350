package kontor.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Refuses with 413 what is longer than it may be, while it is read. */
final class LimitedStream extends FilterInputStream {

    /** How long the rest of a refused upload is read, for a client that tells at the end. */
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);

    private final long most;
    private final String what;
    private long left;

    LimitedStream(InputStream in, long most, String what) {
        super(in);
        this.most = most;
        this.what = what;
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            count(1);
        }
        return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) {
        left -= read;
        if (left < 0) {
            throw HttpError.tooLarge(what, most);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 1 << 13)).length;
    }

    /** Reads what is left for a while, and forgets it. */
    static void drain(InputStream stream) {
        long begun = System.nanoTime();
        try {
            byte[] nowhere = new byte[32 << 10];
            while (System.nanoTime() - begun < LONGEST_DRAIN.toNanos()
                    && stream.read(nowhere) >= 0) {
                // Forgotten, and bounded by the limit of the stream.
            }
        } catch (IOException | HttpError over) {
            // Whoever sends more than the limit gets the answer only if the connection lets it
            // through.
        }
    }
}
