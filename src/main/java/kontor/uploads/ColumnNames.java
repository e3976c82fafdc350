package kontor.uploads;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What columns are called, by the path of the member that they fill: as this file writes them, else
 * as it would be written.
 */
final class ColumnNames {

    private final Map<String, String> names = new HashMap<>();

    ColumnNames(List<CsvColumn> columns) {
        columns.forEach(column -> written(column.path(), column.name()));
    }

    /** The file has this column, by this name; what it is a part of is named likewise. */
    void written(String path, String name) {
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
