package kontor.identifiers;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.util.Optional;
import kontor.domestic.Luhn;
import kontor.domestic.TypedText;

/**
 * A Swedish personal number (YYMMDDNNNN, also with the century), coordination number (day + 60) or
 * organisation number (10 digits, the third 2 or more); the last digit is a Luhn check digit.
 */
public final class SwedishNationalNumber {

    private SwedishNationalNumber() {}

    /** Keeps the {@code +} that replaces the hyphen in the year a person turns 100. */
    public static String normalize(String typed) {
        return TypedText.compact(typed, "-");
    }

    public static Optional<String> problem(String normalized) {
        if (!normalized.matches("([0-9]{2})?[0-9]{10}|[0-9]{6}\\+[0-9]{4}")) {
            return Optional.of(
                    "a Swedish personal or organisation number has 10 digits, or 12 with the"
                            + " century, written 811218-9876, 19811218-9876 or 556047-3521");
        }
        if (!isOrganisation(normalized) && !hasBirthday(normalized)) {
            return Optional.of(
                    "a personal number starts with the date of birth as YYMMDD or YYYYMMDD (the day"
                            + " plus 60 in a coordination number); correct the date");
        }
        if (isOrganisation(normalized) && !normalized.matches("((00|16)?)[0-9]{10}")) {
            return Optional.of(
                    "an organisation number has 10 digits, before it at most 00 or 16;"
                            + " leave out the century");
        }
        if (!Luhn.accepts(lastTen(normalized))) {
            return Optional.of(
                    "the last digit of the personal or organisation number does not check; a digit"
                            + " is wrong or two are swapped, compare it with the original");
        }
        return Optional.empty();
    }

    public static boolean isOrganisation(String normalized) {
        return normalized.indexOf('+') < 0 && lastTen(normalized).charAt(2) >= '2';
    }

    /**
     * The 12 digits of Bankgirot's files: the date of birth with its century, or {@code 00} before
     * an organisation number. A person without a century is taken to be under 100 on {@code today}.
     */
    public static String twelveDigits(String normalized, LocalDate today) {
        if (isOrganisation(normalized)) {
            return "00" + lastTen(normalized);
        }
        if (normalized.length() == 12) {
            return normalized;
        }
        String ten = lastTen(normalized);
        int year = today.getYear() / 100 * 100 + Integer.parseInt(ten.substring(0, 2));
        int born = isAfter(year, ten, today) ? year - 100 : year;
        int century = (normalized.indexOf('+') >= 0 ? born - 100 : born) / 100;
        return century + ten;
    }

    private static boolean isAfter(int year, String ten, LocalDate today) {
        return birthday(year, ten).map(day -> day.isAfter(today)).orElse(year > today.getYear());
    }

    private static boolean hasBirthday(String normalized) {
        String ten = lastTen(normalized);
        if (normalized.length() == 12) {
            int year = Integer.parseInt(normalized.substring(0, 4));
            return year >= 1800 && year <= 2099 && birthday(year, ten).isPresent();
        }
        // 2000 is a leap year and 1900 is not; without a century both are possible, so 2000 counts.
        return birthday(2000 + Integer.parseInt(ten.substring(0, 2)), ten).isPresent();
    }

    private static Optional<LocalDate> birthday(int year, String ten) {
        int month = Integer.parseInt(ten.substring(2, 4));
        int day = Integer.parseInt(ten.substring(4, 6));
        try {
            return Optional.of(Year.of(year).atMonth(month).atDay(day > 60 ? day - 60 : day));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String lastTen(String normalized) {
        String digits = normalized.replace("+", "");
        return digits.substring(digits.length() - 10);
    }
}
