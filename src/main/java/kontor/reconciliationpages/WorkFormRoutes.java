package kontor.reconciliationpages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Changed;
import kontor.changes.Door;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.InvalidRequest;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.expectations.Reconciling;
import kontor.forms.Deeds;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.matchmarks.ReconcileChoice;
import kontor.pages.Pages;
import kontor.transactions.Attachment;
import kontor.visits.FormFields;
import kontor.wire.ResourceRef;

/**
 * What a person decides on the work list: this is it, this is not it, take it off, all sure ones.
 */
public final class WorkFormRoutes {

    /** Who may attach anything; each kind asks for its own permissions beside. */
    static final Use ATTACH =
            Use.of(
                    "transactions:read",
                    "transactions:update",
                    "reconciliation:read",
                    "reconciliation:create");

    private static final Use DETACH =
            Use.of(
                    "transactions:read",
                    "transactions:update",
                    "reconciliation:read",
                    "reconciliation:delete");

    private static final String ONE = WorkListRoutes.ALL + "/{id}";
    private static final String PICKS = "picks";
    private static final String SURE = "sure";
    private static final int MOST_SURE = 100;
    private static final int WRONG = 400;

    private final Pages pages;
    private final WorkDoors doors;
    private final WorkListRoutes list;

    public WorkFormRoutes(Pages pages, WorkDoors doors, WorkListRoutes list) {
        this.pages = pages;
        this.doors = doors;
        this.list = list;
    }

    public void register(Routes routes) {
        routes.add(
                pages.form(ONE + "/attach", ATTACH)
                        .filters(WorkListRoutes.FILTERS)
                        .by(
                                call ->
                                        each(
                                                call,
                                                this::attached,
                                                "Attached. It can be taken off on its page.")));
        routes.add(
                pages.form(ONE + "/detach", DETACH)
                        .filters(WorkListRoutes.FILTERS)
                        .by(call -> each(call, this::detached, "Taken off.")));
        routes.add(
                pages.form(ONE + "/refuse", ATTACH)
                        .filters(WorkListRoutes.FILTERS)
                        .by(call -> each(call, this::refused, "It is not suggested any more.")));
        routes.add(
                pages.form(WorkListRoutes.ALL + "/sure", ATTACH)
                        .filters(WorkListRoutes.FILTERS)
                        .by(this::allSure));
    }

    /** Does something with one part of what the form names. */
    @FunctionalInterface
    private interface Deed {
        Outcome<Changed> with(Call call, FormFields fields, UUID transaction, Pick pick);
    }

    private Answer each(Call call, Deed deed, String notice) {
        var transaction = call.id("id");
        var caller = call.caller();
        ErrorAnswers.orThrow(
                doors.database()
                        .read(
                                caller.organization(),
                                tx -> doors.transactions().find(tx, caller, transaction)));
        var sent = sent(call, transaction, deed);
        return sent.isEmpty()
                ? Pages.goTo(WorkListRoutes.ALL, notice)
                : list.show(
                        call,
                        sent.get().status(),
                        Optional.of(transaction),
                        Typed.refused(call.fields(), sent.get().faults()));
    }

    /** What is wrong with any part of it; the others are done. */
    private static Optional<Deeds.Sent.Again> sent(Call call, UUID transaction, Deed deed) {
        var fields = call.fields();
        var faults = new ArrayList<Fault>();
        int status = WRONG;
        try {
            var picks = Pick.parse(PICKS, fields.text(PICKS));
            if (picks.isEmpty()) {
                faults.add(Fault.required(PICKS));
            }
            for (Pick pick : picks) {
                var sent = Deeds.send(() -> deed.with(call, fields, transaction, pick));
                if (sent instanceof Deeds.Sent.Again(int refused, List<Fault> why)) {
                    status = refused;
                    faults.addAll(why);
                }
            }
        } catch (InvalidRequest wrong) {
            faults.addAll(wrong.faults());
        }
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of(new Deeds.Sent.Again(status, faults));
    }

    private Outcome<Changed> attached(Call call, FormFields fields, UUID transaction, Pick pick) {
        return reconciled(call, fields, transaction, pick, true);
    }

    private Outcome<Changed> detached(Call call, FormFields fields, UUID transaction, Pick pick) {
        return reconciled(call, fields, transaction, pick, false);
    }

    private Outcome<Changed> reconciled(
            Call call, FormFields fields, UUID transaction, Pick pick, boolean attach) {
        return doors.deeds()
                .changePart(
                        call,
                        fields,
                        door(call, pick.type(), attach),
                        new ResourceRef.ById(pick.id()),
                        Optional.empty(),
                        new ReconcileChoice(transaction, Optional.empty()));
    }

    private Door<ReconcileChoice> door(Call call, Attachment.Type type, boolean attach) {
        var hands = doors.hands();
        var caller = call.caller();
        return switch (type) {
            case EXPECTED_TRANSACTION -> {
                demand(caller, Reconciling.USE);
                yield attach ? hands.expected().reconcile : hands.expected().unreconcile;
            }
            case DIRECT_DEBIT -> {
                demand(caller, Use.of("direct_debits:read"));
                yield attach ? hands.debits().reconcile : hands.debits().unreconcile;
            }
            case CREDIT_TRANSFER -> {
                demand(caller, Use.of("credit_transfers:read"));
                yield attach ? hands.transfers().reconcile : hands.transfers().unreconcile;
            }
            case PAYMENT_BATCH ->
                    throw new InvalidRequest(
                            Fault.invalid(PICKS, "a batch is attached by its bank's statement"));
        };
    }

    private static void demand(Caller caller, Use use) {
        for (String permission : use.permissions()) {
            if (!caller.may(permission)) {
                throw ErrorAnswers.of(
                        Refusal.forbidden(
                                "permission_missing",
                                "the role lacks the permission " + permission));
            }
        }
    }

    private Outcome<Changed> refused(Call call, FormFields fields, UUID transaction, Pick pick) {
        return doors.deeds()
                .changePart(
                        call,
                        fields,
                        doors.hands().refusing().refuse,
                        new ResourceRef.ById(transaction),
                        Optional.empty(),
                        pick.id());
    }

    /** What the page offered as sure when it was shown; what was overtaken meanwhile is left. */
    private Answer allSure(Call call) {
        var fields = call.fields();
        int attached = 0;
        int left = 0;
        for (String one : fields.all(SURE).stream().limit(MOST_SURE).toList()) {
            if (attached(call, fields, one)) {
                attached++;
            } else {
                left++;
            }
        }
        return Pages.goTo(
                WorkListRoutes.ALL,
                "%d attached%s."
                        .formatted(
                                attached,
                                left == 0 ? "" : ", " + left + " left: somebody was faster"));
    }

    private boolean attached(Call call, FormFields fields, String text) {
        int equals = text.indexOf('=');
        var transaction = Ids.parse(text.substring(0, Math.max(0, equals)));
        if (transaction.isEmpty()) {
            return false;
        }
        try {
            for (Pick pick : Pick.parse(SURE, text.substring(equals + 1))) {
                var sent = Deeds.send(() -> attached(call, fields, transaction.get(), pick));
                if (sent instanceof Deeds.Sent.Again) {
                    return false;
                }
            }
        } catch (InvalidRequest wrong) {
            return false;
        }
        return true;
    }
}
