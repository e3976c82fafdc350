package kontor.signinpages;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.identities.Identities;
import kontor.pages.Pages;
import kontor.secrets.Secret;
import kontor.sessions.Proof;

/** Signing in with e-mail and password or with a passkey, choosing an organization, signing out. */
public final class SignInRoutes {

    private static final String TITLE = "Sign in";

    private final Pages pages;
    private final Identities identities;
    private final Arrivals arrivals;
    private final PasskeyDesk desk;
    private final ProviderDesk providers;

    SignInRoutes(
            Pages pages,
            Identities identities,
            Arrivals arrivals,
            PasskeyDesk desk,
            ProviderDesk providers) {
        this.pages = pages;
        this.identities = identities;
        this.arrivals = arrivals;
        this.desk = desk;
        this.providers = providers;
    }

    /**
     * The form.
     *
     * @param refusal why it is shown again; empty at first
     * @param host this Kontor, so that a person sees where the password goes
     * @param offer whether a passkey does instead
     * @param provider the name of the provider that does instead; empty where there is none
     */
    public record SignIn(
            Typed typed,
            String next,
            String refusal,
            String host,
            PasskeyDesk.Offer offer,
            String provider) {

        /** Where the way to the provider begins. */
        public String toProvider() {
            return Next.after("/login/openid", next);
        }
    }

    /** The organizations to choose from. */
    public record Choice(List<Arrivals.Place> places, String next, String formToken) {}

    void register(Routes routes) {
        routes.add(pages.open("/login").filters(Next.FIELD).by(this::form));
        routes.add(pages.openForm("/login").by(this::signIn));
        routes.add(pages.openForm("/login/passkey").by(this::signInByPasskey));
        routes.add(
                pages.openForm("/login/passkey/options")
                        .gives(Answer.JSON)
                        .answers(200, "")
                        .by(call -> desk.ask(call, desk.passkeys().toSignIn())));
        routes.add(pages.open(Arrivals.CHOOSE).filters(Next.FIELD).by(this::choice));
        routes.add(pages.openForm(Arrivals.CHOOSE).by(this::choose));
        routes.add(pages.openForm("/logout").by(this::signOut));
    }

    private Answer form(Call call) {
        String next = next(call);
        if (call.visitor().isPresent()) {
            return Pages.goTo(Next.of(next));
        }
        return arrivals.waiting(call).filter(arrivals::lacksFactor).isPresent()
                ? Pages.goTo(Next.after(Arrivals.SECOND, next))
                : show(call, 200, Typed.nothing(), next, "");
    }

    private static String next(Call call) {
        return call.query().text(Next.FIELD).orElse("");
    }

    private Answer show(Call call, int status, Typed typed, String next, String refusal) {
        String host = call.header("Host").orElse("");
        var view =
                new SignIn(typed, Next.of(next), refusal, host, desk.offer(call), providers.name());
        return pages.show(status, pages.openFrame(call, TITLE), "signin/login.jte", view)
                .with("Cache-Control", "no-store");
    }

    private Answer signIn(Call call) {
        var fields = call.fields();
        String email = fields.text("email");
        String next = fields.text(Next.FIELD);
        call.attempt().as(email);
        var identity =
                identities.byPassword(
                        call.remoteAddress(), email, new Secret(fields.exact("password")));
        var typed = Typed.refused(fields, List.of());
        if (identity.isEmpty()) {
            return show(call, 401, typed, next, "Email or password is wrong.");
        }
        return arrived(call, identity.get().id(), Proof.ONE, typed);
    }

    private Answer arrived(Call call, UUID identity, Proof proof, Typed typed) {
        String next = typed.value(Next.FIELD);
        return arrivals.arrive(call, identity, proof, next)
                .orElseGet(
                        () ->
                                show(
                                        call,
                                        403,
                                        typed,
                                        next,
                                        "This sign-in belongs to no organization any more. Ask for"
                                                + " an invitation."));
    }

    private Answer signInByPasskey(Call call) {
        var fields = call.fields();
        var shown = desk.shown(call, fields);
        var typed = Typed.refused(fields, List.of());
        var answer =
                shown.map(one -> arrived(call, one.identity(), Proof.TWO, typed))
                        .orElseGet(
                                () ->
                                        show(
                                                call,
                                                401,
                                                typed,
                                                fields.text(Next.FIELD),
                                                "That passkey is not known here, or it took too"
                                                        + " long. Try once more."));
        return desk.forget(call, answer);
    }

    private Answer choice(Call call) {
        String next = next(call);
        return arrivals.here(call)
                .map(here -> choice(call, 200, here, next))
                .orElseGet(() -> Pages.goTo(Next.after("/login", next)));
    }

    private Answer choice(Call call, int status, Arrivals.Here here, String next) {
        var places = arrivals.places(here.identity());
        var view = new Choice(places, Next.of(next), here.formToken());
        var frame = pages.openFrame(call, "Choose an organization");
        return pages.show(status, frame, "signin/organization.jte", view)
                .with("Cache-Control", "no-store");
    }

    private Answer choose(Call call) {
        var here = arrivals.here(call);
        return here.isEmpty() ? Pages.goTo("/login") : choose(call, here.get());
    }

    private Answer choose(Call call, Arrivals.Here here) {
        var fields = Arrivals.fields(call, here);
        String user = fields.text("user");
        Optional<Arrivals.Place> chosen =
                arrivals.places(here.identity()).stream()
                        .filter(place -> place.user().equals(user))
                        .findFirst();
        String next = fields.text(Next.FIELD);
        return chosen.map(place -> arrivals.goOn(call, here, place, next))
                .orElseGet(() -> choice(call, 400, here, next));
    }

    private Answer signOut(Call call) {
        var here = arrivals.here(call).or(() -> arrivals.waiting(call));
        here.ifPresent(known -> Arrivals.fields(call, known));
        return arrivals.leave(call);
    }
}
