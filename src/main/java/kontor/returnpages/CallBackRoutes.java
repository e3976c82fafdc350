package kontor.returnpages;

import static kontor.http.ErrorAnswers.orThrow;

import kontor.cancellations.Cancellations;
import kontor.changes.NoInput;
import kontor.core.Caller;
import kontor.core.Money;
import kontor.core.Refusal;
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
import kontor.wire.ResourceRef;

/** The question before a collection is called back that has left. */
public final class CallBackRoutes {

    private static final String PATH = "/direct-debits/{id}/cancel";

    private final Pages pages;
    private final Database database;
    private final Deeds deeds;
    private final DirectDebits debits;
    private final Cancellations door;

    public CallBackRoutes(
            Pages pages,
            Database database,
            Deeds deeds,
            DirectDebits debits,
            Cancellations cancellations) {
        this.pages = pages;
        this.database = database;
        this.deeds = deeds;
        this.debits = debits;
        this.door = cancellations;
    }

    /**
     * What the question says.
     *
     * @param day on which it would be made, or tried again
     * @param until when Bankgirot takes the order; empty where it is not called back
     * @param whyNot it is not called back, as the door says it; empty where it may be
     */
    public record View(
            String path,
            String payer,
            String reference,
            Money amount,
            String day,
            String until,
            String whyNot,
            int version,
            Typed typed) {}

    public void register(Routes routes) {
        var use = DirectDebits.DECIDE.and(DirectDebits.READ);
        routes.add(
                pages.route(PATH, use)
                        .externalIds()
                        .by(call -> question(call, 200, Typed.nothing())));
        routes.add(pages.form(PATH, use).externalIds().by(this::calledBack));
    }

    private View view(Tx tx, Caller caller, ResourceRef reference, Typed typed) {
        var debit = orThrow(debits.payments().find(tx, caller, reference)).payment();
        var whyNot = door.refusal(tx, debit).map(Refusal::message);
        return new View(
                path(debit),
                debit.other().party().legalName(),
                debit.terms().reference(),
                debit.terms().amount(),
                Figures.weekday(debit.progress().effectiveDate()),
                whyNot.isPresent()
                        ? ""
                        : Figures.moment(Cancellations.latest(debit), Cancellations.ZONE),
                whyNot.orElse(""),
                debit.version(),
                typed);
    }

    private static String path(DirectDebit debit) {
        return "/direct-debits/" + debit.id();
    }

    private Answer question(Call call, int status, Typed typed) {
        var caller = call.caller();
        var reference = call.reference("id");
        var view = database.read(caller.organization(), tx -> view(tx, caller, reference, typed));
        var frame =
                pages.frame(
                        call,
                        Section.DIRECT_DEBITS,
                        "Call back",
                        new Frame.Crumb("Direct debits", "/direct-debits"),
                        new Frame.Crumb(view.reference(), view.path()));
        return pages.show(status, frame, "returnpages/callback.jte", view);
    }

    private Answer calledBack(Call call) {
        return deeds.change(
                call,
                door.cancel,
                call.reference("id"),
                _ -> NoInput.NONE,
                (body, _) ->
                        Pages.goTo(
                                "/direct-debits/" + body.path("id").asText(),
                                "Bankgirot is asked not to make it. Until it has answered, it may"
                                        + " be paid all the same."),
                (status, typed) -> question(call, status, typed));
    }
}
