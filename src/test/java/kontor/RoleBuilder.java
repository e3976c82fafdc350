package kontor;

import java.util.Collection;
import kontor.core.Ids;

/** A role with a name of its own and these permissions, by the owner. */
public final class RoleBuilder extends RequestBuilder<RoleBuilder> {

    public static final String PATH = "/iam/v2beta/roles";

    RoleBuilder(SandboxOrganization sandbox, Collection<String> permissions) {
        super(sandbox, PATH, "");
        by(sandbox.owner());
        with("name", "role " + Ids.next());
        with("'permissions': " + Jsons.texts(permissions.toArray(String[]::new)));
    }

    @Override
    RoleBuilder self() {
        return this;
    }

    @Override
    void complete() {}

    public RoleBuilder named(String name) {
        return with("name", name);
    }

    /** It sees and uses only these own accounts. */
    public RoleBuilder limitedTo(String... accounts) {
        return with("'limits': {'accountIds': %s}".formatted(Jsons.texts(accounts)));
    }

    /** It sees and uses only the accounts of this entity. */
    public RoleBuilder limitedToEntity(String entity) {
        return with("'limits': {'entityIds': %s}".formatted(Jsons.texts(entity)));
    }

    /** Somebody in the role, once it is made. */
    public Member member() {
        return sandbox.memberIn(id());
    }
}
