package kontor.paymentpages;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kontor.accounts.Account;
import kontor.accounts.AccountFilter;
import kontor.accounts.Accounts;
import kontor.core.Caller;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.forms.Choice;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.iam.Organizations;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
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
    private final Parts parts;
    private final KindOfPayment<P> kind;

    /** Doors that both kinds ask. */
    public record Parts(Accounts accounts, Organizations organizations) {

        /** Banking time is told in the zone of the organization. */
        ZoneId zone(Caller caller) {
            return organizations
                    .find(caller.organization())
                    .map(one -> one.zone())
                    .orElseThrow(() -> new IllegalStateException("no organization"));
        }

        /** Own accounts that the caller sees, to choose from. */
        List<Choice> choices(Tx tx, Caller caller) {
            if (!caller.may(Accounts.READ)) {
                return List.of();
            }
            var page = new PageRequest(PageRequest.MOST, Optional.empty(), "");
            return accounts.list(tx, caller, AccountFilter.ALL, page).items().stream()
                    .map(Parts::choice)
                    .toList();
        }

        private static Choice choice(Account account) {
            String iban =
                    account.identifiers().stream()
                            .map(one -> Figures.iban(one.number()))
                            .findFirst()
                            .orElse("");
            return new Choice(
                    account.id().toString(),
                    (account.name() + ", " + account.currency().code() + " " + iban).strip());
        }
    }

    /**
     * @param database for requests
     */
    public PaymentListRoutes(Pages pages, Database database, Parts parts, KindOfPayment<P> kind) {
        this.pages = pages;
        this.database = database;
        this.parts = parts;
        this.kind = kind;
    }

    /**
     * What the page shows.
     *
     * @param one the kind in a sentence
     * @param filter as it was asked for, for the form
     * @param older the address of the next page; empty on the last
     * @param first whether this is the first page
     */
    public record View(
            String one,
            String path,
            String otherSide,
            Asked filter,
            List<Choice> statuses,
            List<Choice> accounts,
            List<PaymentRow> rows,
            List<Total> totals,
            String older,
            boolean first,
            boolean mayCreate,
            boolean mayDecide) {

        public boolean isFiltered() {
            return filter.isAnything();
        }
    }

    /**
     * What all that the filters find is together.
     *
     * @param atLeast whether there is more than was counted
     */
    public record Total(String count, String sum, String currency, boolean atLeast) {}

    /** What the address says, by the names of the API. */
    public record Asked(Map<String, String> values) {

        private static final List<String> NAMES =
                List.of(
                        "date[gte]",
                        "date[lte]",
                        "status",
                        "accountId",
                        "scheme",
                        "batchId",
                        "counterpartyId",
                        "mandateId",
                        "amount[gte]",
                        "amount[lte]",
                        "currency",
                        "query");

        static Asked of(Call call) {
            var values = new LinkedHashMap<String, String>();
            for (String name : NAMES) {
                call.query()
                        .text(name)
                        .filter(text -> !text.isBlank())
                        .ifPresent(text -> values.put(name, text));
            }
            return new Asked(values);
        }

        public String value(String name) {
            return values.getOrDefault(name, "");
        }

        public boolean has(String name) {
            return values.containsKey(name);
        }

        /** The days in words. */
        public String dates() {
            if (!has("date[gte]") && !has("date[lte]")) {
                return "any day";
            }
            String from = has("date[gte]") ? value("date[gte]") + " " : "";
            return (from + (has("date[lte]") ? "to " + value("date[lte]") : "or later")).strip();
        }

        /** What no chip shows, and the form keeps. */
        public List<String> hidden() {
            return Stream.of(
                            "scheme",
                            "batchId",
                            "counterpartyId",
                            "mandateId",
                            "amount[gte]",
                            "amount[lte]",
                            "currency")
                    .filter(this::has)
                    .toList();
        }

        boolean isAnything() {
            return !values.isEmpty();
        }

        /** The same as a query behind the path, with the token of another page. */
        String address(String path, String token) {
            var pairs = new ArrayList<String>();
            values.forEach((name, value) -> pairs.add(pair(name, value)));
            pairs.add(pair("token", token));
            return path + "?" + String.join("&", pairs);
        }

        private static String pair(String name, String value) {
            return Figures.inAddress(name) + "=" + Figures.inAddress(value);
        }
    }

    public void register(Routes routes) {
        routes.add(pages.route(kind.path(), kind.read()).filters(FILTERS).by(this::list));
    }

    private Answer list(Call call) {
        var filter = filter(call);
        var page = call.page();
        var zone = parts.zone(call.caller());
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
        var asked = Asked.of(call);
        var found = kind.payments().list(tx, caller, filter, page);
        String token = call.nextToken(found);
        return new View(
                kind.one(),
                kind.path(),
                kind.otherSide(),
                asked,
                statuses(),
                parts.choices(tx, caller),
                rows(found.items(), zone),
                totals(kind.payments().totals(tx, caller, filter)),
                token.isEmpty() ? "" : asked.address(kind.path(), token),
                page.after().isEmpty(),
                isServed() && caller.may(kind.create()),
                caller.may(kind.decide()));
    }

    /** Whether there is a form for new ones. */
    private boolean isServed() {
        return kind.section() == Section.DIRECT_DEBITS;
    }

    private List<PaymentRow> rows(List<PaymentWithSteps<P>> items, ZoneId zone) {
        return items.stream().map(one -> PaymentRow.of(kind, one.payment(), zone)).toList();
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
