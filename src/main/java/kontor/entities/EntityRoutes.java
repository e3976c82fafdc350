package kontor.entities;

import kontor.changerequests.Area;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Operation;
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
    private final Door<EntityPatch> patch;
    private final ResourceRoutes<Entity> shared;

    public EntityRoutes(Resources resources, Entities entities, FourEyes fourEyes) {
        this.entities = entities;
        Operation<EntityPatch> changes =
                Operation.patch(
                        Area.ACCOUNTS,
                        "updateEntity",
                        Entities.UPDATE,
                        EntityPatch.RULES,
                        EntityPatch::parse);
        this.patch = fourEyes.door(changes.where(EntityRoutes::isWatched), entities.patch);
        this.shared = new ResourceRoutes<>(resources, Entities.KIND, Entity::view);
    }

    /**
     * Whether it says under which numbers its accounts collect; an account's own are watched too.
     */
    private static boolean isWatched(EntityPatch patch) {
        return patch.steps().stream()
                .anyMatch(
                        step ->
                                step instanceof EntityPatch.Step.SepaCreditorIdentifier
                                        || step instanceof EntityPatch.Step.AutogiroCustomerNumber);
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
                        .by(shared.patch(EntityPatch.RULES, EntityPatch::parse, patch)));
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
