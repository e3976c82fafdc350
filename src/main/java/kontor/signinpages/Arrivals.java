package kontor.signinpages;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.iam.Organization;
import kontor.iam.Organizations;
import kontor.identities.Identities;
import kontor.pages.Pages;
import kontor.secrets.Secret;
import kontor.security.SecurityKind;
import kontor.security.SecurityLog;
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

    private final Identities identities;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Credentials credentials;
    private final Organizations organizations;
    private final SecurityLog security;

    public Arrivals(
            Identities identities,
            Sessions sessions,
            SessionCookie cookie,
            Credentials credentials,
            Organizations organizations,
            SecurityLog security) {
        this.identities = identities;
        this.sessions = sessions;
        this.cookie = cookie;
        this.credentials = credentials;
        this.organizations = organizations;
        this.security = security;
    }

    /** Where a person can be, as the choice shows it. */
    public record Place(Caller caller, String organization, boolean sandbox) {

        public String user() {
            return caller.userId().toString();
        }
    }

    /** A session of this browser, with its secret. */
    record Here(Session session, Secret secret) {

        String formToken() {
            return SessionVisitors.formToken(secret);
        }
    }

    /** Where somebody belongs now, in the order in which they joined. */
    List<Place> places(UUID identity) {
        return identities.memberships(identity).stream()
                .flatMap(one -> credentials.person(one.organization(), one.user()).stream())
                .flatMap(caller -> place(caller).stream())
                .toList();
    }

    private Optional<Place> place(Caller caller) {
        return organizations.find(caller.organization()).map(found -> place(caller, found));
    }

    private static Place place(Caller caller, Organization organization) {
        return new Place(caller, organization.name(), organization.sandbox());
    }

    /**
     * The person comes in, or chooses an organization first. Empty when there is none to come in
     * to.
     */
    Optional<Answer> arrive(Call call, UUID identity, String next) {
        var places = places(identity);
        if (places.isEmpty()) {
            return Optional.empty();
        }
        here(call)
                .ifPresent(before -> sessions.end(before.session.identity(), before.session.id()));
        boolean isOne = places.size() == 1;
        var as = places.stream().filter(_ -> isOne).map(Place::caller).map(Session.As::of);
        var begun = sessions.begin(identity, as.findFirst(), from(call));
        if (!isOne) {
            return Optional.of(given(call, begun, Next.after(CHOOSE, next)));
        }
        note(call, SecurityKind.SIGNED_IN, places.getFirst().caller);
        return Optional.of(given(call, begun, Next.of(next)));
    }

    /** The person goes on as one of their users. */
    Answer goOn(Call call, Here before, Place place, String next) {
        var begun = sessions.goOn(before.session, Session.As.of(place.caller), from(call));
        note(call, SecurityKind.SIGNED_IN, place.caller);
        return given(call, begun, Next.of(next));
    }

    /** The password is another one: all sessions end, and this browser has a new one. */
    Answer beginAnew(Call call, Visitor visitor, String path, String notice) {
        note(call, SecurityKind.PASSWORD_CHANGED, visitor.caller());
        return again(call, visitor, path, notice);
    }

    /** All sessions of the person end, and this browser has a new one. */
    Answer again(Call call, Visitor visitor, String path, String notice) {
        sessions.endAll(visitor.identity());
        var as = Optional.of(Session.As.of(visitor.caller()));
        var begun = sessions.begin(visitor.identity(), as, from(call));
        return given(call, begun, Pages.goTo(path, notice));
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
        return cookie.secret(Cookies.of(call.header("Cookie").orElse(null)))
                .flatMap(secret -> sessions.find(secret, true).map(one -> new Here(one, secret)));
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
        here(call).ifPresent(here -> sessions.end(here.session.identity(), here.session.id()));
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
