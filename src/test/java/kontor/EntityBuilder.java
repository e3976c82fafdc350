package kontor;

import kontor.core.Ids;

/** A legal entity of the organization with a name of its own, by the owner. */
public final class EntityBuilder extends RequestBuilder<EntityBuilder> {

    public static final String PATH = "/financial-data/v2/entities";

    EntityBuilder(SandboxOrganization sandbox) {
        super(sandbox, PATH, "");
        by(sandbox.owner());
        named("Entity " + Ids.next());
    }

    @Override
    EntityBuilder self() {
        return this;
    }

    @Override
    void complete() {}

    public EntityBuilder named(String legalName) {
        return with("legalName", legalName);
    }

    public EntityBuilder under(String parentId) {
        return with("parentId", parentId);
    }
}
