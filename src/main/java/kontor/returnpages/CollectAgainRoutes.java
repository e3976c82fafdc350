package kontor.returnpages;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.Optional;
import java.util.UUID;
import kontor.core.Money;
import kontor.db.Database;
import kontor.db.Tx;
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
     * @param whyNot it is not made again, as the door says it; empty where it may be
     */
    public record View(
            String path,
            String payer,
            String reference,
            Money amount,
            String why,
            String whyNot,
            int version,
            Typed typed) {}

    public void register(Routes routes) {
        routes.add(
                pages.route(PATH, CollectAgain.USE)
                        .externalIds()
                        .by(call -> form(call, 200, Typed.nothing())));
        routes.add(pages.form(PATH, CollectAgain.USE).externalIds().by(this::again));
    }

    private DirectDebit found(Tx tx, Call call) {
        return orThrow(debits.payments().find(tx, call.caller(), call.reference("id"))).payment();
    }

    private View view(Tx tx, Call call, Typed typed) {
        var debit = found(tx, call);
        var reason = debit.progress().statusReason();
        return new View(
                "/direct-debits/" + debit.id(),
                debit.other().party().legalName(),
                debit.terms().reference(),
                reason.flatMap(StatusReason::cameBack)
                        .flatMap(CameBack::amount)
                        .orElse(debit.terms().amount()),
                reason.map(why -> why.description() + " (" + why.code() + ")").orElse(""),
                door.whyNot(tx, call.caller(), debit).orElse(""),
                debit.version(),
                typed);
    }

    private Answer form(Call call, int status, Typed typed) {
        var view = database.read(call.caller().organization(), tx -> view(tx, call, typed));
        var frame =
                pages.frame(
                        call,
                        Section.DIRECT_DEBITS,
                        "Collect again",
                        new Frame.Crumb("Direct debits", "/direct-debits"),
                        new Frame.Crumb(view.reference(), view.path()));
        return pages.show(status, frame, "returnpages/again.jte", view);
    }

    private UUID id(Call call) {
        return database.read(call.caller().organization(), tx -> found(tx, call).id());
    }

    private Answer again(Call call) {
        return deeds.change(
                call,
                door,
                new ResourceRef.ById(id(call)),
                form -> NewRetry.parse(Optional.of(new FormJson(form).texts("date").fields())),
                (body, _) ->
                        Pages.goTo(
                                "/direct-debits/" + body.path("id").asText(),
                                "It is made again, and waits for approval as any other."),
                (status, typed) -> form(call, status, typed));
    }
}
