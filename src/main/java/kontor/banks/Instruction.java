package kontor.banks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.core.OrganizationId;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * A file for a bank and how far it got.
 *
 * @param source whose payments are in it, and as which kind of file
 * @param messageId unique for ever; banks remember it for up to a year
 */
public record Instruction(
        UUID id,
        UUID connectionId,
        SourceName source,
        String messageId,
        String fileName,
        State state,
        Content content,
        int version,
        Instant created,
        Instant updated) {

    static final String RESOURCE = "instructions";

    /** PREPARED -> HANDING_OVER -> SENT or UNKNOWN; from UNKNOWN to SENT or again to PREPARED. */
    public enum State {
        /** Stored, not a byte has left. */
        PREPARED,
        /** Bytes may have left; after a crash the channel is asked. */
        HANDING_OVER,
        /** The bank has it. */
        SENT,
        /** Nobody can tell; a report of the bank or an operator decides. */
        UNKNOWN
    }

    /**
     * What the file holds.
     *
     * @param messageName e.g. {@code pain.008.001.08}
     * @param controlSum decimals, whatever the currency
     * @param size bytes
     */
    public record Content(
            String messageName,
            int transactions,
            BigDecimal controlSum,
            long size,
            byte[] sha256) {}

    Instructions.Known known() {
        return new Instructions.Known(
                id, source, connectionId, content.transactions, content.controlSum);
    }

    Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(RESOURCE, id, version, Json.write(json(organization)));
    }

    ObjectNode json(OrganizationId organization) {
        return Json.object()
                .put("id", id.toString())
                .put("organizationId", organization.toString())
                .put("connectionId", connectionId.toString())
                .put("type", source.payments())
                .put("status", state.name())
                .put("messageId", messageId)
                .put("messageName", content.messageName)
                .put("fileName", fileName)
                .put("numberOfTransactions", content.transactions)
                .put("controlSum", content.controlSum.toPlainString())
                .put("size", content.size)
                .put("sha256", HexFormat.of().formatHex(content.sha256))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated))
                .put("version", version)
                .put("etag", Etag.of(version));
    }
}
