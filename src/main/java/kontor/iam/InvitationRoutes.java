package kontor.iam;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.HexFormat;
import kontor.changes.Changes;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.guesses.Guesses;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;

/** Accepting an invitation over HTTP: whoever has the token chooses a password, once. */
public final class InvitationRoutes {

    private final Database database;
    private final Changes changes;
    private final Organizations organizations;
    private final UserChanges users;
    private final Guesses guesses;

    public InvitationRoutes(
            Database database,
            Changes changes,
            Organizations organizations,
            UserChanges users,
            Guesses guesses) {
        this.database = database.forRequests();
        this.changes = changes;
        this.organizations = organizations;
        this.users = users;
        this.guesses = guesses;
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
        var token = new Secret(body.requiredText("token", 1, 255));
        var password = new Secret(body.requiredText("password", 1, 1_000));
        body.refuseFaults();
        var invitation =
                InvitationToken.parse(token.text())
                        .filter(one -> isOpen(call.remoteAddress(), one));
        if (invitation.isEmpty()) {
            return orThrow(Outcome.refused(IamRefusal.INVITATION_NOT_VALID.refusal()));
        }
        // Hashing is expensive: only for valid tokens, and not inside a transaction.
        var hash = PasswordHash.of(password);
        var user =
                orThrow(
                        changes.inLane(
                                invitation.get().organization(),
                                tx -> users.accept(tx, invitation.get(), hash, call.requestId())));
        return Answer.json(200, user.view()).withVersion(user.version());
    }

    private boolean isOpen(String address, InvitationToken invitation) {
        String name = "invitation " + invitation.organization();
        String fingerprint = HexFormat.of().formatHex(invitation.digest());
        guesses.judge(address, name, fingerprint);
        boolean isOpen = isOpen(invitation);
        if (isOpen) {
            guesses.succeeded(address, name, fingerprint);
        } else {
            guesses.failed(fingerprint);
        }
        return isOpen;
    }

    private boolean isOpen(InvitationToken invitation) {
        var organization = invitation.organization();
        return organizations.find(organization).isPresent()
                && database.read(organization, tx -> users.isOpen(tx, invitation));
    }
}
