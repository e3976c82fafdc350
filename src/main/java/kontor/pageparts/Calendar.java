package kontor.pageparts;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.core.BankCalendar;
import kontor.pages.Figures;
import kontor.visits.FormFields;

/**
 * A month beside a field for a day. Its buttons send the form with the day, or with another month,
 * so it works without script; what was typed is kept.
 *
 * @param field the name of the field that the day goes into
 * @param title of the month, as "December 2026"
 * @param before the month before, for the button to it; empty where it is not offered
 * @param blanks days of the week before the first of the month, from Monday, 0 to 6
 */
public record Calendar(
        String field, String title, String before, String after, int blanks, List<Day> days) {

    /** The name of its buttons; their value is the name of the field and a day or a month. */
    public static final String BUTTON = "calendar";

    private static final DateTimeFormatter TITLE =
            DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);
    private static final Pattern PRESSED =
            Pattern.compile("([A-Za-z.]{1,60}) ([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)");
    private static final int MONTH = "2026-12".length();

    /** Months that are offered, before and after today. */
    private static final int MOST_MONTHS = 60;

    /**
     * A day.
     *
     * @param style classes: what the day is
     * @param label what it is in words, with the weekday
     */
    public record Day(String date, int number, String style, String label, boolean offered) {}

    /** Which days are offered, and what is known of them. */
    public record Rule(
            BankCalendar bankDays, LocalDate today, boolean past, Optional<LocalDate> effective) {

        /** Days from today on, on which a bank works. */
        public static Rule of(BankCalendar bankDays, LocalDate today) {
            return new Rule(bankDays, today, false, Optional.empty());
        }

        /** Days until today, of whatever kind. */
        public static Rule until(LocalDate today) {
            return new Rule(BankCalendar.ALWAYS, today, true, Optional.empty());
        }

        /** With the day that a bank makes of the chosen one. */
        public Rule effective(Optional<LocalDate> day) {
            return new Rule(bankDays, today, past, day);
        }

        private boolean offers(LocalDate day) {
            return past ? !day.isAfter(today) : !day.isBefore(today);
        }

        /** What a day is, by its class in the style sheet. */
        private Map<String, String> known(LocalDate day, Optional<LocalDate> chosen) {
            var known = new LinkedHashMap<String, String>();
            if (!bankDays.isOpen(day)) {
                known.put("closed", "no bank day");
            }
            if (day.equals(today)) {
                known.put("today", "today");
            }
            if (effective.filter(day::equals).isPresent()) {
                known.put("effective", "the bank makes it on this day");
            }
            if (chosen.filter(day::equals).isPresent()) {
                known.put("chosen", "chosen");
            }
            return known;
        }
    }

    public Calendar {
        days = List.copyOf(days);
    }

    /**
     * What was typed, with the day of the button that sent the form; empty where it was no button
     * of a calendar.
     */
    public static Optional<FormFields> pressed(FormFields fields) {
        return fields.given(BUTTON)
                .map(
                        text -> {
                            var words = PRESSED.matcher(text);
                            return words.matches() && words.group(2).length() > MONTH
                                    ? fields.with(words.group(1), words.group(2))
                                    : fields;
                        });
    }

    /** The month of the chosen day, or the one that its buttons ask for. */
    public static Calendar of(FormFields fields, String field, Rule rule) {
        var chosen = day(fields.text(field));
        var nearest = YearMonth.from(rule.today);
        var month = asked(fields, field).or(() -> chosen.map(YearMonth::from)).orElse(nearest);
        if (Math.abs(nearest.until(month, ChronoUnit.MONTHS)) > MOST_MONTHS) {
            month = nearest;
        }
        var days = new ArrayList<Day>();
        for (int number = 1; number <= month.lengthOfMonth(); number++) {
            days.add(day(month.atDay(number), rule, chosen));
        }
        boolean more = rule.offers(month.atDay(1).minusDays(1));
        boolean later = rule.offers(month.plusMonths(1).atDay(1));
        return new Calendar(
                field,
                TITLE.format(month),
                more ? field + " " + month.minusMonths(1) : "",
                later ? field + " " + month.plusMonths(1) : "",
                month.atDay(1).getDayOfWeek().getValue() - 1,
                days);
    }

    private static Optional<YearMonth> asked(FormFields fields, String field) {
        var words = PRESSED.matcher(fields.text(BUTTON));
        if (!words.matches() || !words.group(1).equals(field)) {
            return Optional.empty();
        }
        try {
            return Optional.of(YearMonth.parse(words.group(2).substring(0, MONTH)));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Day day(LocalDate date, Rule rule, Optional<LocalDate> chosen) {
        var styles = new ArrayList<String>();
        var words = new ArrayList<String>(List.of(Figures.weekday(date)));
        rule.known(date, chosen)
                .forEach(
                        (style, word) -> {
                            styles.add(style);
                            words.add(word);
                        });
        return new Day(
                date.toString(),
                date.getDayOfMonth(),
                String.join(" ", styles),
                String.join(", ", words),
                rule.offers(date));
    }
}
