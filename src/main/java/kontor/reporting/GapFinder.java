package kontor.reporting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Finds what statements of an account leave open between them. Numbers count on from statement to
 * statement; banks begin anew with 1 each year, some each month. Statements may overlap, and come
 * in any order.
 */
final class GapFinder {

    private final List<ReportedStatement> statements;
    private final List<ReportedStatement> repeated;
    private final Predicate<ReportedStatement> inside;
    private final LongFunction<String> amounts;

    /**
     * @param statements in the order of their days and numbers
     * @param repeated numbers under which statements were told again
     * @param inside whether one opens between the entries of another one
     * @param amounts shows minor units as a decimal
     */
    GapFinder(
            List<ReportedStatement> statements,
            List<ReportedStatement> repeated,
            Predicate<ReportedStatement> inside,
            LongFunction<String> amounts) {
        this.statements = statements;
        this.repeated = repeated;
        this.inside = inside;
        this.amounts = amounts;
    }

    /** In the order of their days. */
    List<StatementGap> gaps() {
        var gaps = new ArrayList<StatementGap>();
        boolean legal = statements.stream().allMatch(one -> one.legal() > 0);
        gaps.addAll(numbers(legal ? ReportedStatement::legal : ReportedStatement::electronic));
        gaps.addAll(balances());
        gaps.sort(Comparator.comparing(StatementGap::date));
        return gaps;
    }

    /**
     * Numbers that no statement has. Where the balances connect all the same, nothing that was
     * booked is missing; and numbers that are made of the day leave nothing out.
     */
    private List<StatementGap> numbers(ToLongFunction<ReportedStatement> number) {
        var gaps = new ArrayList<StatementGap>();
        Optional<Numbered> before = Optional.empty();
        for (var year : byYear(number).values()) {
            long expected = before.map(last -> first(last.number, year.firstKey())).orElse(0L);
            for (var one : year.entrySet()) {
                var now = new Numbered(one.getKey(), one.getValue());
                if (before.isPresent() && now.number > expected && now.isNotBefore(before.get())) {
                    gap(before.get(), expected, now).ifPresent(gaps::add);
                }
                expected = now.number + 1;
                before = Optional.of(now);
            }
        }
        return gaps;
    }

    private record Numbered(long number, ReportedStatement statement) {

        LocalDate day() {
            return statement.last();
        }

        /** A higher number on an earlier day: numbers began anew in between. */
        boolean isNotBefore(Numbered other) {
            return !day().isBefore(other.day());
        }
    }

    private TreeMap<Integer, TreeMap<Long, ReportedStatement>> byYear(
            ToLongFunction<ReportedStatement> number) {
        var byYear = new TreeMap<Integer, TreeMap<Long, ReportedStatement>>();
        for (ReportedStatement one :
                Stream.concat(statements.stream(), repeated.stream()).toList()) {
            long its = number.applyAsLong(one);
            if (its > 0) {
                byYear.computeIfAbsent(one.last().getYear(), _ -> new TreeMap<>())
                        .putIfAbsent(its, one);
            }
        }
        return byYear;
    }

    private Optional<StatementGap> gap(Numbered before, long expected, Numbered now) {
        boolean connected = repeated.contains(now.statement) || isReached(now.statement);
        boolean dated =
                connected && DateNumbers.follow(before.number, before.day(), now.number, now.day());
        return dated
                ? Optional.empty()
                : Optional.of(
                        new StatementGap.Numbers(now.day(), expected, now.number - 1, connected));
    }

    /** What a year was to begin with: it goes on, or begins anew. */
    private static long first(long before, long its) {
        return its > before ? before + 1 : 1;
    }

    /**
     * Each statement that begins where no other one ends; but the first of those begins somewhere.
     * It need not be the first in the order: statements of one day may come without numbers.
     */
    private List<StatementGap> balances() {
        var gaps = new ArrayList<StatementGap>();
        boolean begun = false;
        for (int i = 0; i < statements.size(); i++) {
            var one = statements.get(i);
            if (isBeginning(one)) {
                begun = true;
            } else if (!isReached(one) && !begun && (i == 0 || isOfFirstDay(one))) {
                begun = true;
            } else if (!isReached(one)) {
                gaps.add(
                        new StatementGap.Balances(
                                one.last(),
                                amounts.apply(closingMinor(statements.subList(0, i))),
                                amounts.apply(one.openingMinor())));
            }
        }
        return gaps;
    }

    /** With what the last day of some statements ends; those of one day may stand in any order. */
    private static long closingMinor(List<ReportedStatement> some) {
        var day = some.stream().filter(one -> one.last().equals(some.getLast().last())).toList();
        return day.reversed().stream()
                .map(ReportedStatement::closingMinor)
                .filter(end -> day.stream().noneMatch(one -> one.openingMinor() == end))
                .findFirst()
                .orElse(some.getLast().closingMinor());
    }

    private boolean isOfFirstDay(ReportedStatement one) {
        return statements.stream().noneMatch(other -> other.first().isBefore(one.first()));
    }

    private boolean isReached(ReportedStatement one) {
        var others = statements.stream().filter(other -> !other.equals(one)).toList();
        return others.stream()
                        .filter(other -> !other.first().isAfter(one.last()))
                        .anyMatch(other -> other.reaches(one.openingMinor()))
                || others.stream().anyMatch(other -> other.sharesTheFirstDayOf(one))
                        && inside.test(one);
    }

    /** It tells the first days, and more of them than those before it in the order. */
    private boolean isBeginning(ReportedStatement one) {
        return statements.stream()
                .noneMatch(other -> !other.equals(one) && !other.first().isAfter(one.first()));
    }
}
