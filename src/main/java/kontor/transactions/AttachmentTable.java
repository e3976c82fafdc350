package kontor.transactions;

import static kontor.db.Columns.column;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.db.Tx;
import kontor.wire.Json;

/** SQL of what is attached to transactions. */
final class AttachmentTable {

    void insert(Tx tx, List<Attachment> attachments) {
        tx.update(
                        """
                        INSERT INTO transaction_attachments (organization_id, transaction_id, type,
                            attached_id, amount_minor, metadata, created)
                        SELECT :org, u.transaction_id, u.type, u.attached_id, u.amount_minor, u.metadata, :now
                        FROM unnest(:transactions::uuid[], :types::text[], :ids::uuid[], :amounts::bigint[],
                            :metadata::text[])
                            AS u (transaction_id, type, attached_id, amount_minor, metadata)
                        """)
                .bind("now", tx.now())
                .bind("transactions", column(attachments, UUID[]::new, Attachment::transactionId))
                .bind("types", column(attachments, String[]::new, one -> one.type().name()))
                .bind("ids", column(attachments, UUID[]::new, Attachment::id))
                .bind("amounts", column(attachments, Long[]::new, Attachment::amountMinor))
                .bind(
                        "metadata",
                        column(
                                attachments,
                                String[]::new,
                                one -> Json.writeMetadata(one.metadata())))
                .execute();
    }

    /** By transaction, in the order in which they were attached. */
    Map<UUID, List<Attachment>> of(Tx tx, Collection<UUID> transactions) {
        if (transactions.isEmpty()) {
            return Map.of();
        }
        return tx
                .sql()
                .createQuery(
                        """
                        SELECT transaction_id, type, attached_id, amount_minor, metadata
                        FROM transaction_attachments
                        WHERE organization_id = :org AND transaction_id = ANY (:ids)
                        ORDER BY created, attached_id
                        """)
                .bind("org", tx.organization().value())
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
