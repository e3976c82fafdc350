package kontor.sheets;

import java.util.regex.Pattern;

/** Texts that a spreadsheet leaves as they are. */
final class HarmlessText {

    /** Figures begin with a minus and are no formulas. */
    private static final Pattern FIGURE = Pattern.compile("-?[0-9]+([.][0-9]+)?");

    /** What spreadsheets take for the begin of a formula, in both widths, and what hides one. */
    private static final String BEGINS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    /** Where another cell or line begins for a spreadsheet that parts cells by semicolons. */
    private static final Pattern INSIDE =
            Pattern.compile("([;\t\r\n][\"' \u00a0]*)(?=[=+@\uff1d\uff0b\uff0d\uff20-])");

    private HarmlessText() {}

    /**
     * The text with an apostrophe before it where a spreadsheet would calculate it: a reference is
     * a stranger's, and must not run on the desk of whoever opens the file. The same inside it,
     * where spreadsheets of some countries, that take a semicolon for a comma, see another cell.
     */
    static String of(String text) {
        String seen = text.replaceFirst("^[ \u00a0]+", "");
        boolean begins = isFormula(text) || isFormula(seen) && !FIGURE.matcher(seen).matches();
        return begins && !FIGURE.matcher(text).matches()
                ? "'" + text.charAt(0) + inside(text.substring(1))
                : inside(text);
    }

    private static String inside(String text) {
        return INSIDE.matcher(text).replaceAll("$1'");
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && BEGINS.indexOf(text.charAt(0)) >= 0;
    }
}
