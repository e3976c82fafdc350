package kontor.core;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the reference tables that are part of Kontor, {@code resources/tables/*.csv}. */
public final class Tables {

    private Tables() {}

    /**
     * All rows of one table, read anew at each call: whoever needs them keeps them. Tables have a
     * few hundred rows.
     *
     * @param name of the file, without its ending
     */
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
