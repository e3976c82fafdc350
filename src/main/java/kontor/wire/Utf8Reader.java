package kontor.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import kontor.core.Fault;
import kontor.core.InvalidRequest;

/**
 * Text of a client as it arrives, which must be UTF-8: the first byte that is not is refused with
 * its line. Byte order marks at the start are skipped.
 */
public final class Utf8Reader extends Reader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final String field;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(16 << 10).limit(0);
    private boolean isHead = true;
    private boolean ended;
    private boolean started;
    private char last;
    private int line = 1;

    /**
     * @param field what the fault is told of, e.g. {@code file}
     */
    public Utf8Reader(InputStream in, String field) {
        this.in = in;
        this.field = field;
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        var chars = CharBuffer.wrap(into, from, length).slice();
        while (true) {
            decode(chars);
            int count = chars.position();
            int marks = started ? 0 : marks(into, from, count);
            if (marks > 0) {
                count -= marks;
                System.arraycopy(into, from + marks, into, from, count);
                chars.position(count);
            }
            started |= count > 0;
            if (count > 0) {
                countLines(into, from, count);
                return count;
            }
            if (ended && !bytes.hasRemaining()) {
                return -1;
            }
        }
    }

    /** Programs that put files together leave several at the start. */
    private static int marks(char[] text, int from, int count) {
        int marks = 0;
        while (marks < count && text[from + marks] == BYTE_ORDER_MARK) {
            marks++;
        }
        return marks;
    }

    /** Decodes what is there; reads more bytes only when nothing came of it. */
    private void decode(CharBuffer chars) throws IOException {
        CoderResult result = decoder.decode(bytes, chars, ended);
        if (result.isError()) {
            countLines(chars.array(), chars.arrayOffset(), chars.position());
            throw new InvalidRequest(
                    new Fault(
                            field,
                            "invalid_encoding",
                            "is not valid UTF-8 in line " + line + "; save it as UTF-8"));
        }
        if (chars.position() == 0 && !ended) {
            bytes.compact();
            int read =
                    isHead ? head() : in.read(bytes.array(), bytes.position(), bytes.remaining());
            if (read < 0) {
                ended = true;
            } else {
                bytes.position(bytes.position() + read);
            }
            bytes.flip();
        }
    }

    /** What is packed or in UTF-16 is refused as that, before its first line makes no sense. */
    private int head() throws IOException {
        isHead = false;
        int read = in.readNBytes(bytes.array(), 0, Utf8.HEAD);
        String nature = Utf8.nature(bytes.array(), read);
        if (!nature.isEmpty()) {
            throw new InvalidRequest(
                    new Fault(field, "invalid_encoding", "is not valid UTF-8 in line 1" + nature));
        }
        return read == 0 ? -1 : read;
    }

    private void countLines(char[] text, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (text[i] == '\n' ? last != '\r' : text[i] == '\r') {
                line++;
            }
            last = text[i];
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
