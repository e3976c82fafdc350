package kontor.entities;

import kontor.changes.Door;
import kontor.core.Outcome;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;

/** Entities over HTTP. */
public final class EntityRoutes {

    private static final String ALL = "/financial-data/v2/entities";
    private static final String ONE = ALL + "/{id}";

    private final Entities entities;
    private final ResourceRoutes<Entity> shared;

    public EntityRoutes(Resources resources, Entities entities) {
        this.entities = entities;
        this.shared = new ResourceRoutes<>(resources, Entities.KIND, Entity::view);
    }

    public void register(Routes routes) {
        Door<NewEntity> create = entities::create;
        routes.add(
                Route.post(ALL)
                        .needs(Entities.CREATE)
                        .wholeOrganization()
                        .reads("CreateEntityRequest")
                        .answers(201, "Entity")
                        .by(shared.create(NewEntity::parse, create)));
        routes.add(
                Route.get(ALL)
                        .needs(Entities.READ)
                        .answers(200, "EntityList")
                        .by(shared.list(entities::list)));
        routes.add(
                Route.get(ONE)
                        .needs(Entities.READ)
                        .answers(200, "Entity")
                        .by(shared.one(entities::find)));
        routes.add(
                Route.patch(ONE)
                        .needs(Entities.UPDATE)
                        .requiresIfMatch()
                        .reads("EntityJSONPatchRequest")
                        .answers(200, "Entity")
                        .by(shared.patch(EntityPatch.RULES, EntityPatch::parse, entities.patch)));
        routes.add(Route.delete(ONE).needs(Entities.DELETE).by(shared.delete(entities.delete)));
        routes.add(
                Route.get(ONE + "/events")
                        .needs(Entities.READ)
                        .answers(200, "EventList")
                        .by(
                                shared.events(
                                        (tx, caller, id) ->
                                                entities.find(tx, caller, id)
                                                        instanceof Outcome.Done<Entity>)));
    }
}
