package kontor.search;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import kontor.core.Ids;

/**
 * A text and what it may be; it may be several things at once.
 *
 * @param text without blanks around it, 2 to 255 characters
 */
record Wanted(String text) {

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[a-zA-Z0-9._+=-]{1,64}");
    private static final Pattern MESSAGE_ID = Pattern.compile("[A-Za-z0-9]{6,35}");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{6,30}");

    /** Points or commas between thousands, the other one before one or two decimals. */
    private static final Pattern AMOUNT =
            Pattern.compile(
                    "[0-9]{1,13}|[1-9][0-9]{0,2}([.,'"
                            + " ])[0-9]{3}(\\1[0-9]{3}){0,3}((?!\\1)[.,][0-9]{1,2})?"
                            + "|[0-9]{1,13}[.,][0-9]{1,2}");

    private static final String SIGN = "^[-+\u2212]\\s?";

    private static final int LEAST_OF_WORDS = 3;

    /** An id of Kontor, also as end-to-end id, without its hyphens. */
    Optional<UUID> id() {
        return HEX.matcher(text).matches()
                ? Ids.parse(text.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"))
                : Ids.parse(text);
    }

    /** Whether it is written as banks see it. */
    boolean isEndToEndId() {
        return HEX.matcher(text).matches();
    }

    Optional<String> externalId() {
        String bare = text.startsWith("external:") ? text.substring("external:".length()) : text;
        return Optional.of(bare).filter(one -> EXTERNAL_ID.matcher(one).matches());
    }

    Optional<String> messageId() {
        return Optional.of(text).filter(one -> MESSAGE_ID.matcher(one).matches());
    }

    /** Blanks as people write them are left out. */
    Optional<String> iban() {
        return Optional.of(text.replaceAll("\\s", "").toUpperCase(Locale.ROOT))
                .filter(one -> IBAN.matcher(one).matches());
    }

    /**
     * An amount in units of two decimals, as {@code 1,250.00}, {@code 1.250,00} or {@code 1250}; a
     * currency before or behind it is left out, and so is a sign: bookings have one.
     */
    Optional<Long> minorUnits() {
        String bare = text.replaceAll("^[A-Z]{3}\\s+|\\s*[A-Z]{3}$", "").replaceFirst(SIGN, "");
        if (!AMOUNT.matcher(bare).matches()) {
            return Optional.empty();
        }
        String[] parts = bare.split("[.,](?=[0-9]{1,2}$)", 2);
        var units = new BigDecimal(parts[0].replaceAll("[^0-9]", ""));
        var decimals = new BigDecimal(parts.length == 2 ? "0." + parts[1] : "0");
        return Optional.of(units.add(decimals).movePointRight(2).longValueExact());
    }

    /** Words to be looked for in names and references. */
    Optional<String> words() {
        return Optional.of(text).filter(one -> one.length() >= LEAST_OF_WORDS);
    }
}
