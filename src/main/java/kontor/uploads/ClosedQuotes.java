package kontor.uploads;

import java.io.IOException;
import java.io.Reader;
import kontor.core.Fault;
import kontor.core.InvalidRequest;

/**
 * The text of a CSV file, refused at its end when a quote is still open: the records behind that
 * quote would be one cell, and nobody would miss them.
 */
final class ClosedQuotes extends Reader {

    private enum At {
        BEGIN_OF_CELL,
        IN_CELL,
        IN_QUOTES,
        AFTER_QUOTE
    }

    private static final char QUOTE = '"';

    private final Reader text;
    private final char separator;
    private At at = At.BEGIN_OF_CELL;
    private char last;
    private int line = 1;
    private int openedInLine;

    ClosedQuotes(Reader text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        int count = text.read(into, from, length);
        for (int i = 0; i < count; i++) {
            pass(into[from + i]);
        }
        if (count < 0 && at == At.IN_QUOTES) {
            throw new InvalidRequest(
                    new Fault(
                            UploadFormat.CSV_FILE.path(),
                            "invalid_csv",
                            "the quote that opens in line " + openedInLine + " is never closed"));
        }
        return count;
    }

    private void pass(char c) {
        at =
                switch (at) {
                    case BEGIN_OF_CELL ->
                            c == QUOTE ? opened() : ended(c) ? At.BEGIN_OF_CELL : At.IN_CELL;
                    case IN_CELL -> ended(c) ? At.BEGIN_OF_CELL : At.IN_CELL;
                    case IN_QUOTES -> c == QUOTE ? At.AFTER_QUOTE : At.IN_QUOTES;
                    case AFTER_QUOTE ->
                            c == QUOTE ? At.IN_QUOTES : ended(c) ? At.BEGIN_OF_CELL : At.IN_CELL;
                };
        if (c == '\r' || c == '\n' && last != '\r') {
            line++;
        }
        last = c;
    }

    private At opened() {
        openedInLine = line;
        return At.IN_QUOTES;
    }

    private boolean ended(char c) {
        return c == separator || c == '\n' || c == '\r';
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
