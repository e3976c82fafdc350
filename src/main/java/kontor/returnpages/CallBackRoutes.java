package kontor.returnpages;

import static kontor.http.ErrorAnswers.orThrow;

import kontor.cancellations.Cancellations;
import kontor.changes.Door;
import kontor.changes.NoInput;
import kontor.core.Caller;
import kontor.core.Money;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.credittransfers.CreditTransfer;
import kontor.credittransfers.CreditTransfers;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.directdebits.DirectDebits;
import kontor.forms.Deeds;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.payments.Payment;
import kontor.payments.Payments;
import kontor.wire.ResourceRef;

/** The question before a payment of one kind is called back that has left. */
public final class CallBackRoutes<P extends Payment<P>> {

    private final Pages pages;
    private final Database database;
    private final Deeds deeds;
    private final Cancellations cancellations;
    private final Kind<P> kind;

    /**
     * A kind of payment that Bankgirot makes.
     *
     * @param path of its list
     * @param words what its list is called
     * @param use what its reader, who may decide, needs
     */
    private record Kind<P extends Payment<P>>(
            Section section,
            String path,
            String words,
            Use use,
            Payments<P> payments,
            Door<NoInput> door) {}

    private CallBackRoutes(
            Pages pages,
            Database database,
            Deeds deeds,
            Cancellations cancellations,
            Kind<P> kind) {
        this.pages = pages;
        this.database = database;
        this.deeds = deeds;
        this.cancellations = cancellations;
        this.kind = kind;
    }

    public static CallBackRoutes<DirectDebit> ofCollections(
            Pages pages,
            Database database,
            Deeds deeds,
            DirectDebits debits,
            Cancellations cancellations) {
        return new CallBackRoutes<>(
                pages,
                database,
                deeds,
                cancellations,
                new Kind<>(
                        Section.DIRECT_DEBITS,
                        "/direct-debits",
                        "Direct debits",
                        DirectDebits.DECIDE.and(DirectDebits.READ),
                        debits.payments(),
                        cancellations.cancel));
    }

    /** Credits to payers. */
    public static CallBackRoutes<CreditTransfer> ofCredits(
            Pages pages,
            Database database,
            Deeds deeds,
            CreditTransfers transfers,
            Cancellations cancellations) {
        return new CallBackRoutes<>(
                pages,
                database,
                deeds,
                cancellations,
                new Kind<>(
                        Section.CREDIT_TRANSFERS,
                        "/credit-transfers",
                        "Credit transfers",
                        CreditTransfers.UPDATE.and(CreditTransfers.READ),
                        transfers.payments(),
                        cancellations.cancelCredit));
    }

    /**
     * What the question says.
     *
     * @param collection money comes in; else it pays a payer
     * @param party at the other side
     * @param day on which it would be made, or tried again
     * @param until when Bankgirot takes the order; empty where it is not called back
     * @param whyNot it is not called back, as the door says it; empty where it may be
     */
    public record View(
            String path,
            boolean collection,
            String party,
            String reference,
            Money amount,
            String day,
            String until,
            String whyNot,
            int version,
            Typed typed) {}

    public void register(Routes routes) {
        String path = kind.path + "/{id}/cancel";
        routes.add(
                pages.route(path, kind.use)
                        .externalIds()
                        .by(call -> question(call, 200, Typed.nothing())));
        routes.add(pages.form(path, kind.use).externalIds().by(this::calledBack));
    }

    private View view(Tx tx, Caller caller, ResourceRef reference, Typed typed) {
        P payment = orThrow(kind.payments.find(tx, caller, reference)).payment();
        var whyNot = cancellations.refusal(tx, payment).map(Refusal::message);
        return new View(
                kind.path + "/" + payment.id(),
                kind.section == Section.DIRECT_DEBITS,
                payment.other().party().legalName(),
                payment.terms().reference(),
                payment.terms().amount(),
                Figures.weekday(payment.progress().effectiveDate()),
                whyNot.isPresent()
                        ? ""
                        : Figures.moment(Cancellations.latest(payment), Cancellations.ZONE),
                whyNot.orElse(""),
                payment.version(),
                typed);
    }

    private Answer question(Call call, int status, Typed typed) {
        var caller = call.caller();
        var reference = call.reference("id");
        var view = database.read(caller.organization(), tx -> view(tx, caller, reference, typed));
        var frame =
                pages.frame(
                        call,
                        kind.section,
                        "Call back",
                        new Frame.Crumb(kind.words, kind.path),
                        new Frame.Crumb(view.reference(), view.path()));
        return pages.show(status, frame, "returnpages/callback.jte", view);
    }

    private Answer calledBack(Call call) {
        return deeds.change(
                call,
                kind.door,
                call.reference("id"),
                _ -> NoInput.NONE,
                (body, _) ->
                        Pages.goTo(
                                kind.path + "/" + body.path("id").asText(),
                                "Bankgirot is asked not to make it. Until it has answered, it may"
                                        + " be paid all the same."),
                (status, typed) -> question(call, status, typed));
    }
}
