package kontor.core;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The reference tables that ship with Kontor ({@code resources/tables/*.csv}), read once. */
public final class Tables {

    private Tables() {}

    /** All rows of one table; the files are a few hundred rows of our own, never user input. */
    public static List<NamedCsvRecord> rows(String name) {
        var stream = Tables.class.getResourceAsStream("/tables/" + name + ".csv");
        if (stream == null) {
            throw new IllegalStateException("table " + name + ".csv is not on the class path");
        }
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
                var csv = CsvReader.builder().ofNamedCsvRecord(reader)) {
            return csv.stream().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
