package kontor.pageparts;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.approvals.ApprovalChains;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.iam.Role;
import kontor.iam.Roles;

/** Names of the roles and chains of approval steps, as far as the caller may read them. */
public record ApprovalWords(Roles roles, ApprovalChains chains) {

    /** "Finance or Controller"; "another role" where the caller may not read roles. */
    public String roles(Tx tx, Caller caller, List<UUID> ids) {
        if (ids.isEmpty()) {
            return "nobody";
        }
        if (!caller.may(Roles.READ)) {
            return ids.contains(caller.roleId()) ? "your role" : "another role";
        }
        String names =
                ids.stream()
                        .flatMap(id -> roles.find(tx, caller, id).stream())
                        .map(Role::name)
                        .collect(Collectors.joining(" or "));
        return names.isEmpty() ? "a role that was deleted" : names;
    }

    /** A chain by its name; the step of the owner belongs to none. */
    public Optional<String> chain(Tx tx, Caller caller, UUID id) {
        if (!caller.may(ApprovalChains.READ) || id.equals(caller.organization().value())) {
            return Optional.empty();
        }
        return chains.find(tx, caller, id).stream().map(one -> one.terms().name()).findFirst();
    }
}
