package kontor.cashpages;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.forms.Choice;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pageparts.ListAddress;
import kontor.pageparts.ListColumns;
import kontor.pageparts.TypedAmounts;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.pending.PendingFilter;
import kontor.pending.PendingTransactions;
import kontor.transactions.ReconciliationStatus;
import kontor.transactions.TransactionFilter;
import kontor.transactions.Transactions;

/** The lists of transactions: booked ones, and those that banks announce. */
public final class TransactionListRoutes {

    static final String ALL = "/transactions";
    static final String PENDING = ALL + "/pending";

    private final Pages pages;
    private final CashDoors doors;

    public TransactionListRoutes(Pages pages, CashDoors doors) {
        this.pages = pages;
        this.doors = doors;
    }

    public void register(Routes routes) {
        routes.add(
                pages.route(ALL, Transactions.READ)
                        .filters(TypedAmounts.besides(TransactionFilter.NAMES))
                        .by(TypedAmounts.before(ALL, TransactionFilter.NAMES, this::booked)));
        routes.add(
                pages.route(PENDING, PendingTransactions.READ)
                        .filters(TypedAmounts.besides(PendingFilter.NAMES))
                        .by(TypedAmounts.before(PENDING, PendingFilter.NAMES, this::pending)));
    }

    /**
     * What a list shows.
     *
     * @param pending what banks announce; else what is booked
     * @param accounts own accounts to choose from
     * @param mayReadBooked whether the other list is offered, as {@code mayReadPending}
     */
    public record View(
            boolean pending,
            ListAddress address,
            ListColumns columns,
            List<Choice> accounts,
            List<Choice> statuses,
            List<TransactionRow> rows,
            String older,
            boolean first,
            boolean mayReadBooked,
            boolean mayReadPending) {}

    private Answer booked(Call call) {
        var caller = call.caller();
        var address = ListAddress.of(ALL, call.query(), TransactionFilter.NAMES);
        var filter = TransactionFilter.parse(call.query());
        var page = call.page();
        var view =
                doors.database()
                        .read(
                                caller.organization(),
                                tx -> {
                                    var names = names(tx, caller);
                                    var found = doors.transactions().list(tx, caller, filter, page);
                                    var rows =
                                            found.items().stream()
                                                    .map(
                                                            one ->
                                                                    TransactionRow.of(
                                                                            caller.organization(),
                                                                            one,
                                                                            names))
                                                    .toList();
                                    String older = address.page(call.nextToken(found));
                                    return view(call, address, names, rows, older);
                                });
        return show(call, view);
    }

    private Answer pending(Call call) {
        var caller = call.caller();
        var address = ListAddress.of(PENDING, call.query(), PendingFilter.NAMES);
        var filter = PendingFilter.parse(call.query());
        var page = call.page();
        var view =
                doors.database()
                        .read(
                                caller.organization(),
                                tx -> {
                                    var names = names(tx, caller);
                                    var found = doors.pending().list(tx, caller, filter, page);
                                    var rows =
                                            found.items().stream()
                                                    .map(
                                                            one ->
                                                                    TransactionRow.of(
                                                                            caller.organization(),
                                                                            one,
                                                                            names))
                                                    .toList();
                                    String older = address.page(call.nextToken(found));
                                    return view(call, address, names, rows, older);
                                });
        return show(call, view);
    }

    private Answer show(Call call, View view) {
        return pages.show(
                pages.frame(call, Section.TRANSACTIONS, "Transactions"),
                "cashpages/transactions.jte",
                view);
    }

    private static View view(
            Call call,
            ListAddress address,
            Map<UUID, String> names,
            List<TransactionRow> rows,
            String older) {
        return new View(
                address.path().equals(PENDING),
                address,
                ListColumns.of(
                        address.path().equals(PENDING)
                                ? ListColumns.Kind.PENDING_TRANSACTIONS
                                : ListColumns.Kind.TRANSACTIONS,
                        call.header("Cookie")),
                names.entrySet().stream()
                        .map(one -> new Choice(one.getKey().toString(), one.getValue()))
                        .toList(),
                Arrays.stream(ReconciliationStatus.values())
                        .map(one -> new Choice(one.name(), Figures.word(one.name())))
                        .toList(),
                rows,
                older,
                call.page().after().isEmpty(),
                call.caller().may(Transactions.READ),
                call.caller().may(PendingTransactions.READ));
    }

    private Map<UUID, String> names(Tx tx, Caller caller) {
        var names = new LinkedHashMap<UUID, String>();
        doors.seen(tx, caller).forEach(one -> names.put(one.id(), CashDoors.name(one)));
        return names;
    }
}
