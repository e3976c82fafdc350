package kontor.iam;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.identities.Memberships;
import kontor.principals.Principals;

/** How an invitation becomes a person who acts: it is accepted once, by whoever has its token. */
public final class Acceptance {

    private final Journal journal;
    private final UserTable table = new UserTable();
    private final CredentialTable credentials = new CredentialTable();
    private final Memberships memberships = new Memberships();
    private final Principals principals = new Principals();

    public Acceptance(Journal journal) {
        this.journal = journal;
    }

    /** The address that an invitation was sent to; empty when it cannot be accepted now. */
    public Optional<String> invited(Tx tx, InvitationToken invitation) {
        return table.invited(tx, invitation.digest());
    }

    /**
     * Accepts an invitation: from now on the person can sign in. Refuses with {@code
     * invitation_not_valid}.
     *
     * @param join joins the user to who accepts, and says who that is
     */
    public Outcome<User> accept(
            Tx tx, InvitationToken invitation, BiFunction<Tx, User, UUID> join, UUID requestId) {
        var found = table.lockInvited(tx, invitation.digest());
        if (found.isEmpty()) {
            return Outcome.refused(notValid());
        }
        User before = found.get();
        UUID identity = join.apply(tx, before);
        User user = acting(tx, before, identity);
        if (credentials.wasMailed(tx, user.id())) {
            memberships.confirm(tx, identity, user.username());
        }
        table.update(tx, Map.of(user.id(), before), List.of(user), Map.of());
        Users.record(
                tx,
                journal,
                new Originator(user.id().toString(), Optional.of(requestId)),
                user,
                NewEvent.Type.UPDATED,
                "INVITATION_ACCEPTED");
        return Outcome.done(user);
    }

    /** Whoever had the address before is counted as the same person, whatever they join with. */
    private User acting(Tx tx, User before, UUID identity) {
        var person = principals.person(tx, identity, before.id());
        var counted = new HashSet<>(principals.ofAddress(tx, before.username()));
        counted.add(person.id());
        principals.count(tx, Map.of(before.id(), counted));
        return before.acceptedBy(person, tx.now());
    }

    /** The answer to a token that is none, or none any more. */
    public static Refusal notValid() {
        return IamRefusal.INVITATION_NOT_VALID.refusal();
    }
}
