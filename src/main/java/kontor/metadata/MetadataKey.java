package kontor.metadata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.OrganizationId;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * A metadata key that the organization has defined.
 *
 * @param key as it stands in metadata; it never changes
 */
public record MetadataKey(
        UUID id,
        String key,
        KeyTerms terms,
        boolean deleted,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    static MetadataKey made(UUID id, NewMetadataKey wanted, Instant now) {
        return new MetadataKey(id, wanted.key(), wanted.terms(), false, 1, now, now);
    }

    MetadataKey patched(KeyTerms next, Instant now) {
        return new MetadataKey(id, key, next, false, version + 1, created, now);
    }

    MetadataKey delete(Instant now) {
        return new MetadataKey(id, key, terms, true, version + 1, created, now);
    }

    Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(MetadataKeys.RESOURCE, id, version, Json.write(view(organization)));
    }

    ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("key", key);
        terms.writeTo(view);
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}
