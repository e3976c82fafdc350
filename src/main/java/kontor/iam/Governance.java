package kontor.iam;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.Request;
import kontor.core.AccountLimit;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.paymentlimits.PaymentLimits;

/**
 * Decides who may grant which role. It reads the roles anew instead of trusting the caller's role
 * in the cache, and it locks the organization: of two transactions that change roles, users or
 * settings, the second waits and sees what the first one changed. It must be the first lock of a
 * transaction.
 */
final class Governance {

    private final Map<UUID, Role> roles;
    private final Map<UUID, UUID> roleOfUser;
    private final Tx tx;

    private Governance(Tx tx, Map<UUID, Role> roles, Map<UUID, UUID> roleOfUser) {
        this.tx = tx;
        this.roles = roles;
        this.roleOfUser = roleOfUser;
    }

    static Governance lock(Tx tx, Collection<? extends Request<?>> requests) {
        var callers = requests.stream().map(one -> one.caller().userId()).distinct().toList();
        return lockFor(tx, callers);
    }

    /** The same about these users, whoever asks. */
    static Governance lockFor(Tx tx, Collection<UUID> users) {
        new OrganizationTable().lock(tx);
        var table = new RoleTable();
        return of(tx, table.lockAll(tx), table.rolesOfActive(tx, users));
    }

    /** What was decided so far about these users: nothing is locked, and nothing can follow. */
    static Governance lookAt(Tx tx, Collection<UUID> users) {
        var table = new RoleTable();
        return of(tx, table.all(tx), table.rolesOfActive(tx, users));
    }

    private static Governance of(Tx tx, List<Role> all, Map<UUID, UUID> roleOfUser) {
        var roles = new LinkedHashMap<UUID, Role>();
        all.forEach(role -> roles.put(role.id(), role));
        return new Governance(tx, roles, roleOfUser);
    }

    /** All roles by id, deleted ones too. */
    Map<UUID, Role> roles() {
        return roles;
    }

    Optional<Role> role(UUID id) {
        return Optional.ofNullable(roles.get(id)).filter(role -> !role.deleted());
    }

    /** The present role of the caller; empty when the caller has just been revoked. */
    Optional<Role> roleOf(Request<?> request) {
        return roleOf(request.caller().userId());
    }

    /** The present role of one of the users; empty for one who is revoked. */
    Optional<Role> roleOf(UUID user) {
        return Optional.ofNullable(roleOfUser.get(user)).flatMap(this::role);
    }

    /** Whether the caller's access has ended since the request came in. */
    Optional<Refusal> revoked(Request<?> request) {
        return roleOf(request).isEmpty()
                ? Optional.of(IamRefusal.CALLER_REVOKED.refusal())
                : Optional.empty();
    }

    /**
     * Refuses callers who are not in the owner role: only owners create, change and revoke owners.
     */
    Optional<Refusal> ownerOnly(Request<?> request) {
        var actor = roleOf(request);
        if (actor.isEmpty()) {
            return revoked(request);
        }
        return actor.get().owner()
                ? Optional.empty()
                : Optional.of(IamRefusal.OWNER_ONLY.refusal());
    }

    /**
     * Refuses what would give somebody more than the caller has: a user the role {@code after}, or
     * the role {@code before} the permissions and accounts of {@code after}. A new permission
     * applies to all accounts of the role, and all its permissions apply to a new account, so both
     * are checked together.
     */
    Optional<Refusal> grant(
            Request<?> request, Optional<Role> before, Role after, OwnAccounts ownAccounts) {
        var actor = roleOf(request);
        if (actor.isEmpty()) {
            return revoked(request);
        }
        var who = new Actor(request.caller().userId(), actor.get());
        return grant(who, before, after, ownAccounts);
    }

    /** Refuses whoever would change a role, or a user in it, that has more than their own. */
    Optional<Refusal> greater(Request<?> request, Role role, OwnAccounts ownAccounts) {
        return IamRefusal.GREATER_ROLE.when(
                grant(request, Optional.empty(), role, ownAccounts).isPresent());
    }

    /** The role as it is after a change, unless something is taken from one that had more. */
    Outcome<Role> lesser(Found<?, Role> one, Role after, OwnAccounts ownAccounts) {
        return one.now().isAs(after)
                ? Outcome.done(after)
                : Outcome.unless(greater(one.request(), one.now(), ownAccounts), () -> after);
    }

    /** A user with its present role. */
    record Actor(UUID user, Role role) {}

    /** The same of this user. */
    Optional<Refusal> grant(Actor who, Optional<Role> before, Role after, OwnAccounts ownAccounts) {
        var actor = who.role;
        if (actor.owner()) {
            return Optional.empty();
        }
        if (after.owner()) {
            return Optional.of(IamRefusal.OWNER_ONLY.refusal());
        }
        var newWords = new TreeSet<>(after.permissions());
        before.ifPresent(role -> newWords.removeAll(role.permissions()));
        var newAccounts = before.map(role -> beyond(role.limit(), after.limit(), ownAccounts));
        boolean wider = newAccounts.isEmpty() || !newAccounts.get().isEmpty();
        var lacking = new TreeSet<>(wider ? after.permissions() : newWords);
        lacking.removeAll(actor.permissions());
        if (!lacking.isEmpty()) {
            return Optional.of(IamRefusal.PERMISSION_NOT_HELD.refusal(String.join(", ", lacking)));
        }
        var unseen = beyond(actor.limit(), after.limit(), ownAccounts);
        if (before.isPresent() && newWords.isEmpty()) {
            newAccounts.ifPresent(unseen::retainAll);
        }
        if (!unseen.isEmpty()) {
            return Optional.of(IamRefusal.LIMIT_NOT_HELD.refusal(String.join(", ", unseen)));
        }
        boolean same = before.filter(role -> hasSamePayments(role, after)).isPresent();
        return IamRefusal.PAYMENT_LIMIT_NOT_HELD.when(
                !same && !isHeld(who.user, actor, after, after.paymentLimits()));
    }

    private static boolean hasSamePayments(Role before, Role after) {
        return before.paymentLimits().equals(after.paymentLimits())
                && before.permissions().containsAll(after.permissions());
    }

    /** Whether limits of a role, or of a user in it, allow no more than the caller's own. */
    private boolean isHeld(UUID caller, Role own, Role role, PaymentLimits limits) {
        var ofUser = new UserTable().of(tx, List.of(caller)).get(caller);
        return limits.isWithin(own.paymentLimits(), role.permissions())
                && (ofUser == null || limits.isWithin(ofUser.paymentLimits(), role.permissions()));
    }

    /**
     * Refuses payment limits of a user that allow more than those of the caller do; owners change
     * them as they like.
     */
    Optional<Refusal> paymentLimits(Request<UserPatch> request, User user) {
        var wanted = request.input().paymentLimits();
        var actor = roleOf(request);
        var role = role(request.input().roleId().orElse(user.roleId()));
        UUID caller = request.caller().userId();
        boolean free = wanted.isEmpty() || actor.map(Role::owner).orElse(true) || role.isEmpty();
        return IamRefusal.PAYMENT_LIMIT_NOT_HELD.when(
                !free
                        && !isHeld(caller, actor.get(), role.get(), wanted.get())
                        && !isHeld(caller, actor.get(), role.get(), role.get().paymentLimits()));
    }

    /** The ids of accounts and entities that {@code after} allows and {@code held} does not. */
    private Set<String> beyond(AccountLimit held, AccountLimit after, OwnAccounts ownAccounts) {
        if (held.all()) {
            return new TreeSet<>();
        }
        if (after.all()) {
            return new TreeSet<>(Set.of("all of them"));
        }
        var beyond = new HashSet<>(after.accountIds());
        beyond.removeAll(
                held.with(
                                held.entityIds().isEmpty()
                                        ? Set.of()
                                        : ownAccounts.heldBy(tx, held.entityIds()))
                        .accountIds());
        beyond.addAll(after.entityIds());
        beyond.removeAll(held.entityIds());
        return beyond.stream().map(UUID::toString).collect(Collectors.toCollection(TreeSet::new));
    }
}
