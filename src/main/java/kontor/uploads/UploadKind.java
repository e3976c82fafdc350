package kontor.uploads;

import java.util.List;

/**
 * What may be uploaded at one address.
 *
 * @param contentType of a file, without {@code +csv} or {@code +json}
 * @param columns that a CSV file may have, besides {@code metadata.<key>}
 */
public record UploadKind(String contentType, List<CsvColumn> columns) {}
