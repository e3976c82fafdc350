package kontor.cashpages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.Account;
import kontor.accounts.Accounts;
import kontor.accounts.Balance;
import kontor.cases.CaseFilter;
import kontor.cases.Cases;
import kontor.cases.OpenCase;
import kontor.core.Caller;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.pageparts.Moment;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.pages.State;
import kontor.pages.State.Shape;
import kontor.reporting.StatementGap;
import kontor.statements.EndOfDaySummaries;
import kontor.statements.EndOfDaySummary;
import kontor.transactions.Transactions;
import kontor.wire.DateRange;

/** One own account: its balance over time, what statements prove, what is open about it. */
public final class AccountPageRoutes {

    /** Days that are drawn and listed. */
    private static final int DAYS = 92;

    private static final int CASES = 10;

    private final Pages pages;
    private final CashDoors doors;

    public AccountPageRoutes(Pages pages, CashDoors doors) {
        this.pages = pages;
        this.doors = doors;
    }

    public void register(Routes routes) {
        routes.add(pages.route(AccountListRoutes.ALL + "/{id}", Accounts.READ).by(this::one));
    }

    /**
     * A day of which the bank's statement is booked.
     *
     * @param proof whether it opens as the day before closed, and its entries make its sum
     */
    public record Day(String date, long entries, Money opening, Money closing, State proof) {}

    /** An open case. */
    public record CaseLine(String path, String summary, String since) {}

    /**
     * What the page shows.
     *
     * @param balance absent where no statement told one, or the role may not read it
     * @param asOf the day that the balance closes, in words
     * @param steps the picture; absent without days
     * @param gaps what statements leave open, in sentences
     */
    public record View(
            UUID id,
            String name,
            Optional<Money> balance,
            String asOf,
            State state,
            Optional<BalanceSteps> steps,
            List<Day> days,
            List<String> gaps,
            List<CaseLine> cases,
            Map<String, String> facts,
            Map<String, String> metadata,
            List<Moment> moments,
            boolean mayReadDays,
            boolean mayReadTransactions) {}

    private Answer one(Call call) {
        var caller = call.caller();
        var id = call.id("id");
        var view = doors.database().read(caller.organization(), tx -> view(tx, caller, id));
        var frame =
                pages.frame(
                        call,
                        Section.ACCOUNTS,
                        view.name,
                        new Frame.Crumb("Accounts", AccountListRoutes.ALL));
        return pages.show(frame, "cashpages/account.jte", view);
    }

    private View view(Tx tx, Caller caller, UUID id) {
        var account = ErrorAnswers.orThrow(doors.accounts().find(tx, caller, id));
        var balance = Optional.ofNullable(doors.booked(tx, caller, Optional.of(id)).get(id));
        var days = days(tx, caller, id);
        return new View(
                id,
                CashDoors.name(account),
                balance.map(Balance::amount),
                balance.map(one -> Figures.weekday(one.localDate())).orElse(""),
                AccountListRoutes.state(account),
                days.isEmpty()
                        ? Optional.empty()
                        : Optional.of(BalanceSteps.of(days.reversed(), account.currency())),
                proven(days),
                account.reporting().gaps().stream().map(StatementGap::words).toList(),
                cases(tx, caller, id),
                facts(account),
                account.metadata(),
                moments(tx, caller, id),
                caller.may(EndOfDaySummaries.READ),
                caller.may(Transactions.READ));
    }

    private List<Moment> moments(Tx tx, Caller caller, UUID account) {
        return doors.moments()
                .of(
                        tx,
                        caller,
                        Accounts.KIND,
                        (_, limited, id) -> limited.accounts().allows(id),
                        account);
    }

    /** Newest first. */
    private List<EndOfDaySummary> days(Tx tx, Caller caller, UUID account) {
        if (!caller.may(EndOfDaySummaries.READ)) {
            return List.of();
        }
        var any = new DateRange(Optional.empty(), Optional.empty());
        return ErrorAnswers.orThrow(
                        doors.summaries().list(tx, caller, account, any, CashDoors.first(DAYS)))
                .items();
    }

    private static List<Day> proven(List<EndOfDaySummary> days) {
        var proven = new ArrayList<Day>();
        for (int i = 0; i < days.size(); i++) {
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

    private List<CaseLine> cases(Tx tx, Caller caller, UUID account) {
        if (!caller.may(Cases.READ)) {
            return List.of();
        }
        var filter =
                new CaseFilter(
                        Optional.of(OpenCase.State.OPEN), Optional.empty(), Optional.of(account));
        var zone = doors.moments().zone(caller);
        return doors.cases().list(tx, caller, filter, CashDoors.first(CASES)).items().stream()
                .map(
                        one ->
                                new CaseLine(
                                        "/cases/" + one.id(),
                                        one.summary(),
                                        Figures.moment(one.since(), zone)))
                .toList();
    }

    private static Map<String, String> facts(Account account) {
        var facts = new LinkedHashMap<String, String>();
        account.alias().ifPresent(text -> facts.put("alias", text));
        facts.put("name", account.name());
        account.identifiers()
                .forEach(one -> facts.put(one.type().name(), Figures.iban(one.number())));
        account.routing().forEach(one -> facts.put(one.type().name(), one.number()));
        facts.put("currency", account.currency().code() + ", market " + account.market());
        facts.put("zone", account.zone().getId());
        account.creditor()
                .sepaCreditorIdentifier()
                .ifPresent(text -> facts.put("sepaCreditorIdentifier", text));
        account.creditor()
                .autogiroCustomerNumber()
                .ifPresent(text -> facts.put("autogiroCustomerNumber", text));
        account.externalId().ifPresent(text -> facts.put("externalId", text));
        return facts;
    }
}
