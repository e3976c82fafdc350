package kontor.entities;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * A legal entity of the organization.
 *
 * @param parentId the entity of which it is a subsidiary
 * @param nationalIdentifier JSON of NationalIdentifier of the API
 * @param address JSON of Address of the API
 * @param creditor the numbers under which it collects with accounts that have none of their own
 */
public record Entity(
        UUID id,
        Optional<UUID> parentId,
        String legalName,
        Optional<String> nationalIdentifier,
        Optional<String> address,
        CreditorNumbers creditor,
        boolean deleted,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    /** For changes: a role with a limit changes only the entities that its limit names. */
    @Override
    public boolean isSeenBy(Caller caller) {
        return caller.accounts().allowsHolder(id);
    }

    Entity delete(Instant now) {
        return new Entity(
                id,
                parentId,
                legalName,
                nationalIdentifier,
                address,
                creditor,
                true,
                version + 1,
                created,
                now);
    }

    Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(Entities.RESOURCE, id, version, Json.write(view(organization)));
    }

    ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString());
        parentId.ifPresent(parent -> view.put("parentId", parent.toString()));
        view.put("legalName", legalName);
        nationalIdentifier.ifPresent(
                json -> view.putRawValue("nationalIdentifier", new RawValue(json)));
        address.ifPresent(json -> view.putRawValue("address", new RawValue(json)));
        creditor.sepaCreditorIdentifier()
                .ifPresent(number -> view.put("sepaCreditorIdentifier", number));
        creditor.autogiroCustomerNumber()
                .ifPresent(number -> view.put("autogiroCustomerNumber", number));
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}
