package kontor.uploads;

import java.io.IOException;
import java.io.Reader;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import kontor.core.Fault;
import kontor.core.InvalidRequest;

/**
 * The text of a CSV file on its way to the parser. A record that is too long is cut, so that it is
 * the fault of one row, not of the file; where, is remembered by lines. At the end of the file an
 * open quote is refused: the records behind it would be one cell, and nobody would miss them.
 */
final class CsvText extends Reader {

    private enum At {
        BEGIN_OF_CELL,
        IN_CELL,
        IN_QUOTES,
        AFTER_QUOTE
    }

    private static final char QUOTE = '"';

    private final Reader text;
    private final char separator;
    private final int longest;
    private At at = At.BEGIN_OF_CELL;
    private boolean betweenRecords = true;
    private boolean cutting;
    private int length;
    private int openedInLine;

    /** Where the record at hand begins, as the parser sees it. */
    private long began = 1;

    private final Lines lines = new Lines();

    /** What the parser sees has fewer lines than the file, where lines were cut away. */
    private final Lines seen = new Lines();

    private final TreeMap<Long, Long> cutAway = new TreeMap<>();
    private final Set<Long> cut = new HashSet<>();

    /** Of each record that the parser has not given yet, the quote over most lines. */
    private final TreeMap<Long, Quote> quotes = new TreeMap<>();

    /**
     * @param longest the most characters of a record
     */
    CsvText(Reader text, char separator, int longest) {
        this.text = text;
        this.separator = separator;
        this.longest = longest;
    }

    /**
     * A quote that is closed on a later line than it opens on.
     *
     * @param opened the line of the file; {@code closed} likewise
     */
    record Quote(long opened, long closed) {

        private String words() {
            return "the quote that opens in line %d runs over %d lines, to line %d; close it"
                            .formatted(opened, closed - opened + 1, closed)
                    + " where its cell ends";
        }

        /** The same fault of a record, of which this may be the cause. */
        Fault in(Fault fault) {
            return new Fault(fault.field(), fault.code(), fault.message() + "; " + words());
        }

        /** Where it takes in other records. */
        Fault fault() {
            return new Fault(
                    "",
                    "invalid_csv",
                    words() + ": it takes in the rows behind it, which became nothing");
        }
    }

    /** The quote over most lines of a record. */
    Optional<Quote> quote(long asParsed) {
        return Optional.ofNullable(quotes.get(asParsed));
    }

    /** Of records before this one nobody asks any more. */
    void forgetBefore(long asParsed) {
        quotes.headMap(asParsed).clear();
    }

    /** Counts ends of lines, however they are written. */
    private static final class Lines {
        private long number = 1;
        private char last;

        boolean isSecondHalf(char c) {
            return c == '\n' && last == '\r';
        }

        void pass(char c) {
            if (c == '\r' || c == '\n' && last != '\r') {
                number++;
            }
            last = c;
        }
    }

    /** The line of the file on which a record begins. */
    long line(long asParsed) {
        var before = cutAway.floorEntry(asParsed);
        return before == null ? asParsed : asParsed + before.getValue();
    }

    /** Whether there was more of the record that begins here. */
    boolean isCut(long asParsed) {
        return cut.contains(asParsed);
    }

    @Override
    public int read(char[] into, int from, int most) throws IOException {
        while (true) {
            int count = text.read(into, from, most);
            int kept = 0;
            for (int i = 0; i < count; i++) {
                char c = into[from + i];
                boolean wasInQuotes = at == At.IN_QUOTES;
                boolean stays = pass(c);
                lines.pass(c);
                if (stays) {
                    // Where a cell is cut, a quote takes the place of its next character.
                    char written = cutting && wasInQuotes ? QUOTE : c;
                    into[from + kept++] = written;
                    seen.pass(written);
                }
            }
            if (count < 0) {
                refuseOpenQuote();
            }
            if (count <= 0 || kept > 0) {
                return count < 0 ? count : kept;
            }
        }
    }

    private void refuseOpenQuote() {
        if (at == At.IN_QUOTES) {
            throw new InvalidRequest(
                    new Fault(
                            UploadFormat.CSV_FILE.path(),
                            "invalid_csv",
                            "the quote that opens in line " + openedInLine + " is never closed"));
        }
    }

    /** Whether the parser gets to see this character, or another one in its place. */
    private boolean pass(char c) {
        if (betweenRecords && !lines.isSecondHalf(c)) {
            begin();
        }
        boolean wasInQuotes = at == At.IN_QUOTES;
        at = next(c);
        if (!wasInQuotes && isLineEnd(c)) {
            betweenRecords = true;
            cutting = false;
            length = 0;
            return true;
        }
        if (cutting) {
            return false;
        }
        if (++length <= longest) {
            return true;
        }
        cutting = true;
        cut.add(began);
        return wasInQuotes;
    }

    private void begin() {
        betweenRecords = false;
        began = seen.number;
        if (lines.number != line(began)) {
            cutAway.put(began, lines.number - began);
        }
    }

    private At next(char c) {
        return switch (at) {
            case BEGIN_OF_CELL -> c == QUOTE ? opened() : ended(c) ? At.BEGIN_OF_CELL : At.IN_CELL;
            case IN_CELL -> ended(c) ? At.BEGIN_OF_CELL : At.IN_CELL;
            case IN_QUOTES -> c == QUOTE ? closed() : At.IN_QUOTES;
            case AFTER_QUOTE ->
                    c == QUOTE ? At.IN_QUOTES : ended(c) ? At.BEGIN_OF_CELL : At.IN_CELL;
        };
    }

    private At opened() {
        openedInLine = (int) lines.number;
        return At.IN_QUOTES;
    }

    /** Also by the first of two quotes, which stand for one: the last of them counts. */
    private At closed() {
        if (lines.number > openedInLine) {
            var now = new Quote(openedInLine, lines.number);
            quotes.merge(began, now, CsvText::longer);
        }
        return At.AFTER_QUOTE;
    }

    private static Quote longer(Quote one, Quote other) {
        return other.closed - other.opened >= one.closed - one.opened ? other : one;
    }

    private boolean ended(char c) {
        return c == separator || isLineEnd(c);
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
