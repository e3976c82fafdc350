package kontor.signinpages;

import java.util.List;
import java.util.Optional;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.identities.Identities;
import kontor.pages.Pages;
import kontor.secrets.Secret;

/** Signing in with e-mail and password, choosing an organization, signing out. */
public final class SignInRoutes {

    private static final String TITLE = "Sign in";

    private final Pages pages;
    private final Identities identities;
    private final Arrivals arrivals;

    public SignInRoutes(Pages pages, Identities identities, Arrivals arrivals) {
        this.pages = pages;
        this.identities = identities;
        this.arrivals = arrivals;
    }

    /**
     * The form.
     *
     * @param refusal why it is shown again; empty at first
     * @param host this Kontor, so that a person sees where the password goes
     */
    public record SignIn(Typed typed, String next, String refusal, String host) {}

    /** The organizations to choose from. */
    public record Choice(List<Arrivals.Place> places, String next, String formToken) {}

    public void register(Routes routes) {
        routes.add(pages.open("/login").filters(Next.FIELD).by(this::form));
        routes.add(pages.openForm("/login").by(this::signIn));
        routes.add(pages.open(Arrivals.CHOOSE).filters(Next.FIELD).by(this::choice));
        routes.add(pages.openForm(Arrivals.CHOOSE).by(this::choose));
        routes.add(pages.openForm("/logout").by(this::signOut));
    }

    private Answer form(Call call) {
        String next = next(call);
        return call.visitor().isPresent()
                ? Pages.goTo(Next.of(next))
                : show(call, 200, Typed.nothing(), next, "");
    }

    private static String next(Call call) {
        return call.query().text(Next.FIELD).orElse("");
    }

    private Answer show(Call call, int status, Typed typed, String next, String refusal) {
        var view = new SignIn(typed, Next.of(next), refusal, call.header("Host").orElse(""));
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
        return arrivals.arrive(call, identity.get().id(), next)
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

    private Answer choice(Call call) {
        String next = next(call);
        return arrivals.here(call)
                .map(here -> choice(call, 200, here, next))
                .orElseGet(() -> Pages.goTo(Next.after("/login", next)));
    }

    private Answer choice(Call call, int status, Arrivals.Here here, String next) {
        var places = arrivals.places(here.session().identity());
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
                arrivals.places(here.session().identity()).stream()
                        .filter(place -> place.user().equals(user))
                        .findFirst();
        String next = fields.text(Next.FIELD);
        return chosen.map(place -> arrivals.goOn(call, here, place, next))
                .orElseGet(() -> choice(call, 400, here, next));
    }

    private Answer signOut(Call call) {
        var here = arrivals.here(call);
        here.ifPresent(known -> Arrivals.fields(call, known));
        return arrivals.leave(call);
    }
}
