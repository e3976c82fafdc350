package kontor.iam;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.QueryFields;

/** The filters of the list of users; without any, all are shown, revoked ones too. */
public record UserFilter(
        Optional<User.Kind> kind, List<User.Status> statuses, Optional<UUID> roleId) {

    static final String[] NAMES = {"kind", "status", "roleId"};

    public static UserFilter parse(QueryFields query) {
        return new UserFilter(
                query.oneOf("kind", User.Kind.class),
                query.manyOf("status", User.Status.class),
                query.id("roleId"));
    }
}
