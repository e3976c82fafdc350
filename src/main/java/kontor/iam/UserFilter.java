package kontor.iam;

import java.util.Optional;
import java.util.UUID;
import kontor.http.Call;

/** The filters of the list of users; without any, all are shown, revoked ones too. */
record UserFilter(Optional<User.Kind> kind, Optional<User.Status> status, Optional<UUID> roleId) {

    static final String[] NAMES = {"kind", "status", "roleId"};

    static UserFilter of(Call call) {
        return new UserFilter(
                call.query().oneOf("kind", User.Kind.class),
                call.query().oneOf("status", User.Status.class),
                call.query().id("roleId"));
    }
}
