package kontor.manual;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A code of errors ({@code resources/docs/errors.csv}): when it comes, and the cure. */
public record ErrorCode(String code, String status, String meaning, String cure) {

    public static List<ErrorCode> all() {
        try (var csv =
                CsvReader.builder()
                        .ofNamedCsvRecord(
                                new InputStreamReader(
                                        Objects.requireNonNull(
                                                ErrorCode.class.getResourceAsStream(
                                                        "/docs/errors.csv")),
                                        StandardCharsets.UTF_8))) {
            return csv.stream()
                    .map(
                            row ->
                                    new ErrorCode(
                                            row.getField("code"),
                                            row.getField("status"),
                                            row.getField("meaning"),
                                            row.getField("cure")))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
