package kontor.dashboard;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import kontor.approvals.PaymentType;
import kontor.approvals.WaitingFilter;
import kontor.core.Caller;
import kontor.core.Money;
import kontor.core.Use;
import kontor.db.Database;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.iam.Organizations;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.pages.Viewer;
import kontor.waiting.Waiting;
import kontor.waiting.WaitingStep;
import kontor.wire.PageRequest;

/** The page that everybody comes to first: what waits for them. */
public final class HomeRoutes {

    private static final int MOST = 8;
    private static final WaitingFilter ALL =
            new WaitingFilter(Optional.empty(), Optional.empty(), true);

    private final Pages pages;
    private final Database database;
    private final Organizations organizations;
    private final Waiting waiting;

    /**
     * @param database for requests
     */
    public HomeRoutes(
            Pages pages, Database database, Organizations organizations, Waiting waiting) {
        this.pages = pages;
        this.database = database;
        this.organizations = organizations;
        this.waiting = waiting;
    }

    /**
     * What the page shows.
     *
     * @param waits the most urgent of what waits
     * @param more whether more waits
     * @param steps what can be done first, by a role that may
     */
    public record Home(String name, List<Item> waits, boolean more, List<Section> steps) {}

    /** A payment that waits. */
    public record Item(String path, String party, String until, String whyNot, Money amount) {}

    public void register(Routes routes) {
        routes.add(pages.route("/", Use.of()).by(this::home));
    }

    private Answer home(Call call) {
        var caller = call.caller();
        var first = new PageRequest(MOST, Optional.empty(), "");
        var found =
                database.read(
                        caller.organization(), tx -> waiting.byDeadline(tx, caller, ALL, first));
        var zone = zone(caller);
        var frame = pages.frame(call, Section.HOME, "Home");
        var view =
                new Home(
                        caller.name(),
                        found.items().stream().flatMap(one -> item(one, zone).stream()).toList(),
                        found.next().isPresent(),
                        frame.viewer().map(HomeRoutes::steps).orElse(List.of()));
        return pages.show(frame, "dashboard/home.jte", view);
    }

    private ZoneId zone(Caller caller) {
        return organizations.of(caller).zone();
    }

    private static List<Section> steps(Viewer viewer) {
        return viewer.sections().stream().filter(one -> one != Section.HOME).toList();
    }

    private static Optional<Item> item(WaitingStep one, ZoneId zone) {
        var section =
                one.step().type() == PaymentType.DIRECT_DEBIT
                        ? Section.DIRECT_DEBITS
                        : Section.CREDIT_TRANSFERS;
        return one.payment()
                .map(
                        payment ->
                                new Item(
                                        section.path() + "/" + one.step().paymentId(),
                                        payment.party(),
                                        Figures.moment(payment.deadline(), zone),
                                        one.whyNot().map(why -> why.message()).orElse(""),
                                        payment.amount()));
    }
}
