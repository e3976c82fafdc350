package kontor.signinpages;

import java.util.List;
import java.util.Optional;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.identities.Identities;
import kontor.pages.Pages;
import kontor.resets.Resets;
import kontor.secrets.Secret;
import kontor.security.SecurityKind;
import kontor.visits.FormFields;

/** For people who forgot their password: asking for a link, and setting another with it. */
public final class ForgottenRoutes {

    private static final String ASK = "/login/forgotten";
    private static final String RESET = "/reset/{token}";
    private static final String ASKED = "asked";

    private final Pages pages;
    private final Resets resets;
    private final Identities identities;
    private final Arrivals arrivals;

    public ForgottenRoutes(Pages pages, Resets resets, Identities identities, Arrivals arrivals) {
        this.pages = pages;
        this.resets = resets;
        this.identities = identities;
        this.arrivals = arrivals;
    }

    /**
     * Asking for a link.
     *
     * @param offered whether anything mails links here
     * @param asked whether one was asked for just now
     */
    public record Asking(boolean offered, boolean asked) {}

    /** Setting another password for the sign-in with this address. */
    public record Setting(String address, Typed typed) {}

    public void register(Routes routes) {
        routes.add(pages.open(ASK).filters(ASKED).by(this::form));
        routes.add(pages.openForm(ASK).by(this::ask));
        routes.add(pages.open(RESET).by(this::open));
        routes.add(pages.openForm(RESET).by(this::reset));
    }

    private Answer form(Call call) {
        var view = new Asking(resets.isOffered(), call.query().text(ASKED).isPresent());
        return show(call, 200, "Password forgotten", "signin/forgotten.jte", view);
    }

    /** The same answer for everybody; it comes before anything is looked up. */
    private Answer ask(Call call) {
        String email = FormFields.of(call.body()).text("email");
        resets.ask(call.remoteAddress(), email);
        return Pages.goTo(ASK + "?" + ASKED + "=yes");
    }

    private Answer open(Call call) {
        return link(call)
                .map(link -> setting(call, 200, link, Typed.nothing()))
                .orElseGet(() -> over(call));
    }

    private Optional<Resets.Open> link(Call call) {
        return resets.open(call.remoteAddress(), call.parameter("token"));
    }

    private Answer setting(Call call, int status, Resets.Open link, Typed typed) {
        var view = new Setting(link.address(), typed);
        return show(call, status, "Set a new password", "signin/reset.jte", view);
    }

    private Answer over(Call call) {
        return show(call, 410, "Link over", "signin/over.jte", "");
    }

    private Answer show(Call call, int status, String title, String template, Object view) {
        return pages.show(status, pages.openFrame(call, title), template, view)
                .with("Referrer-Policy", "no-referrer")
                .with("Cache-Control", "no-store");
    }

    private Answer reset(Call call) {
        var fields = FormFields.of(call.body());
        var link = link(call);
        return link.isEmpty() ? over(call) : reset(call, fields, link.get());
    }

    private Answer reset(Call call, FormFields fields, Resets.Open link) {
        var password = new Secret(fields.exact("password"));
        if (!password.text().equals(fields.exact("repeated"))) {
            var fault = Fault.invalid("repeated", "is not the same password");
            return setting(call, 400, link, Typed.refused(fields, List.of(fault)));
        }
        try {
            // Takes a while by design, so it is done before the transaction.
            var hash = identities.hash(link.address(), password);
            if (!resets.reset(link, hash)) {
                return over(call);
            }
        } catch (InvalidRequest no) {
            return setting(call, 400, link, Typed.refused(fields, no.faults()));
        }
        arrivals.noteEverywhere(call, SecurityKind.PASSWORD_RESET, link.identity());
        return Pages.goTo(
                "/login", "The password is changed and all sessions ended. Sign in with it.");
    }
}
