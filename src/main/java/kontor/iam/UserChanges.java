package kontor.iam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.changes.Journal;
import kontor.changes.NoInput;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.identities.Memberships;
import kontor.principals.Principals;

/** The door to changes of users: change, invite again, accept, make owner, revoke. */
public final class UserChanges {

    private final Journal journal;
    private final OwnAccounts ownAccounts;
    private final RoleUses uses;
    private final InvitationLinks links;
    private final Acceptance acceptance;
    private final UserTable table = new UserTable();
    private final CredentialTable credentials = new CredentialTable();
    private final Memberships memberships = new Memberships();
    private final Principals principals = new Principals();

    /**
     * @param uses which roles approval chains name
     * @param links how invitations reach people
     */
    public UserChanges(
            Journal journal, OwnAccounts ownAccounts, RoleUses uses, InvitationLinks links) {
        this.journal = journal;
        this.ownAccounts = ownAccounts;
        this.uses = uses;
        this.links = links;
        this.acceptance = new Acceptance(journal, ownAccounts, uses);
    }

    /** How people accept what they are invited to. */
    public Acceptance acceptance() {
        return acceptance;
    }

    /**
     * The request of a caller to give the owner role to another user.
     *
     * @param roleId the role that the caller takes instead
     */
    public record Transfer(UUID roleId) {}

    /**
     * Gives programs new secrets; the earlier one is good for a while, and one before it no longer.
     * Refuses as {@link #inviteAgain}, and whoever is no program.
     */
    public List<Outcome<Snapshot>> rotateSecret(Tx tx, List<Request<KeyBounds.Rotation>> requests) {
        var change = new Change(tx, requests, List.of());
        var granted = ofTheirRoles(tx, change);
        var rotations = new HashMap<UUID, KeyBounds.Rotation>();
        var shown = new HashMap<UUID, Set<UUID>>();
        var outcomes =
                change.each(
                        requests,
                        "SECRET_ROTATED",
                        (one, user) -> {
                            var bounds = one.input().applyTo(user.bounds(), tx.now());
                            var refused =
                                    bounds.refusal(user, tx.now())
                                            .or(() -> granted.refusal(one, user.roleId()));
                            if (refused.isEmpty()) {
                                rotations.put(user.id(), one.input());
                                shown.put(user.id(), counted(tx, one));
                            }
                            return Outcome.unless(refused, () -> user.bound(bounds, tx.now()));
                        });
        credentials.rotate(tx, rotations);
        principals.count(tx, shown);
        return outcomes;
    }

    /** Whoever is shown a secret can act as its program, unless a second person looked at it. */
    private Set<UUID> counted(Tx tx, Request<?> request) {
        return Principals.isChecked(tx, request.id())
                ? Set.of()
                : principals.of(tx, request.caller().userId());
    }

    /** Who may give the roles that the users have: with a secret anybody can act as its user. */
    private GrantedRoles ofTheirRoles(Tx tx, Change change) {
        var roles = change.before.values().stream().map(User::roleId).distinct().toList();
        return new GrantedRoles(change.governance, uses.keeping(tx, roles), ownAccounts);
    }

    /**
     * Changes name and role of users, and the bounds of access keys. Refuses, in this order: an
     * unknown user, a revoked one, a stale version, then by {@link IamRefusal}.
     */
    public List<Outcome<Snapshot>> patch(Tx tx, List<Request<UserPatch>> requests) {
        var wanted = requests.stream().flatMap(one -> one.input().roleId().stream()).toList();
        var change = new Change(tx, requests, wanted);
        return change.each(
                requests,
                "UPDATED",
                (one, user) -> {
                    var role = one.input().roleId().filter(id -> !id.equals(user.roleId()));
                    var refused =
                            one.input()
                                    .refusedBounds(user, tx.now())
                                    .or(() -> role.flatMap(id -> change.granted.refusal(one, id)))
                                    .or(() -> role.flatMap(_ -> change.lastOwner(user)))
                                    .or(() -> change.governance.paymentLimits(one, user))
                                    .or(() -> change.taken(one, user));
                    return Outcome.unless(refused, () -> one.input().applyTo(user, tx.now()));
                });
    }

    /**
     * Gives people who have not accepted yet a new token; the earlier one is no longer valid.
     * Refuses as {@link #patch}.
     */
    public List<Outcome<Snapshot>> inviteAgain(Tx tx, List<Request<InvitationToken>> requests) {
        var change = new Change(tx, requests, List.of());
        var granted = ofTheirRoles(tx, change);
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
                    change.invitations.put(user.id(), one.input().by(one.caller().userId()));
                    var again =
                            user.invitedUntil(tx.now().plus(InvitationToken.LIFETIME), tx.now());
                    links.mail(tx, one, again, one.input());
                    return Outcome.done(again);
                });
    }

    /** Gives users the owner role and takes it from the caller. Refuses as {@link #patch}. */
    public List<Outcome<Snapshot>> transfer(Tx tx, List<Request<Transfer>> requests) {
        var roles = requests.stream().map(one -> one.input().roleId).toList();
        var change = new Change(tx, requests, roles);
        return change.each(requests, "MADE_OWNER", change::transfer);
    }

    /**
     * Revokes users for ever. Their credentials are deleted at once; other nodes may still have
     * them in the cache for up to 5 seconds. Refuses as {@link #patch}.
     */
    public List<Outcome<Snapshot>> revoke(Tx tx, List<Request<NoInput>> requests) {
        var change = new Change(tx, requests, List.of());
        var outcomes =
                change.each(
                        requests,
                        "REVOKED",
                        (one, user) ->
                                Outcome.unless(
                                        change.lastOwner(user).or(() -> change.greater(one, user)),
                                        () -> user.revokedAt(tx.now())));
        var revoked = change.after.values().stream().filter(User::deleted).map(User::id).toList();
        credentials.deleteCredentials(tx, revoked);
        memberships.leave(tx, revoked);
        return outcomes;
    }

    /** A change of one user: the changed user, or why it is refused. */
    private interface Step<T> {
        Outcome<User> apply(Request<T> request, User user);
    }

    /** The state of one list of changes: the users before and after, and who may change them. */
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
            var changed = requests.stream().map(Request::id);
            var callers = requests.stream().map(one -> one.caller().userId());
            before = table.lock(tx, Stream.concat(changed, callers).distinct().toList());
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
                        Versioned.refusal(one, Users.KIND.inWords(), found)
                                .or(() -> governance.revoked(one))
                                .or(() -> ownerOnly(one));
                Outcome<User> outcome =
                        refused.<Outcome<User>>map(Outcome::refused)
                                .orElseGet(() -> step.apply(one, found.orElseThrow()));
                outcomes.add(outcome.map(user -> keep(one, user, name)));
            }
            table.update(tx, before, List.copyOf(after.values()), invitations);
            return outcomes;
        }

        Outcome<User> transfer(Request<Transfer> request, User user) {
            UUID callerId = request.caller().userId();
            UUID roleId = request.input().roleId;
            var refused =
                    governance
                            .ownerOnly(request)
                            .or(
                                    () ->
                                            IamRefusal.NOT_ACTIVE.when(
                                                    user.status() != User.Status.ACTIVE))
                            .or(() -> IamRefusal.OWNER_ALREADY.when(user.id().equals(callerId)))
                            .or(() -> granted.refusal(request, roleId));
            if (refused.isPresent()) {
                return Outcome.refused(refused.get());
            }
            User giver = now(callerId).orElseThrow();
            keep(request, giver.changed(giver.name(), roleId, tx.now()), "GAVE_OWNERSHIP");
            return Outcome.done(user.changed(user.name(), ownerRole(), tx.now()));
        }

        /** Only owners change a user in the owner role. */
        private Optional<Refusal> ownerOnly(Request<?> request) {
            return owners.containsKey(request.id())
                    ? governance.ownerOnly(request)
                    : Optional.empty();
        }

        private Snapshot keep(Request<?> request, User user, String name) {
            after.put(user.id(), user);
            owners.remove(user.id());
            if (!user.deleted() && governance.role(user.roleId()).map(Role::owner).orElse(false)) {
                owners.put(user.id(), user);
            }
            return Users.record(tx, journal, request.by(), user, NewEvent.Type.UPDATED, name);
        }

        /** The same where something is taken, and not only another name given. */
        Optional<Refusal> taken(Request<UserPatch> request, User user) {
            return request.input().onlyNames() ? Optional.empty() : greater(request, user);
        }

        /** Refuses to change somebody else who has more than the caller. */
        Optional<Refusal> greater(Request<?> request, User user) {
            return user.id().equals(request.caller().userId())
                    ? Optional.empty()
                    : governance
                            .role(user.roleId())
                            .flatMap(role -> governance.greater(request, role, ownAccounts));
        }

        /** Refuses to take the owner role from the last user who can act in it. */
        Optional<Refusal> lastOwner(User user) {
            boolean others = owners.values().stream().anyMatch(owner -> canReplace(owner, user));
            return IamRefusal.LAST_OWNER.when(owners.containsKey(user.id()) && !others);
        }

        private static boolean canReplace(User owner, User user) {
            return !owner.id().equals(user.id())
                    && (owner.status() == User.Status.ACTIVE
                            || user.status() == User.Status.INVITED);
        }
    }
}
