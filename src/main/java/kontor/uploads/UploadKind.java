package kontor.uploads;

import java.util.List;

/**
 * What may be uploaded at one address.
 *
 * @param contentType of a file, without {@code +csv} or {@code +json}; {@link #CSV} where only CSV
 *     is taken, and then nobody need say so
 * @param columns that a CSV file may have, besides {@code metadata.<key>}
 * @param fields that the form may have beside {@code file}, each once; any other is refused
 */
public record UploadKind(String contentType, List<CsvColumn> columns, List<String> fields) {

    /** The media type of RFC 4180. */
    public static final String CSV = "text/csv";

    /** The field of the form that says what its file is. */
    public static final String FILE_TYPE = "fileContentType";

    public UploadKind {
        columns = List.copyOf(columns);
        fields = List.copyOf(fields);
    }

    public boolean isCsvOnly() {
        return contentType.equals(CSV);
    }
}
