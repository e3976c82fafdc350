package kontor.cashpages;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.accounts.Accounts;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.core.Fault;
import kontor.core.Money;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.forms.Deeds;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.pageparts.Moment;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.pending.PendingTransactions;
import kontor.transactions.Attachment;
import kontor.transactions.Transaction;
import kontor.transactions.TransactionPatch;
import kontor.transactions.Transactions;

/** One transaction, as the bank told it, with the payments that explain it. */
public final class TransactionPageRoutes {

    private static final Use RECONCILE = Use.of("transactions:read", "reconciliation:read");

    private final Pages pages;
    private final CashDoors doors;
    private final Deeds deeds;

    public TransactionPageRoutes(Pages pages, CashDoors doors, Deeds deeds) {
        this.deeds = deeds;
        this.pages = pages;
        this.doors = doors;
    }

    public void register(Routes routes) {
        routes.add(
                pages.route(TransactionListRoutes.ALL + "/{id}", Transactions.READ)
                        .by(call -> booked(call, 200, Typed.nothing())));
        routes.add(
                pages.form(TransactionListRoutes.ALL + "/{id}", Transactions.UPDATE)
                        .by(this::change));
        routes.add(
                pages.route(TransactionListRoutes.PENDING + "/{id}", PendingTransactions.READ)
                        .by(this::pending));
    }

    /**
     * A payment that explains it.
     *
     * @param path of its page; empty where there is none
     */
    public record Attached(String kind, String path, UUID id, Money amount) {}

    /**
     * What the page shows.
     *
     * @param accountPath empty where the role may not read accounts
     * @param workList where it is said what it is; empty where nothing is left to say
     * @param mayChange whether the form of the metadata is offered
     */
    public record View(
            boolean pending,
            TransactionRow row,
            String accountPath,
            List<Attached> attached,
            String workList,
            Map<String, String> metadata,
            List<Moment> moments,
            int version,
            boolean mayChange,
            Typed typed) {}

    private Answer booked(Call call, int status, Typed typed) {
        var caller = call.caller();
        var id = call.id("id");
        var view =
                doors.database().read(caller.organization(), tx -> booked(tx, caller, id, typed));
        return show(call, status, view);
    }

    private Answer change(Call call) {
        var form = call.fields();
        var caller = call.caller();
        var now = now(caller, call.id("id"));
        var patch = MetadataForm.patch(form, now.metadata());
        String path = TransactionListRoutes.ALL + "/" + now.id();
        if (patch.isEmpty()) {
            return Pages.goTo(path, "Nothing was changed.");
        }
        var sent =
                deeds.sendChange(
                        call,
                        form,
                        doors.transactions().patch,
                        () -> TransactionPatch.parse(patch.parse(TransactionPatch.RULES)));
        return switch (sent) {
            case Deeds.Sent.Done _ -> Pages.goTo(path, "The metadata is changed.");
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    booked(call, status, Typed.refused(form, patch.atFields(faults)));
        };
    }

    private Transaction now(Caller caller, UUID id) {
        return ErrorAnswers.orThrow(
                doors.database()
                        .read(
                                caller.organization(),
                                tx -> doors.transactions().find(tx, caller, id)));
    }

    private View booked(Tx tx, Caller caller, UUID id, Typed typed) {
        var found = ErrorAnswers.orThrow(doors.transactions().find(tx, caller, id));
        var row =
                TransactionRow.of(
                        caller.organization(), found, name(tx, caller, found.accountId()));
        return new View(
                false,
                row,
                accountPath(caller, found.accountId()),
                found.attached().stream()
                        .map(one -> attached(one, found.amount().currency()))
                        .toList(),
                caller.may(RECONCILE) && found.leftMinor() > 0
                        ? "/reconciliation?transaction=" + found.id()
                        : "",
                found.metadata(),
                doors.moments()
                        .of(tx, caller, Transactions.KIND, doors.transactions()::isVisible, id),
                found.version(),
                caller.may(Transactions.UPDATE),
                typed.fields().has("metadata.key")
                        ? typed
                        : MetadataForm.of(found.metadata(), typed));
    }

    private Answer pending(Call call) {
        var caller = call.caller();
        var id = call.id("id");
        return show(
                call,
                200,
                doors.database().read(caller.organization(), tx -> pending(tx, caller, id)));
    }

    private View pending(Tx tx, Caller caller, UUID id) {
        var found = ErrorAnswers.orThrow(doors.pending().find(tx, caller, id));
        var row =
                TransactionRow.of(
                        caller.organization(), found, name(tx, caller, found.accountId()));
        return new View(
                true,
                row,
                accountPath(caller, found.accountId()),
                List.of(),
                "",
                found.metadata(),
                doors.moments()
                        .of(tx, caller, PendingTransactions.KIND, doors.pending()::isVisible, id),
                found.version(),
                false,
                Typed.nothing());
    }

    private Map<UUID, String> name(Tx tx, Caller caller, UUID account) {
        if (!caller.may(Accounts.READ)) {
            return Map.of();
        }
        return doors.accounts().find(tx, caller, account).stream()
                .findFirst()
                .map(one -> Map.of(account, CashDoors.name(one)))
                .orElse(Map.of());
    }

    private static String accountPath(Caller caller, UUID account) {
        return caller.may(Accounts.READ) ? AccountListRoutes.ALL + "/" + account : "";
    }

    private static Attached attached(Attachment one, Currency currency) {
        String path =
                switch (one.type()) {
                    case DIRECT_DEBIT -> "/direct-debits/" + one.id();
                    case CREDIT_TRANSFER -> "/credit-transfers/" + one.id();
                    case EXPECTED_TRANSACTION -> "/expected-transactions/" + one.id();
                    case PAYMENT_BATCH -> "";
                };
        var share = new Money(one.netMinor(), currency);
        return new Attached(Figures.word(one.type().name()), path, one.id(), share);
    }

    private Answer show(Call call, int status, View view) {
        var frame =
                pages.frame(
                        call,
                        Section.TRANSACTIONS,
                        view.row.party(),
                        new Frame.Crumb("Transactions", TransactionListRoutes.ALL));
        return pages.show(status, frame, "cashpages/transaction.jte", view);
    }
}
