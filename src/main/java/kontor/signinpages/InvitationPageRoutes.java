package kontor.signinpages;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.core.Outcome;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.iam.User;
import kontor.identities.Identities;
import kontor.identities.Identity;
import kontor.invitations.Invitations;
import kontor.pages.Pages;
import kontor.secrets.PasswordHash;
import kontor.secrets.Secret;
import kontor.sessions.Proof;
import kontor.visits.FormFields;

/**
 * Accepting an invitation: as somebody new who chooses a password, as somebody who signs in with
 * the form, or as whoever is signed in.
 */
public final class InvitationPageRoutes {

    private static final String PATH = "/invitations/{token}";

    private final Pages pages;
    private final Invitations invitations;
    private final Identities identities;
    private final Arrivals arrivals;
    private final ProviderDesk providers;

    InvitationPageRoutes(
            Pages pages,
            Invitations invitations,
            Identities identities,
            Arrivals arrivals,
            ProviderDesk providers) {
        this.pages = pages;
        this.invitations = invitations;
        this.identities = identities;
        this.arrivals = arrivals;
        this.providers = providers;
    }

    /**
     * What is accepted, and as whom.
     *
     * @param signedIn the address of whoever is signed in; empty for others
     * @param refusal why the form is shown again; empty at first
     * @param provider the name of the provider of sign-ins; empty where there is none
     * @param toProvider where the way there begins
     */
    public record Accepting(
            Invitations.Open invitation,
            Optional<String> signedIn,
            String formToken,
            Typed typed,
            String refusal,
            String provider,
            String toProvider) {}

    void register(Routes routes) {
        routes.add(pages.open(PATH).by(this::form));
        routes.add(pages.openForm(PATH).by(this::accept));
    }

    private Answer form(Call call) {
        return open(call)
                .map(invitation -> show(call, 200, invitation, Typed.nothing(), ""))
                .orElseGet(() -> over(call));
    }

    private Optional<Invitations.Open> open(Call call) {
        return invitations.open(call.remoteAddress(), call.parameter("token"));
    }

    private Answer over(Call call) {
        return answer(call, 410, "Invitation over", "signin/over.jte", "");
    }

    private Answer show(
            Call call, int status, Invitations.Open invitation, Typed typed, String refusal) {
        var here = arrivals.here(call);
        var signedIn = here.flatMap(one -> identities.find(one.identity())).map(Identity::address);
        var view =
                new Accepting(
                        invitation,
                        signedIn,
                        here.map(Arrivals.Here::formToken).orElse(""),
                        typed,
                        refusal,
                        providers.name(),
                        call.path() + "/provider");
        return answer(
                call, status, "Join " + invitation.organization(), "signin/invitation.jte", view);
    }

    private Answer answer(Call call, int status, String title, String template, Object view) {
        return pages.show(status, pages.openFrame(call, title), template, view)
                .with("Referrer-Policy", "no-referrer")
                .with("Cache-Control", "no-store");
    }

    private Answer accept(Call call) {
        var here = arrivals.here(call);
        var fields =
                here.isPresent() ? Arrivals.fields(call, here.get()) : FormFields.of(call.body());
        var invitation = open(call);
        if (invitation.isEmpty()) {
            return over(call);
        }
        if (here.isPresent()) {
            return joined(
                    call, invitation.get(), here.get().identity(), here.get().session().proof());
        }
        return fields.text("as").equals("known")
                ? known(call, invitation.get(), fields)
                : fresh(call, invitation.get(), fields);
    }

    private Answer known(Call call, Invitations.Open invitation, FormFields fields) {
        String email = fields.text("email");
        call.attempt().as(email);
        var password = new Secret(fields.exact("current"));
        return identities
                .byPassword(call.remoteAddress(), email, password)
                .map(identity -> known(call, invitation, identity.id()))
                .orElseGet(
                        () ->
                                show(
                                        call,
                                        401,
                                        invitation,
                                        Typed.refused(fields, List.of()),
                                        "Email or password is wrong."));
    }

    /** Half a sign-in joins nothing: who has to show a second factor comes back after that. */
    private Answer known(Call call, Invitations.Open invitation, UUID identity) {
        return arrivals.isHalf(identity)
                ? arrivals.arrive(call, identity, Proof.ONE, call.path())
                        .orElseGet(() -> over(call))
                : joined(call, invitation, identity, Proof.ONE);
    }

    private Answer joined(Call call, Invitations.Open invitation, UUID identity, Proof proof) {
        var user = invitations.accept(invitation, identity, call.requestId());
        return user instanceof Outcome.Done<User>
                ? arrivals.arrive(call, identity, proof, "").orElseGet(() -> over(call))
                : over(call);
    }

    /** Who types the password of a sign-in with the address is its holder, and nobody new. */
    private Answer fresh(Call call, Invitations.Open invitation, FormFields fields) {
        var password = new Secret(fields.exact("password"));
        var repeated = fields.exact("repeated");
        if (!password.text().equals(repeated)) {
            var fault = Fault.invalid("repeated", "is not the same password");
            return refused(call, invitation, fields, List.of(fault));
        }
        try {
            var chosen = identities.chosen(call.remoteAddress(), invitation.email(), password);
            return chosen.known()
                    .map(identity -> known(call, invitation, identity.id()))
                    .orElseGet(() -> fresh(call, invitation, chosen.hash()));
        } catch (InvalidRequest no) {
            return refused(call, invitation, fields, no.faults());
        }
    }

    private Answer fresh(Call call, Invitations.Open invitation, PasswordHash hash) {
        var user = invitations.accept(invitation, hash, call.requestId());
        var identity = identities.withPassword(invitation.email(), hash);
        return user instanceof Outcome.Done<User> && identity.isPresent()
                ? arrivals.arrive(call, identity.get().id(), Proof.ONE, "")
                        .orElseGet(() -> over(call))
                : over(call);
    }

    private Answer refused(
            Call call, Invitations.Open invitation, FormFields fields, List<Fault> faults) {
        return show(call, 400, invitation, Typed.refused(fields, faults), "");
    }
}
