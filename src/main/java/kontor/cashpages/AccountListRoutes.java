package kontor.cashpages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import kontor.accounts.Account;
import kontor.accounts.AccountFilter;
import kontor.accounts.AccountStatus;
import kontor.accounts.Accounts;
import kontor.accounts.Balance;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pageparts.ListAddress;
import kontor.pageparts.ListColumns;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.pages.State;
import kontor.pages.State.Shape;
import kontor.reporting.StatementGap;
import kontor.wire.Page;

/** The list of own accounts, each with its balance and as of when. */
public final class AccountListRoutes {

    static final String ALL = "/accounts";

    private final Pages pages;
    private final CashDoors doors;

    public AccountListRoutes(Pages pages, CashDoors doors) {
        this.pages = pages;
        this.doors = doors;
    }

    public void register(Routes routes) {
        routes.add(pages.route(ALL, Accounts.READ).by(this::list));
    }

    /**
     * An account in the list.
     *
     * @param balance absent where no statement told one, or the role may not read it
     * @param asOf the day that the balance closes
     */
    public record Row(
            String path,
            String name,
            String number,
            State state,
            Optional<Money> balance,
            String asOf) {}

    /**
     * What the list shows.
     *
     * @param totals of the page, one a currency; empty where the page is not the whole list
     */
    public record View(
            List<Row> rows,
            List<Money> totals,
            String older,
            boolean first,
            ListAddress address,
            ListColumns columns) {}

    private Answer list(Call call) {
        var caller = call.caller();
        var page = call.page();
        var view =
                doors.database()
                        .read(
                                caller.organization(),
                                tx -> {
                                    var found =
                                            doors.accounts()
                                                    .list(tx, caller, AccountFilter.ALL, page);
                                    return view(tx, call, found);
                                });
        return pages.show(
                pages.frame(call, Section.ACCOUNTS, "Accounts"), "cashpages/accounts.jte", view);
    }

    private View view(Tx tx, Call call, Page<Account> found) {
        var booked = doors.booked(tx, call.caller(), Optional.empty());
        var rows = found.items().stream().map(one -> row(one, booked)).toList();
        String token = call.nextToken(found);
        boolean first = call.page().after().isEmpty();
        var address = new ListAddress(ALL, Map.of());
        return new View(
                rows,
                first && token.isEmpty() ? totals(rows) : List.of(),
                address.page(token),
                first,
                address,
                ListColumns.of(ListColumns.Kind.ACCOUNTS, call.header("Cookie")));
    }

    private static Row row(Account account, Map<UUID, Balance> booked) {
        var balance = Optional.ofNullable(booked.get(account.id()));
        return new Row(
                ALL + "/" + account.id(),
                CashDoors.name(account),
                Figures.iban(account.identifiers().getFirst().number()),
                state(account),
                balance.map(Balance::amount),
                balance.map(one -> one.localDate().toString()).orElse("no statement yet"));
    }

    static State state(Account account) {
        long gaps = account.reporting().gaps().stream().filter(one -> !one.isNote()).count();
        if (gaps > 0) {
            return State.of(Shape.ASKS, account.status().name())
                    .with(gaps == 1 ? "1 gap between statements" : gaps + " gaps");
        }
        var shape = account.status() == AccountStatus.ACTIVE ? Shape.FULL : Shape.ENDED;
        return State.of(shape, account.status().name())
                .with(
                        account.reporting().gaps().stream().anyMatch(StatementGap::isNote)
                                ? "a note"
                                : "");
    }

    private static List<Money> totals(List<Row> rows) {
        var totals = new TreeMap<String, Money>();
        rows.stream()
                .flatMap(row -> row.balance().stream())
                .forEach(one -> totals.merge(one.currency().code(), one, Money::plus));
        return List.copyOf(totals.values());
    }
}
