package kontor.dashboard;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.accounts.Account;
import kontor.accounts.AccountFilter;
import kontor.accounts.Accounts;
import kontor.accounts.Balance;
import kontor.accounts.BalanceFilter;
import kontor.accounts.Balances;
import kontor.charts.DayBars;
import kontor.charts.StepLine;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.core.Maps;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.overviews.CashHistory;
import kontor.overviews.Overviews;
import kontor.pages.Figures;
import kontor.wire.PageRequest;

/** Makes what the first page shows of balances and flows. */
final class CashViews {

    /** Days of the line, and of the bars. */
    private static final int LINE = 90;

    private static final int BARS = 14;
    private static final int ROWS = 8;

    private static final BalanceFilter NEWEST =
            new BalanceFilter(Optional.empty(), Optional.of(Balance.Type.BOOKED), true);

    private final Accounts accounts;
    private final Balances balances;
    private final Overviews overviews;

    CashViews(Accounts accounts, Balances balances, Overviews overviews) {
        this.accounts = accounts;
        this.balances = balances;
        this.overviews = overviews;
    }

    /**
     * @param wanted the currency to look at; another where the caller has no balance in it
     */
    Optional<HomeCash> of(Tx tx, Caller caller, Optional<String> wanted, LocalDate today) {
        if (!caller.may(Balances.READ)) {
            return Optional.empty();
        }
        var byCurrency =
                newest(tx, caller).stream()
                        .collect(
                                Collectors.groupingBy(
                                        one -> one.amount().currency().code(),
                                        TreeMap::new,
                                        Collectors.toList()));
        if (byCurrency.isEmpty()) {
            return Optional.empty();
        }
        var from = today.minusDays(LINE - 1L);
        var histories = overviews.cash(tx, caller, from);
        String code =
                wanted.filter(byCurrency::containsKey)
                        .orElseGet(() -> busiest(byCurrency, histories));
        var history =
                histories.stream()
                        .filter(one -> one.currency().code().equals(code))
                        .findFirst()
                        .orElse(new CashHistory(Currency.known(code), BigInteger.ZERO, List.of()));
        var known = named(tx, caller);
        return Optional.of(view(byCurrency, code, history, known, new Days(from, today)));
    }

    private record Days(LocalDate from, LocalDate today) {}

    private List<Balance> newest(Tx tx, Caller caller) {
        var all = new ArrayList<Balance>();
        var after = Optional.<String>empty();
        do {
            var request = new PageRequest(PageRequest.MOST, after, "");
            var page =
                    balances.list(tx, caller, NEWEST, request).stream().findFirst().orElseThrow();
            all.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    private Map<UUID, Account> named(Tx tx, Caller caller) {
        var all = new PageRequest(PageRequest.MOST, Optional.empty(), "");
        return accounts.list(tx, caller, AccountFilter.ALL, all).items().stream()
                .collect(Collectors.toMap(Account::id, one -> one));
    }

    /** The currency that moved on most days; of several the one of most accounts. */
    private static String busiest(
            Map<String, List<Balance>> balances, List<CashHistory> histories) {
        var days =
                histories.stream()
                        .collect(
                                Collectors.toMap(
                                        one -> one.currency().code(), one -> one.days().size()));
        return balances.keySet().stream()
                .max(
                        Comparator.comparing((String code) -> days.getOrDefault(code, 0))
                                .thenComparingInt(code -> Maps.required(balances, code).size())
                                .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    private static HomeCash view(
            SortedMap<String, List<Balance>> byCurrency,
            String code,
            CashHistory history,
            Map<UUID, Account> known,
            Days days) {
        var own = Maps.required(byCurrency, code);
        var currency = history.currency();
        var total =
                own.stream()
                        .map(one -> BigInteger.valueOf(one.amount().amountMinor()))
                        .reduce(BigInteger.ZERO, BigInteger::add);
        var rows = rows(own, known);
        return new HomeCash(
                code,
                byCurrency.keySet().stream()
                        .map(one -> new HomeCash.Choice(one, "/?currency=" + one, one.equals(code)))
                        .toList(),
                Figures.amount(total, currency),
                asOf(own),
                Figures.weekday(newest(own)),
                signed(history.closing().subtract(history.before()), currency),
                line(history, days),
                flows(history, days.today),
                table(history),
                rows.subList(0, Math.min(ROWS, rows.size())),
                rows.size() > ROWS);
    }

    private static List<HomeCash.Row> rows(List<Balance> own, Map<UUID, Account> known) {
        return own.stream()
                .filter(one -> known.containsKey(one.accountId()))
                .sorted(
                        Comparator.comparing(
                                        Balance::amount,
                                        Comparator.comparingLong(Money::amountMinor))
                                .reversed())
                .map(
                        one -> {
                            var account = Maps.required(known, one.accountId());
                            return new HomeCash.Row(
                                    "/accounts/" + account.id(),
                                    account.alias().orElse(account.name()),
                                    Figures.iban(account.identifiers().getFirst().number()),
                                    one.localDate().toString(),
                                    one.amount());
                        })
                .toList();
    }

    private static LocalDate newest(List<Balance> own) {
        return own.stream().map(Balance::localDate).max(Comparator.naturalOrder()).orElseThrow();
    }

    private static String asOf(List<Balance> own) {
        var first =
                own.stream().map(Balance::localDate).min(Comparator.naturalOrder()).orElseThrow();
        var last = newest(own);
        String accounts = own.size() == 1 ? "1 account" : Figures.count(own.size()) + " accounts";
        return accounts
                + ", as of "
                + (first.equals(last)
                        ? Figures.weekday(last)
                        : first + " to " + last + ", each as of its last statement");
    }

    private static String signed(BigInteger minor, Currency currency) {
        return (minor.signum() > 0 ? "+" : "") + Figures.amount(minor, currency);
    }

    private static Optional<StepLine.Both> line(CashHistory history, Days days) {
        if (history.days().isEmpty()) {
            return Optional.empty();
        }
        var points = new ArrayList<StepLine.Point>();
        if (history.days().getFirst().date().isAfter(days.from)) {
            points.add(new StepLine.Point(days.from, history.before()));
        }
        history.days().forEach(day -> points.add(new StepLine.Point(day.date(), day.closing())));
        var last = history.days().getLast().date();
        return Optional.of(
                StepLine.of(
                        points, last.isAfter(days.today) ? last : days.today, history.currency()));
    }

    /** Each of the last days, also those on which nothing moved. */
    private static Optional<DayBars.Both> flows(CashHistory history, LocalDate today) {
        var moved =
                history.days().stream()
                        .collect(Collectors.toMap(CashHistory.Day::date, one -> one));
        var days = new ArrayList<DayBars.Day>();
        boolean any = false;
        for (int ago = BARS - 1; ago >= 0; ago--) {
            var date = today.minusDays(ago);
            var day = Optional.ofNullable(moved.get(date));
            any |= day.isPresent();
            days.add(
                    new DayBars.Day(
                            date,
                            day.map(CashHistory.Day::in).orElse(BigInteger.ZERO),
                            day.map(CashHistory.Day::out).orElse(BigInteger.ZERO),
                            day.map(CashHistory.Day::back).orElse(BigInteger.ZERO)));
        }
        return any ? Optional.of(DayBars.of(days, history.currency())) : Optional.empty();
    }

    private static List<HomeCash.Day> table(CashHistory history) {
        var currency = history.currency();
        return history.days().reversed().stream()
                .map(
                        one ->
                                new HomeCash.Day(
                                        one.date().toString(),
                                        Figures.amount(one.closing(), currency),
                                        Figures.amount(one.in(), currency),
                                        Figures.amount(one.out(), currency),
                                        Figures.amount(one.back(), currency)))
                .toList();
    }
}
