package kontor.mandateimports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.deferred.StoredCaller;
import kontor.uploads.StoredInput;
import kontor.wire.Etag;
import kontor.wire.Json;

/** One file of mandates: who sent it, what came, how far it is. */
public record MandateImport(
        UUID id,
        Asked asked,
        StoredInput input,
        Status status,
        Progress progress,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    /** How far the file is; the words of the API. */
    public enum Status {
        CREATED,
        PROCESSING_STARTED,
        COMPLETED,
        CANCELLED,
        FAILED;

        /** There is work left. */
        public boolean isOpen() {
            return this == CREATED || this == PROCESSING_STARTED;
        }
    }

    /**
     * @param creator the caller who sent it, as {@link kontor.deferred.StoredCaller} stores it
     * @param dryRun nothing stays of it but its results
     */
    record Asked(UUID creatorUserId, String creator, UUID requestId, boolean dryRun) {

        static Asked of(Request<?> request, boolean dryRun) {
            return new Asked(
                    request.caller().userId(),
                    StoredCaller.write(request.caller()),
                    request.requestId(),
                    dryRun);
        }
    }

    /**
     * Counts of rows.
     *
     * @param existing whose mandates were there already
     */
    public record Progress(int succeeded, int existing, int failed) {

        static final Progress NONE = new Progress(0, 0, 0);

        public int processed() {
            return succeeded + existing + failed;
        }
    }

    /**
     * A caller limited to some accounts sees only their own: others may hold mandates of other
     * accounts.
     */
    @Override
    public boolean isSeenBy(Caller caller) {
        return caller.accounts().all() || caller.userId().equals(asked.creatorUserId);
    }

    /** Another one, of the same file, of which what it makes stays. */
    MandateImport inEarnest(Request<?> request, Instant now) {
        return of(Ids.next(), Asked.of(request, false), input, now);
    }

    static MandateImport of(UUID id, Asked asked, StoredInput input, Instant now) {
        return new MandateImport(id, asked, input, Status.CREATED, Progress.NONE, 1, now, now);
    }

    public boolean dryRun() {
        return asked.dryRun;
    }

    public int records() {
        return input.records();
    }

    /** What people know it by. */
    public String title() {
        return input.fileName().orElse(id.toString());
    }

    /** What Kontor does by itself, on behalf of the request that brought the file. */
    Originator byItself() {
        return new Originator(Originator.KONTOR.id(), Optional.of(asked.requestId));
    }

    MandateImport became(Status next, Instant now) {
        return new MandateImport(id, asked, input, next, progress, version + 1, created, now);
    }

    Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(MandateImports.RESOURCE, id, version, Json.write(view(organization)));
    }

    /** MandateImport of the API. */
    public ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("creatorUserId", asked.creatorUserId.toString())
                        .put("status", status.name())
                        .put("dryRun", asked.dryRun);
        var file =
                view.putObject("input")
                        .put("contentType", input.contentType())
                        .put("recordCount", input.records())
                        .put("size", input.size())
                        .put("checksum", "sha256:" + input.sha256());
        input.fileName().ifPresent(name -> file.put("filename", name));
        view.putObject("progress")
                .put("processed", progress.processed())
                .put("total", input.records());
        view.putObject("results")
                .put("succeeded", progress.succeeded)
                .put("existing", progress.existing)
                .put("failed", progress.failed);
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}
