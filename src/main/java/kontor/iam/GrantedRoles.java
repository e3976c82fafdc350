package kontor.iam;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Request;
import kontor.core.Refusal;
import kontor.iam.Governance.Actor;

/**
 * Decides whether a caller may give somebody a role.
 *
 * @param named the roles that approval chains name, each with a sentence that says so: such a role
 *     may approve payments, which no permission shows
 */
record GrantedRoles(Governance governance, Map<UUID, String> named, OwnAccounts ownAccounts) {

    Optional<Refusal> refusal(Request<?> request, UUID roleId) {
        var actor = governance.roleOf(request);
        return actor.isEmpty()
                ? governance.revoked(request)
                : refusal(new Actor(request.caller().userId(), actor.get()), roleId);
    }

    /** The same of this user. */
    Optional<Refusal> refusal(Actor who, UUID roleId) {
        var actor = who.role();
        var role = governance.role(roleId);
        if (role.isEmpty()) {
            return Optional.of(IamRefusal.ROLE_NOT_FOUND.refusal());
        }
        if (actor.owner()) {
            return Optional.empty();
        }
        if (role.get().owner()) {
            return Optional.of(IamRefusal.OWNER_ONLY.refusal());
        }
        if (named.containsKey(roleId) && !actor.id().equals(roleId)) {
            return Optional.of(IamRefusal.ROLE_NOT_HELD.refusal(named.get(roleId)));
        }
        return governance.grant(who, Optional.empty(), role.get(), ownAccounts);
    }
}
