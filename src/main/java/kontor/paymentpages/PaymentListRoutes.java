package kontor.paymentpages;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.forms.Choice;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pageparts.ListAddress;
import kontor.pageparts.ListColumns;
import kontor.pageparts.OwnAccounts;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.payments.Payment;
import kontor.payments.PaymentStatus;
import kontor.payments.PaymentWithSteps;
import kontor.selections.PaymentFilter;
import kontor.selections.PaymentTotals;
import kontor.wire.PageRequest;

/** The list of one kind of payments, with filters that read as a sentence. */
public final class PaymentListRoutes<P extends Payment<P>> {

    private static final List<String> FILTERS =
            Stream.concat(PaymentFilter.NAMES.stream(), Stream.of("mandateId")).toList();

    private final Pages pages;
    private final Database database;
    private final OwnAccounts accounts;
    private final KindOfPayment<P> kind;

    /**
     * @param database for requests
     */
    public PaymentListRoutes(
            Pages pages, Database database, OwnAccounts accounts, KindOfPayment<P> kind) {
        this.pages = pages;
        this.database = database;
        this.accounts = accounts;
        this.kind = kind;
    }

    /**
     * What the page shows.
     *
     * @param one the kind in a sentence
     * @param pick what a chosen one's id stands behind, in the form
     * @param filter as it was asked for, for the form
     * @param older the address of the next page; empty on the last
     * @param first whether this is the first page
     */
    public record View(
            String one,
            String path,
            String otherSide,
            String pick,
            ListAddress filter,
            ListColumns columns,
            List<Choice> statuses,
            List<Choice> accounts,
            List<PaymentRow> rows,
            List<Total> totals,
            String older,
            boolean first,
            boolean mayCreate,
            boolean mayDecide) {

        /** The chosen days, as a person says them. */
        public String dates() {
            String from = filter.value("date[gte]");
            String to = filter.value("date[lte]");
            if (from.isEmpty() && to.isEmpty()) {
                return "any day";
            }
            return (from + " " + (to.isEmpty() ? "or later" : "to " + to)).strip();
        }

        /** What no chip shows, and the form keeps. */
        public Map<String, String> kept() {
            return filter.besides("date[gte]", "date[lte]", "status", "accountId", "query");
        }
    }

    /**
     * What all that the filters find is together.
     *
     * @param atLeast whether there is more than was counted
     */
    public record Total(String count, String sum, String currency, boolean atLeast) {}

    public void register(Routes routes) {
        routes.add(pages.route(kind.path(), kind.read()).filters(FILTERS).by(this::list));
    }

    private Answer list(Call call) {
        var filter = filter(call);
        var page = call.page();
        var zone = accounts.zone(call.caller());
        var view =
                database.read(
                        call.caller().organization(), tx -> view(tx, call, filter, page, zone));
        var frame =
                pages.frame(
                        call,
                        kind.section(),
                        kind.section().label(),
                        new Frame.Crumb("Payments", kind.path()));
        return pages.show(frame, "payments/list.jte", view);
    }

    private View view(Tx tx, Call call, PaymentFilter filter, PageRequest page, ZoneId zone) {
        var caller = call.caller();
        var address = ListAddress.of(kind.path(), call.query(), FILTERS);
        var found = kind.payments().list(tx, caller, filter, page);
        return new View(
                kind.one(),
                kind.path(),
                kind.otherSide(),
                kind.type().name(),
                address,
                ListColumns.of(ListColumns.Kind.at(kind.path()), call.header("Cookie")),
                statuses(),
                accounts.choices(tx, caller),
                rows(found.items(), zone),
                totals(kind.payments().totals(tx, caller, filter)),
                address.page(call.nextToken(found)),
                page.after().isEmpty(),
                caller.may(kind.create()),
                caller.may(kind.decide()));
    }

    private List<PaymentRow> rows(List<PaymentWithSteps<P>> items, ZoneId zone) {
        return items.stream().map(one -> PaymentRow.of(kind, one, zone)).toList();
    }

    private static List<Total> totals(PaymentTotals found) {
        return found.totals().stream()
                .map(
                        one ->
                                new Total(
                                        Figures.count(one.count()),
                                        Figures.amount(one.sum(), one.currency()),
                                        one.currency().code(),
                                        !found.complete()))
                .toList();
    }

    private static List<Choice> statuses() {
        return Arrays.stream(PaymentStatus.values())
                .map(status -> new Choice(status.name(), Figures.word(status.name())))
                .toList();
    }

    private static PaymentFilter filter(Call call) {
        var query = call.query();
        return PaymentFilter.parse(
                query,
                query.manyOf("status", PaymentStatus.class).stream().map(Enum::name).toList(),
                query.text("scheme"));
    }
}
