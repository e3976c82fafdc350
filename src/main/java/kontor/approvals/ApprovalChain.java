package kontor.approvals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.OrganizationId;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * A rule of the organization: who must approve which payments. It applies only to payments that are
 * made after it.
 */
public record ApprovalChain(
        UUID id, ChainTerms terms, boolean deleted, int version, Instant created, Instant updated)
        implements Versioned {

    static ApprovalChain made(UUID id, ChainTerms terms, Instant now) {
        return new ApprovalChain(id, terms, false, 1, now, now);
    }

    ApprovalChain patched(ChainTerms next, Instant now) {
        return new ApprovalChain(id, next, false, version + 1, created, now);
    }

    ApprovalChain delete(Instant now) {
        return new ApprovalChain(id, terms, true, version + 1, created, now);
    }

    Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(ApprovalChains.RESOURCE, id, version, Json.write(view(organization)));
    }

    /** ApprovalChain of the API. */
    public ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString());
        terms.writeTo(view);
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}
