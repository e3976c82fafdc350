package kontor.autogiro;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The lines of a file, each with 80 characters of ISO 8859-1 behind it CR LF or LF. Some channels
 * cut the blanks off the end of lines: a line that ends before column 80 with another character
 * than a blank is filled up, and its record tells whether what was cut off may be blank.
 */
final class LineReader {

    private static final int CONTROLS_END = 0xA0;
    private static final int DELETE = 0x7F;

    private final InputStream in;
    private final byte[] kept = new byte[RecordForm.LINE];
    private int line;
    private long length;
    private int strange = -1;
    private int strangeAt;
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
            if (length > 0) {
                if (empty > 0) {
                    throw new MalformedAutogiro(line - 1, "is empty");
                }
                return Optional.of(content());
            }
            empty++;
        }
        // Empty lines at the end of a file say nothing.
        line -= empty;
        return Optional.empty();
    }

    private String content() {
        if (strange >= 0) {
            throw new MalformedAutogiro(line, strangeWords());
        }
        if (length > RecordForm.LINE) {
            throw wrongLength();
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

    private String strangeWords() {
        return "column %d holds the byte 0x%02X, which is no character of ISO 8859-1 that may"
                        .formatted(strangeAt, strange)
                + " stand there"
                + (strangeAt == 1 && strange == 0xEF ? "; the file is UTF-8" : "");
    }

    private MalformedAutogiro wrongLength() {
        String hint = looksLikeUtf8() ? "; the file is UTF-8, it must be ISO 8859-1" : "";
        return new MalformedAutogiro(
                line, "has %d characters instead of 80".formatted(length) + hint);
    }

    /** A letter beyond ASCII takes two bytes there, the first of which is this one. */
    private boolean looksLikeUtf8() {
        for (byte one : kept) {
            if ((one & 0xFF) == 0xC3) {
                return length > RecordForm.LINE;
            }
        }
        return false;
    }

    private boolean readLine() {
        length = 0;
        strange = -1;
        if (ended) {
            return false;
        }
        try {
            int before = -1;
            for (int one = in.read(); one >= 0; one = in.read()) {
                if (one == '\n') {
                    forgetReturn(before);
                    return true;
                }
                take(one);
                before = one;
            }
            ended = true;
            forgetReturn(before);
            return length > 0;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** CR belongs to the end of the line, in which it is the last character. */
    private void forgetReturn(int before) {
        if (before == '\r') {
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
        boolean control = one < ' ' || one >= DELETE && one < CONTROLS_END;
        boolean mark = one == 0xEF && line == 0 && length == 1;
        if (strange < 0 && (control || mark)) {
            strange = one;
            strangeAt = (int) Math.min(length, Integer.MAX_VALUE);
        }
    }
}
