package kontor.uploads;

/** How the records came. */
public enum UploadFormat {
    /** The JSON body of the request, {@code {treatment, payments: [...]}}. */
    BODY("payments", 2_000, 16 << 20),
    /** An uploaded file: a JSON array of records, or an object with {@code payments}. */
    JSON_FILE("file", 100_000, 64 << 20),
    /** An uploaded file: a header and one record per row. */
    CSV_FILE("file", 100_000, 64 << 20);

    private final String path;
    private final int mostRecords;
    private final int mostBytes;

    UploadFormat(String path, int mostRecords, int mostBytes) {
        this.path = path;
        this.mostRecords = mostRecords;
        this.mostBytes = mostBytes;
    }

    /**
     * What the path of a fault begins with: {@code payments.3.amount}, {@code file.123.source.id}.
     */
    public String path() {
        return path;
    }

    int mostRecords() {
        return mostRecords;
    }

    int mostBytes() {
        return mostBytes;
    }
}
