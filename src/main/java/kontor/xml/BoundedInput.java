package kontor.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream that fails after a number of bytes, and remembers whether the stream below failed: then
 * the file is not at fault.
 */
final class BoundedInput extends FilterInputStream {

    private final long limitBytes;
    private long readBytes;
    private @Nullable IOException sourceFailure;

    BoundedInput(InputStream in, long limitBytes) {
        super(in);
        this.limitBytes = limitBytes;
    }

    /** The failure of the stream below; null when there was none. */
    @Nullable IOException sourceFailure() {
        return sourceFailure;
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = readBelow(buffer, offset, length);
        readBytes += Math.max(count, 0);
        if (readBytes > limitBytes) {
            throw new IOException("the file is larger than " + limitBytes + " bytes");
        }
        return count;
    }

    private int readBelow(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException failure) {
            sourceFailure = failure;
            throw failure;
        }
    }
}
