package kontor.uploads;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Digests and stores all that is read through it. */
final class StoringStream extends FilterInputStream {

    private final MessageDigest digest;
    private final OutputStream store;

    StoringStream(InputStream in, MessageDigest digest, OutputStream store) {
        super(in);
        this.digest = digest;
        this.store = store;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        if (read > 0) {
            digest.update(into, from, read);
            store.write(into, from, read);
        }
        return read;
    }

    /** Skipping is reading: everything is stored. */
    @Override
    public long skip(long count) throws IOException {
        byte[] some = new byte[8 << 10];
        long skipped = 0;
        for (int read = 0; skipped < count && read >= 0; skipped += Math.max(read, 0)) {
            read = read(some, 0, (int) Math.min(some.length, count - skipped));
        }
        return skipped;
    }

    /** A parser may close what it reads from, but the rest of the input is still to come. */
    @Override
    public void close() {
        // The transport ends the body.
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
