package kontor.seals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Puts a seal around the lines that pass through: one record before the first of them, one behind
 * the last when it is closed. Where nothing passed there is no file and no seal. Closing it closes
 * what it writes to.
 */
public final class SealingStream extends OutputStream {

    private static final String LINE_END = "\r\n";

    private final OutputStream out;
    private final Seal seal;
    private final LocalDate day;
    private boolean begun;
    private boolean closed;

    /**
     * @param day on which the file is sealed, in Sweden
     */
    public SealingStream(OutputStream out, SealKey key, LocalDate day) {
        this.out = out;
        this.seal = new Seal(key);
        this.day = day;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, bytes.length);
        if (count == 0) {
            return;
        }
        begin();
        seal.add(bytes, from, count);
        out.write(bytes, from, count);
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            String opening = Seal.opening(day);
            seal.add(opening);
            line(opening);
        }
    }

    private void line(String content) throws IOException {
        out.write((content + LINE_END).getBytes(ISO_8859_1));
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            if (begun) {
                line(seal.closing(day));
            }
        }
    }
}
