package kontor.iam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.events.NewEvent;

/** The door to what becomes of users: invited again, accepted, changed, made owner, revoked. */
public final class UserChanges {

    private final Journal journal;
    private final OwnAccounts ownAccounts;
    private final RoleUses uses;
    private final UserTable table = new UserTable();

    /**
     * @param uses the rooms above that name roles
     */
    public UserChanges(Journal journal, OwnAccounts ownAccounts, RoleUses uses) {
        this.journal = journal;
        this.ownAccounts = ownAccounts;
        this.uses = uses;
    }

    /**
     * The caller gives the owner role to somebody else.
     *
     * @param roleId the role that the caller takes instead
     */
    record Transfer(UUID roleId) {}

    /**
     * Changes name and role; refuses unknown, revoked and stale ones, then by {@link IamRefusal}.
     */
    List<Outcome<Snapshot>> patch(Tx tx, List<Request<UserPatch>> requests) {
        var change =
                new Change(
                        tx,
                        requests,
                        requests.stream().flatMap(one -> one.input().roleId().stream()).toList());
        return change.each(
                requests,
                "UPDATED",
                (one, user) -> {
                    var role = one.input().roleId().filter(wanted -> !wanted.equals(user.roleId()));
                    var refused =
                            role.flatMap(wanted -> change.granted.refusal(one, wanted))
                                    .or(
                                            () ->
                                                    role.isPresent()
                                                            ? change.lastOwner(user)
                                                            : Optional.empty());
                    return refused.<Outcome<User>>map(Outcome::refused)
                            .orElseGet(() -> Outcome.done(one.input().applyTo(user, tx.now())));
                });
    }

    /**
     * A new token for a person who has not accepted yet; the earlier one is worth nothing from now
     * on.
     */
    List<Outcome<Snapshot>> inviteAgain(Tx tx, List<Request<InvitationToken>> requests) {
        var change = new Change(tx, requests, List.of());
        // A link to an account is the account: whoever could not give its role must not get one.
        var granted =
                new GrantedRoles(
                        change.governance,
                        uses.keeping(
                                tx,
                                change.before.values().stream()
                                        .map(User::roleId)
                                        .distinct()
                                        .toList()),
                        ownAccounts);
        return change.each(
                requests,
                "INVITED_AGAIN",
                (one, user) -> {
                    if (user.status() != User.Status.INVITED) {
                        return Outcome.refused(IamRefusal.NOT_INVITED.refusal());
                    }
                    var refused = granted.refusal(one, user.roleId());
                    if (refused.isPresent()) {
                        return Outcome.refused(refused.get());
                    }
                    change.invitations.put(user.id(), one.input());
                    return Outcome.done(
                            user.invitedUntil(tx.now().plus(InvitationToken.LIFETIME), tx.now()));
                });
    }

    /** Makes the user owner and takes the owner role from the caller, both or neither. */
    List<Outcome<Snapshot>> transfer(Tx tx, List<Request<Transfer>> requests) {
        var change =
                new Change(tx, requests, requests.stream().map(one -> one.input().roleId).toList());
        return change.each(
                requests,
                "MADE_OWNER",
                (one, user) -> {
                    var refused =
                            change.governance
                                    .ownerOnly(one)
                                    .or(
                                            () ->
                                                    user.status() == User.Status.ACTIVE
                                                            ? Optional.empty()
                                                            : Optional.of(
                                                                    IamRefusal.NOT_ACTIVE
                                                                            .refusal()))
                                    .or(
                                            () ->
                                                    user.id().equals(one.caller().userId())
                                                            ? Optional.of(
                                                                    IamRefusal.OWNER_ALREADY
                                                                            .refusal())
                                                            : Optional.empty())
                                    .or(() -> change.granted.refusal(one, one.input().roleId));
                    if (refused.isPresent()) {
                        return Outcome.refused(refused.get());
                    }
                    User giver = change.now(one.caller().userId()).orElseThrow();
                    change.keep(
                            one,
                            giver.changed(giver.name(), one.input().roleId, tx.now()),
                            "GAVE_OWNERSHIP");
                    return Outcome.done(user.changed(user.name(), change.ownerRole(), tx.now()));
                });
    }

    /**
     * Ends users for good: credentials are deleted at once, and what nodes remember of them is
     * forgotten within 5 seconds. Refuses unknown, revoked and stale ones, then by {@link
     * IamRefusal}.
     */
    List<Outcome<Snapshot>> revoke(Tx tx, List<Request<UUID>> requests) {
        var change = new Change(tx, requests, List.of());
        var outcomes =
                change.each(
                        requests,
                        "REVOKED",
                        (_, user) ->
                                change.lastOwner(user)
                                        .<Outcome<User>>map(Outcome::refused)
                                        .orElseGet(() -> Outcome.done(user.revokedAt(tx.now()))));
        table.deleteCredentials(
                tx, change.after.values().stream().filter(User::deleted).map(User::id).toList());
        return outcomes;
    }

    /**
     * Whether an invitation can be accepted now: asked before the price of a password hash is paid.
     */
    boolean isOpen(Tx tx, InvitationToken invitation) {
        return table.isInvited(tx, invitation.digest());
    }

    /**
     * The invited person can sign in from now on. Refuses {@code invitation_not_valid}, {@code
     * email_taken}.
     */
    Outcome<User> accept(Tx tx, InvitationToken invitation, PasswordHash password, UUID requestId) {
        var found = table.lockInvited(tx, invitation.digest());
        if (found.isEmpty()) {
            return Outcome.refused(IamRefusal.INVITATION_NOT_VALID.refusal());
        }
        User user = found.get().accepted(tx.now());
        if (!table.insertPassword(tx, user, password)) {
            return Outcome.refused(IamRefusal.EMAIL_TAKEN.refusal());
        }
        table.update(tx, Map.of(user.id(), found.get()), List.of(user), Map.of());
        Users.record(
                tx,
                journal,
                new Originator(user.id().toString(), Optional.of(requestId)),
                user,
                NewEvent.Type.UPDATED,
                "INVITATION_ACCEPTED");
        return Outcome.done(user);
    }

    /** What one change of one user makes of it, or why not. */
    private interface Step<T> {
        Outcome<User> apply(Request<T> request, User user);
    }

    /** One list of changes: what was, what has become of it so far, and who may do that. */
    private final class Change {
        final Tx tx;
        final Governance governance;
        final GrantedRoles granted;
        final Map<UUID, User> before;
        final Map<UUID, User> after = new LinkedHashMap<>();
        final Map<UUID, InvitationToken> invitations = new HashMap<>();
        final Map<UUID, User> owners = new HashMap<>();

        Change(Tx tx, List<? extends Request<?>> requests, List<UUID> wantedRoles) {
            this.tx = tx;
            governance = Governance.lock(tx, requests);
            granted =
                    new GrantedRoles(
                            governance,
                            wantedRoles.isEmpty() ? Map.of() : uses.keeping(tx, wantedRoles),
                            ownAccounts);
            before =
                    table.lock(
                            tx,
                            Stream.concat(
                                            requests.stream().map(Request::id),
                                            requests.stream().map(one -> one.caller().userId()))
                                    .distinct()
                                    .toList());
            table.owners(tx).forEach(owner -> owners.put(owner.id(), owner));
        }

        Optional<User> now(UUID id) {
            return Optional.ofNullable(after.get(id)).or(() -> Optional.ofNullable(before.get(id)));
        }

        UUID ownerRole() {
            return governance.roles().values().stream()
                    .filter(Role::owner)
                    .findFirst()
                    .orElseThrow()
                    .id();
        }

        <T> List<Outcome<Snapshot>> each(List<Request<T>> requests, String name, Step<T> step) {
            var outcomes = new ArrayList<Outcome<Snapshot>>();
            for (var one : requests) {
                var found = now(one.id());
                var refused =
                        Versioned.refusal(one, Users.WHAT, found)
                                .or(() -> governance.revoked(one))
                                .or(
                                        () ->
                                                owners.containsKey(one.id())
                                                        ? governance.ownerOnly(one)
                                                        : Optional.empty());
                Outcome<User> outcome =
                        refused.<Outcome<User>>map(Outcome::refused)
                                .orElseGet(() -> step.apply(one, found.orElseThrow()));
                outcomes.add(outcome.map(user -> keep(one, user, name)));
            }
            table.update(tx, before, List.copyOf(after.values()), invitations);
            return outcomes;
        }

        private Snapshot keep(Request<?> request, User user, String name) {
            after.put(user.id(), user);
            owners.remove(user.id());
            if (!user.deleted() && governance.role(user.roleId()).map(Role::owner).orElse(false)) {
                owners.put(user.id(), user);
            }
            return Users.record(tx, journal, request.by(), user, NewEvent.Type.UPDATED, name);
        }

        /** Refuses to take the owner role from the last one who can act in it. */
        Optional<Refusal> lastOwner(User user) {
            boolean others =
                    owners.values().stream()
                            .anyMatch(
                                    owner ->
                                            !owner.id().equals(user.id())
                                                    && (owner.status() == User.Status.ACTIVE
                                                            || user.status()
                                                                    == User.Status.INVITED));
            return owners.containsKey(user.id()) && !others
                    ? Optional.of(IamRefusal.LAST_OWNER.refusal())
                    : Optional.empty();
        }
    }
}
