package kontor.reporting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.db.Tx;

/** The door to the gaps between statements. */
public final class StatementGaps {

    /** Gaps further away are not touched by a statement. */
    private static final int DAYS = 120;

    private final GapTable table = new GapTable();

    /** A statement was told again, under other numbers; they are not missing. */
    public void repeated(Tx tx, UUID account, LocalDate asOf, long legal, long electronic) {
        if (legal > 0 || electronic > 0) {
            table.repeat(tx, account, asOf, legal, electronic);
        }
    }

    /**
     * The gaps of an account after one of its statements was booked or told again.
     *
     * @param day that of the statement
     * @param before the gaps that were known
     */
    public List<StatementGap> after(
            Tx tx, UUID account, LocalDate day, List<StatementGap> before, Currency currency) {
        var from = day.minusDays(DAYS);
        var to = day.plusDays(DAYS);
        var booked = table.booked(tx, account, from, to);
        if (booked.isEmpty()) {
            return before;
        }
        var first = booked.getFirst().last();
        var all = new ArrayList<StatementGap>();
        // What lies before the first of them is not seen from here.
        before.stream()
                .filter(one -> one.date().isBefore(first) || one.date().isAfter(to))
                .forEach(all::add);
        var repeated = table.repeated(tx, account, from, to);
        var finder =
                new GapFinder(
                        booked,
                        repeated,
                        one -> table.opensInsideAnother(tx, account, one),
                        minor -> new Money(minor, currency).plain());
        all.addAll(finder.gaps());
        all.sort(Comparator.comparing(StatementGap::date));
        return all;
    }
}
