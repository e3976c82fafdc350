package kontor.paymentpages;

import static kontor.http.ErrorAnswers.orThrow;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import kontor.approvals.ApprovalStep;
import kontor.banks.InboxFiles;
import kontor.banks.Instructions;
import kontor.changes.Door;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.credittransfers.CreditTransfer;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pageparts.ApprovalLine;
import kontor.pageparts.ToSign;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.payercredits.UnderMandate;
import kontor.paymentdetails.Certainty;
import kontor.paymentdetails.Explained;
import kontor.paymentdetails.PaymentWay;
import kontor.paymentpages.PaymentView.Booked;
import kontor.paymentpages.PaymentView.FileLine;
import kontor.paymentpages.PaymentView.Repeat;
import kontor.paymentpages.PaymentView.Side;
import kontor.paymentpages.PaymentView.Sides;
import kontor.paymentpages.PaymentView.Told;
import kontor.payments.Decisions;
import kontor.payments.Payment;
import kontor.payments.PaymentStatus;
import kontor.payments.PaymentWithSteps;
import kontor.principals.Principals;
import kontor.timelines.Booking;
import kontor.timelines.Timeline;
import kontor.timelines.Upcoming;
import kontor.visits.FormFields;
import kontor.warnings.Warning;
import kontor.wire.Json;
import kontor.wire.ResourceRef;

/** One payment: what it is, what happened to it, and what people decide of it. */
public final class PaymentPageRoutes<P extends Payment<P>> {

    private static final Use TRANSACTIONS = Use.of("transactions:read");

    private final Principals principals = new Principals();
    private final PaymentDesk desk;
    private final KindOfPayment<P> kind;
    private final Ways ways;

    /** The way of a payment of one kind. */
    @FunctionalInterface
    public interface Ways {
        Outcome<Timeline> of(Tx tx, Caller caller, ResourceRef reference);
    }

    PaymentPageRoutes(PaymentDesk desk, KindOfPayment<P> kind, Ways ways) {
        this.desk = desk;
        this.kind = kind;
        this.ways = ways;
    }

    public void register(Routes routes) {
        String one = kind.path() + "/{id}";
        routes.add(
                desk.pages()
                        .route(one, kind.read())
                        .externalIds()
                        .by(call -> page(call, 200, Typed.nothing())));
        routes.add(
                desk.pages().form(one + "/approve", kind.decide()).externalIds().by(this::approve));
        routes.add(
                desk.pages().form(one + "/reject", kind.decide()).externalIds().by(this::reject));
    }

    private Answer page(Call call, int status, Typed typed) {
        var caller = call.caller();
        var zone = desk.accounts().zone(caller);
        var reference = call.reference("id");
        var view =
                desk.database()
                        .read(
                                caller.organization(),
                                tx -> view(tx, caller, reference, zone, typed));
        var frame =
                desk.pages()
                        .frame(
                                call,
                                kind.section(),
                                view.row().reference(),
                                new Frame.Crumb("Payments", kind.path()),
                                new Frame.Crumb(kind.section().label(), kind.path()));
        return desk.pages().show(status, frame, "payments/payment.jte", view);
    }

    private PaymentView view(
            Tx tx, Caller caller, ResourceRef reference, ZoneId zone, Typed typed) {
        var found = orThrow(kind.payments().find(tx, caller, reference));
        var payment = found.payment();
        var timeline = orThrow(ways.of(tx, caller, new ResourceRef.ById(payment.id())));
        return new PaymentView(
                kind.one(),
                kind.path(payment.id()),
                isCollection(payment),
                PaymentRow.of(kind, found, zone),
                sides(payment),
                told(tx, caller, payment, timeline, zone),
                PaymentView.held(found),
                PaymentFacts.of(payment),
                payment.terms().metadata(),
                ApprovalLine.of(tx, caller, found.steps(), desk.words(), zone),
                timeline.bookings().stream().map(one -> booked(caller, payment, one)).toList(),
                files(caller, payment, timeline, zone),
                desk.moments()
                        .of(tx, caller, kind.resource(), kind.payments()::isVisible, payment.id()),
                caller.may(kind.decide()) && payment.status() == PaymentStatus.CREATED,
                caller.may(kind.decide()) && payment.status() == PaymentStatus.APPROVED,
                caller.may(kind.decide()),
                isForOthers(tx, caller, found),
                warnings(tx, caller, payment),
                toSign(tx, caller, found),
                typed);
    }

    private List<Warning> warnings(Tx tx, Caller caller, P payment) {
        return payment.status() == PaymentStatus.CREATED
                ? desk.warnings().of(tx, caller, payment.id())
                : List.of();
    }

    private Map<String, ToSign> toSign(Tx tx, Caller caller, PaymentWithSteps<P> found) {
        var payment = found.payment();
        return ToSign.ofEach(
                tx,
                caller,
                desk.assents(),
                found.steps(),
                step -> kind.toSign(payment, step).item());
    }

    private boolean isCollection(P payment) {
        return payment instanceof DirectDebit;
    }

    private Sides sides(P payment) {
        var counterparty = kind.counterparty().apply(payment).map(id -> "/counterparties/" + id);
        return new Sides(
                Side.of(kind.other().apply(payment), counterparty),
                Side.of(kind.own().apply(payment), Optional.of("/accounts/" + payment.accountId())),
                kind.mandate().apply(payment).map(id -> "/mandates/" + id).orElse(""),
                mandateReference(payment));
    }

    private static String mandateReference(Payment<?> payment) {
        var mandate =
                payment instanceof DirectDebit debit
                        ? Optional.of(debit.parties().mandate())
                        : payment instanceof CreditTransfer transfer
                                ? transfer.mandate().map(UnderMandate::snapshot)
                                : Optional.<String>empty();
        return mandate.map(Json::readOwn)
                .map(one -> one.path("mandateReference").asText())
                .orElse("");
    }

    private Told told(Tx tx, Caller caller, P payment, Timeline timeline, ZoneId zone) {
        var today = tx.today(zone);
        var whyNot = whyNotAgain(tx, caller, payment);
        var why = why(payment, timeline, whyNot);
        return new Told(
                mayComeBack(timeline, payment.status(), today),
                Certainty.of(timeline, today),
                why,
                Repeat.of(kind, payment, why, whyNot, caller),
                callBack(caller, payment, timeline),
                KindOfPayment.payBack(caller, payment),
                new PaymentWay(zone, today, names(tx, caller)).points(timeline));
    }

    /** Of what came to nothing or came back. */
    private Optional<String> whyNotAgain(Tx tx, Caller caller, P payment) {
        return endedAtBank(payment) ? kind.again().whyNot(tx, caller, payment) : Optional.empty();
    }

    private Optional<Explained> why(P payment, Timeline timeline, Optional<String> whyNot) {
        var why = Explained.of(payment, timeline, isCollection(payment));
        boolean again = isCollection(payment) && endedAtBank(payment);
        return again ? why.map(one -> one.again(whyNot)) : why;
    }

    private static boolean endedAtBank(Payment<?> payment) {
        return payment.status() == PaymentStatus.FAILED
                || payment.status() == PaymentStatus.RETURNED;
    }

    private String callBack(Caller caller, P payment, Timeline timeline) {
        boolean may = caller.may(kind.decide()) && timeline.may(Upcoming.Kind.CANCELLATION);
        return may ? kind.path(payment.id()) + "/cancel" : "";
    }

    /** Who did something, asked for once each. */
    private Function<String, String> names(Tx tx, Caller caller) {
        var known = new HashMap<String, String>();
        return originator ->
                known.computeIfAbsent(originator, one -> desk.moments().name(tx, caller, one));
    }

    private boolean isForOthers(Tx tx, Caller caller, PaymentWithSteps<?> found) {
        var creator = found.payment().terms().creatorUserId().stream().toList();
        return principals.isAmong(tx, caller, creator)
                && found.steps().stream()
                        .filter(step -> step.status() == ApprovalStep.Status.PENDING)
                        .anyMatch(step -> !step.allowCreator());
    }

    /** The last day without a reason, as long as it is to come, of what is booked. */
    private static String mayComeBack(Timeline timeline, PaymentStatus status, LocalDate today) {
        return timeline.upcoming().stream()
                .filter(_ -> status == PaymentStatus.EXECUTED)
                .filter(PaymentWay::isMoneyBack)
                .filter(one -> one.kind() != Upcoming.Kind.UNAUTHORIZED_REFUND)
                .flatMap(one -> one.date().stream())
                .filter(day -> !day.isBefore(today))
                .max(Comparator.naturalOrder())
                .map(Figures::weekday)
                .orElse("");
    }

    private static Booked booked(Caller caller, Payment<?> payment, Booking one) {
        long asked = payment.terms().amount().amountMinor();
        boolean alone = Math.abs(one.amount().amountMinor()) == asked;
        return new Booked(
                caller.may(TRANSACTIONS) ? "/transactions/" + one.transactionId() : "",
                Figures.weekday(one.date()),
                one.returned()
                        ? "the money came back"
                        : alone ? "booked" : "booked in one sum with others",
                one.amount());
    }

    private static List<FileLine> files(
            Caller caller, Payment<?> payment, Timeline timeline, ZoneId zone) {
        var lines = new ArrayList<FileLine>();
        if (!caller.accounts().all()) {
            return lines;
        }
        String marked = "/message?paymentId=" + payment.id();
        if (caller.may(Instructions.READ)) {
            timeline.file().ifPresent(one -> lines.add(FileLine.of(one, marked)));
        }
        if (caller.may(InboxFiles.READ)) {
            timeline.told().forEach(one -> lines.add(FileLine.of(one, marked, zone)));
        }
        return lines;
    }

    private Answer approve(Call call) {
        return decide(
                call,
                kind.decisions().approve,
                fields -> new Decisions.Approve(fields.text("step"), ToSign.given(call, fields)),
                "Approved.");
    }

    private Answer reject(Call call) {
        return decide(call, kind.decisions().reject, BulkDecisions::reject, "Rejected.");
    }

    private <T> Answer decide(
            Call call, Door<T> door, Function<FormFields, T> decision, String notice) {
        return desk.deeds()
                .change(
                        call,
                        door,
                        call.reference("id"),
                        decision,
                        (_, _) -> Pages.goTo(kind.path() + "/" + call.parameter("id"), notice),
                        (status, typed) -> page(call, status, typed));
    }
}
