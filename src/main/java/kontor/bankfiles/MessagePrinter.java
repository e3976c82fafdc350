package kontor.bankfiles;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.bankfiles.PrintedLine.Part;

/**
 * Breaks XML into lines with an element each, whatever is in it: what is not well formed is printed
 * as it stands. It goes over bytes, once, and holds one line at a time, so a file may be as large
 * as it likes. Names are ASCII, so any encoding that keeps ASCII will do.
 */
final class MessagePrinter {

    /** Gets the lines. */
    interface Reader {

        /** Takes a line; false when no other is wanted. */
        boolean takes(PrintedLine line);
    }

    private static final int ORDER_MARK = 3;
    private static final int AT_ONCE = 1 << 16;

    private final Reader reader;
    private final PrintedText token = new PrintedText();
    private final List<Part> parts = new ArrayList<>();
    private boolean inTag;
    private boolean wantsMore = true;
    private long at;
    private long tokenFrom;
    private long lineFrom;
    private long number;
    private int depth;

    MessagePrinter(Reader reader) {
        this.reader = reader;
    }

    void print(InputStream bytes) throws IOException {
        var some = new byte[AT_ONCE];
        for (int n = bytes.read(some); n >= 0 && wantsMore; n = bytes.read(some)) {
            for (int i = 0; i < n && wantsMore; i++) {
                next(some[i] & 0xFF);
                at++;
            }
        }
        if (wantsMore) {
            text();
            flush();
        }
    }

    private void next(int one) {
        if (isOrderMark(at, one)) {
            return;
        }
        if (!inTag && one == '<') {
            text();
            inTag = true;
            tokenFrom = at;
            token.add(one);
            return;
        }
        token.add(one);
        if (inTag && one == '>' && isWhole()) {
            tag(token.text());
            inTag = false;
            token.clear();
            tokenFrom = at + 1;
        }
    }

    /** Bytes before all others that say how the file is written. */
    private static boolean isOrderMark(long at, int one) {
        return at < ORDER_MARK && one > Byte.MAX_VALUE;
    }

    /** A comment, a CDATA section and an instruction may have a {@code >} within. */
    private boolean isWhole() {
        if (token.begins("<!--")) {
            return token.endsBefore('-', '-');
        }
        if (token.begins("<![CDATA[")) {
            return token.endsBefore(']', ']');
        }
        return !token.begins("<?") || token.ends('?', '>');
    }

    /** What stood before a tag, or at the end. */
    private void text() {
        if (!token.isBlank()) {
            if (parts.isEmpty()) {
                line(new Part(false, token.text()));
            } else {
                parts.add(new Part(false, token.text()));
            }
        }
        token.clear();
    }

    private void tag(String written) {
        var part = new Part(true, written);
        if (written.startsWith("</")) {
            depth = Math.max(0, depth - 1);
            if (parts.isEmpty()) {
                line(part);
            } else {
                parts.add(part);
                emit(false);
            }
            return;
        }
        flush();
        if (written.startsWith("<?") || written.startsWith("<!") || written.endsWith("/>")) {
            if (written.startsWith("<?xml")) {
                token.declared(written);
            }
            line(part);
            return;
        }
        lineFrom = tokenFrom;
        parts.add(part);
        depth++;
    }

    private void line(Part whole) {
        flush();
        lineFrom = tokenFrom;
        parts.add(whole);
        emit(false);
    }

    /** The line of an element that goes on below it. */
    private void flush() {
        if (!parts.isEmpty()) {
            depth--;
            emit(true);
            depth++;
        }
    }

    private void emit(boolean isOpen) {
        number++;
        if (wantsMore) {
            wantsMore = reader.takes(new PrintedLine(number, lineFrom, depth, isOpen, parts));
        }
        parts.clear();
    }

    /** Text that is no XML, a line for a line. */
    static void lines(InputStream bytes, Reader reader) throws IOException {
        var text = new PrintedText();
        long number = 0;
        long from = 0;
        long at = 0;
        for (int one = bytes.read(); ; one = bytes.read()) {
            if (one == '\n' || one < 0) {
                if (one < 0 && at == from) {
                    return;
                }
                var part = new Part(false, text.asTyped());
                if (!reader.takes(new PrintedLine(++number, from, 0, false, List.of(part)))
                        || one < 0) {
                    return;
                }
                text.clear();
                from = at + 1;
            } else if (!isOrderMark(at, one)) {
                text.add(one);
            }
            at++;
        }
    }

    /** What a file is, by its first bytes; the stream is left where it was. */
    static Optional<Boolean> isXml(InputStream bytes) throws IOException {
        bytes.mark(1 << 10);
        byte[] head = bytes.readNBytes(1 << 9);
        bytes.reset();
        Optional<Boolean> xml = Optional.empty();
        for (byte one : head) {
            if (one == 0) {
                return Optional.empty();
            }
            boolean skipped = one == ' ' || one == '\n' || one == '\r' || one == '\t' || one < 0;
            if (xml.isEmpty() && !skipped) {
                xml = Optional.of(one == '<');
            }
        }
        return xml.isEmpty() ? Optional.of(false) : xml;
    }
}
