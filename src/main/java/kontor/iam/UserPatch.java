package kontor.iam;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Rule;

/**
 * A JSON Patch of a user; of several operations on one path the last counts.
 *
 * @param name the new name, if it is to change
 * @param roleId the new role, if it is to change
 */
public record UserPatch(Optional<String> name, Optional<UUID> roleId) {

    static final List<Rule> RULES =
            List.of(Rule.of("/name", Op.REPLACE), Rule.of("/roleId", Op.REPLACE));

    static UserPatch parse(JsonPatch patch) {
        Optional<String> name = Optional.empty();
        Optional<UUID> roleId = Optional.empty();
        for (var operation : patch.operations()) {
            if (operation.path().equals("/name")) {
                name = Optional.of(RoleFields.name(operation.fields(), "value"));
            } else {
                roleId = NewUser.roleId(operation.fields(), "value");
            }
        }
        patch.refuseFaults();
        return new UserPatch(name, roleId);
    }

    User applyTo(User user, Instant now) {
        return user.changed(name.orElse(user.name()), roleId.orElse(user.roleId()), now);
    }
}
