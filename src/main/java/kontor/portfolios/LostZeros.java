package kontor.portfolios;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Numbers that are shorter than they can be: a spreadsheet took them for figures to calculate with
 * and dropped the zeros at their beginning.
 */
final class LostZeros {

    private static final String LOST =
            "a spreadsheet may have dropped zeros at its beginning; format the column as text";

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern TOO_SHORT_FOR_SWEDEN = Pattern.compile("[0-9]{7,9}|[0-9]{11}");
    private static final Set<String> POSTAL_CODES_OF_FIVE =
            Set.of("DE", "EE", "ES", "FI", "FR", "HR", "IT", "LT", "SE");

    private LostZeros() {}

    /**
     * What is wrong, by columns.
     *
     * @param row the text of a column; empty where there is none
     * @param market of the payer's national number
     */
    static Map<String, String> in(UnaryOperator<String> row, String market) {
        var wrong = new LinkedHashMap<String, String>();
        boolean autogiro = row.apply("scheme").equalsIgnoreCase("AUTOGIRO");
        if (autogiro && isShorter(row.apply("creditorReference"), 6)) {
            wrong.put("creditorReference", "has 6 digits for AUTOGIRO; " + LOST);
        }
        if (market.equalsIgnoreCase("SE")
                && TOO_SHORT_FOR_SWEDEN.matcher(row.apply("nationalIdentifier")).matches()) {
            wrong.put("nationalIdentifier", "has 10 or 12 digits in Sweden; " + LOST);
        }
        if (POSTAL_CODES_OF_FIVE.contains(row.apply("country").toUpperCase(Locale.ROOT))
                && isShorter(row.apply("postalCode"), 5)) {
            wrong.put("postalCode", "has 5 digits in this country; " + LOST);
        }
        return wrong;
    }

    private static boolean isShorter(String text, int length) {
        return text.length() < length && DIGITS.matcher(text).matches();
    }
}
