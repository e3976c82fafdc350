package kontor.autogiro;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * One field of a record.
 *
 * @param from its first column, counted from 1
 * @param to its last column
 * @param needed it must not be left blank
 * @param value what a field of kind FIXED holds
 */
record Field(String name, int from, int to, Kind kind, boolean needed, String value) {

    /** What may stand in a field and how it is aligned. */
    enum Kind {
        /** One text that tells the record or its section. */
        FIXED,
        /** Blanks between fields, or zeros: anything else means that the line has slipped. */
        BLANK,
        /**
         * Behind the last field: kept free by Bankgirot, so whatever stands there is passed over.
         */
        RESERVE,
        /** Zeros, or blanks. */
        ZEROS,
        /** Digits, right-aligned and filled with zeros; blank for none. */
        NUMBER,
        /** YYYYMMDD, or YYMMDD in six columns; zeros or blank for none. */
        DATE,
        /** A date, or GENAST: as soon as possible. */
        PAYDAY,
        /** YYYYMMDDhhmmss and six digits of microseconds. */
        TIMESTAMP,
        /** SEK or EUR, the only ones that Bankgirot knows. */
        CURRENCY,
        /** A number whose last digit shows that it is negative by another letter. */
        SIGNED,
        /** Left-aligned text. */
        TEXT,
        /** What an order said, right or wrong, repeated by who refuses it. */
        RAW;

        /** It holds something of its own in each record. */
        boolean says() {
            return switch (this) {
                case FIXED, BLANK, RESERVE, ZEROS -> false;
                case NUMBER, DATE, PAYDAY, TIMESTAMP, CURRENCY, SIGNED, TEXT, RAW -> true;
            };
        }
    }

    static final String AS_SOON_AS_POSSIBLE = "GENAST";

    /** The last digit of negative numbers, 0 to 9. */
    private static final String NEGATIVE = "\u00e5JKLMNOPQR";

    private static final Set<String> CURRENCIES = Set.of("SEK", "EUR");

    /**
     * Other years are slips of a digit. The first is an early one, as published examples have their
     * first digits blotted out; who uses a date judges it closer.
     */
    private static final int FIRST_YEAR = 1000;

    private static final int LAST_YEAR = 2999;
    private static final int LONG_DATE = 8;
    private static final int SHORT_DATE = 6;

    int length() {
        return to - from + 1;
    }

    String in(String line) {
        return line.substring(from - 1, to);
    }

    boolean isBlankOrZeros(String line) {
        for (int i = from - 1; i < to; i++) {
            if (line.charAt(i) != ' ' && line.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    private boolean isBlank(String line) {
        for (int i = from - 1; i < to; i++) {
            if (line.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }

    /** What is wrong with it in a line of 80 characters. */
    Optional<String> problem(String line) {
        if (kind != Kind.FIXED && isBlank(line)) {
            return needed ? Optional.of(named("is blank")) : Optional.empty();
        }
        return fits(line)
                ? Optional.empty()
                : Optional.of(named("'" + in(line) + "' " + otherwise()));
    }

    private boolean fits(String line) {
        return switch (kind) {
            case RESERVE, TEXT, RAW -> true;
            case FIXED -> in(line).strip().equals(value);
            case BLANK, ZEROS -> isBlankOrZeros(line);
            case NUMBER -> isDigits(line, to);
            case DATE -> !needed && isBlankOrZeros(line) || date(line).isPresent();
            case PAYDAY -> in(line).strip().equals(AS_SOON_AS_POSSIBLE) || date(line).isPresent();
            case TIMESTAMP -> isDigits(line, to) && day(line, from + LONG_DATE - 1).isPresent();
            case CURRENCY -> CURRENCIES.contains(in(line));
            case SIGNED -> signed(line).isPresent();
        };
    }

    private String otherwise() {
        return switch (kind) {
            case RESERVE, TEXT, RAW -> "is wrong";
            case FIXED -> "is not " + value;
            case BLANK, ZEROS -> "must be blank; the line has slipped";
            case NUMBER -> "is no number";
            case DATE -> "is no date";
            case PAYDAY -> "is neither a date nor GENAST";
            case TIMESTAMP -> "is no time";
            case CURRENCY -> "is neither SEK nor EUR";
            case SIGNED -> "is no signed number";
        };
    }

    private String named(String words) {
        String columns = from == to ? "column " + from : "columns " + from + "-" + to;
        return name + " (" + columns + ") " + words;
    }

    private boolean isDigits(String line, int last) {
        for (int i = from - 1; i < last; i++) {
            if (line.charAt(i) < '0' || line.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The day, where it is one. */
    Optional<LocalDate> date(String line) {
        return length() == LONG_DATE || length() == SHORT_DATE ? day(line, to) : Optional.empty();
    }

    private Optional<LocalDate> day(String line, int last) {
        if (!isDigits(line, last)) {
            return Optional.empty();
        }
        boolean twoDigits = last - from + 1 == SHORT_DATE;
        int yearEnd = from - 1 + (twoDigits ? 2 : 4);
        int year = Integer.parseInt(line, from - 1, yearEnd, 10) + (twoDigits ? 2000 : 0);
        int month = Integer.parseInt(line, yearEnd, yearEnd + 2, 10);
        int day = Integer.parseInt(line, yearEnd + 2, yearEnd + 4, 10);
        boolean ofOurAge = year >= FIRST_YEAR && year <= LAST_YEAR;
        if (!ofOurAge || month < 1 || month > 12 || day < 1 || day > 31) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The number, where it is one. */
    Optional<Long> number(String line) {
        return isDigits(line, to)
                ? Optional.of(Long.parseLong(line, from - 1, to, 10))
                : Optional.empty();
    }

    /** With its sign. */
    Optional<Long> signed(String line) {
        int negative = NEGATIVE.indexOf(line.charAt(to - 1));
        if (negative < 0) {
            return number(line);
        }
        if (!isDigits(line, to - 1)) {
            return Optional.empty();
        }
        return Optional.of(-(Long.parseLong(line, from - 1, to - 1, 10) * 10 + negative));
    }
}
