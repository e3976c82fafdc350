package kontor.matchmarks;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A structured reference (OCR, KID, RF, QR, Belgian) without what banks and people write
 * differently: blanks, hyphens, slashes and plus signs, small letters, zeros at the front. The
 * column {@code transaction_details.reference_key} says the same in SQL.
 */
public final class ReferenceKey {

    private static final Pattern NOISE = Pattern.compile("[^A-Z0-9]");
    private static final Pattern ZEROS = Pattern.compile("^0+");
    private static final Pattern ZEROS_OF_RF = Pattern.compile("^(RF[0-9]{2})0+");

    private ReferenceKey() {}

    /** Empty where nothing but noise is left. */
    public static Optional<String> of(String written) {
        String capital = ascii(written);
        String bare = ZEROS.matcher(NOISE.matcher(capital).replaceAll("")).replaceAll("");
        return Optional.of(ZEROS_OF_RF.matcher(bare).replaceAll("$1"))
                .filter(key -> !key.isEmpty());
    }

    /** Only a-z become capitals: some other letters would become A-Z too. */
    private static String ascii(String written) {
        var capital = new StringBuilder(written.length());
        written.chars()
                .forEach(
                        letter ->
                                capital.append(
                                        (char)
                                                (letter >= 'a' && letter <= 'z'
                                                        ? letter - 'a' + 'A'
                                                        : letter)));
        return capital.toString();
    }
}
