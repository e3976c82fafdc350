package kontor.signinpages;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.InvalidRequest;
import kontor.core.Use;
import kontor.factors.RecoveryCode;
import kontor.factors.SecondFactors;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Routes;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.secrets.Secret;
import kontor.security.SecurityKind;

/**
 * What a person changes of how they sign in: passkeys, the second factor, recovery codes. It is
 * taken from a session in which the person has just shown who it is, since whoever finds a browser
 * open must not make a way in of his own.
 */
public final class ProfileKeyRoutes {

    private static final String PATH = ProfileRoutes.PATH;
    static final String KEYS = PATH + "#passkeys";

    private final Pages pages;
    private final ProfileRoutes profile;
    private final ProfileKeys keys;
    private final SecondFactors factors;
    private final Arrivals arrivals;
    private final PasskeyDesk desk;

    ProfileKeyRoutes(
            Pages pages,
            ProfileRoutes profile,
            ProfileKeys keys,
            SecondFactors factors,
            Arrivals arrivals,
            PasskeyDesk desk) {
        this.pages = pages;
        this.profile = profile;
        this.keys = keys;
        this.factors = factors;
        this.arrivals = arrivals;
        this.desk = desk;
    }

    /** Recovery codes, on the only page that ever shows them. */
    public record Codes(List<String> codes) {}

    void register(Routes routes) {
        routes.add(pages.form(PATH + "/unlock", Use.of()).by(this::unlock));
        change(routes, "/passkeys", this::make);
        change(routes, "/passkeys/remove", this::remove);
        change(routes, "/second-factor", this::demand);
        change(routes, "/recovery-codes", this::newCodes);
        routes.add(
                pages.form(PATH + "/passkeys/options", Use.of())
                        .gives(Answer.JSON)
                        .answers(200, "")
                        .by(this::toMake));
    }

    /** A change by whoever has just shown who it is; the page again where it cannot be. */
    private void change(Routes routes, String path, Function<Call, Answer> change) {
        routes.add(
                pages.form(PATH + path, Use.of())
                        .by(
                                call -> {
                                    try {
                                        refuseStale(call);
                                        return change.apply(call);
                                    } catch (InvalidRequest no) {
                                        var typed = Typed.refused(call.fields(), no.faults());
                                        return profile.show(call, 400, typed);
                                    }
                                }));
    }

    private void refuseStale(Call call) {
        call.fields();
        if (!arrivals.isFresh(call)) {
            throw new InvalidRequest(
                    Fault.invalid(
                            "unlock",
                            "is needed once more: it is a while since you showed who you are"));
        }
    }

    private static UUID identity(Call call) {
        return ProfileRoutes.visitor(call).identity();
    }

    /** The password once more. */
    private Answer unlock(Call call) {
        var given = new Secret(call.fields().exact("unlock"));
        var here = arrivals.here(call).orElseThrow(HttpError::notFound);
        if (!profile.isPassword(call, given)) {
            var fault = Fault.invalid("unlock", "is not your password");
            return profile.show(call, 400, Typed.refused(call.fields(), List.of(fault)));
        }
        return arrivals.refresh(call, here, KEYS);
    }

    private Answer toMake(Call call) {
        refuseStale(call);
        var visitor = ProfileRoutes.visitor(call);
        String account = profile.identity(call).address();
        return desk.ask(
                call, desk.passkeys().toMake(visitor.identity(), visitor.session(), account));
    }

    private Answer make(Call call) {
        var visitor = ProfileRoutes.visitor(call);
        var made =
                desk.passkeys()
                        .make(
                                visitor.identity(),
                                visitor.session(),
                                desk.ticket(call),
                                call.fields().text(PasskeyDesk.CREDENTIAL),
                                call.fields().text("name"));
        arrivals.noteEverywhere(call, SecurityKind.PASSKEY_MADE, visitor.identity());
        String notice = "The passkey " + made.name() + " is made. Sign in with it from now on.";
        return desk.forget(call, Pages.goTo(KEYS, notice));
    }

    private Answer remove(Call call) {
        var passkey = Ids.parse(call.fields().text("passkey")).orElse(new UUID(0, 0));
        boolean removed = factors.remove(identity(call), passkey, isNeeded(identity(call)));
        if (removed) {
            arrivals.noteEverywhere(call, SecurityKind.PASSKEY_REMOVED, identity(call));
        }
        return Pages.goTo(KEYS, removed ? "The passkey is removed." : "It was removed already.");
    }

    /** Without a passkey the person could not come in, here or in another organization. */
    private boolean isNeeded(UUID identity) {
        return !keys.hasWayWithoutPasskey(identity)
                || arrivals.places(identity).stream().anyMatch(Arrivals.Place::demandsTwo);
    }

    private Answer demand(Call call) {
        boolean demanded = call.fields().has("demanded");
        factors.demand(identity(call), demanded);
        arrivals.noteEverywhere(call, SecurityKind.SECOND_FACTOR_CHANGED, identity(call));
        return Pages.goTo(
                KEYS,
                demanded
                        ? "A passkey is asked for after your password from now on."
                        : "Your password alone is enough from now on, where the organization"
                                + " allows it.");
    }

    private Answer newCodes(Call call) {
        var codes = factors.newCodes(identity(call)).stream().map(RecoveryCode::shown).toList();
        arrivals.noteEverywhere(call, SecurityKind.RECOVERY_CODES_MADE, identity(call));
        var frame =
                pages.frame(
                        call,
                        Section.SETTINGS,
                        "Recovery codes",
                        new Frame.Crumb("Settings", "/settings"),
                        new Frame.Crumb("Profile", PATH));
        return pages.show(frame, "signin/codes.jte", new Codes(codes))
                .with("Cache-Control", "no-store");
    }
}
