package kontor.bankwords;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.core.Tables;

/**
 * A booking code as German banks write it: the kind of SWIFT's statements, the business code of the
 * German banks (GVC), and more that says nothing here, joined by {@code +}, such as {@code
 * NRTI+109+00931}. What the codes mean stands in {@code tables/german_booking_codes.csv}.
 *
 * @param returned whether such a booking undoes an earlier one
 * @param meaning for the owner of the account, in a few words of English; absent where the number
 *     is not listed
 */
public record GermanCode(boolean returned, Optional<String> meaning) {

    /** SWIFT's word for a returned item. */
    private static final String RETURNED_ITEM = "RTI";

    private static final Pattern FORM =
            Pattern.compile("[NSF]?([A-Z]{3})(?:\\+([0-9]{3})(?:\\+.*)?)?");

    private static final Pattern NUMBER = Pattern.compile("(?:GVC)?[+ ]?([0-9]{3})(?:\\+.*)?");

    private static final Map<String, GermanCode> ALL =
            Tables.rows("german_booking_codes").stream()
                    .collect(
                            toUnmodifiableMap(
                                    row -> row.getField("code"),
                                    row ->
                                            new GermanCode(
                                                    row.getField("returned").equals("true"),
                                                    Optional.of(row.getField("meaning")))));

    /**
     * Reads a proprietary code; case and blanks do not matter.
     *
     * @param issuer DK, once ZKA, for the German banks; a bare number counts only with it
     */
    public static Optional<GermanCode> of(String written, Optional<String> issuer) {
        String proprietary = written.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        var form = FORM.matcher(proprietary);
        if (form.matches() && (form.group(2) != null || form.group(1).equals(RETURNED_ITEM))) {
            boolean item = form.group(1).equals(RETURNED_ITEM);
            var listed = Optional.ofNullable(form.group(2)).map(ALL::get);
            return Optional.of(
                    new GermanCode(
                            item || listed.filter(GermanCode::returned).isPresent(),
                            listed.flatMap(GermanCode::meaning)));
        }
        var number = NUMBER.matcher(proprietary);
        boolean german =
                proprietary.startsWith("GVC") || issuer.filter(GermanCode::isGerman).isPresent();
        return german && number.matches()
                ? Optional.ofNullable(ALL.get(number.group(1)))
                : Optional.empty();
    }

    private static boolean isGerman(String issuer) {
        return issuer.equalsIgnoreCase("DK") || issuer.equalsIgnoreCase("ZKA");
    }
}
