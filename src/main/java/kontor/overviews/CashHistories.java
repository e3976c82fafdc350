package kontor.overviews;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kontor.core.Currency;
import kontor.overviews.CashTable.Moved;
import kontor.overviews.CashTable.Returned;

/** Adds up what days moved to what accounts held after them. */
final class CashHistories {

    private CashHistories() {}

    /**
     * @param quiet what accounts hold that did not move, by currency
     */
    static List<CashHistory> of(
            List<Moved> moved, Map<Currency, BigInteger> quiet, List<Returned> returned) {
        var days = moved.stream().collect(Collectors.groupingBy(Moved::currency));
        quiet.keySet().forEach(currency -> days.putIfAbsent(currency, List.of()));
        var back = new HashMap<Currency, Map<LocalDate, BigInteger>>();
        returned.forEach(
                one ->
                        back.computeIfAbsent(one.currency(), _ -> new HashMap<>())
                                .put(one.date(), one.amount()));
        var histories = new TreeMap<String, CashHistory>();
        days.forEach(
                (currency, list) ->
                        histories.put(
                                currency.code(),
                                history(
                                        currency,
                                        quiet.getOrDefault(currency, BigInteger.ZERO),
                                        list,
                                        back.getOrDefault(currency, Map.of()))));
        return List.copyOf(histories.values());
    }

    private static CashHistory history(
            Currency currency,
            BigInteger quiet,
            List<Moved> list,
            Map<LocalDate, BigInteger> back) {
        // Accounts whose first day comes later held before it what it opened with.
        var before = list.stream().map(Moved::opened).reduce(quiet, BigInteger::add);
        var days = new ArrayList<CashHistory.Day>();
        var closing = before;
        for (var day : list) {
            closing = closing.add(day.moved());
            var returned = back.getOrDefault(day.date(), BigInteger.ZERO).min(day.debits());
            days.add(
                    new CashHistory.Day(
                            day.date(),
                            closing,
                            day.credits(),
                            day.debits().subtract(returned),
                            returned));
        }
        return new CashHistory(currency, before, days);
    }
}
