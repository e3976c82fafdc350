package kontor.administration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import kontor.changerequests.Area;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.OrganizationId;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * A program that needs no second person in one area, as one that feeds exchange rates each day.
 *
 * @param userId the program
 * @param reason why, in words
 */
public record Exemption(
        UUID id,
        UUID userId,
        Area area,
        String reason,
        boolean deleted,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    Exemption ended(Instant now) {
        return new Exemption(id, userId, area, reason, true, version + 1, created, now);
    }

    Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(Exemptions.RESOURCE, id, version, Json.write(view(organization)));
    }

    /** ChangeRequestExemption of the API. */
    ObjectNode view(OrganizationId organization) {
        return Json.object()
                .put("id", id.toString())
                .put("organizationId", organization.toString())
                .put("userId", userId.toString())
                .put("area", area.name())
                .put("reason", reason)
                .put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}
