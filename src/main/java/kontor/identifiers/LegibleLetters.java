package kontor.identifiers;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The characters of which banks can write a letter or digit, so that the database can ask what
 * {@link SepaText#isLegible} asks here: in a list of many, nobody can ask each.
 */
public final class LegibleLetters {

    /** The planes of letters; behind them are ideographs, of which nothing is left. */
    private static final int LAST = 0x1FFFF;

    private LegibleLetters() {}

    /** The only one: it is made once, of all characters. */
    private static final class Made {
        private static final String PATTERN = make();
    }

    /** A regular expression of PostgreSQL that finds one of them. */
    public static String pattern() {
        return Made.PATTERN;
    }

    private static String make() {
        return IntStream.rangeClosed(1, LAST)
                .filter(LegibleLetters::begins)
                .mapToObj(first -> "\\U%08X-\\U%08X".formatted(first, end(first)))
                .collect(Collectors.joining("", "[", "]"));
    }

    private static boolean begins(int point) {
        return isLegible(point) && !isLegible(point - 1);
    }

    private static int end(int first) {
        return IntStream.rangeClosed(first, LAST)
                .filter(point -> point == LAST || !isLegible(point + 1))
                .findFirst()
                .orElse(LAST);
    }

    private static boolean isLegible(int point) {
        return Character.isDefined(point)
                && Character.getType(point) != Character.SURROGATE
                && SepaText.isLegible(Character.toString(point));
    }
}
