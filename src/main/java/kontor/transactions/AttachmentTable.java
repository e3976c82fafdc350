package kontor.transactions;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.wire.Json;

/** SQL of what is attached to transactions. */
final class AttachmentTable {

    private static final Rows<Attachment> NEW =
            Rows.of(
                    Column.id("transaction_id", Attachment::transactionId),
                    Column.word("type", Attachment::type),
                    Column.id("attached_id", Attachment::id),
                    Column.big("amount_minor", Attachment::amountMinor),
                    Column.text("metadata", one -> Json.writeMetadata(one.metadata())));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO transaction_attachments (organization_id, %s, created)
                    SELECT :org, %s, :now
                    FROM %s
                    """);

    void insert(Tx tx, List<Attachment> attachments) {
        NEW.bound(tx.update(INSERT), attachments).bind("now", tx.now()).execute();
    }

    /** By transaction, in the order in which they were attached. */
    Map<UUID, List<Attachment>> of(Tx tx, Collection<UUID> transactions) {
        if (transactions.isEmpty()) {
            return Map.of();
        }
        return tx
                .query(
                        """
                        SELECT transaction_id, type, attached_id, amount_minor, metadata
                        FROM transaction_attachments
                        WHERE organization_id = :org AND transaction_id = ANY (:ids)
                        ORDER BY created, attached_id
                        """)
                .bind("ids", transactions.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                new Attachment(
                                        row.getObject("transaction_id", UUID.class),
                                        Attachment.Type.valueOf(row.getString("type")),
                                        row.getObject("attached_id", UUID.class),
                                        row.getLong("amount_minor"),
                                        Json.readMetadata(row.getString("metadata"))))
                .stream()
                .collect(Collectors.groupingBy(Attachment::transactionId));
    }
}
