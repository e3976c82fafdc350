package kontor.iam;

import java.util.Optional;
import java.util.UUID;
import kontor.wire.QueryFields;

/** The filters of the list of users; without any, all are shown, revoked ones too. */
public record UserFilter(
        Optional<User.Kind> kind, Optional<User.Status> status, Optional<UUID> roleId) {

    static final String[] NAMES = {"kind", "status", "roleId"};

    public static UserFilter parse(QueryFields query) {
        return new UserFilter(
                query.oneOf("kind", User.Kind.class),
                query.oneOf("status", User.Status.class),
                query.id("roleId"));
    }
}
