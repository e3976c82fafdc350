package kontor.reconciliationpages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.expectations.ExpectedTransactions;
import kontor.forms.Choice;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.pageparts.ListAddress;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.suggestions.Suggestion;
import kontor.transactions.Attachment;
import kontor.transactions.ReconciliationStatus;
import kontor.transactions.Transaction;
import kontor.transactions.TransactionFilter;
import kontor.wire.PageRequest;

/** The work list: bookings that nothing explains, and what the chosen one may be. */
public final class WorkListRoutes {

    static final String ALL = "/reconciliation";
    static final Use READ = Use.of("transactions:read", "reconciliation:read");

    private static final String CHOSEN = "transaction";
    private static final String FIND = "find";
    static final List<String> FILTERS =
            List.of("accountId", "date", "amount", "reconciliationStatus", CHOSEN, FIND);
    private static final List<String> NARROWING =
            List.of("accountId", "date", "amount", "reconciliationStatus");
    private static final int ROWS = 25;

    private final Pages pages;
    private final WorkDoors doors;

    public WorkListRoutes(Pages pages, WorkDoors doors) {
        this.pages = pages;
        this.doors = doors;
    }

    public void register(Routes routes) {
        routes.add(
                pages.route(ALL, READ)
                        .filters(FILTERS)
                        .by(call -> show(call, 200, Optional.empty(), Typed.nothing())));
    }

    /** A booking that is attached in part, and what to. */
    public record Attached(String kind, String path, Money amount, String picks) {}

    /** The chosen booking. */
    public record Detail(
            WorkRow row,
            String account,
            List<Attached> attached,
            List<Offer> offers,
            List<Offer> found,
            String find) {}

    /**
     * What the page shows.
     *
     * @param sure what one click attaches: bookings and what they are, as the form sends them
     */
    public record View(
            ListAddress address,
            List<Choice> accounts,
            List<WorkRow> rows,
            String older,
            boolean first,
            Optional<Detail> chosen,
            List<String> sure,
            boolean mayAttach,
            boolean mayExpect,
            Typed typed) {

        public boolean inPart() {
            return address.value("reconciliationStatus")
                    .equals(ReconciliationStatus.PARTIALLY_RECONCILED.name());
        }
    }

    /**
     * @param chosen the booking, where the address of a form names it
     */
    Answer show(Call call, int status, Optional<UUID> chosen, Typed typed) {
        var caller = call.caller();
        var address = ListAddress.of(ALL, call.query(), NARROWING);
        var filter = filter(call);
        var wanted = chosen.or(() -> call.query().text(CHOSEN).flatMap(Ids::parse));
        String find = call.query().text(FIND).orElse("");
        var page = new PageRequest(ROWS, call.page().after(), call.page().token());
        var view =
                doors.database()
                        .read(
                                caller.organization(),
                                tx -> {
                                    var found = doors.transactions().list(tx, caller, filter, page);
                                    var one = wanted.map(id -> one(tx, caller, id));
                                    String older = address.page(call.nextToken(found));
                                    return new Reader(tx, caller, address, typed)
                                            .view(found.items(), one, find, older, first(call));
                                });
        return pages.show(
                status,
                pages.frame(call, Section.RECONCILIATION, "Reconciliation"),
                "reconciliationpages/worklist.jte",
                view);
    }

    /** Bookings that nothing explains, where nothing else is asked for. */
    private static TransactionFilter filter(Call call) {
        var asked = TransactionFilter.parse(call.query());
        return new TransactionFilter(
                asked.accountId(),
                asked.statuses().isEmpty()
                        ? List.of(ReconciliationStatus.NOT_RECONCILED)
                        : asked.statuses(),
                asked.dates(),
                asked.amounts());
    }

    private static boolean first(Call call) {
        return call.page().after().isEmpty();
    }

    private static Attached attached(Attachment one, Currency currency) {
        return new Attached(
                Figures.word(one.type().name()),
                Pick.path(one.type(), one.id()),
                new Money(one.netMinor(), currency),
                Pick.written(one.type(), one.id()));
    }

    private Transaction one(Tx tx, Caller caller, UUID id) {
        return ErrorAnswers.orThrow(doors.transactions().find(tx, caller, id));
    }

    /** What one look at the list needs. */
    private final class Reader {

        private final Tx tx;
        private final Caller caller;
        private final ListAddress address;
        private final Typed typed;

        Reader(Tx tx, Caller caller, ListAddress address, Typed typed) {
            this.tx = tx;
            this.caller = caller;
            this.address = address;
            this.typed = typed;
        }

        View view(
                List<Transaction> listed,
                Optional<Transaction> wanted,
                String find,
                String older,
                boolean first) {
            var chosen = wanted.or(() -> listed.stream().findFirst());
            var looked = new ArrayList<>(listed);
            chosen.filter(one -> listed.stream().noneMatch(other -> other.id().equals(one.id())))
                    .ifPresent(looked::add);
            var suggested = doors.suggestions().of(tx, caller, looked);
            var accounts = doors.accounts().choices(tx, caller);
            return new View(
                    address,
                    accounts,
                    listed.stream().map(one -> row(one, suggested)).toList(),
                    older,
                    first,
                    chosen.map(one -> detail(one, suggested, accounts, find)),
                    sure(listed, suggested),
                    caller.may(WorkFormRoutes.ATTACH),
                    caller.may(ExpectedTransactions.CREATE),
                    typed);
        }

        private WorkRow row(Transaction one, Map<UUID, List<Suggestion>> suggested) {
            int count = suggested.getOrDefault(one.id(), List.of()).size();
            String path = address.with(CHOSEN, one.id().toString()) + "#chosen";
            return WorkRow.of(tx.organization(), one, count, path);
        }

        private Detail detail(
                Transaction one,
                Map<UUID, List<Suggestion>> suggested,
                List<Choice> accounts,
                String find) {
            var all = suggested.getOrDefault(one.id(), List.of());
            var offers = new ArrayList<Offer>();
            all.forEach(it -> offers.add(Offer.of(it, offers.isEmpty())));
            return new Detail(
                    row(one, suggested),
                    accounts.stream()
                            .filter(it -> it.value().equals(one.accountId().toString()))
                            .map(Choice::label)
                            .findFirst()
                            .orElse(""),
                    one.attached().stream()
                            .map(it -> attached(it, one.amount().currency()))
                            .toList(),
                    offers,
                    found(one, find),
                    find);
        }

        private List<Offer> found(Transaction one, String find) {
            return find.isBlank()
                    ? List.of()
                    : doors.suggestions().found(tx, caller, one, find).stream()
                            .map(it -> Offer.of(it, false))
                            .toList();
        }

        private static List<String> sure(
                List<Transaction> listed, Map<UUID, List<Suggestion>> suggested) {
            return listed.stream()
                    .flatMap(
                            one ->
                                    suggested.getOrDefault(one.id(), List.of()).stream()
                                            .filter(Suggestion::sure)
                                            .map(it -> one.id() + "=" + Offer.of(it, true).picks()))
                    .toList();
        }
    }
}
