package kontor.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.iso20022.Balance;
import kontor.reporting.StatementGap;
import kontor.statements.NewStatement;
import kontor.statements.StatementFiles;

/**
 * What statements of one account would leave open between them and those that were read before, in
 * words: they are booked all the same, and {@link kontor.reporting} looks for the gap once more
 * when they are.
 */
final class ForeseenGaps {

    private static final int MOST = 10;

    private final StatementFiles files;

    ForeseenGaps(StatementFiles files) {
        this.files = files;
    }

    private static List<NewStatement> inOrder(List<NewStatement> some) {
        return some.stream()
                .filter(one -> one.asOf().isPresent() && one.opening().isPresent())
                .filter(one -> one.closing().isPresent())
                .sorted(Comparator.comparing(ForeseenGaps::day))
                .toList();
    }

    /** The first ten of them: whoever brings a thousand that do not join has one thing to mend. */
    List<String> of(Tx tx, UUID account, List<NewStatement> all) {
        var told = inOrder(all);
        var gaps = new ArrayList<String>();
        var byDay = new LinkedHashMap<LocalDate, List<NewStatement>>();
        told.forEach(one -> byDay.computeIfAbsent(day(one), _ -> new ArrayList<>()).add(one));
        List<NewStatement> before = List.of();
        for (var ofDay : byDay.values()) {
            var closings = new Closings(before, ofDay);
            for (NewStatement one : ofDay) {
                if (gaps.size() < MOST) {
                    closings.gap(tx, account, one).ifPresent(gaps::add);
                }
            }
            before = ofDay;
        }
        if (!told.isEmpty() && gaps.size() < MOST && !files.isRead(tx, told.getLast())) {
            behind(tx, account, told.getLast()).ifPresent(gaps::add);
        }
        return gaps;
    }

    /**
     * What statements of one day may open with: what others of that day close with, which may stand
     * in any order, or those of the day before, in the file or read earlier.
     */
    private final class Closings {

        private final Map<Long, Long> count;
        private Optional<Long> last;

        Closings(List<NewStatement> before, List<NewStatement> ofDay) {
            count =
                    Stream.concat(before.stream(), ofDay.stream())
                            .collect(
                                    Collectors.groupingBy(Closings::closed, Collectors.counting()));
            last = before.isEmpty() ? Optional.empty() : Optional.of(closed(before.getLast()));
        }

        private static long closed(NewStatement one) {
            return minor(one.closing());
        }

        /** Its own closing leads to others only. Of one that was read before it was told then. */
        Optional<String> gap(Tx tx, UUID account, NewStatement now) {
            long opening = minor(now.opening());
            long own = closed(now) == opening ? 1 : 0;
            var nearest = last;
            last = Optional.of(closed(now));
            if (count.getOrDefault(opening, 0L) > own || files.isRead(tx, now)) {
                return Optional.empty();
            }
            var read = files.closingsBefore(tx, account, day(now));
            return read.contains(opening)
                    ? Optional.empty()
                    : nearest.or(() -> read.stream().findFirst())
                            .map(one -> words(day(now), now.currency(), one, opening));
        }
    }

    private Optional<String> behind(Tx tx, UUID account, NewStatement last) {
        long closing = minor(last.closing());
        var next = files.next(tx, account, day(last));
        var openings = next.stream().flatMap(one -> one.openingMinor().stream()).toList();
        return openings.isEmpty() || openings.contains(closing)
                ? Optional.empty()
                : Optional.of(
                        words(
                                next.getFirst().asOf(),
                                last.currency(),
                                closing,
                                openings.getFirst()));
    }

    private static String words(LocalDate day, Currency currency, long closing, long opening) {
        return new StatementGap.Balances(
                        day,
                        new Money(closing, currency).plain(),
                        new Money(opening, currency).plain())
                .words();
    }

    private static LocalDate day(NewStatement one) {
        return one.asOf().orElseThrow();
    }

    private static long minor(Optional<Balance> balance) {
        return balance.orElseThrow().amount().amountMinor();
    }
}
