package kontor.cashpages;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.pages.Figures;
import kontor.statements.EndOfDaySummary;

/**
 * The booked balance as each day closed, drawn as steps: a balance holds until the next day says
 * otherwise. Sizes are units of the picture, 720 by 184.
 *
 * @param line the path of the steps
 * @param marks one a day, with its exact figure
 */
public record BalanceSteps(
        String line, List<Mark> marks, String highest, String lowest, String from, String to) {

    private static final int LEFT = 8;
    private static final int WIDTH = 704;
    private static final int TOP = 16;
    private static final int HEIGHT = 152;

    /** Where a day stands. */
    public record Mark(int x, int width, String title) {}

    /**
     * @param days oldest first, at least one
     */
    static BalanceSteps of(List<EndOfDaySummary> days, Currency currency) {
        long highest = days.stream().mapToLong(EndOfDaySummary::closingMinor).max().orElse(0);
        long lowest = days.stream().mapToLong(EndOfDaySummary::closingMinor).min().orElse(0);
        long start = days.getFirst().date().toEpochDay();
        long span = days.getLast().date().toEpochDay() - start + 1;
        var line = new StringBuilder();
        var marks = new ArrayList<Mark>();
        for (int i = 0; i < days.size(); i++) {
            var day = days.get(i);
            int x = x(day.date().toEpochDay() - start, span);
            int end =
                    i + 1 < days.size()
                            ? x(days.get(i + 1).date().toEpochDay() - start, span)
                            : LEFT + WIDTH;
            int y = y(day.closingMinor(), highest, lowest);
            line.append(i == 0 ? "M" + x + " " + y : "V" + y).append('H').append(end);
            String figure = Figures.amount(new Money(day.closingMinor(), currency));
            marks.add(new Mark(x, end - x, day.date() + ": " + figure + " " + currency.code()));
        }
        return new BalanceSteps(
                line.toString(),
                marks,
                Figures.amount(new Money(highest, currency)),
                Figures.amount(new Money(lowest, currency)),
                days.getFirst().date().toString(),
                days.getLast().date().toString());
    }

    private static int x(long day, long span) {
        return (int) (LEFT + day * WIDTH / span);
    }

    private static int y(long minor, long highest, long lowest) {
        var range = BigInteger.valueOf(highest).subtract(BigInteger.valueOf(lowest));
        if (range.signum() == 0) {
            return TOP + HEIGHT / 2;
        }
        var below = BigInteger.valueOf(highest).subtract(BigInteger.valueOf(minor));
        return TOP + below.multiply(BigInteger.valueOf(HEIGHT)).divide(range).intValue();
    }
}
