package kontor.invitations;

import static kontor.http.ErrorAnswers.orThrow;

import kontor.core.Outcome;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.iam.Acceptance;
import kontor.identities.Identities;
import kontor.secrets.Secret;

/** Accepting an invitation over HTTP: whoever has the token chooses a password, once. */
public final class InvitationRoutes {

    private final Invitations invitations;
    private final Identities identities;

    public InvitationRoutes(Invitations invitations, Identities identities) {
        this.invitations = invitations;
        this.identities = identities;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post("/iam/v2beta/invitations:accept")
                        .signsIn()
                        .reads("AcceptInvitationRequest")
                        .answers(200, "User")
                        .by(this::accept));
    }

    private Answer accept(Call call) {
        var body = call.json();
        String token = body.requiredText("token", 1, 255);
        var password = new Secret(body.requiredText("password", 1, 1_000));
        body.refuseFaults();
        var invitation = invitations.open(call.remoteAddress(), token);
        if (invitation.isEmpty()) {
            return orThrow(Outcome.refused(Acceptance.notValid()));
        }
        // Hashing is expensive: only for valid tokens, and not inside a transaction.
        var chosen = identities.chosen(call.remoteAddress(), invitation.get().email(), password);
        var user = orThrow(invitations.accept(invitation.get(), chosen.hash(), call.requestId()));
        return Answer.json(200, user.view()).withVersion(user.version());
    }
}
