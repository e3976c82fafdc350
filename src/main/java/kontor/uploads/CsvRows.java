package kontor.uploads;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file (RFC 4180): a header, then one record per row. Comma, semicolon or tab
 * separates, as the header does; lines end as they like. Rows of nothing but empty cells, which
 * spreadsheets leave behind, are passed over.
 */
public final class CsvRows implements RowSource {

    private static final int LONGEST = JsonScan.LONGEST_RECORD;
    private static final int FEWEST_SEPARATORS = 3;
    private static final char[] SEPARATORS = {',', ';', '\t'};

    /** Excel writes it before the header: by what cells are separated. */
    private static final String SEPARATOR_LINE = "sep=";

    private final char separator;
    private final CsvText text;
    private final CloseableIterator<CsvRecord> records;
    private final CsvHeader header;
    private final CsvColumn.Names names;
    private int index;

    public CsvRows(Reader text, List<CsvColumn> columns) throws IOException {
        var buffered = new BufferedReader(text, 32 << 10);
        this.separator = separator(buffered);
        this.text = new CsvText(buffered, separator, LONGEST);
        records =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .maxBufferSize(2 * LONGEST)
                        .build(
                                CsvRecordHandler.of(
                                        limits ->
                                                limits.maxFields(LONGEST + 1)
                                                        .maxFieldSize(LONGEST)
                                                        .maxRecordSize(LONGEST)),
                                this.text)
                        .iterator();
        header = new CsvHeader(first(), columns);
        names = new CsvColumn.Names(columns, header.names());
    }

    private List<String> first() {
        CsvRecord first = read();
        if (first != null && first.getField(0).equals(SEPARATOR_LINE)) {
            first = read();
        }
        if (first == null) {
            throw new InvalidRequest(
                    new Fault(
                            UploadFormat.CSV_FILE.path(),
                            "header_missing",
                            "is empty; the first line must be the header"));
        }
        if (isCut(first)) {
            throw new InvalidRequest(tooLong(UploadFormat.CSV_FILE.path()));
        }
        return first.getFields();
    }

    private boolean isCut(CsvRecord record) {
        return text.isCut(record.getStartingLineNumber());
    }

    private static Fault tooLong(String field) {
        return new Fault(
                field,
                "record_too_long",
                "is longer than " + LONGEST + " characters; shorten its cells, or close a quote");
    }

    /** The names of the columns as they were written. */
    public List<String> names() {
        return header.names();
    }

    /** The cells of the next record as they were written; null after the last. */
    public @Nullable List<String> cells() {
        CsvRecord record = read();
        index += record == null ? 0 : 1;
        return record == null ? null : record.getFields();
    }

    /** What separates the names of the header. */
    private static char separator(BufferedReader text) throws IOException {
        text.mark(LONGEST + 1);
        var counts = new int[SEPARATORS.length];
        boolean inNames = false;
        for (int i = 0; i < LONGEST; i++) {
            int c = text.read();
            if (c < 0 || (inNames && (c == '\n' || c == '\r'))) {
                break;
            }
            inNames |= c > ' ';
            for (int s = 0; s < SEPARATORS.length; s++) {
                counts[s] += c == SEPARATORS[s] ? 1 : 0;
            }
        }
        text.reset();
        int most = 0;
        for (int s = 1; s < SEPARATORS.length; s++) {
            most = counts[s] > counts[most] ? s : most;
        }
        return SEPARATORS[most];
    }

    @Override
    public @Nullable Row next() {
        CsvRecord record = read();
        if (record == null) {
            return null;
        }
        var cells = record.getFields();
        long began = record.getStartingLineNumber();
        var quote = text.quote(began);
        var fault =
                isCut(record)
                        ? Optional.of(tooLong(""))
                        : header.misfit(cells).map(one -> withSeparator(one, cells));
        fault =
                fault.map(one -> quote.map(lines -> lines.in(one)).orElse(one))
                        .or(() -> quote.filter(_ -> hasRows(cells)).map(CsvText.Quote::fault));
        long line = text.line(began);
        return fault.isPresent()
                ? new Row(index++, line, Json.object(), List.of(fault.get()))
                : new Row(index++, line, header.record(cells), List.of(), names::of);
    }

    /**
     * Whether a cell takes in whole rows: as many separators as so many lines of them have. Text
     * with line ends and a comma here and there is let be, so few columns prove nothing.
     */
    private boolean hasRows(List<String> cells) {
        int separators = header.names().size() - 1;
        return separators >= FEWEST_SEPARATORS
                && cells.stream()
                        .anyMatch(
                                cell -> {
                                    long ends = cell.lines().count() - 1;
                                    long found = cell.chars().filter(c -> c == separator).count();
                                    return ends > 0 && found == ends * separators;
                                });
    }

    /** Of a row that seems to be one cell: by what the header separates its names. */
    private Fault withSeparator(Fault fault, List<String> cells) {
        boolean hasOther =
                new String(SEPARATORS).chars().anyMatch(c -> cells.getFirst().indexOf(c) >= 0);
        return cells.size() > 1 || !hasOther
                ? fault
                : new Fault(
                        fault.field(),
                        fault.code(),
                        fault.message()
                                + "; separate its cells as the names of the header, by "
                                + (separator == '\t'
                                        ? "tabs"
                                        : separator == ';' ? "semicolons" : "commas"));
    }

    @Override
    public boolean skip() {
        boolean more = read() != null;
        index += more ? 1 : 0;
        return more;
    }

    private @Nullable CsvRecord read() {
        try {
            while (records.hasNext()) {
                CsvRecord record = records.next();
                text.forgetBefore(record.getStartingLineNumber());
                if (!record.getFields().stream().allMatch(String::isBlank)) {
                    return record;
                }
            }
            return null;
        } catch (CsvParseException broken) {
            // What the stream below throws - its character set, its length, the store - says more
            // than the place in the file.
            if (broken.getCause() instanceof RuntimeException below
                    && !(below instanceof CsvParseException)) {
                throw below;
            }
            throw new InvalidRequest(
                    new Fault(UploadFormat.CSV_FILE.path(), "invalid_csv", reason(broken)));
        }
    }

    private static String reason(CsvParseException broken) {
        return broken.getMessage()
                + (broken.getCause() instanceof CsvParseException inner
                        ? ": " + inner.getMessage()
                        : "");
    }

    /** How many records there are from here on; stops where there are more than the form allows. */
    int count() {
        int count = 0;
        while (skip()) {
            if (++count > UploadFormat.CSV_FILE.mostRecords()) {
                throw new InvalidRequest(JsonScan.tooMany(UploadFormat.CSV_FILE));
            }
        }
        if (count == 0) {
            throw new InvalidRequest(
                    Fault.invalid(UploadFormat.CSV_FILE.path(), "must have at least one record"));
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
