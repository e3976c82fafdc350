package kontor.pages;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import kontor.core.Currency;
import kontor.core.Money;

/** How amounts, dates and codes are written on pages. */
public final class Figures {

    private static final DateTimeFormatter WEEKDAY =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    /** The minus of typography, as wide as a plus. */
    private static final String MINUS = "\u2212";

    private Figures() {}

    /** Without its currency, which stands behind it in grey: {@code 1,250.00}. */
    public static String amount(Money money) {
        return grouped(money.decimal(), money.currency().minorDigits());
    }

    /** A sum, which can be more than one amount may be. */
    public static String amount(BigInteger minor, Currency currency) {
        int decimals = currency.minorDigits();
        return grouped(new BigDecimal(minor, decimals), decimals);
    }

    /** A number whose decimals stand, as where no currency is known. */
    public static String decimal(BigDecimal number) {
        return grouped(number, number.scale());
    }

    /** The same with its sign, as transactions have it: {@code +1,250.00}. */
    public static String signed(Money money) {
        return (money.amountMinor() > 0 ? "+" : "") + amount(money);
    }

    private static String grouped(BigDecimal number, int decimals) {
        String text = String.format(Locale.ENGLISH, "%,." + decimals + "f", number.abs());
        return number.signum() < 0 ? MINUS + text : text;
    }

    public static String count(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /**
     * How many there are of what was counted to a bound: of 1,001 that were looked for up to 1,000
     * it is "1,000+".
     */
    public static String countedTo(long most, long number) {
        return number > most ? count(most) + "+" : count(number);
    }

    /** A number of things: {@code counted(1, "row")} is "1 row", of 1,200 it is "1,200 rows". */
    public static String counted(long number, String one) {
        return count(number) + " " + (number == 1 ? one : one + "s");
    }

    /** With its weekday: {@code Tue 2026-12-15}. */
    public static String weekday(LocalDate date) {
        return WEEKDAY.format(date);
    }

    /** A moment in the time of a place: {@code Tue 2026-12-15 14:00}. */
    public static String moment(Instant instant, ZoneId zone) {
        return MOMENT.format(instant.atZone(zone));
    }

    /** {@code DE64 5001 0517 3198 8333 24}; what is no IBAN stays as it is. */
    public static String iban(String iban) {
        return iban.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]+")
                ? iban.replaceAll("(.{4})(?=.)", "$1 ")
                : iban;
    }

    /** A word of the API as a person reads it: {@code PENDING_SUBMISSION}, "Pending submission". */
    public static String word(String constant) {
        String lower = constant.toLowerCase(Locale.ROOT).replace('_', ' ');
        return lower.isEmpty()
                ? lower
                : Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
    }

    /** As a part of a query in an address. */
    public static String inAddress(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
