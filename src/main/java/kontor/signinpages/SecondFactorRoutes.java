package kontor.signinpages;

import java.util.List;
import java.util.function.BiFunction;
import kontor.core.InvalidRequest;
import kontor.factors.SecondFactors;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Routes;
import kontor.identities.Identities;
import kontor.pages.Pages;
import kontor.security.SecurityKind;
import kontor.visits.FormFields;

/**
 * The second half of a sign-in: a passkey, a recovery code, or a first passkey for whoever has none
 * and comes to an organization that demands one. A session that has shown half is good for these
 * pages and for no other.
 */
public final class SecondFactorRoutes {

    private static final String PATH = Arrivals.SECOND;
    private static final String OPTIONS = "/options";

    private final Pages pages;
    private final Identities identities;
    private final SecondFactors factors;
    private final Arrivals arrivals;
    private final PasskeyDesk desk;

    SecondFactorRoutes(
            Pages pages,
            Identities identities,
            SecondFactors factors,
            Arrivals arrivals,
            PasskeyDesk desk) {
        this.pages = pages;
        this.identities = identities;
        this.factors = factors;
        this.arrivals = arrivals;
        this.desk = desk;
    }

    /**
     * What the page asks for.
     *
     * @param address with which the person signs in
     * @param hasPasskey whether there is one to show; else one is made
     * @param hasCodes whether there are recovery codes
     * @param user as which user the person wants to go on; may be empty
     * @param refusal why it is shown again; empty at first
     */
    public record Second(
            String address,
            boolean hasPasskey,
            boolean hasCodes,
            PasskeyDesk.Offer offer,
            String user,
            String next,
            String formToken,
            Typed typed,
            String refusal) {}

    void register(Routes routes) {
        routes.add(pages.open(PATH).filters(Next.FIELD, Arrivals.USER).by(this::form));
        routes.add(pages.openForm(PATH).by(call -> waiting(call, this::show)));
        routes.add(pages.openForm(PATH + "/code").by(call -> waiting(call, this::code)));
        routes.add(pages.openForm(PATH + "/new").by(call -> waiting(call, this::make)));
        script(routes, PATH + OPTIONS, this::toShow);
        script(routes, PATH + "/new" + OPTIONS, this::toMake);
    }

    /** Asked by the script of the page, whose session is over or waits. */
    private void script(
            Routes routes, String path, BiFunction<Call, Arrivals.Here, Answer> options) {
        routes.add(
                pages.openForm(path)
                        .gives(Answer.JSON)
                        .answers(200, "")
                        .by(
                                call -> {
                                    var here =
                                            arrivals.waiting(call).orElseThrow(HttpError::notFound);
                                    Arrivals.fields(call, here);
                                    return options.apply(call, here);
                                }));
    }

    private Answer form(Call call) {
        String next = call.query().text(Next.FIELD).orElse("");
        String user = call.query().text(Arrivals.USER).orElse("");
        return arrivals.waiting(call)
                .map(here -> page(call, 200, here, new Wish(user, next), Typed.nothing(), ""))
                .orElseGet(() -> Pages.goTo(Next.after("/login", next)));
    }

    /** Where the person wants to go on. */
    private record Wish(String user, String next) {

        static Wish of(FormFields fields) {
            return new Wish(fields.text(Arrivals.USER), fields.text(Next.FIELD));
        }
    }

    private Answer page(
            Call call, int status, Arrivals.Here here, Wish wish, Typed typed, String refusal) {
        var address = identities.find(here.identity()).orElseThrow(HttpError::notFound).address();
        boolean hasPasskey = desk.passkeys().has(here.identity());
        var view =
                new Second(
                        address,
                        hasPasskey,
                        factors.of(here.identity()).codesLeft() > 0,
                        desk.offer(call),
                        wish.user,
                        Next.of(wish.next),
                        here.formToken(),
                        typed,
                        refusal);
        String title = hasPasskey ? "Second factor" : "Make a passkey";
        return pages.show(status, pages.openFrame(call, title), "signin/second.jte", view)
                .with("Cache-Control", "no-store");
    }

    private Answer waiting(Call call, BiFunction<Call, Arrivals.Here, Answer> step) {
        return arrivals.waiting(call)
                .map(here -> step.apply(call, here))
                .orElseGet(() -> Pages.goTo("/login"));
    }

    private Answer toShow(Call call, Arrivals.Here here) {
        return desk.ask(call, desk.passkeys().toSecond(here.identity(), here.session().id()));
    }

    private Answer show(Call call, Arrivals.Here here) {
        var fields = Arrivals.fields(call, here);
        var shown = desk.shownBy(call, fields, here.identity(), here.session().id());
        var answer =
                shown.map(_ -> complete(call, here, fields))
                        .orElseGet(
                                () ->
                                        refused(
                                                call,
                                                here,
                                                fields,
                                                "That passkey is not yours here, or it took too"
                                                        + " long. Try once more."));
        return desk.forget(call, answer);
    }

    private Answer code(Call call, Arrivals.Here here) {
        var fields = Arrivals.fields(call, here);
        if (!factors.useCode(here.identity(), call.remoteAddress(), fields.text("code"))) {
            return refused(
                    call,
                    here,
                    fields,
                    "That is no recovery code of yours that is left. Each is good once.");
        }
        arrivals.noteEverywhere(call, SecurityKind.RECOVERY_CODE_USED, here.identity());
        return complete(call, here, fields);
    }

    private Answer toMake(Call call, Arrivals.Here here) {
        var identity = identities.find(here.identity()).orElseThrow(HttpError::notFound);
        refuseSecond(here);
        var session = here.session().id();
        return desk.ask(call, desk.passkeys().toMake(identity.id(), session, identity.address()));
    }

    /** A password alone makes the first passkey, never another beside one that was to be shown. */
    private void refuseSecond(Arrivals.Here here) {
        boolean hasOther =
                desk.passkeys().has(here.identity()) || factors.of(here.identity()).codesLeft() > 0;
        if (hasOther) {
            throw HttpError.notFound();
        }
    }

    private Answer make(Call call, Arrivals.Here here) {
        var fields = Arrivals.fields(call, here);
        refuseSecond(here);
        try {
            desk.passkeys()
                    .make(
                            here.identity(),
                            here.session().id(),
                            desk.ticket(call),
                            fields.text(PasskeyDesk.CREDENTIAL),
                            fields.text("name"));
        } catch (InvalidRequest no) {
            var typed = Typed.refused(fields, no.faults());
            return desk.forget(call, page(call, 400, here, Wish.of(fields), typed, ""));
        }
        arrivals.noteEverywhere(call, SecurityKind.PASSKEY_MADE, here.identity());
        // The profile says what to do against losing it.
        String user = fields.text(Arrivals.USER);
        return desk.forget(call, arrivals.complete(call, here, user, ProfileRoutes.PATH));
    }

    private Answer refused(Call call, Arrivals.Here here, FormFields fields, String refusal) {
        var typed = Typed.refused(fields, List.of());
        return page(call, 401, here, Wish.of(fields), typed, refusal);
    }

    private Answer complete(Call call, Arrivals.Here here, FormFields fields) {
        return arrivals.complete(call, here, fields.text(Arrivals.USER), fields.text(Next.FIELD));
    }
}
