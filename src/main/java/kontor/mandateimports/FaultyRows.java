package kontor.mandateimports;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.portfolios.PortfolioColumns;
import kontor.portfolios.RowOutcome;
import kontor.sheets.CsvLine;
import kontor.uploads.ChunkTable;
import kontor.uploads.CsvRows;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.Utf8Reader;

/**
 * The rows of a file that became nothing, as they came, with what is wrong in a column of its own:
 * mended, the file can be sent again as it is.
 */
public final class FaultyRows {

    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int AT_A_TIME = 200;
    private static final List<RowOutcome.Status> FAILED = List.of(RowOutcome.Status.FAILED);

    private final Database database;
    private final MandateImports imports;
    private final ChunkTable chunks = new ChunkTable();

    public FaultyRows(Database database, MandateImports imports) {
        this.database = database.forRequests();
        this.imports = imports;
    }

    /**
     * A file that is written while it is sent.
     *
     * @param name with its ending
     */
    public record Csv(String name, Text text) {

        /** Writes the file. */
        @FunctionalInterface
        public interface Text {
            void writeTo(OutputStream out) throws IOException;
        }
    }

    /** Refuses an import that is not there for the caller, and one whose file was forgotten. */
    public Outcome<Csv> of(Caller caller, UUID id) {
        return database.read(
                        caller.organization(),
                        tx ->
                                imports.find(tx, caller, id)
                                        .flatMap(found -> imports.stored(tx, found)))
                .map(found -> csv(caller, found.id()));
    }

    private Csv csv(Caller caller, UUID id) {
        return new Csv("faulty-rows-" + id + ".csv", out -> write(caller, id, out));
    }

    private void write(Caller caller, UUID id, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        var input = chunks.input(database, caller.organization(), id);
        try (var rows = new CsvRows(new Utf8Reader(input, "file"), PortfolioColumns.all())) {
            text.write(BYTE_ORDER_MARK);
            var header = new ArrayList<>(rows.names());
            int error = header.indexOf(PortfolioColumns.ERROR);
            if (error < 0) {
                header.add(PortfolioColumns.ERROR);
            }
            text.write(CsvLine.of(header));
            write(caller, id, new Copy(rows, rows.names().size(), error, text));
        }
        text.flush();
    }

    private void write(Caller caller, UUID id, Copy copy) throws IOException {
        var after = Optional.<String>empty();
        do {
            var request = new PageRequest(AT_A_TIME, after, "");
            var page =
                    database.read(
                            caller.organization(),
                            tx -> imports.rows(tx, caller, id, FAILED, request));
            if (!(page instanceof Outcome.Done<Page<RowResult>>(var found))) {
                return;
            }
            for (var row : found.items()) {
                copy.row(row);
            }
            after = found.next();
        } while (after.isPresent());
    }

    /** Copies rows of the file, which are asked for in their order. */
    private static final class Copy {
        private final CsvRows rows;
        private final int columns;
        private final int error;
        private final Writer text;
        private int next;

        Copy(CsvRows rows, int columns, int error, Writer text) {
            this.rows = rows;
            this.columns = columns;
            this.error = error;
            this.text = text;
        }

        void row(RowResult result) throws IOException {
            while (next < result.index() && rows.skip()) {
                next++;
            }
            var found = rows.cells();
            next++;
            if (found != null) {
                text.write(CsvLine.of(with(found, why(result))));
            }
        }

        private List<String> with(List<String> found, String why) {
            var cells = new ArrayList<>(found);
            while (cells.size() > columns && cells.getLast().isBlank()) {
                cells.removeLast();
            }
            while (cells.size() < columns) {
                cells.add("");
            }
            if (error < 0) {
                cells.add(why);
            } else {
                cells.set(error, why);
            }
            return cells;
        }

        private static String why(RowResult result) {
            return result.wrong().stream()
                    .map(
                            one ->
                                    one.column().isEmpty()
                                            ? one.error()
                                            : one.column() + ": " + one.error())
                    .collect(Collectors.joining("; "));
        }
    }
}
