package kontor.sheets;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A line of a CSV file (RFC 4180) for people who open it in a spreadsheet: what such a program
 * would take for a formula begins with an apostrophe, so that it stays a text.
 */
public final class CsvLine {

    private CsvLine() {}

    /** The line with its end. */
    public static String of(List<String> cells) {
        var line = new StringWriter();
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(line)) {
            csv.writeRecord(cells.stream().map(HarmlessText::of).toList());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return line.toString();
    }
}
