package kontor.dashboard;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kontor.accounts.Accounts;
import kontor.accounts.Balances;
import kontor.approvals.PaymentType;
import kontor.approvals.WaitingFilter;
import kontor.core.Caller;
import kontor.core.Use;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.iam.Organization;
import kontor.iam.Organizations;
import kontor.overviews.Leaving;
import kontor.overviews.Outcomes;
import kontor.overviews.Overviews;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.statements.EndOfDaySummaries;
import kontor.waiting.Waiting;
import kontor.waiting.WaitingStep;
import kontor.wire.PageRequest;

/** The page that everybody comes to first: where things stand, and what waits. */
public final class HomeRoutes {

    private static final int URGENT = 5;
    private static final int DEADLINES = 6;
    private static final int SILENT = 5;

    /** Days ahead in which deadlines are looked for, and days back in which payments ended. */
    private static final int AHEAD = 7;

    private static final int BACK = 30;

    private static final PageRequest SOME = new PageRequest(URGENT * 3, Optional.empty(), "");

    private final Pages pages;
    private final Doors doors;
    private final CashViews cash;
    private final Predicate<String> served;

    /**
     * What this page asks.
     *
     * @param database for requests
     */
    public record Doors(
            Database database,
            Organizations organizations,
            Accounts accounts,
            Balances balances,
            Waiting waiting,
            Overviews overviews) {}

    /**
     * @param served whether there is a page at a path
     */
    public HomeRoutes(Pages pages, Doors doors, Predicate<String> served) {
        this.pages = pages;
        this.doors = doors;
        this.served = served;
        this.cash = new CashViews(doors.accounts, doors.balances, doors.overviews);
    }

    public void register(Routes routes) {
        routes.add(pages.route("/", Use.of()).filters("currency").by(this::home));
    }

    private Answer home(Call call) {
        var caller = call.caller();
        var currency = call.query().text("currency");
        var view = doors.database.read(caller.organization(), tx -> view(tx, caller, currency));
        return pages.show(pages.frame(call, Section.HOME, "Home"), "dashboard/home.jte", view);
    }

    private Home view(Tx tx, Caller caller, Optional<String> currency) {
        var organization = doors.organizations.of(tx, caller);
        var zone = organization.zone();
        var overviews = doors.overviews;
        var toDo = overviews.toDo(tx, caller);
        var silences = overviews.silences(tx, caller);
        var cashView = cash.of(tx, caller, currency, tx.today(zone));
        var begin = new FirstSteps(caller, served);
        return new Home(
                Figures.weekday(tx.today(zone)),
                HomeWords.news(cashView.map(HomeCash::newest), silences.size()),
                begin.actions(),
                begin.steps(overviews.begun(tx, caller), organization.sandbox()),
                cashView,
                HomeWords.waits(toDo, zone, caller, served),
                toDo.approvals() > 0 ? urgent(tx, caller, zone) : List.of(),
                zone.getId(),
                deadlines(tx, caller),
                silences.stream().limit(SILENT).map(HomeWords::silent).toList(),
                Math.max(0, silences.size() - SILENT),
                caller.may(EndOfDaySummaries.READ),
                outcomes(tx, caller, organization));
    }

    /** The earliest deadline first, of what the person may decide. */
    private List<Home.Item> urgent(Tx tx, Caller caller, ZoneId zone) {
        var mine = new WaitingFilter(Optional.empty(), Optional.of(caller.roleId()), true);
        return doors.waiting.byDeadline(tx, caller, mine, SOME).items().stream()
                .filter(one -> one.whyNot().isEmpty())
                .flatMap(one -> item(one, zone).stream())
                .limit(URGENT)
                .toList();
    }

    private static Optional<Home.Item> item(WaitingStep one, ZoneId zone) {
        String all =
                one.step().type() == PaymentType.DIRECT_DEBIT
                        ? Section.DIRECT_DEBITS.path()
                        : Section.CREDIT_TRANSFERS.path();
        return one.payment()
                .map(
                        payment ->
                                new Home.Item(
                                        all + "/" + one.step().paymentId(),
                                        payment.party(),
                                        Figures.moment(payment.deadline(), zone),
                                        payment.amount()));
    }

    private List<Home.Deadline> deadlines(Tx tx, Caller caller) {
        Instant now = tx.bankNow();
        var leaving = doors.overviews.leaving(tx, caller, AHEAD);
        // What somebody waits for is not crowded out by what is only possible.
        return Stream.concat(
                        leaving.stream().filter(one -> !one.isEmpty()),
                        leaving.stream().filter(Leaving::isEmpty))
                .limit(DEADLINES)
                .sorted(Comparator.comparing(Leaving::deadline))
                .map(one -> HomeWords.deadline(one, now))
                .toList();
    }

    private List<Home.Outcome> outcomes(Tx tx, Caller caller, Organization organization) {
        var zone = organization.zone();
        return List.of(PaymentType.DIRECT_DEBIT, PaymentType.CREDIT_TRANSFER).stream()
                .flatMap(
                        type ->
                                doors
                                        .overviews
                                        .outcomes(tx, caller, type, tx.today(zone), BACK)
                                        .stream())
                .filter(one -> one.all() > 0)
                .map((Outcomes one) -> OutcomeWords.of(one, zone))
                .toList();
    }
}
