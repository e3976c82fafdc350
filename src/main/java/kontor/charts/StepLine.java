package kontor.charts;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kontor.core.Currency;
import kontor.pages.Figures;

/**
 * A balance over days, drawn as steps: it holds until the next day says otherwise.
 *
 * @param line the path of the steps, and {@code area} that of what is under them
 * @param marks one for each day that changed it
 */
public record StepLine(
        int width,
        int height,
        int right,
        int bottom,
        int datesY,
        List<Line> lines,
        List<DateLabel> dates,
        String line,
        String area,
        List<Mark> marks,
        String description) {

    /** The balance with which a day closed, in minor units. */
    public record Point(LocalDate date, BigInteger closing) {}

    /** The same balance on two sizes of paper. */
    public record Both(StepLine wide, StepLine slim) {}

    /**
     * @param points oldest first, at least one, none after {@code to}
     * @param to the last day that is drawn
     */
    public static Both of(List<Point> points, LocalDate to, Currency currency) {
        return new Both(on(Paper.WIDE, points, to, currency), on(Paper.SLIM, points, to, currency));
    }

    private static StepLine on(Paper paper, List<Point> points, LocalDate to, Currency currency) {
        var least = points.stream().map(Point::closing).reduce(BigInteger::min).orElseThrow();
        var most = points.stream().map(Point::closing).reduce(BigInteger::max).orElseThrow();
        var scale = Scale.around(least, most, currency);
        var days = new Days(points.getFirst().date(), to, paper);
        var marks = marks(points, days, currency);
        var line = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            var mark = marks.get(i);
            int y = Paper.TOP + scale.below(points.get(i).closing(), paper.deep());
            line.append(i == 0 ? "M" + mark.x() + " " + y : "V" + y);
            line.append('H').append(mark.x() + mark.width());
        }
        return new StepLine(
                paper.width(),
                paper.height(),
                paper.right(),
                paper.bottom(),
                paper.datesY(),
                paper.lines(scale),
                days.labels(),
                line.toString(),
                line + "V" + paper.bottom() + "H" + Paper.LEFT + "Z",
                marks,
                description(points, to, currency));
    }

    private static List<Mark> marks(List<Point> points, Days days, Currency currency) {
        var paper = days.paper;
        var marks = new ArrayList<Mark>();
        for (int i = 0; i < points.size(); i++) {
            var point = points.get(i);
            int x = days.x(point.date());
            int end = i + 1 < points.size() ? days.x(points.get(i + 1).date()) : paper.right();
            String title = point.date() + ": " + words(point.closing(), currency);
            marks.add(new Mark(x, Paper.TOP, end - x, paper.deep(), title));
        }
        return marks;
    }

    private static String description(List<Point> points, LocalDate to, Currency currency) {
        return "Booked balance from "
                + points.getFirst().date()
                + ", "
                + words(points.getFirst().closing(), currency)
                + ", to "
                + to
                + ", "
                + words(points.getLast().closing(), currency)
                + "; the table has the same figures";
    }

    private static String words(BigInteger minor, Currency currency) {
        return Figures.amount(minor, currency) + " " + currency.code();
    }

    /** Where days stand. */
    private record Days(LocalDate from, LocalDate to, Paper paper) {

        int x(LocalDate date) {
            long span = to.toEpochDay() - from.toEpochDay() + 1;
            long day = date.toEpochDay() - from.toEpochDay();
            return (int) (Paper.LEFT + day * paper.broad() / span);
        }

        List<DateLabel> labels() {
            var labels = new ArrayList<DateLabel>();
            labels.add(DateLabel.of(Paper.LEFT, "start", from));
            long span = to.toEpochDay() - from.toEpochDay();
            int between = (int) Math.min(paper.dates() - 2L, span / 3);
            for (int i = 1; i <= between; i++) {
                var date = from.plusDays(span * i / (between + 1));
                labels.add(DateLabel.of(x(date), "middle", date));
            }
            if (span > 0) {
                labels.add(DateLabel.of(paper.right(), "end", to));
            }
            return labels;
        }
    }
}
