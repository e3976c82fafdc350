package kontor.iam;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Request;
import kontor.core.Refusal;

/**
 * Decides whether a caller may give somebody a role.
 *
 * @param named the roles that approval chains name, each with a sentence that says so: such a role
 *     may approve payments, which no permission shows
 */
record GrantedRoles(Governance governance, Map<UUID, String> named, OwnAccounts ownAccounts) {

    Optional<Refusal> refusal(Request<?> request, UUID roleId) {
        var actor = governance.roleOf(request);
        if (actor.isEmpty()) {
            return governance.revoked(request);
        }
        var role = governance.role(roleId);
        if (role.isEmpty()) {
            return Optional.of(IamRefusal.ROLE_NOT_FOUND.refusal());
        }
        if (actor.get().owner()) {
            return Optional.empty();
        }
        if (role.get().owner()) {
            return Optional.of(IamRefusal.OWNER_ONLY.refusal());
        }
        if (named.containsKey(roleId) && !actor.get().id().equals(roleId)) {
            return Optional.of(IamRefusal.ROLE_NOT_HELD.refusal(named.get(roleId)));
        }
        return governance.grant(request, Optional.empty(), role.get(), ownAccounts);
    }
}
