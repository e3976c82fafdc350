package kontor.signinpages;

import kontor.core.Outcome;
import kontor.core.Use;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Routes;
import kontor.iam.User;
import kontor.invitations.Invitations;
import kontor.openid.Errand;
import kontor.openid.OpenId;
import kontor.openid.Proven;
import kontor.openid.Unreachable;
import kontor.pages.Pages;
import kontor.security.SecurityKind;
import kontor.sessions.Proof;

/**
 * Signing in by the provider that is set for this installation, linking it to the person who is
 * signed in, and accepting an invitation by it. A page opens the way only for signing in; what
 * changes something begins with a form.
 */
public final class OpenIdRoutes {

    private static final String PATH = "/login/openid";
    private static final String PROFILE = ProfileRoutes.PATH;

    private final Pages pages;
    private final ProviderDesk desk;
    private final ProfileKeys keys;
    private final Invitations invitations;
    private final Arrivals arrivals;

    OpenIdRoutes(
            Pages pages,
            ProviderDesk desk,
            ProfileKeys keys,
            Invitations invitations,
            Arrivals arrivals) {
        this.pages = pages;
        this.desk = desk;
        this.keys = keys;
        this.invitations = invitations;
        this.arrivals = arrivals;
    }

    /** There are no such routes where no provider is set. */
    void register(Routes routes) {
        if (desk.openId().isEmpty()) {
            return;
        }
        routes.add(pages.open(PATH).filters(Next.FIELD).by(this::signIn));
        routes.add(
                pages.open(ProviderDesk.BACK)
                        .filters("state", "code", "iss", "error")
                        .by(this::back));
        routes.add(pages.form(PROFILE + "/provider", Use.of()).by(this::link));
        routes.add(pages.form(PROFILE + "/provider/remove", Use.of()).by(this::unlink));
        routes.add(pages.openForm("/invitations/{token}/provider").by(this::join));
    }

    private OpenId openId() {
        return desk.openId().orElseThrow();
    }

    private Answer signIn(Call call) {
        String next = Next.of(call.query().text(Next.FIELD).orElse(""));
        return desk.go(call, openId(), new Errand(Errand.Kind.SIGN_IN, next));
    }

    private Answer link(Call call) {
        call.fields();
        if (!arrivals.isFresh(call)) {
            return Pages.goTo(ProfileKeyRoutes.KEYS);
        }
        String session = ProfileRoutes.visitor(call).session().toString();
        return desk.leave(call, openId(), new Errand(Errand.Kind.LINK, session));
    }

    private Answer join(Call call) {
        String token = call.parameter("token");
        return invitations.open(call.remoteAddress(), token).isEmpty()
                ? Pages.goTo("/invitations/" + token)
                : desk.leave(call, openId(), new Errand(Errand.Kind.JOIN, token));
    }

    private Answer back(Call call) {
        try {
            var came = openId().hear(call.remoteAddress(), desk.back(call));
            var answer =
                    came.map(one -> came(call, one))
                            .orElseGet(
                                    () ->
                                            desk.said(
                                                    call,
                                                    401,
                                                    "That did not sign you in: it took too long,"
                                                            + " was begun in another browser, or "
                                                            + openId().name()
                                                            + " said no."));
            return desk.forget(call, answer);
        } catch (Unreachable away) {
            return desk.forget(call, desk.away(call));
        }
    }

    private Answer came(Call call, OpenId.Came came) {
        String about = came.errand().about();
        return switch (came.errand().kind()) {
            case SIGN_IN -> arrived(call, came.proven(), about);
            case LINK -> linked(call, came.proven(), about);
            case JOIN -> joined(call, came.proven(), about);
        };
    }

    private static Proof proof(Proven proven) {
        return proven.twoFactors() ? Proof.TWO : Proof.ONE;
    }

    private Answer arrived(Call call, Proven proven, String next) {
        return desk.links()
                .identity(proven)
                .flatMap(one -> arrivals.arrive(call, one, proof(proven), next))
                .orElseGet(
                        () ->
                                desk.said(
                                        call,
                                        403,
                                        "Nobody here signs in by this account of "
                                                + openId().name()
                                                + ". Sign in another way and link it on your"
                                                + " profile, or accept an invitation by it."));
    }

    private Answer linked(Call call, Proven proven, String session) {
        var here = arrivals.here(call).filter(one -> one.session().id().toString().equals(session));
        if (here.isEmpty()) {
            return desk.said(call, 401, "The session in which it was begun has ended.");
        }
        var identity = here.get().identity();
        if (!desk.links().link(identity, proven)) {
            return desk.said(call, 409, "Somebody else here signs in by this account.");
        }
        arrivals.noteEverywhere(call, SecurityKind.PROVIDER_LINKED, identity);
        return Pages.goTo(ProfileKeyRoutes.KEYS, "You sign in by " + openId().name() + ", too.");
    }

    /** Half a sign-in joins nothing: who has to show a second factor comes back after that. */
    private Answer joined(Call call, Proven proven, String token) {
        boolean isHalf =
                !proven.twoFactors()
                        && desk.links().identity(proven).filter(arrivals::isHalf).isPresent();
        if (isHalf) {
            return arrived(call, proven, "/invitations/" + token);
        }
        var open = invitations.open(call.remoteAddress(), token);
        var joiner = desk.links().joiner(proven);
        var user = open.map(one -> invitations.accept(one, call.requestId(), joiner::join));
        return user.filter(one -> one instanceof Outcome.Done<User>).isPresent()
                ? arrived(call, proven, "")
                : desk.said(call, 410, "The invitation was used, replaced or has expired.");
    }

    private Answer unlink(Call call) {
        call.fields();
        var identity = ProfileRoutes.visitor(call).identity();
        if (!arrivals.isFresh(call) || !keys.hasWayWithoutProvider(identity)) {
            throw HttpError.notFound();
        }
        if (desk.links().unlink(identity)) {
            arrivals.noteEverywhere(call, SecurityKind.PROVIDER_UNLINKED, identity);
        }
        return Pages.goTo(ProfileKeyRoutes.KEYS, "The link has ended.");
    }
}
