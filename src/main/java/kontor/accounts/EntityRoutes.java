package kontor.accounts;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.events.Events;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.EventViews;
import kontor.resources.Resources;

/** Entities over HTTP. */
public final class EntityRoutes {

    private static final String ALL = "/financial-data/v2/entities";
    private static final String ONE = ALL + "/{id}";

    private final Database database;
    private final Resources resources;
    private final Events events;
    private final Entities entities;
    private final Door<NewEntity> create;
    private final Door<EntityPatch> patch;
    private final Door<UUID> delete;

    public EntityRoutes(Database database, Resources resources, Events events, Entities entities) {
        this.database = database;
        this.resources = resources;
        this.events = events;
        this.entities = entities;
        this.create = entities::create;
        this.patch = entities::patch;
        this.delete = entities::delete;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(ALL)
                        .needs("entities:create")
                        .wholeOrganization()
                        .reads("CreateEntityRequest")
                        .answers(201, "Entity")
                        .by(
                                call ->
                                        resources.change(
                                                call,
                                                create,
                                                Ids.next(),
                                                Optional.empty(),
                                                NewEntity.parse(call.json()))));
        routes.add(Route.get(ALL).needs("entities:read").answers(200, "EntityList").by(this::list));
        routes.add(Route.get(ONE).needs("entities:read").answers(200, "Entity").by(this::one));
        routes.add(
                Route.patch(ONE)
                        .needs("entities:update")
                        .requiresIfMatch()
                        .reads("EntityJSONPatchRequest")
                        .answers(200, "Entity")
                        .by(
                                call ->
                                        resources.change(
                                                call,
                                                patch,
                                                call.id("id"),
                                                call.requiredIfMatch(),
                                                EntityPatch.parse(call.patch(EntityPatch.RULES)))));
        routes.add(
                Route.delete(ONE)
                        .needs("entities:delete")
                        .by(
                                call -> {
                                    UUID id = call.id("id");
                                    return resources.change(call, delete, id, call.ifMatch(), id);
                                }));
        routes.add(
                Route.get(ONE + "/events")
                        .needs("entities:read")
                        .answers(200, "EventList")
                        .by(
                                call ->
                                        EventViews.list(
                                                call,
                                                database,
                                                events,
                                                Entities.RESOURCE,
                                                (tx, id) ->
                                                        entities.find(
                                                                        tx,
                                                                        id,
                                                                        call.caller().accounts())
                                                                instanceof Outcome.Done<Entity>)));
    }

    private Answer list(Call call) {
        var page = call.page();
        var organization = call.caller().organization();
        return call.list(
                page,
                database.read(
                        organization, tx -> entities.list(tx, call.caller().accounts(), page)),
                entity -> entity.view(organization));
    }

    private Answer one(Call call) {
        var id = call.id("id");
        var organization = call.caller().organization();
        var entity =
                orThrow(
                        database.read(
                                organization,
                                tx -> entities.find(tx, id, call.caller().accounts())));
        return Answer.json(200, entity.view(organization)).withVersion(entity.version());
    }
}
