package kontor.dashboard;

import java.util.List;
import java.util.Optional;
import kontor.charts.DayBars;
import kontor.charts.StepLine;
import kontor.core.Money;

/**
 * Balances and flows in one currency.
 *
 * @param code of the currency
 * @param choices the currencies that there are
 * @param total of all accounts, {@code asOf} the days of their statements, {@code newest} the last
 * @param change since the picture begins, with its sign
 * @param line absent where no day is booked
 * @param flows absent where nothing moved in the last days
 * @param days what the pictures show, newest first
 */
public record HomeCash(
        String code,
        List<Choice> choices,
        String total,
        String asOf,
        String newest,
        String change,
        Optional<StepLine.Both> line,
        Optional<DayBars.Both> flows,
        List<Day> days,
        List<Row> accounts,
        boolean more) {

    /** A currency to look at. */
    public record Choice(String code, String path, boolean current) {}

    /** A day in figures. */
    public record Day(String date, String closing, String in, String out, String back) {}

    /** An account. */
    public record Row(String path, String name, String number, String asOf, Money booked) {}

    public HomeCash {
        choices = List.copyOf(choices);
        days = List.copyOf(days);
        accounts = List.copyOf(accounts);
    }
}
