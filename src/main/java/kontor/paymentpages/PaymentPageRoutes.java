package kontor.paymentpages;

import static kontor.http.ErrorAnswers.orThrow;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.approvals.ApprovalStep;
import kontor.changes.Door;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.events.Event;
import kontor.events.Events;
import kontor.events.NewEvent;
import kontor.forms.Deeds;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.State;
import kontor.payments.Decisions;
import kontor.payments.Party;
import kontor.payments.Payment;
import kontor.payments.PaymentStatus;
import kontor.payments.PaymentWithSteps;
import kontor.resources.History;
import kontor.visits.FormFields;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** One payment: what it is, what happened to it, and what people decide of it. */
public final class PaymentPageRoutes<P extends Payment<P>> {

    private final Pages pages;
    private final Database database;
    private final Deeds deeds;
    private final PaymentListRoutes.Parts parts;
    private final KindOfPayment<P> kind;
    private final History history;

    public PaymentPageRoutes(
            Pages pages,
            Database database,
            Deeds deeds,
            PaymentListRoutes.Parts parts,
            Events events,
            KindOfPayment<P> kind) {
        this.pages = pages;
        this.database = database;
        this.deeds = deeds;
        this.parts = parts;
        this.kind = kind;
        this.history = new History(events, kind.resource(), kind.payments()::isVisible);
    }

    /**
     * What the page shows.
     *
     * @param why what came with its state, in the bank's or our words
     * @param steps what must be, or was, decided
     * @param mine the caller made it, and a step is for others only
     * @param typed the form of a decision
     */
    public record View(
            String one,
            String path,
            PaymentRow row,
            Side other,
            Side own,
            Map<String, String> facts,
            Map<String, String> metadata,
            List<Step> steps,
            List<Moment> moments,
            String why,
            Optional<String> mandatePath,
            List<String> transactions,
            boolean mayDecide,
            boolean mine,
            Typed typed) {}

    /** One side of the payment. */
    public record Side(String name, String account, String path) {}

    /** An approval step. */
    public record Step(String id, int number, State state, String who, boolean isOpen) {}

    /** Something that happened. */
    public record Moment(String what, String when, String who, String style, String icon) {}

    public void register(Routes routes) {
        String one = kind.path() + "/{id}";
        routes.add(pages.route(one, kind.read()).externalIds().by(this::page));
        routes.add(pages.form(one + "/approve", kind.decide()).externalIds().by(this::approve));
        routes.add(pages.form(one + "/reject", kind.decide()).externalIds().by(this::reject));
    }

    private Answer page(Call call) {
        return page(call, 200, Typed.nothing());
    }

    private Answer page(Call call, int status, Typed typed) {
        var caller = call.caller();
        var zone = parts.zone(caller);
        var reference = call.reference("id");
        var view =
                database.read(
                        caller.organization(),
                        tx -> orThrow(view(tx, call, reference, zone, typed)));
        var frame =
                pages.frame(
                        call,
                        kind.section(),
                        view.row.reference(),
                        new Frame.Crumb("Payments", kind.path()),
                        new Frame.Crumb(kind.section().label(), kind.path()));
        return pages.show(status, frame, "payments/payment.jte", view);
    }

    private Outcome<View> view(Tx tx, Call call, ResourceRef reference, ZoneId zone, Typed typed) {
        var caller = call.caller();
        return kind.payments()
                .find(tx, caller, reference)
                .map(found -> view(tx, caller, found, zone, typed));
    }

    private View view(Tx tx, Caller caller, PaymentWithSteps<P> found, ZoneId zone, Typed typed) {
        var payment = found.payment();
        var first = new PageRequest(PageRequest.USUAL, Optional.empty(), "");
        var events = orThrow(history.page(tx, caller, payment.id(), first)).items();
        var names = names(found.steps(), caller);
        return new View(
                kind.one(),
                kind.path(payment.id()),
                PaymentRow.of(kind, payment, zone),
                side(
                        kind.other().apply(payment),
                        kind.counterparty().apply(payment).map(id -> "/counterparties/" + id)),
                side(kind.own().apply(payment), Optional.of("/accounts/" + payment.accountId())),
                PaymentFacts.of(payment),
                payment.terms().metadata(),
                found.steps().stream().map(step -> step(step, zone)).toList(),
                events.stream().map(event -> moment(event, zone, names)).toList(),
                PaymentFacts.why(payment),
                kind.mandate().apply(payment).map(id -> "/mandates/" + id),
                payment.progress().bank().attachedTransactions().stream()
                        .map(UUID::toString)
                        .toList(),
                caller.may(kind.decide()) && payment.status() == PaymentStatus.CREATED,
                isForOthers(caller, found),
                typed);
    }

    private boolean isForOthers(Caller caller, PaymentWithSteps<P> found) {
        return found.payment().terms().creatorUserId().filter(caller.userId()::equals).isPresent()
                && found.steps().stream().anyMatch(step -> !step.allowCreator());
    }

    private static Side side(Party party, Optional<String> path) {
        String account =
                party.iban()
                        .map(Figures::iban)
                        .orElseGet(
                                () ->
                                        party.identifiers().stream()
                                                .map(one -> one.number())
                                                .findFirst()
                                                .orElse(""));
        return new Side(party.legalName(), account, path.orElse(""));
    }

    private static Step step(ApprovalStep step, ZoneId zone) {
        var shape =
                switch (step.status()) {
                    case PENDING -> State.Shape.RING;
                    case APPROVED -> State.Shape.FULL;
                    case REJECTED -> State.Shape.ENDED;
                };
        String who =
                step.autoApproved()
                        ? "by the chain itself"
                        : step.approver().map(PaymentPageRoutes::name).orElse("waits for a role");
        String when = step.decided().map(at -> ", " + Figures.moment(at, zone)).orElse("");
        return new Step(
                step.id().toString(),
                step.number(),
                State.of(shape, step.status().name()),
                who + when,
                step.status() == ApprovalStep.Status.PENDING);
    }

    private static String name(ApprovalStep.Approver who) {
        return who.name().isBlank() ? who.username() : who.name();
    }

    /** The names of those who decided, and the caller's own. */
    private static Map<String, String> names(List<ApprovalStep> steps, Caller caller) {
        var names =
                steps.stream()
                        .flatMap(step -> step.approver().stream())
                        .collect(
                                Collectors.toMap(
                                        who -> who.id().toString(),
                                        PaymentPageRoutes::name,
                                        (one, _) -> one));
        names.putIfAbsent(caller.userId().toString(), "you");
        return names;
    }

    private static Moment moment(Event event, ZoneId zone, Map<String, String> names) {
        String who =
                switch (event.originator()) {
                    case NewEvent.BANK -> "by the bank";
                    case NewEvent.KONTOR -> "by Kontor";
                    default -> "by " + names.getOrDefault(event.originator(), "a user");
                };
        boolean came = event.name().contains("RETURNED") || event.name().contains("FAILED");
        return new Moment(
                Figures.word(event.name()),
                Figures.moment(event.occurred(), zone),
                who,
                came ? "back" : "done",
                came ? "back" : "check");
    }

    private Answer approve(Call call) {
        var fields = call.fields();
        return decide(
                call,
                fields,
                kind.decisions().approve,
                new Decisions.Approve(fields.text("step")),
                "Approved.");
    }

    private Answer reject(Call call) {
        var fields = call.fields();
        return decide(
                call,
                fields,
                kind.decisions().reject,
                new Decisions.Reject(fields.given("reason")),
                "Rejected.");
    }

    private <T> Answer decide(
            Call call, FormFields fields, Door<T> door, T decision, String notice) {
        var sent =
                Deeds.send(
                        () ->
                                deeds.change(
                                        call,
                                        fields,
                                        door,
                                        call.reference("id"),
                                        Deeds.version(fields),
                                        decision));
        return switch (sent) {
            case Deeds.Sent.Done _ -> Pages.goTo(kind.path() + "/" + call.parameter("id"), notice);
            case Deeds.Sent.Again(int status, var faults) ->
                    page(call, status, Typed.refused(fields, faults));
        };
    }
}
