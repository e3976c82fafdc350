package kontor.pageparts;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of a CSV file (RFC 4180) for people who open it in a spreadsheet: what such a program
 * would take for a formula begins with an apostrophe, so that it stays a text.
 */
public final class CsvLine {

    /** What formulas begin with, also in their wide forms, and blanks that programs skip. */
    private static final String STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private CsvLine() {}

    /** The line with its end. */
    public static String of(List<String> cells) {
        return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(String text) {
        String seen = text.replaceFirst("^[ \u00a0]+", "");
        boolean formula = !seen.isEmpty() && STARTS.indexOf(seen.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
