package kontor.signinpages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.core.Use;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Routes;
import kontor.iam.Users;
import kontor.identities.Identities;
import kontor.identities.Identity;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.resets.Confirmations;
import kontor.secrets.PasswordHash;
import kontor.secrets.Secret;
import kontor.security.SecurityKind;
import kontor.visits.FormFields;

/** The address with which a person signs in: confirming it, and having another. */
public final class AddressRoutes {

    static final String PATH = "/settings/profile/address";
    private static final String PROFILE = "/settings/profile";
    private static final String LINK = "/confirm/{token}";

    private final Pages pages;
    private final Confirmations confirmations;
    private final Identities identities;
    private final Arrivals arrivals;

    public AddressRoutes(
            Pages pages, Confirmations confirmations, Identities identities, Arrivals arrivals) {
        this.pages = pages;
        this.confirmations = confirmations;
        this.identities = identities;
        this.arrivals = arrivals;
    }

    /**
     * The form for another address.
     *
     * @param offered whether a link would reach the person
     */
    public record Other(String address, boolean offered, Typed typed) {}

    public void register(Routes routes) {
        routes.add(pages.route(PATH, Use.of()).by(call -> other(call, 200, Typed.nothing())));
        routes.add(pages.form(PATH, Use.of()).by(this::askOther));
        routes.add(pages.form(PATH + "/confirm", Use.of()).by(this::ask));
        routes.add(pages.open(LINK).by(this::open));
        routes.add(pages.openForm(LINK).by(this::confirm));
    }

    private Identity identity(Call call) {
        return identities
                .find(ProfileRoutes.visitor(call).identity())
                .orElseThrow(HttpError::notFound);
    }

    private Answer other(Call call, int status, Typed typed) {
        var identity = identity(call);
        var view = new Other(identity.address(), confirmations.isOffered(identity.id()), typed);
        var frame =
                pages.frame(
                        call,
                        Section.SETTINGS,
                        "Another address",
                        new Frame.Crumb("Settings", "/settings"),
                        new Frame.Crumb("Profile", PROFILE));
        return pages.show(status, frame, "signin/address.jte", view);
    }

    private Answer ask(Call call) {
        var identity = identity(call);
        return Pages.goTo(PROFILE, words(confirmations.ask(identity), identity.address()));
    }

    private static String words(Confirmations.Asked asked, String address) {
        return switch (asked) {
            case MAILED -> "A mail with the link is on its way to " + address + ".";
            case SHOWN -> "The link is in the outbox of the sandbox, under Test bank.";
            case NO_MAIL -> "This Kontor sends no mail, so no address can be confirmed.";
            case TOO_MANY ->
                    "There were five links within an hour. Use one of them, or wait a while.";
        };
    }

    private Answer askOther(Call call) {
        var fields = call.fields();
        var identity = identity(call);
        var faults = faults(call, fields, identity);
        if (!faults.isEmpty()) {
            return other(call, 400, Typed.refused(fields, faults));
        }
        String address = Identities.address(fields.text("email")).orElseThrow();
        PasswordHash hash;
        try {
            hash = identities.hash(address, new Secret(fields.exact("current")));
        } catch (InvalidRequest no) {
            var fault = new Fault("current", "invalid", "is too weak by now; change it first");
            return other(call, 400, Typed.refused(fields, List.of(fault)));
        }
        var asked = confirmations.ask(identity, address, Optional.of(hash));
        return Pages.goTo(PROFILE, words(asked, address));
    }

    private List<Fault> faults(Call call, FormFields fields, Identity identity) {
        var faults = new ArrayList<Fault>();
        String email = fields.text("email");
        if (!Users.isEmail(email) || Identities.address(email).isEmpty()) {
            faults.add(Fault.invalid("email", "must be an e-mail address"));
        } else if (!identities.hasPassword(
                call.remoteAddress(), identity, new Secret(fields.exact("current")))) {
            faults.add(Fault.invalid("current", "is not your password"));
        }
        return faults;
    }

    private Answer open(Call call) {
        return confirmations
                .open(call.remoteAddress(), call.parameter("token"))
                .map(link -> alone(call, 200, "Confirm your address", "signin/confirm.jte", link))
                .orElseGet(() -> over(call));
    }

    private Answer over(Call call) {
        return alone(call, 410, "Link over", "signin/over.jte", "");
    }

    private Answer alone(Call call, int status, String title, String template, Object view) {
        return pages.show(status, pages.openFrame(call, title), template, view)
                .with("Referrer-Policy", "no-referrer")
                .with("Cache-Control", "no-store");
    }

    private Answer confirm(Call call) {
        var done =
                confirmations
                        .open(call.remoteAddress(), call.parameter("token"))
                        .flatMap(confirmations::confirm);
        if (done.isEmpty()) {
            return over(call);
        }
        boolean moved = done.get().moved();
        var kind = moved ? SecurityKind.ADDRESS_CHANGED : SecurityKind.ADDRESS_CONFIRMED;
        arrivals.noteEverywhere(call, kind, done.get().identity());
        return moved
                ? Pages.goTo("/login", "The address is changed and all sessions ended. Sign in.")
                : Pages.goTo(PROFILE, "The address is confirmed.");
    }
}
