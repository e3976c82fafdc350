package kontor.xml;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * UTF-8 without byte order marks: each of several files that were put one behind the other has its
 * own, where XML allows none. Inside a text the mark is a space that nobody sees.
 */
final class WithoutMarks extends InputStream {

    private static final int FIRST = 0xEF;
    private static final int SECOND = 0xBB;
    private static final int THIRD = 0xBF;

    private static final int MOST_BYTES = 8 << 10;

    private final PushbackInputStream in;

    WithoutMarks(InputStream in) {
        this.in = new PushbackInputStream(in, MOST_BYTES + 3);
    }

    @Override
    public int read() throws IOException {
        int first = in.read();
        while (first == FIRST && isMark()) {
            first = in.read();
        }
        return first;
    }

    /** Behind its first byte; takes the rest of a mark and nothing else. */
    private boolean isMark() throws IOException {
        int second = in.read();
        if (second != SECOND) {
            unread(second);
            return false;
        }
        int third = in.read();
        if (third != THIRD) {
            unread(third);
            unread(second);
            return false;
        }
        return true;
    }

    private void unread(int read) throws IOException {
        if (read >= 0) {
            in.unread(read);
        }
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = in.read(into, from, Math.min(length, MOST_BYTES));
        for (int i = from; i < from + read; i++) {
            if ((into[i] & 0xFF) == FIRST) {
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
