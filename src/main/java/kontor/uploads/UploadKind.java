package kontor.uploads;

import java.util.List;

/**
 * What may be uploaded at one address.
 *
 * @param contentType of a file, without {@code +csv} or {@code +json}; {@link #CSV} where only CSV
 *     is taken, and then nobody need say so
 * @param columns that a CSV file may have, besides {@code metadata.<key>}
 */
public record UploadKind(String contentType, List<CsvColumn> columns) {

    /** The media type of RFC 4180. */
    public static final String CSV = "text/csv";

    boolean isCsvOnly() {
        return contentType.equals(CSV);
    }
}
