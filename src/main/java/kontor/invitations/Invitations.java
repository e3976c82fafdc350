package kontor.invitations;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import kontor.changes.Changes;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.guesses.Guesses;
import kontor.iam.Acceptance;
import kontor.iam.InvitationToken;
import kontor.iam.Organizations;
import kontor.iam.User;
import kontor.identities.Memberships;
import kontor.secrets.PasswordHash;

/**
 * The door to invitations, for whoever has the token of one: what it is to, and accepting it, once.
 */
public final class Invitations {

    private final Database database;
    private final Changes changes;
    private final Organizations organizations;
    private final Acceptance acceptance;
    private final Guesses guesses;
    private final Memberships memberships = new Memberships();

    public Invitations(
            Database database,
            Changes changes,
            Organizations organizations,
            Acceptance acceptance,
            Guesses guesses) {
        this.database = database.forRequests();
        this.changes = changes;
        this.organizations = organizations;
        this.acceptance = acceptance;
        this.guesses = guesses;
    }

    /**
     * An invitation that can be accepted now.
     *
     * @param email the address that was invited
     * @param organization its name
     */
    public record Open(InvitationToken token, String email, String organization) {}

    /** Joins a user to an identity, in the transaction in which the invitation is accepted. */
    @FunctionalInterface
    public interface Joining {

        /**
         * @param address the one that was invited
         * @return the identity
         */
        UUID join(Tx tx, UUID user, String address);
    }

    /**
     * The invitation of a token; looking consumes nothing.
     *
     * @param from where the request comes from
     * @return empty for a token that was used, replaced, withdrawn, has expired or never was
     * @throws kontor.http.HttpError 429 when too many from there were wrong
     */
    public Optional<Open> open(String from, String text) {
        return InvitationToken.parse(text).flatMap(token -> judged(from, token));
    }

    private Optional<Open> judged(String from, InvitationToken token) {
        String name = "invitation " + token.organization();
        String fingerprint = HexFormat.of().formatHex(token.digest());
        guesses.judge(from, name, fingerprint);
        var open = open(token);
        if (open.isPresent()) {
            guesses.succeeded(from, name, fingerprint);
        } else {
            guesses.failed(fingerprint);
        }
        return open;
    }

    private Optional<Open> open(InvitationToken token) {
        return organizations
                .find(token.organization())
                .flatMap(
                        organization ->
                                database.read(
                                                token.organization(),
                                                tx -> acceptance.invited(tx, token))
                                        .map(email -> new Open(token, email, organization.name())));
    }

    /**
     * With a password: as a new identity, or as the one that signs in with it already.
     *
     * @param password hashed for the address of the invitation
     */
    public Outcome<User> accept(Open invitation, PasswordHash password, UUID requestId) {
        return accept(
                invitation,
                requestId,
                (tx, user) -> memberships.join(tx, user.id(), user.username(), password));
    }

    /** As an identity whose holder is signed in, which stays as it is. */
    public Outcome<User> accept(Open invitation, UUID identity, UUID requestId) {
        return accept(
                invitation,
                requestId,
                (tx, user) -> {
                    memberships.join(tx, user.id(), identity);
                    return identity;
                });
    }

    /** As whoever has shown otherwise who it is. */
    public Outcome<User> accept(Open invitation, UUID requestId, Joining joining) {
        return accept(
                invitation, requestId, (tx, user) -> joining.join(tx, user.id(), user.username()));
    }

    private Outcome<User> accept(Open invitation, UUID requestId, BiFunction<Tx, User, UUID> join) {
        return changes.inLane(
                invitation.token.organization(),
                tx -> acceptance.accept(tx, invitation.token, join, requestId));
    }
}
