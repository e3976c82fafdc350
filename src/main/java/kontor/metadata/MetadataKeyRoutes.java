package kontor.metadata;

import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;

/** Metadata keys over HTTP; Kontor's own routes. */
public final class MetadataKeyRoutes {

    private static final String ALL = "/iam/v2beta/metadata-keys";
    private static final String ONE = ALL + "/{id}";

    private final MetadataKeys keys;
    private final ResourceRoutes<MetadataKey> shared;

    public MetadataKeyRoutes(Resources resources, MetadataKeys keys) {
        this.keys = keys;
        this.shared = new ResourceRoutes<>(resources, MetadataKeys.KIND, MetadataKey::view);
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(ALL)
                        .needs(MetadataKeys.CREATE)
                        .wholeOrganization()
                        .reads("CreateMetadataKeyRequest")
                        .answers(201, "MetadataKey")
                        .by(shared.create(NewMetadataKey::parse, keys.create)));
        routes.add(
                Route.get(ALL)
                        .needs(MetadataKeys.READ)
                        .answers(200, "MetadataKeyList")
                        .by(shared.list(keys::list)));
        routes.add(
                Route.get(ONE)
                        .needs(MetadataKeys.READ)
                        .answers(200, "MetadataKey")
                        .by(shared.one(keys::find)));
        routes.add(
                Route.patch(ONE)
                        .needs(MetadataKeys.UPDATE)
                        .wholeOrganization()
                        .reads("MetadataKeyJSONPatchRequest")
                        .answers(200, "MetadataKey")
                        .by(
                                shared.patch(
                                        MetadataKeyPatch.RULES,
                                        MetadataKeyPatch::parse,
                                        keys.patch)));
        routes.add(
                Route.delete(ONE)
                        .needs(MetadataKeys.DELETE)
                        .wholeOrganization()
                        .by(shared.delete(keys.delete)));
        routes.add(
                Route.get(ONE + "/events")
                        .needs(MetadataKeys.READ)
                        .answers(200, "EventList")
                        .by(shared.events()));
    }
}
