package kontor.returnpages;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.Optional;
import kontor.core.Money;
import kontor.db.Database;
import kontor.directdebits.DirectDebit;
import kontor.directdebits.DirectDebits;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.payments.StatusReason;
import kontor.retries.CollectAgain;
import kontor.retries.NewRetry;
import kontor.retries.Retries;
import kontor.rtransactions.CameBack;
import kontor.wire.ResourceRef;

/** The form by which a collection is made again. */
public final class CollectAgainRoutes {

    private static final String PATH = "/direct-debits/{id}/collect-again";

    private final Pages pages;
    private final Database database;
    private final Deeds deeds;
    private final DirectDebits debits;
    private final CollectAgain door;

    public CollectAgainRoutes(
            Pages pages, Database database, Deeds deeds, DirectDebits debits, Retries retries) {
        this.pages = pages;
        this.database = database;
        this.deeds = deeds;
        this.debits = debits;
        this.door = retries.collectAgain();
    }

    /**
     * What the form shows.
     *
     * @param why it ended as it did; empty where it has not
     */
    public record View(
            String path,
            String payer,
            String reference,
            Money amount,
            String why,
            int version,
            Typed typed) {}

    public void register(Routes routes) {
        routes.add(
                pages.route(PATH, CollectAgain.USE)
                        .externalIds()
                        .by(call -> form(call, 200, Typed.nothing())));
        routes.add(pages.form(PATH, CollectAgain.USE).externalIds().by(this::again));
    }

    private DirectDebit found(Call call) {
        var caller = call.caller();
        var reference = call.reference("id");
        return orThrow(
                        database.read(
                                caller.organization(),
                                tx -> debits.payments().find(tx, caller, reference)))
                .payment();
    }

    private Answer form(Call call, int status, Typed typed) {
        var debit = found(call);
        var reason = debit.progress().statusReason();
        String path = "/direct-debits/" + debit.id();
        var view =
                new View(
                        path,
                        debit.other().party().legalName(),
                        debit.terms().reference(),
                        reason.flatMap(StatusReason::cameBack)
                                .flatMap(CameBack::amount)
                                .orElse(debit.terms().amount()),
                        reason.map(why -> why.description() + " (" + why.code() + ")").orElse(""),
                        debit.version(),
                        typed);
        var frame =
                pages.frame(
                        call,
                        Section.DIRECT_DEBITS,
                        "Collect again",
                        new Frame.Crumb("Direct debits", "/direct-debits"),
                        new Frame.Crumb(debit.terms().reference(), path));
        return pages.show(status, frame, "returnpages/again.jte", view);
    }

    private Answer again(Call call) {
        return deeds.change(
                call,
                door,
                new ResourceRef.ById(found(call).id()),
                form -> NewRetry.parse(Optional.of(new FormJson(form).texts("date").fields())),
                (body, _) ->
                        Pages.goTo(
                                "/direct-debits/" + body.path("id").asText(),
                                "It is made again, and waits for approval as any other."),
                (status, typed) -> form(call, status, typed));
    }
}
