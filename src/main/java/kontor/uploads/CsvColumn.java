package kontor.uploads;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /**
     * What columns are called, by the path of the member that they fill: as a file writes them,
     * else as they would be written.
     */
    static final class Names {

        private final Map<String, String> names = new HashMap<>();

        Names(List<CsvColumn> columns, List<String> header) {
            columns.forEach(column -> add(column.path, column.name));
            for (String written : header) {
                String name = written.strip();
                columns.stream()
                        .filter(column -> column.name.equals(name))
                        .findFirst()
                        .ifPresentOrElse(column -> add(column.path, name), () -> add(name, name));
            }
        }

        /** What a column is a part of is named likewise. */
        private void add(String path, String name) {
            names.put(path, name);
            String member = without(path);
            String column = without(name);
            while (!member.isEmpty() && !column.isEmpty()) {
                names.put(member, column);
                if (isPlace(member)) {
                    // The list itself, of which short names know one item.
                    member = without(member);
                    column = isPlace(column) ? without(column) : column;
                    names.put(member, column);
                }
                member = without(member);
                column = without(column);
            }
        }

        private static boolean isPlace(String path) {
            int last = path.lastIndexOf('.') + 1;
            return last > 0 && last < path.length() && Character.isDigit(path.charAt(last));
        }

        /** Without its last part; empty for what has one only. */
        private static String without(String path) {
            return path.substring(0, Math.max(0, path.lastIndexOf('.')));
        }

        /** The name for a path; of what no column fills, below that of the part that it is in. */
        String of(String path) {
            String name = names.get(path);
            if (name != null) {
                return name;
            }
            String outer = without(path);
            return outer.isEmpty() ? path : of(outer) + path.substring(outer.length());
        }
    }
}
