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
import kontor.principals.Principal;
import kontor.principals.Principals;

/** How an invitation becomes a person who acts: it is accepted once, by whoever has its token. */
public final class Acceptance {

    private final Journal journal;
    private final OwnAccounts ownAccounts;
    private final RoleUses uses;
    private final UserTable table = new UserTable();
    private final CredentialTable credentials = new CredentialTable();
    private final Memberships memberships = new Memberships();
    private final Principals principals = new Principals();

    Acceptance(Journal journal, OwnAccounts ownAccounts, RoleUses uses) {
        this.journal = journal;
        this.ownAccounts = ownAccounts;
        this.uses = uses;
    }

    /** The address that an invitation was sent to; empty when it cannot be accepted now. */
    public Optional<String> invited(Tx tx, InvitationToken invitation) {
        return credentials
                .invited(tx, invitation.digest())
                .filter(
                        one ->
                                one.inviter().stream()
                                        .allMatch(by -> mayInvite(tx, by, one.roleId())))
                .map(CredentialTable.Invited::email);
    }

    /** Whether a user could invite somebody to a role. */
    boolean mayInvite(Tx tx, UUID inviter, UUID roleId) {
        return mayInvite(tx, Governance.lookAt(tx, List.of(inviter)), inviter, roleId);
    }

    /** The invitation, where it is still good; whoever could end it waits. */
    private Optional<CredentialTable.Invited> locked(Tx tx, InvitationToken invitation) {
        var invited = credentials.invited(tx, invitation.digest());
        var inviter = invited.flatMap(CredentialTable.Invited::inviter);
        var governance = Governance.lockFor(tx, inviter.stream().toList());
        return invited.filter(
                one ->
                        inviter.stream()
                                .allMatch(by -> mayInvite(tx, governance, by, one.roleId())));
    }

    /**
     * An invitation is as good as the right of whoever gave it: it ends when that user is revoked,
     * may invite nobody any more, or could not give the role.
     */
    private boolean mayInvite(Tx tx, Governance governance, UUID inviter, UUID roleId) {
        var granted = new GrantedRoles(governance, uses.keeping(tx, List.of(roleId)), ownAccounts);
        return governance
                .roleOf(inviter)
                .filter(role -> role.permissions().containsAll(Users.CREATE.permissions()))
                .filter(
                        role ->
                                granted.refusal(new Governance.Actor(inviter, role), roleId)
                                        .isEmpty())
                .isPresent();
    }

    /**
     * Accepts an invitation: from now on the person can sign in. Refuses with {@code
     * invitation_not_valid}, and whoever invited with {@code own_invitation}.
     *
     * @param join joins the user to who accepts, and says who that is
     */
    public Outcome<User> accept(
            Tx tx, InvitationToken invitation, BiFunction<Tx, User, UUID> join, UUID requestId) {
        var invited = locked(tx, invitation);
        var found = invited.flatMap(_ -> table.lockInvited(tx, invitation.digest()));
        if (found.isEmpty()) {
            return Outcome.refused(notValid());
        }
        User before = found.get();
        UUID identity = join.apply(tx, before);
        var person = principals.person(tx, identity, before.id());
        if (isInviter(tx, invited.orElseThrow(), person)) {
            memberships.leave(tx, List.of(before.id()));
            return Outcome.refused(IamRefusal.OWN_INVITATION.refusal());
        }
        User user = acting(tx, before, person);
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

    /** A person who invites, also by a program, is no second one by accepting. */
    private boolean isInviter(Tx tx, CredentialTable.Invited invited, Principal person) {
        return invited.inviter()
                .filter(user -> principals.of(tx, user).contains(person.id()))
                .isPresent();
    }

    /** Whoever had the address before is counted as the same person, whatever they join with. */
    private User acting(Tx tx, User before, Principal person) {
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
