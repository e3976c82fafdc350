package kontor.xml;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * A file without what old systems put behind its end: NUL bytes up to the size of a block, and the
 * end mark of DOS (Ctrl-Z). Neither may stand in XML, so inside a file they stay and are refused.
 */
final class WithoutPadding extends InputStream {

    private static final int NUL = 0;
    private static final int CTRL_Z = 0x1A;
    private static final int MOST_BYTES = 8 << 10;

    private final PushbackInputStream in;

    WithoutPadding(InputStream in) {
        this.in = new PushbackInputStream(in, MOST_BYTES + 1);
    }

    private static boolean isPadding(int read) {
        return read == NUL || read == CTRL_Z;
    }

    private static boolean isBlank(int read) {
        return read == ' ' || read == '\t' || read == '\r' || read == '\n';
    }

    @Override
    public int read() throws IOException {
        int first = in.read();
        return isPadding(first) && isAtEnd() ? -1 : first;
    }

    /** Whether nothing but padding and blanks follows; takes them. */
    private boolean isAtEnd() throws IOException {
        int next = in.read();
        while (isPadding(next) || isBlank(next)) {
            next = in.read();
        }
        if (next >= 0) {
            in.unread(next);
        }
        return next < 0;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = in.read(into, from, Math.min(length, MOST_BYTES));
        for (int i = from; i < from + read; i++) {
            if (isPadding(into[i])) {
                in.unread(into, i, from + read - i);
                return i > from ? i - from : one(into, from);
            }
        }
        return read;
    }

    private int one(byte[] into, int from) throws IOException {
        int one = read();
        if (one < 0) {
            return -1;
        }
        into[from] = (byte) one;
        return 1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
