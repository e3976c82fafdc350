package kontor.autogiro;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The lines of a file, each with 80 characters of ISO 8859-1 behind it CR LF, LF or, in all of the
 * file, CR. Some channels cut the blanks off the end of lines: a line that ends before column 80
 * with another character than a blank is filled up, and its record tells whether what was cut off
 * may be blank. Others put the end of file of old systems behind it.
 */
final class LineReader {

    private static final int CONTROLS_END = 0xA0;
    private static final int DELETE = 0x7F;

    /** Ctrl-Z, with which old systems end or fill up files. */
    private static final int END_OF_FILE = 0x1A;

    private static final int MOST_FILLING = 1 << 12;

    private static final String IS_UTF8 = "; the file is UTF-8, it must be ISO 8859-1";

    private final InputStream in;
    private final byte[] kept = new byte[RecordForm.LINE];
    private int line;
    private long length;
    private boolean blank;
    private int strange = -1;
    private int strangeAt;
    private int letterOfTwo;
    private int last;
    private boolean endsWithReturn;
    private boolean goesOn;
    private boolean ended;

    LineReader(InputStream in) {
        this.in = in instanceof BufferedInputStream ? in : new BufferedInputStream(in, 1 << 16);
    }

    /** The line that was read last, counted from 1. */
    int line() {
        return line;
    }

    /** The next line with its 80 characters; empty behind the last one. */
    Optional<String> next() {
        int empty = 0;
        while (readLine()) {
            line++;
            if (!blank) {
                if (empty > 0) {
                    throw new MalformedAutogiro(line - 1, "is empty");
                }
                return Optional.of(content());
            }
            empty++;
        }
        // Empty lines at the end of a file say nothing, nor do those filled with blanks.
        line -= empty;
        return Optional.empty();
    }

    private String content() {
        if (strange >= 0) {
            throw strangeByte();
        }
        if (length > RecordForm.LINE) {
            throw wrongLength();
        }
        // Where blanks were cut off, or filled up by bytes, the length does not tell it.
        if (letterOfTwo > 0) {
            throw new MalformedAutogiro(
                    line,
                    "column %d begins a letter of two bytes".formatted(letterOfTwo) + IS_UTF8);
        }
        int count = (int) length;
        if (count < RecordForm.LINE && kept[count - 1] == ' ') {
            throw wrongLength();
        }
        for (int i = count; i < RecordForm.LINE; i++) {
            kept[i] = ' ';
        }
        return new String(kept, StandardCharsets.ISO_8859_1);
    }

    private MalformedAutogiro strangeByte() {
        boolean mark = strangeAt == 1 && strange == 0xEF;
        return new MalformedAutogiro(
                line,
                "column %d holds the byte 0x%02X, which is no character of ISO 8859-1"
                                .formatted(strangeAt, strange)
                        + " that may stand there"
                        + (mark || letterOfTwo > 0 ? IS_UTF8 : ""));
    }

    private MalformedAutogiro wrongLength() {
        return new MalformedAutogiro(
                line,
                "has %d characters instead of 80".formatted(length)
                        + (letterOfTwo > 0 ? IS_UTF8 : ""));
    }

    private boolean readLine() {
        length = 0;
        blank = true;
        strange = -1;
        letterOfTwo = 0;
        last = -1;
        goesOn = false;
        if (ended) {
            return false;
        }
        try {
            for (int one = in.read(); one >= 0 && !isEndOfFile(one); one = in.read()) {
                if (one == '\n' || one == '\r' && isLineEnd()) {
                    forgetReturn();
                    return true;
                }
                take(one);
            }
            ended = true;
            forgetReturn();
            return length > 0;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** By its first line a file tells that its lines end with CR alone. */
    private boolean isLineEnd() throws IOException {
        if (line == 0 && !endsWithReturn) {
            in.mark(2);
            int next = in.read();
            int then = in.read();
            in.reset();
            boolean alone = next >= ' ' || next == '\r' && then != '\n';
            endsWithReturn = alone && length <= RecordForm.LINE;
        }
        return endsWithReturn;
    }

    /**
     * Nothing but more of it, or empty lines, stands behind it. Where something follows, its line
     * is refused whatever that is, so one look a line is enough.
     */
    private boolean isEndOfFile(int one) throws IOException {
        if (one != END_OF_FILE || goesOn) {
            return false;
        }
        goesOn = !isFilledUp();
        return !goesOn;
    }

    private boolean isFilledUp() throws IOException {
        in.mark(MOST_FILLING);
        byte[] rest = in.readNBytes(MOST_FILLING);
        in.reset();
        for (byte filling : rest) {
            if (filling > '\r' && filling != END_OF_FILE || filling < 0) {
                return false;
            }
        }
        return rest.length < MOST_FILLING;
    }

    /** CR belongs to the end of the line, in which it is the last character. */
    private void forgetReturn() {
        if (last == '\r') {
            length--;
            if (strange == '\r' && strangeAt == length + 1) {
                strange = -1;
            }
        }
    }

    private void take(int one) {
        if (length < RecordForm.LINE) {
            kept[(int) length] = (byte) one;
        }
        length++;
        blank &= one == ' ' || one == '\r';
        int column = (int) Math.min(length, Integer.MAX_VALUE);
        boolean control = one < ' ' || one >= DELETE && one < CONTROLS_END;
        boolean mark = one == 0xEF && line == 0 && length == 1;
        if (strange < 0 && (control || mark)) {
            strange = one;
            strangeAt = column;
        }
        // In Swedish no word has such a pair; in UTF-8 each letter beyond ASCII is one.
        boolean pair = (last == 0xC2 || last == 0xC3) && one >= 0x80 && one < 0xC0;
        if (letterOfTwo == 0 && pair) {
            letterOfTwo = column - 1;
        }
        last = one;
    }
}
