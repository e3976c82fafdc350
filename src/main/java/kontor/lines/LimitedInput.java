package kontor.lines;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import kontor.banks.BankLine;

/** A file that a bank offers; each piece of it is read by a call with a time limit of its own. */
final class LimitedInput extends InputStream {

    /** Bytes that one call reads at most. */
    static final int PIECE = 64 << 10;

    private static final String READ = "read a file";

    private final Calls calls;
    private final BankLine line;
    private final InputStream file;

    LimitedInput(Calls calls, BankLine line, InputStream file) {
        this.calls = calls;
        this.line = line;
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int length;
        do {
            length = read(one, 0, 1);
        } while (length == 0);
        return length < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        byte[] piece = read(Math.min(length, PIECE));
        System.arraycopy(piece, 0, into, from, piece.length);
        return piece.length == 0 ? -1 : piece.length;
    }

    /** Into an array of its own: a call that was left behind may still write into it. */
    private byte[] read(int most) throws IOException {
        try {
            return calls.limited(line, READ, _ -> some(most));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    /** What is there, at least one byte; empty at the end. */
    private byte[] some(int most) throws IOException {
        byte[] piece = new byte[most];
        int length = file.read(piece);
        return length == most ? piece : Arrays.copyOf(piece, Math.max(0, length));
    }

    /** Of a file whose reading hangs nothing can be closed. */
    @Override
    public void close() throws IOException {
        if (calls.hang(line).isPresent()) {
            return;
        }
        try {
            calls.limited(line, "close a file", _ -> closed());
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private boolean closed() throws IOException {
        file.close();
        return true;
    }
}
