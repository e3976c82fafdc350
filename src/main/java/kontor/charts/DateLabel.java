package kontor.charts;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A date under a picture.
 *
 * @param anchor which part of the text stands at x, in the words of SVG
 */
public record DateLabel(int x, String anchor, String text) {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    static DateLabel of(int x, String anchor, LocalDate date) {
        return new DateLabel(x, anchor, DAY.format(date));
    }
}
