package kontor.cashpages;

import java.math.BigInteger;
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
import kontor.charts.StepLine;
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
import kontor.reporting.StatementGap;
import kontor.statements.EndOfDaySummaries;
import kontor.statements.EndOfDaySummary;
import kontor.transactions.Transactions;
import kontor.wire.DateRange;

/** One own account: its balance over time, what statements prove, what is open about it. */
public final class AccountPageRoutes {

    private static final int CASES = 10;

    private final Pages pages;
    private final CashDoors doors;

    public AccountPageRoutes(Pages pages, CashDoors doors) {
        this.pages = pages;
        this.doors = doors;
    }

    public void register(Routes routes) {
        routes.add(
                pages.route(AccountListRoutes.ALL + "/{id}", Accounts.READ)
                        .filters(DayRange.NAMES)
                        .by(this::one));
    }

    /** An open case. */
    public record CaseLine(String path, String summary, String since) {}

    /**
     * What the page shows.
     *
     * @param balance absent where no statement told one, or the role may not read it
     * @param asOf the day that the balance closes, in words
     * @param steps the picture; absent without days
     * @param range the days that are drawn and listed
     * @param gaps what statements leave open, in sentences
     */
    public record View(
            UUID id,
            String name,
            Optional<Money> balance,
            String asOf,
            State state,
            Optional<StepLine.Both> steps,
            List<Proofs.Day> days,
            DayRange range,
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
        var range = DayRange.parse(call.query());
        var view = doors.database().read(caller.organization(), tx -> view(tx, caller, id, range));
        var frame =
                pages.frame(
                        call,
                        Section.ACCOUNTS,
                        view.name,
                        new Frame.Crumb("Accounts", AccountListRoutes.ALL));
        return pages.show(frame, "cashpages/account.jte", view);
    }

    private View view(Tx tx, Caller caller, UUID id, DayRange range) {
        var account = ErrorAnswers.orThrow(doors.accounts().find(tx, caller, id));
        var balance = Optional.ofNullable(doors.booked(tx, caller, Optional.of(id)).get(id));
        var days = days(tx, caller, id, range);
        var shown = range.of(days);
        return new View(
                id,
                CashDoors.name(account),
                balance.map(Balance::amount),
                balance.map(one -> Figures.weekday(one.localDate())).orElse(""),
                AccountListRoutes.state(account),
                picture(shown, account),
                Proofs.of(shown, days),
                range,
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
    private List<EndOfDaySummary> days(Tx tx, Caller caller, UUID account, DayRange range) {
        if (!caller.may(EndOfDaySummaries.READ)) {
            return List.of();
        }
        // One more than is shown: the last of them opens as it closed.
        var until = new DateRange(Optional.empty(), range.to());
        return ErrorAnswers.orThrow(
                        doors.summaries()
                                .list(
                                        tx,
                                        caller,
                                        account,
                                        until,
                                        CashDoors.first(range.most() + 1)))
                .items();
    }

    private static Optional<StepLine.Both> picture(List<EndOfDaySummary> shown, Account account) {
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        var points =
                shown.reversed().stream()
                        .map(
                                day ->
                                        new StepLine.Point(
                                                day.date(), BigInteger.valueOf(day.closingMinor())))
                        .toList();
        return Optional.of(StepLine.of(points, shown.getFirst().date(), account.currency()));
    }

    private List<CaseLine> cases(Tx tx, Caller caller, UUID account) {
        if (!caller.may(Cases.READ)) {
            return List.of();
        }
        var filter =
                new CaseFilter(
                        List.of(OpenCase.State.OPEN), Optional.empty(), Optional.of(account));
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
