package kontor.uploads;

/**
 * A column of a CSV file.
 *
 * @param path the JSON path of the record that it fills; a number is a place in an array
 * @param number a cell that JSON would write as a number
 */
public record CsvColumn(String name, String path, boolean required, boolean number) {

    public static CsvColumn required(String name) {
        return new CsvColumn(name, name, true, false);
    }

    public static CsvColumn optional(String name) {
        return new CsvColumn(name, name, false, false);
    }

    /** Written shorter than its path, e.g. {@code identifier} for the first of the identifiers. */
    public static CsvColumn optional(String name, String path) {
        return new CsvColumn(name, path, false, false);
    }

    /**
     * Metadata of a part of the record, under a key that the header names.
     *
     * @param name with {@code metadata.} at its end
     */
    public static CsvColumn keyed(String name) {
        return new CsvColumn(name, name, false, false);
    }

    boolean isKeyed() {
        return name.endsWith(".");
    }

    /** As people read it. */
    String shown() {
        return isKeyed() ? name + "<key>" : name;
    }

    public static CsvColumn number(String name) {
        return new CsvColumn(name, name, false, true);
    }
}
