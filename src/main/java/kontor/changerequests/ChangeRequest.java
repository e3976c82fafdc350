package kontor.changerequests;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * What one person asks for and a second one decides on.
 *
 * @param before how it is, as JSON of the API; absent for something new
 * @param after how it would be; absent where it would be taken away
 * @param meantFor the version that the maker saw; absent for something new
 * @param body what was asked for, as it was sent; shown to nobody
 * @param makerId the user who asks
 * @param expires from then on nobody can approve it
 * @param decision how it ended; absent while it waits
 * @param used the maker has done what an approval lets do once
 */
public record ChangeRequest(
        UUID id,
        What what,
        Optional<String> before,
        Optional<String> after,
        Optional<Integer> meantFor,
        String body,
        UUID makerId,
        Instant expires,
        Status status,
        Optional<Decision> decision,
        boolean used,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    /** The words are stored and shown. */
    public enum Status {
        PENDING,
        APPROVED,
        REJECTED,
        WITHDRAWN,
        STALE,
        EXPIRED
    }

    /**
     * What is to be done with what.
     *
     * @param operation the name in the OpenAPI document, e.g. {@code updateRole}
     * @param resource the kind, e.g. {@code roles}
     * @param target its id; of something new the one that it will have
     */
    public record What(Area area, String operation, String resource, UUID target) {}

    /**
     * How it ended.
     *
     * @param by the id of a user, the user of the operating system, or Kontor itself
     * @param reason in words
     * @param brokeGlass it was approved on the command line, without a second person
     */
    public record Decision(String by, Instant at, Optional<String> reason, boolean brokeGlass) {}

    public boolean isPending() {
        return status == Status.PENDING;
    }

    boolean isLate(Instant now) {
        return isPending() && !now.isBefore(expires);
    }

    @Override
    public boolean isSeenBy(Caller caller) {
        return caller.accounts().all() || makerId.equals(caller.userId());
    }

    ChangeRequest ended(Status end, Decision how) {
        if (!isPending()) {
            throw new IllegalStateException("change request " + id + " is " + status);
        }
        return next(end, Optional.of(how), used, how.at);
    }

    ChangeRequest usedAt(Instant now) {
        return next(status, decision, true, now);
    }

    private ChangeRequest next(Status next, Optional<Decision> how, boolean nowUsed, Instant now) {
        return new ChangeRequest(
                id,
                what,
                before,
                after,
                meantFor,
                body,
                makerId,
                expires,
                next,
                how,
                nowUsed,
                version + 1,
                created,
                now);
    }

    Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(ChangeRequests.RESOURCE, id, version, Json.write(view(organization)));
    }

    /** ChangeRequest of the API. */
    public ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("area", what.area.name())
                        .put("operation", what.operation)
                        .put("status", status.name())
                        .put("targetResource", what.resource)
                        .put("targetId", what.target.toString());
        meantFor.ifPresent(seen -> view.put("targetVersion", seen));
        before.ifPresent(json -> view.set("before", Json.readOwn(json)));
        after.ifPresent(json -> view.set("after", Json.readOwn(json)));
        view.put("makerId", makerId.toString()).put("expires", Json.timestamp(expires));
        decision.ifPresent(how -> show(view, how));
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }

    private static void show(ObjectNode view, Decision how) {
        view.put("decidedBy", how.by).put("decided", Json.timestamp(how.at));
        how.reason.ifPresent(words -> view.put("reason", words));
        if (how.brokeGlass) {
            view.put("breakGlass", true);
        }
    }
}
