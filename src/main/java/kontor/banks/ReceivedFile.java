package kontor.banks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.core.OrganizationId;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * A file from a bank and what became of it, as the API shows it.
 *
 * @param kind what it turned out to be, once it was read
 * @param note why it was not read, or what it waits for
 * @param size bytes
 */
public record ReceivedFile(
        UUID id,
        UUID connectionId,
        String name,
        Status status,
        Optional<String> kind,
        Optional<String> note,
        long size,
        Optional<byte[]> sha256,
        int version,
        Instant received,
        Optional<Instant> processed) {

    static final String RESOURCE = "inbox_files";

    /**
     * RECEIVING -> RECEIVED -> PROCESSED, WAITING, DUPLICATE or QUARANTINED; from QUARANTINED again
     * to RECEIVED, from WAITING to PROCESSED.
     */
    public enum Status {
        RECEIVING,
        RECEIVED,
        WAITING,
        PROCESSED,
        DUPLICATE,
        QUARANTINED
    }

    Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(RESOURCE, id, version, Json.write(view(organization)));
    }

    ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("connectionId", connectionId.toString())
                        .put("fileName", name)
                        .put("status", status.name());
        kind.ifPresent(text -> view.put("kind", text));
        note.ifPresent(text -> view.put("note", text));
        view.put("size", size);
        sha256.ifPresent(digest -> view.put("sha256", HexFormat.of().formatHex(digest)));
        view.put("received", Json.timestamp(received));
        processed.ifPresent(when -> view.put("processed", Json.timestamp(when)));
        return view.put("version", version).put("etag", Etag.of(version));
    }
}
