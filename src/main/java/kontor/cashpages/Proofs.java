package kontor.cashpages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.core.Money;
import kontor.pages.Figures;
import kontor.pages.State;
import kontor.pages.State.Shape;
import kontor.statements.EndOfDaySummary;

/** Whether each day of an account opens as the one before closed, and adds up. */
public final class Proofs {

    private Proofs() {}

    /**
     * A day of which the bank's statement is booked.
     *
     * @param proof whether it opens as the day before closed, and its entries make its sum
     */
    public record Day(String date, long entries, Money opening, Money closing, State proof) {}

    /**
     * @param shown the days to speak of, newest first
     * @param days the same, and where there is one the day before them
     */
    static List<Day> of(List<EndOfDaySummary> shown, List<EndOfDaySummary> days) {
        var proven = new ArrayList<Day>();
        int first = shown.isEmpty() ? 0 : days.indexOf(shown.getFirst());
        for (int i = first; i < first + shown.size(); i++) {
            var day = days.get(i);
            var before =
                    i + 1 < days.size()
                            ? Optional.of(days.get(i + 1))
                            : Optional.<EndOfDaySummary>empty();
            proven.add(
                    new Day(
                            day.date().toString(),
                            day.sum().entries(),
                            new Money(day.openingMinor(), day.currency()),
                            new Money(day.closingMinor(), day.currency()),
                            proof(day, before)));
        }
        return proven;
    }

    private static State proof(EndOfDaySummary day, Optional<EndOfDaySummary> before) {
        long moved = Math.subtractExact(day.sum().creditsMinor(), day.sum().debitsMinor());
        long unexplained =
                Math.subtractExact(day.closingMinor(), Math.addExact(day.openingMinor(), moved));
        if (unexplained != 0) {
            return new State(Shape.ASKS, "Does not add up", unexplained(unexplained, day));
        }
        long gap =
                before.map(one -> Math.subtractExact(day.openingMinor(), one.closingMinor()))
                        .orElse(0L);
        return gap == 0
                ? new State(Shape.FULL, "Adds up", "")
                : new State(Shape.ASKS, "Gap before it", unexplained(gap, day));
    }

    private static String unexplained(long minor, EndOfDaySummary day) {
        return Figures.signed(new Money(minor, day.currency()))
                + " "
                + day.currency().code()
                + " unexplained";
    }
}
