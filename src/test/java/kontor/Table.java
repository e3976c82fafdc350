package kontor;

import java.util.Arrays;
import java.util.List;

/** Cases as a table in a text block: one line a case, cells between bars. */
public final class Table {

    private Table() {}

    /**
     * The same, with what is known only at run time.
     *
     * @param named names and values in turn; a name stands in braces in the text
     */
    public static List<String[]> of(String text, Object... named) {
        String filled = text;
        for (int i = 0; i < named.length; i += 2) {
            filled = filled.replace("{" + named[i] + "}", named[i + 1].toString());
        }
        return of(filled);
    }

    /** The cells of each line without the blanks around them; every line has as many. */
    public static List<String[]> of(String text) {
        var rows =
                text.lines()
                        .filter(line -> !line.isBlank())
                        .map(line -> line.split("\\|", -1))
                        .map(row -> Arrays.stream(row).map(String::strip).toArray(String[]::new))
                        .toList();
        if (rows.stream().mapToInt(row -> row.length).distinct().count() != 1) {
            throw new IllegalArgumentException("lines of different lengths:\n" + text);
        }
        return rows;
    }
}
