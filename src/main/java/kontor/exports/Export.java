package kontor.exports;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import kontor.http.Answer;
import kontor.sheets.CsvLine;
import kontor.wire.Json;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/**
 * One list as a CSV file.
 *
 * @param name of the file, without its ending
 * @param columns members of the API, with dots between those that lie in each other, like {@code
 *     amount.currency} or {@code source.identifiers.0.number}; they are the headings too
 */
public record Export(String name, List<String> columns) {

    /** Rows that are in memory at a time. */
    private static final int AT_A_TIME = 200;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    /**
     * A page of the list, as the API shows its rows; reads by itself, within the caller's limit.
     */
    @FunctionalInterface
    public interface Source {
        Page<? extends JsonNode> page(PageRequest page);
    }

    public Export {
        columns = List.copyOf(columns);
    }

    /** The media type of the file, for the route. */
    public static final String CSV = "text/csv";

    /** The file; the first page is read at once, so that a no is still an answer. */
    public Answer of(Source source) {
        var first = source.page(request(Optional.empty()));
        return Answer.streamed(
                        200,
                        CSV + "; charset=utf-8; header=present",
                        (Answer.Writer) out -> write(out, first, source))
                .with("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
    }

    private static PageRequest request(Optional<String> after) {
        return new PageRequest(AT_A_TIME, after, "");
    }

    private void write(OutputStream out, Page<? extends JsonNode> first, Source source)
            throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write(BYTE_ORDER_MARK);
        text.write(CsvLine.of(columns));
        write(text, first);
        for (var next = first.next(); next.isPresent(); ) {
            text.flush();
            var page = source.page(request(next));
            write(text, page);
            next = page.next();
        }
        text.flush();
    }

    private void write(Writer text, Page<? extends JsonNode> page) throws IOException {
        for (var row : page.items()) {
            text.write(CsvLine.of(cells(row)));
        }
    }

    private List<String> cells(JsonNode row) {
        // What a row keeps as text is read again here, so that its members can be named.
        var whole = Json.readOwn(Json.write(row));
        return columns.stream().map(column -> Cells.of(member(whole, column))).toList();
    }

    private static JsonNode member(JsonNode row, String column) {
        var found = row;
        for (String name : column.split("[.]")) {
            found = found.isArray() ? found.path(Integer.parseInt(name)) : found.path(name);
        }
        return found;
    }
}
