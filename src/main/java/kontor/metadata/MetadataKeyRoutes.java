package kontor.metadata;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.core.Ids;
import kontor.db.Database;
import kontor.events.Events;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.EventViews;
import kontor.resources.Resources;

/** Metadata keys over HTTP; Kontor's own routes. */
public final class MetadataKeyRoutes {

    private static final String ALL = "/iam/v2beta/metadata-keys";
    private static final String ONE = ALL + "/{id}";

    private final Database database;
    private final Resources resources;
    private final Events events;
    private final MetadataKeys keys;
    private final Door<NewMetadataKey> create;
    private final Door<MetadataKeyPatch> patch;
    private final Door<UUID> delete;

    public MetadataKeyRoutes(
            Database database, Resources resources, Events events, MetadataKeys keys) {
        this.database = database;
        this.resources = resources;
        this.events = events;
        this.keys = keys;
        this.create = keys::create;
        this.patch = keys::patch;
        this.delete = keys::delete;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(ALL)
                        .needs("metadata_keys:create")
                        .wholeOrganization()
                        .reads("CreateMetadataKeyRequest")
                        .answers(201, "MetadataKey")
                        .by(
                                call ->
                                        resources.answer(
                                                call,
                                                create,
                                                Ids.next(),
                                                Optional.empty(),
                                                NewMetadataKey.parse(call.json()))));
        routes.add(
                Route.get(ALL)
                        .needs("metadata_keys:read")
                        .answers(200, "MetadataKeyList")
                        .by(this::list));
        routes.add(
                Route.get(ONE)
                        .needs("metadata_keys:read")
                        .answers(200, "MetadataKey")
                        .by(this::one));
        routes.add(
                Route.patch(ONE)
                        .needs("metadata_keys:update")
                        .wholeOrganization()
                        .reads("MetadataKeyJSONPatchRequest")
                        .answers(200, "MetadataKey")
                        .by(
                                call -> {
                                    var request =
                                            MetadataKeyPatch.parse(
                                                    call.patch(MetadataKeyPatch.RULES));
                                    return resources.answer(
                                            call, patch, call.id("id"), call.ifMatch(), request);
                                }));
        routes.add(
                Route.delete(ONE)
                        .needs("metadata_keys:delete")
                        .wholeOrganization()
                        .by(
                                call -> {
                                    UUID id = call.id("id");
                                    return resources.answer(call, delete, id, call.ifMatch(), id);
                                }));
        routes.add(
                Route.get(ONE + "/events")
                        .needs("metadata_keys:read")
                        .answers(200, "EventList")
                        .by(
                                call ->
                                        EventViews.list(
                                                call, database, events, MetadataKeys.RESOURCE)));
    }

    private Answer one(Call call) {
        var organization = call.caller().organization();
        var key = database.read(organization, tx -> orThrow(keys.find(tx, call.id("id"))));
        return Answer.json(200, key.view(organization)).withVersion(key.version());
    }

    private Answer list(Call call) {
        var page = call.page();
        var organization = call.caller().organization();
        return call.list(
                page,
                database.read(organization, tx -> keys.list(tx, page)),
                key -> key.view(organization));
    }
}
