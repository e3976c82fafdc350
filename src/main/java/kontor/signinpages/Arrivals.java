package kontor.signinpages;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.factors.SecondFactors;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.iam.Organization;
import kontor.iam.Organizations;
import kontor.identities.Identities;
import kontor.pages.Pages;
import kontor.secrets.Secret;
import kontor.security.SecurityKind;
import kontor.security.SecurityLog;
import kontor.sessions.Proof;
import kontor.sessions.Session;
import kontor.sessions.SessionCookie;
import kontor.sessions.SessionVisitors;
import kontor.sessions.Sessions;
import kontor.signin.Credentials;
import kontor.visits.Cookies;
import kontor.visits.ForeignForm;
import kontor.visits.FormFields;
import kontor.visits.Visitor;

/** What follows when somebody has shown who they are: a session, a cookie, and a page. */
public final class Arrivals {

    static final String CHOOSE = "/login/organization";
    static final String SECOND = "/login/second";

    /** The field that names as which user a person wants to go on. */
    static final String USER = "user";

    private final Doors doors;
    private final SessionCookie cookie;
    private final SecurityLog security;

    /** Whom it asks. */
    public record Doors(
            Identities identities,
            Sessions sessions,
            SecondFactors factors,
            Credentials credentials,
            Organizations organizations) {}

    public Arrivals(Doors doors, SessionCookie cookie, SecurityLog security) {
        this.doors = doors;
        this.cookie = cookie;
        this.security = security;
    }

    /**
     * Where a person can be, as the choice shows it.
     *
     * @param demandsTwo whether people come in with a second factor only
     */
    public record Place(Caller caller, String organization, boolean sandbox, boolean demandsTwo) {

        public String user() {
            return caller.userId().toString();
        }

        boolean takes(Proof proof) {
            return proof == Proof.TWO || proof == Proof.ONE && !demandsTwo;
        }
    }

    /** A session of this browser, with its secret. */
    record Here(Session session, Secret secret) {

        String formToken() {
            return SessionVisitors.formToken(secret);
        }

        UUID identity() {
            return session.identity();
        }
    }

    /** Where somebody belongs now, in the order in which they joined. */
    List<Place> places(UUID identity) {
        return doors.identities.memberships(identity).stream()
                .flatMap(one -> doors.credentials.person(one.organization(), one.user()).stream())
                .flatMap(caller -> place(caller).stream())
                .toList();
    }

    private Optional<Place> place(Caller caller) {
        return doors.organizations.find(caller.organization()).map(found -> place(caller, found));
    }

    private static Place place(Caller caller, Organization organization) {
        return new Place(
                caller,
                organization.name(),
                organization.sandbox(),
                organization.settings().secondFactorRequired());
    }

    /**
     * The person comes in, shows a second factor first, or chooses an organization first. Empty
     * when there is none to come in to.
     */
    Optional<Answer> arrive(Call call, UUID identity, Proof proof, String next) {
        var places = places(identity);
        boolean isHalf = proof == Proof.ONE && doors.factors.isDemanded(identity);
        if (places.isEmpty() && !isHalf) {
            return Optional.empty();
        }
        any(call).ifPresent(this::end);
        var only = places.stream().filter(_ -> places.size() == 1).findFirst();
        if (isHalf || only.filter(place -> !place.takes(proof)).isPresent()) {
            var half = begun(call, identity, Proof.HALF, Optional.empty());
            return Optional.of(given(call, half, Next.after(SECOND, next)));
        }
        return Optional.of(entered(call, begun(call, identity, proof, only), only, next));
    }

    private Sessions.Begun begun(Call call, UUID identity, Proof proof, Optional<Place> place) {
        var as = place.map(Place::caller).map(Session.As::of);
        return doors.sessions.begin(identity, proof, as, from(call));
    }

    private Answer entered(Call call, Sessions.Begun begun, Optional<Place> place, String next) {
        place.ifPresent(one -> note(call, SecurityKind.SIGNED_IN, one.caller));
        return given(call, begun, place.isPresent() ? Next.of(next) : Next.after(CHOOSE, next));
    }

    /** Whether an identity wants to be asked for a second factor before anything happens. */
    boolean isHalf(UUID identity) {
        return doors.factors.isDemanded(identity);
    }

    /** The person goes on as one of their users, or shows a second factor first. */
    Answer goOn(Call call, Here before, Place place, String next) {
        if (!place.takes(before.session.proof())) {
            return Pages.goTo(Next.after(SECOND + "?" + USER + "=" + place.user(), next));
        }
        var begun = doors.sessions.goOn(before.session, Session.As.of(place.caller), from(call));
        return entered(call, begun, Optional.of(place), next);
    }

    /**
     * The person has shown a second factor: comes in as the user that was wanted, as the one of
     * before, as the only one, or chooses.
     */
    Answer complete(Call call, Here before, String user, String next) {
        var places = places(before.identity());
        var present = before.session.as().map(as -> as.user().toString()).orElse("");
        var place =
                one(places, user)
                        .or(() -> one(places, present))
                        .or(() -> places.stream().filter(_ -> places.size() == 1).findFirst());
        var as = place.map(Place::caller).map(Session.As::of);
        var begun = doors.sessions.complete(before.session, as, from(call));
        return places.isEmpty()
                ? given(call, begun, Next.of(next))
                : entered(call, begun, place, next);
    }

    private static Optional<Place> one(List<Place> places, String user) {
        return places.stream().filter(place -> place.user().equals(user)).findFirst();
    }

    /** Whether the person of a session has to show more before it is good for anything. */
    boolean lacksFactor(Here here) {
        var session = here.session;
        return session.proof() == Proof.HALF
                || session.as()
                        .flatMap(as -> doors.organizations.find(as.organization()))
                        .filter(one -> one.settings().secondFactorRequired())
                        .filter(_ -> session.proof() != Proof.TWO)
                        .isPresent();
    }

    /** The password is another one: all sessions end, and this browser has a new one. */
    Answer beginAnew(Call call, Here before, Visitor visitor, String notice) {
        note(call, SecurityKind.PASSWORD_CHANGED, visitor.caller());
        return again(call, before, visitor, Pages.goTo(ProfileRoutes.PATH, notice));
    }

    /** All sessions of the person end, and this browser goes on under another id. */
    Answer again(Call call, Here before, Visitor visitor, Answer answer) {
        var as = Session.As.of(visitor.caller());
        var begun = doors.sessions.goOnAlone(before.session, as, from(call));
        return given(call, begun, answer);
    }

    /** The person has shown once more who they are: a fresh session in the place of this one. */
    Answer refresh(Call call, Here before, String path) {
        var begun = doors.sessions.refresh(before.session, from(call));
        return given(call, begun, Pages.goTo(path));
    }

    private Answer given(Call call, Sessions.Begun begun, String path) {
        return given(call, begun, Pages.goTo(path));
    }

    private Answer given(Call call, Sessions.Begun begun, Answer answer) {
        return answer.and("Set-Cookie", cookie.give(begun.secret(), call.header("Host")))
                .with("Cache-Control", "no-store");
    }

    /** The session of this browser, also one for which the organization is not chosen yet. */
    Optional<Here> here(Call call) {
        return any(call).filter(here -> here.session.proof() != Proof.HALF);
    }

    /** Whether the person has just shown who it is, and may change how it signs in. */
    boolean isFresh(Call call) {
        return here(call).filter(here -> doors.sessions.isFresh(here.session)).isPresent();
    }

    /** The session of this browser that can do with a second factor. */
    Optional<Here> waiting(Call call) {
        return any(call).filter(here -> here.session.proof() != Proof.TWO);
    }

    private Optional<Here> any(Call call) {
        return cookie.secret(Cookies.of(call.header("Cookie").orElse(null)))
                .flatMap(
                        secret ->
                                doors.sessions
                                        .find(secret, true)
                                        .map(one -> new Here(one, secret)));
    }

    private void end(Here here) {
        doors.sessions.end(here.identity(), here.session.id());
    }

    /**
     * What was typed on a page of this session.
     *
     * @throws ForeignForm where it was not
     */
    static FormFields fields(Call call, Here here) {
        var fields = FormFields.of(call.body());
        if (!Secret.same(here.formToken(), fields.text(FormFields.TOKEN))) {
            throw new ForeignForm("the form is of another session; load the page again");
        }
        return fields;
    }

    /** Ends the session of this browser. */
    Answer leave(Call call) {
        any(call).ifPresent(this::end);
        call.visitor().ifPresent(one -> note(call, SecurityKind.SIGNED_OUT, one.caller()));
        return Pages.goTo("/login")
                .and("Set-Cookie", cookie.take(call.header("Host")))
                .with("Clear-Site-Data", "\"cache\"");
    }

    /** In all organizations to which the person belongs. */
    void noteEverywhere(Call call, SecurityKind kind, UUID identity) {
        places(identity).forEach(place -> note(call, kind, place.caller));
    }

    void note(Call call, SecurityKind kind, Caller caller) {
        security.person(kind, caller, call.remoteAddress(), about(call), call.requestId());
    }

    private static String about(Call call) {
        return call.route().method() + " " + call.route().path();
    }

    private static Session.From from(Call call) {
        return new Session.From(call.remoteAddress(), call.header("User-Agent").orElse(""));
    }
}
