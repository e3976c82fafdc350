package kontor.transactions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                    Column.text("metadata", one -> Json.writeMetadata(one.metadata())),
                    Column.flag("back", Attachment::back),
                    Column.optionalText("came_back", Attachment::cameBack),
                    Column.optionalBig("taken_minor", Attachment::takenMinor));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO transaction_attachments (organization_id, %s, created)
                    SELECT :org, %s, :now
                    FROM %s
                    """);

    void insert(Tx tx, List<Attachment> attachments) {
        if (attachments.isEmpty()) {
            return;
        }
        NEW.bound(tx.update(INSERT), attachments).bind("now", tx.now()).execute();
    }

    private static final Rows<Attachment> GONE =
            Rows.of(
                    Column.id("transaction_id", Attachment::transactionId),
                    Column.word("type", Attachment::type),
                    Column.id("attached_id", Attachment::id));

    void delete(Tx tx, List<Attachment> attachments) {
        if (attachments.isEmpty()) {
            return;
        }
        int rows =
                GONE.bound(
                                tx.update(
                                        """
                                        DELETE FROM transaction_attachments a
                                        USING unnest(:transaction_id::uuid[], :type::text[], :attached_id::uuid[])
                                            AS u (transaction_id, type, attached_id)
                                        WHERE a.organization_id = :org AND a.transaction_id = u.transaction_id
                                            AND a.type = u.type AND a.attached_id = u.attached_id
                                        """),
                                attachments)
                        .execute();
        Tx.allChanged(rows, attachments.size(), "attachments");
    }

    private static final Rows<Attachment> MARKED =
            Rows.of(
                    Column.id("transaction_id", Attachment::transactionId).asKey(),
                    Column.word("type", Attachment::type).asKey(),
                    Column.id("attached_id", Attachment::id).asKey(),
                    Column.text("metadata", one -> Json.writeMetadata(one.metadata())));

    private static final String MARK =
            MARKED.update(
                    """
                    UPDATE transaction_attachments a SET %s
                    FROM %s
                    WHERE a.organization_id = :org AND a.transaction_id = u.transaction_id
                        AND a.type = u.type AND a.attached_id = u.attached_id
                    """);

    /** Writes their metadata. */
    void mark(Tx tx, List<Attachment> attachments) {
        if (!attachments.isEmpty()) {
            int rows = MARKED.bound(tx.update(MARK), attachments).execute();
            Tx.allChanged(rows, attachments.size(), "attachments");
        }
    }

    /** By what is attached, in the order in which it was. */
    Map<UUID, List<Attachment>> ofAttached(Tx tx, Collection<UUID> attached) {
        if (attached.isEmpty()) {
            return Map.of();
        }
        return tx
                .query(
                        """
                        SELECT transaction_id, type, attached_id, amount_minor, metadata, back, came_back, taken_minor
                        FROM transaction_attachments
                        WHERE organization_id = :org AND attached_id = ANY (:ids)
                        ORDER BY created, transaction_id
                        """)
                .bind("ids", attached.toArray(UUID[]::new))
                .map((row, _) -> attachment(row))
                .stream()
                .collect(Collectors.groupingBy(Attachment::id));
    }

    /** By transaction, in the order in which they were attached. */
    Map<UUID, List<Attachment>> of(Tx tx, Collection<UUID> transactions) {
        if (transactions.isEmpty()) {
            return Map.of();
        }
        return tx
                .query(
                        """
                        SELECT transaction_id, type, attached_id, amount_minor, metadata, back, came_back, taken_minor
                        FROM transaction_attachments
                        WHERE organization_id = :org AND transaction_id = ANY (:ids)
                        ORDER BY created, attached_id
                        """)
                .bind("ids", transactions.toArray(UUID[]::new))
                .map((row, _) -> attachment(row))
                .stream()
                .collect(Collectors.groupingBy(Attachment::transactionId));
    }

    private static Attachment attachment(ResultSet row) throws SQLException {
        return new Attachment(
                row.getObject("transaction_id", UUID.class),
                Attachment.Type.valueOf(row.getString("type")),
                row.getObject("attached_id", UUID.class),
                row.getLong("amount_minor"),
                Json.readMetadata(row.getString("metadata")),
                row.getBoolean("back"),
                Optional.ofNullable(row.getString("came_back")),
                Optional.ofNullable(row.getObject("taken_minor", Long.class)));
    }
}
