package kontor.reconciliationpages;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.changes.NoInput;
import kontor.core.Caller;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.expectations.ExpectedTransaction;
import kontor.expectations.ExpectedTransactionFilter;
import kontor.expectations.ExpectedTransactions;
import kontor.expectations.Reconciling;
import kontor.forms.Choice;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.matchmarks.ReconcileChoice;
import kontor.pageparts.ListAddress;
import kontor.pageparts.Moment;
import kontor.pageparts.TypedAmounts;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.transactions.Attachment;
import kontor.transactions.Transaction;
import kontor.transactions.Transactions;
import kontor.wire.ResourceRef;

/** The list of expected transactions, and one with what is attached to it. */
public final class ExpectedPageRoutes {

    static final String ALL = "/expected-transactions";
    private static final String ONE = ALL + "/{id}";

    private final Pages pages;
    private final WorkDoors doors;

    public ExpectedPageRoutes(Pages pages, WorkDoors doors) {
        this.pages = pages;
        this.doors = doors;
    }

    public void register(Routes routes) {
        routes.add(
                pages.route(ALL, ExpectedTransactions.READ)
                        .filters(TypedAmounts.besides(ExpectedTransactionFilter.NAMES))
                        .by(TypedAmounts.before(ALL, ExpectedTransactionFilter.NAMES, this::list)));
        routes.add(
                pages.route(ONE, ExpectedTransactions.READ)
                        .by(call -> one(call, 200, Typed.nothing())));
        routes.add(
                pages.form(ONE + "/archive", ExpectedTransactions.UPDATE)
                        .by(call -> moved(call, doors.expected().archive, "It is archived.")));
        routes.add(
                pages.form(ONE + "/unarchive", ExpectedTransactions.UPDATE)
                        .by(call -> moved(call, doors.expected().unarchive, "It is open again.")));
        routes.add(pages.form(ONE + "/unreconcile", Reconciling.USE).by(this::takenOff));
    }

    /** What the list shows. */
    public record View(
            ListAddress address,
            List<Choice> accounts,
            List<Choice> statuses,
            List<ExpectedRow> rows,
            String older,
            boolean first,
            boolean mayCreate,
            boolean mayReconcile) {}

    private Answer list(Call call) {
        var caller = call.caller();
        var view = doors.database().read(caller.organization(), tx -> list(tx, call));
        return pages.show(
                pages.frame(call, Section.RECONCILIATION, "Expected transactions"),
                "reconciliationpages/expectedlist.jte",
                view);
    }

    private View list(Tx tx, Call call) {
        var caller = call.caller();
        var address = ListAddress.of(ALL, call.query(), ExpectedTransactionFilter.NAMES);
        var filter = ExpectedTransactionFilter.parse(call.query());
        var page = call.page();
        var accounts = doors.accounts().choices(tx, caller);
        var names = names(accounts);
        var found = doors.expected().list(tx, caller, filter, page);
        return new View(
                address,
                accounts,
                statuses(),
                found.items().stream().map(one -> ExpectedRow.of(one, names)).toList(),
                address.page(call.nextToken(found)),
                page.after().isEmpty(),
                caller.may(ExpectedTransactions.CREATE),
                caller.may(WorkListRoutes.READ));
    }

    private static Map<String, String> names(List<Choice> accounts) {
        var names = new LinkedHashMap<String, String>();
        accounts.forEach(one -> names.put(one.value(), one.label()));
        return names;
    }

    private static List<Choice> statuses() {
        return Arrays.stream(ExpectedTransaction.Status.values())
                .map(one -> new Choice(one.name(), Figures.word(one.name())))
                .toList();
    }

    /**
     * A booking that is attached.
     *
     * @param party who is at the other end; empty where the role may not read transactions
     * @param told its day and what it says; that it is a booking where the role may not read it
     * @param back the money went back with it
     */
    public record Booking(String id, String party, String told, Money amount, boolean back) {}

    /**
     * What the page of one shows.
     *
     * @param verb of the form that archives it or waits for it again; empty where neither can be
     */
    public record One(
            ExpectedRow row,
            Map<String, String> told,
            List<Booking> bookings,
            Map<String, String> metadata,
            List<Moment> moments,
            int version,
            String verb,
            boolean mayReconcile,
            String workList,
            Typed typed) {}

    private Answer one(Call call, int status, Typed typed) {
        var caller = call.caller();
        var id = new ResourceRef.ById(call.id("id"));
        var view =
                doors.database()
                        .read(
                                caller.organization(),
                                tx ->
                                        one(
                                                tx,
                                                caller,
                                                ErrorAnswers.orThrow(
                                                        doors.expected().find(tx, caller, id)),
                                                typed));
        var frame =
                pages.frame(
                        call,
                        Section.RECONCILIATION,
                        view.row().reference(),
                        new Frame.Crumb("Expected transactions", ALL));
        return pages.show(status, frame, "reconciliationpages/expectedone.jte", view);
    }

    private One one(Tx tx, Caller caller, ExpectedTransaction found, Typed typed) {
        var row = ExpectedRow.of(found, names(doors.accounts().choices(tx, caller)));
        return new One(
                row,
                told(found, row),
                bookings(tx, caller, found),
                found.terms().metadata(),
                doors.moments()
                        .of(
                                tx,
                                caller,
                                ExpectedTransactions.KIND,
                                doors.expected()::isVisible,
                                found.id()),
                found.version(),
                caller.may(ExpectedTransactions.UPDATE) ? verb(found) : "",
                caller.may(Reconciling.USE),
                caller.may(WorkListRoutes.READ)
                        ? WorkListRoutes.ALL + "?accountId=" + found.accountId()
                        : "",
                typed);
    }

    private List<Booking> bookings(Tx tx, Caller caller, ExpectedTransaction found) {
        var ids = found.attached().stream().map(Attachment::transactionId).toList();
        var booked =
                caller.may(Transactions.READ)
                        ? doors.transactions().seen(tx, caller, ids)
                        : Map.<UUID, Transaction>of();
        return found.attached().stream()
                .map(
                        it ->
                                booking(
                                        it,
                                        found.terms().amount(),
                                        Optional.ofNullable(booked.get(it.transactionId()))
                                                .map(one -> WorkRow.of(tx.organization(), one))))
                .toList();
    }

    /** A booking has a sign; what it adds goes the way of what was expected, or back. */
    private static Booking booking(Attachment one, Money expected, Optional<WorkRow> row) {
        var adds = new Money(one.netMinor(), expected.currency());
        return new Booking(
                one.transactionId().toString(),
                row.map(WorkRow::party).orElse(""),
                row.map(it -> it.date() + ", " + it.reference()).orElse("a booking"),
                expected.amountMinor() < 0 ? adds.negated() : adds,
                one.back());
    }

    private static String verb(ExpectedTransaction found) {
        return switch (found.status()) {
            case CREATED -> "archive";
            case ARCHIVED -> "unarchive";
            case RECONCILED -> "";
        };
    }

    private static Map<String, String> told(ExpectedTransaction found, ExpectedRow row) {
        var told = new LinkedHashMap<String, String>();
        var terms = found.terms();
        told.put("account", row.account());
        told.put("date", row.date());
        told.put(ExpectedFormRoutes.word(terms.reference().type()), terms.reference().value());
        terms.endToEndId().ifPresent(text -> told.put("end-to-end id", text));
        terms.counterpartyName().ifPresent(text -> told.put("counterparty", text));
        terms.counterpartyAccount().ifPresent(text -> told.put("its account", text));
        terms.externalId().ifPresent(text -> told.put("external id", text));
        return told;
    }

    private Answer moved(Call call, Door<NoInput> door, String notice) {
        return doors.deeds()
                .change(
                        call,
                        door,
                        new ResourceRef.ById(call.id("id")),
                        _ -> NoInput.NONE,
                        (_, _) -> Pages.goTo(ALL + "/" + call.id("id"), notice),
                        (status, typed) -> one(call, status, typed));
    }

    private Answer takenOff(Call call) {
        return doors.deeds()
                .change(
                        call,
                        doors.hands().expected().unreconcile,
                        new ResourceRef.ById(call.id("id")),
                        fields ->
                                ReconcileChoice.parseWithoutAmount(
                                        new FormJson(fields).texts("transactionId").fields()),
                        (_, _) -> Pages.goTo(ALL + "/" + call.id("id"), "Taken off."),
                        (status, typed) -> one(call, status, typed));
    }
}
