package kontor.charts;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kontor.core.Currency;
import kontor.pages.Figures;

/**
 * Money by day: what came in above the line, what went out and what came back below it.
 *
 * @param zero where the line is
 */
public record DayBars(
        int width,
        int height,
        int right,
        int datesY,
        int zero,
        List<Line> lines,
        List<DateLabel> dates,
        List<Mark> in,
        List<Mark> out,
        List<Mark> back,
        String description) {

    /** What a day moved, in minor units, none of them below zero. */
    public record Day(LocalDate date, BigInteger in, BigInteger out, BigInteger back) {}

    /** The same days on two sizes of paper. */
    public record Both(DayBars wide, DayBars slim) {}

    /**
     * @param days oldest first, at least one, each day once
     */
    public static Both of(List<Day> days, Currency currency) {
        return new Both(on(Paper.WIDE, days, currency), on(Paper.SLIM, days, currency));
    }

    private static DayBars on(Paper paper, List<Day> days, Currency currency) {
        var most = days.stream().map(Day::in).reduce(BigInteger.ZERO, BigInteger::max);
        var least =
                days.stream()
                        .map(day -> day.out().add(day.back()).negate())
                        .reduce(BigInteger.ZERO, BigInteger::min);
        var scale = Scale.around(least, most, currency);
        var bars = new Bars(paper, scale, days, currency);
        return new DayBars(
                paper.width(),
                paper.height(),
                paper.right(),
                paper.datesY(),
                bars.y(BigInteger.ZERO),
                paper.lines(scale),
                bars.dates(),
                bars.in(),
                bars.out(),
                bars.back(),
                "Money by day from "
                        + days.getFirst().date()
                        + " to "
                        + days.getLast().date()
                        + " in "
                        + currency.code()
                        + "; the table has the same figures");
    }

    /** Where bars stand. */
    private record Bars(Paper paper, Scale scale, List<Day> days, Currency currency) {

        int y(BigInteger figure) {
            return Paper.TOP + scale.below(figure, paper.deep());
        }

        private int place(int number) {
            return Paper.LEFT + number * paper.broad() / days.size();
        }

        private int wide() {
            return Math.max(2, paper.broad() / days.size() * 3 / 5);
        }

        private int x(int number) {
            return place(number) + (paper.broad() / days.size() - wide()) / 2;
        }

        List<DateLabel> dates() {
            int each = Math.ceilDiv(days.size(), paper.days());
            var labels = new ArrayList<DateLabel>();
            for (int i = 0; i < days.size(); i += each) {
                labels.add(DateLabel.of(x(i) + wide() / 2, "middle", days.get(i).date()));
            }
            return labels;
        }

        private List<Mark> marks(Figure from, Figure to, Figure figure, String word) {
            var marks = new ArrayList<Mark>();
            for (int i = 0; i < days.size(); i++) {
                var day = days.get(i);
                if (figure.of(day).signum() > 0) {
                    int top = y(from.of(day));
                    String title =
                            day.date()
                                    + ": "
                                    + word
                                    + " "
                                    + Figures.amount(figure.of(day), currency)
                                    + " "
                                    + currency.code();
                    marks.add(new Mark(x(i), top, wide(), Math.max(1, y(to.of(day)) - top), title));
                }
            }
            return marks;
        }

        List<Mark> in() {
            return marks(Day::in, _ -> BigInteger.ZERO, Day::in, "in");
        }

        List<Mark> out() {
            return marks(_ -> BigInteger.ZERO, day -> day.out().negate(), Day::out, "out");
        }

        List<Mark> back() {
            return marks(
                    day -> day.out().negate(),
                    day -> day.out().add(day.back()).negate(),
                    Day::back,
                    "came back");
        }
    }

    /** One of the figures of a day. */
    private interface Figure {
        BigInteger of(Day day);
    }
}
