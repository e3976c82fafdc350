package kontor.signinpages;

import java.util.ArrayList;
import java.util.List;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.core.Use;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Routes;
import kontor.iam.Organizations;
import kontor.identities.Identities;
import kontor.identities.Identity;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.pages.Theme;
import kontor.resets.Confirmations;
import kontor.resets.Resets;
import kontor.secrets.Secret;
import kontor.visits.FormFields;
import kontor.visits.Visitor;

/** What a person sees and changes of themselves: who they are here, colours, the password. */
public final class ProfileRoutes {

    static final String PATH = "/settings/profile";
    private static final Frame.Crumb SETTINGS = new Frame.Crumb("Settings", "/settings");
    private static final int YEAR_SECONDS = 365 * 24 * 3600;

    private final Pages pages;
    private final Identities identities;
    private final Resets resets;
    private final Confirmations confirmations;
    private final Arrivals arrivals;
    private final Organizations organizations;
    private final ProfileKeys keys;
    private final PasskeyDesk desk;

    ProfileRoutes(
            Pages pages,
            Arrivals arrivals,
            EntranceRoutes.Doors doors,
            ProfileKeys keys,
            PasskeyDesk desk) {
        this.pages = pages;
        this.identities = doors.identities();
        this.resets = doors.resets();
        this.confirmations = doors.confirmations();
        this.arrivals = arrivals;
        this.organizations = doors.organizations();
        this.keys = keys;
        this.desk = desk;
    }

    /**
     * What the page shows.
     *
     * @param user as whom the person is here
     * @param address with which the person signs in
     * @param confirmed whether mail to it was seen to arrive
     * @param mailed whether a link would reach the person
     * @param places all organizations that the person may go on to
     * @param ways with what the person signs in
     */
    public record Profile(
            String user,
            String name,
            String address,
            boolean confirmed,
            boolean mailed,
            List<Arrivals.Place> places,
            ProfileKeys.View ways,
            Typed typed) {

        public boolean isHere(Arrivals.Place place) {
            return place.user().equals(user);
        }
    }

    void register(Routes routes) {
        routes.add(pages.route(PATH, Use.of()).by(call -> show(call, 200, Typed.nothing())));
        routes.add(pages.form(PATH + "/theme", Use.of()).by(ProfileRoutes::colour));
        routes.add(pages.form(PATH + "/password", Use.of()).by(this::changePassword));
    }

    Answer show(Call call, int status, Typed typed) {
        var identity = identity(call);
        var caller = call.caller();
        var view =
                new Profile(
                        caller.userId().toString(),
                        caller.name(),
                        identity.address(),
                        identity.confirmed().isPresent(),
                        confirmations.isOffered(identity.id()),
                        arrivals.places(identity.id()),
                        keys.of(
                                identity.id(),
                                organizations.of(caller).zone(),
                                arrivals.isFresh(call),
                                desk.offer(call)),
                        typed);
        var frame = pages.frame(call, Section.SETTINGS, "Profile", SETTINGS);
        return pages.show(status, frame, "signin/profile.jte", view);
    }

    static Visitor visitor(Call call) {
        return call.visitor().orElseThrow(HttpError::notFound);
    }

    Identity identity(Call call) {
        return identities.find(visitor(call).identity()).orElseThrow(HttpError::notFound);
    }

    private static Answer colour(Call call) {
        var theme = Theme.named(call.fields().text("theme"));
        return Pages.goTo(PATH)
                .and(
                        "Set-Cookie",
                        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax"
                                .formatted(Theme.COOKIE, theme.word(), YEAR_SECONDS));
    }

    private Answer changePassword(Call call) {
        var fields = call.fields();
        var faults = faults(call, fields);
        if (!faults.isEmpty()) {
            return show(call, 400, Typed.refused(fields, faults));
        }
        // Whose session it is must be known before all of them end.
        var here = arrivals.here(call).orElseThrow(HttpError::notFound);
        try {
            var hash = identities.hash(identity(call).address(), wanted(fields));
            resets.change(visitor(call).identity(), visitor(call).session(), hash);
        } catch (InvalidRequest no) {
            return show(call, 400, Typed.refused(fields, no.faults()));
        }
        return arrivals.beginAnew(
                call, here, visitor(call), "The password was changed. All other sessions ended.");
    }

    private List<Fault> faults(Call call, FormFields fields) {
        var faults = new ArrayList<Fault>();
        if (!wanted(fields).text().equals(fields.exact("repeated"))) {
            faults.add(Fault.invalid("repeated", "is not the same password"));
        } else if (!isPassword(call, new Secret(fields.exact("current")))) {
            faults.add(Fault.invalid("current", "is not your password"));
        }
        return faults;
    }

    /** Whether this is the password of whoever asks. */
    boolean isPassword(Call call, Secret password) {
        return identities.hasPassword(call.remoteAddress(), identity(call), password);
    }

    private static Secret wanted(FormFields fields) {
        return new Secret(fields.exact("password"));
    }
}
