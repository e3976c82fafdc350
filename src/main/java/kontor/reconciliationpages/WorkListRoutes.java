package kontor.reconciliationpages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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
import kontor.pageparts.TypedAmounts;
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
    private static final String STATUS = "reconciliationStatus";
    private static final List<String> NARROWING =
            List.of("accountId", "date", "amount", "query", STATUS);
    static final List<String> FILTERS =
            Stream.concat(NARROWING.stream(), Stream.of(CHOSEN, FIND)).toList();
    private static final int ROWS = 25;

    /** More are not counted. */
    private static final int MOST_COUNTED = 1_000;

    private final Pages pages;
    private final WorkDoors doors;

    public WorkListRoutes(Pages pages, WorkDoors doors) {
        this.pages = pages;
        this.doors = doors;
    }

    public void register(Routes routes) {
        routes.add(
                pages.route(ALL, READ)
                        .filters(TypedAmounts.besides(FILTERS))
                        .by(TypedAmounts.before(ALL, NARROWING, this::list)));
    }

    private Answer list(Call call) {
        return show(call, 200, Optional.empty(), Typed.nothing());
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
     * @param count how many there are, counted to a bound
     * @param sure what one click attaches: bookings and what they are, as the form sends them
     */
    public record View(
            ListAddress address,
            List<Choice> accounts,
            List<WorkRow> rows,
            long count,
            String older,
            boolean first,
            Optional<Detail> chosen,
            List<String> sure,
            boolean mayAttach,
            boolean mayExpect,
            Typed typed) {

        /** How many bookings there are. */
        public String counted() {
            return Figures.countedTo(MOST_COUNTED, count) + (count == 1 ? " booking" : " bookings");
        }

        /** The same bookings as a file. */
        public String csv() {
            var same = new ListAddress("/transactions.csv", address.filters());
            return address.value(STATUS).isEmpty()
                    ? same.with(STATUS, ReconciliationStatus.NOT_RECONCILED.name())
                    : same.without();
        }

        public boolean inPart() {
            return address.value(STATUS).equals(ReconciliationStatus.PARTIALLY_RECONCILED.name());
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
                                    var shown =
                                            new Shown(
                                                    found.items(),
                                                    counted(tx, caller, filter),
                                                    address.page(call.nextToken(found)),
                                                    call.page().after().isEmpty());
                                    return new Reader(tx, caller, address, typed)
                                            .view(shown, one, find);
                                });
        return pages.show(
                status,
                pages.frame(call, Section.RECONCILIATION, "Reconciliation"),
                "reconciliationpages/worklist.jte",
                view);
    }

    /** Bookings that nothing explains, where nothing else is asked for. */
    private static TransactionFilter filter(Call call) {
        return TransactionFilter.parse(call.query()).orElse(ReconciliationStatus.NOT_RECONCILED);
    }

    /**
     * What of the list is shown.
     *
     * @param counted how many it has
     */
    private record Shown(List<Transaction> listed, long counted, String older, boolean first) {}

    private long counted(Tx tx, Caller caller, TransactionFilter filter) {
        return doors.transactions().count(tx, caller, filter, MOST_COUNTED + 1);
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

        View view(Shown shown, Optional<Transaction> wanted, String find) {
            var listed = shown.listed;
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
                    shown.counted,
                    shown.older,
                    shown.first,
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
