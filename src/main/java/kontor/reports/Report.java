package kontor.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.OrganizationId;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * What came of accounts in one piece.
 *
 * @param status of the file in the inbox
 * @param kind what the file turned out to be; empty until it was read
 * @param note why it was not read, or what it waits for
 * @param content what was sent by the bank or by a person
 * @param kept false when its bytes were deleted after their time
 * @param broughtBy empty where the bank sent it
 * @param warnings what they leave open, told to whoever brings them; what is open later stands at
 *     the account
 */
record Report(
        UUID id,
        UUID connectionId,
        String fileName,
        String status,
        Optional<String> kind,
        Optional<String> note,
        Content content,
        boolean kept,
        Optional<By> broughtBy,
        List<String> warnings,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    static final String RESOURCE = "connection_reports";

    /** Bytes as they were sent. */
    record Content(String mediaType, long size, byte[] sha256) {}

    /** The user who brought it. */
    record By(UUID id, String username) {

        ObjectNode view() {
            return Json.object().put("id", id.toString()).put("username", username);
        }
    }

    /** The words of the API for what a file may be; a file that nobody read yet is a statement. */
    private String type() {
        return kind.filter("STATUS_REPORT"::equals).isPresent() ? "PAYMENT_STATUS" : "STATEMENT";
    }

    private Optional<String> statementType() {
        return kind.flatMap(
                word ->
                        switch (word) {
                            case "STATEMENT", "NOTIFICATION" -> Optional.of("BOOKED");
                            case "INTRADAY_REPORT" -> Optional.of("PENDING");
                            default -> Optional.empty();
                        });
    }

    Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(RESOURCE, id, version, Json.write(view(organization)));
    }

    /** ConnectionReport of the API. */
    ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("connectionId", connectionId.toString())
                        .put("type", type());
        statementType().ifPresent(word -> view.put("statementType", word));
        view.put("status", status);
        note.ifPresent(text -> view.put("note", text));
        view.put("origin", broughtBy.isPresent() ? "BROUGHT" : "BANK");
        broughtBy.ifPresent(by -> view.set("broughtBy", by.view()));
        showWarnings(view);
        return view.put("fileName", fileName)
                .put("contentType", content.mediaType)
                .put("size", content.size)
                .put("sha256", HexFormat.of().formatHex(content.sha256))
                .put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }

    private void showWarnings(ObjectNode view) {
        if (!warnings.isEmpty()) {
            var list = view.putArray("warnings");
            warnings.forEach(list::add);
        }
    }
}
