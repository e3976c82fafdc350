package kontor.originals;

import java.util.UUID;
import kontor.db.Tx;

/** SQL of the status reports that were applied. */
public final class AppliedReportTable {

    /** A report that says the same was applied. */
    public boolean isApplied(Tx tx, UUID connection, String messageId, String digest) {
        return tx.query(
                        """
                        SELECT EXISTS (SELECT FROM status_reports
                            WHERE organization_id = :org AND connection_id = :connection
                                AND message_id = :message AND digest = :digest)
                        """)
                .bind("connection", connection)
                .bind("message", messageId)
                .bind("digest", digest)
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Notes that a report on a file of ours is applied by this file; false when one applied it
     * before. Banks use the id of a report again for another one.
     */
    public boolean claim(
            Tx tx,
            UUID connection,
            String messageId,
            String digest,
            UUID instruction,
            UUID inboxFile) {
        return tx.update(
                                """
                                INSERT INTO status_reports
                                    (organization_id, connection_id, message_id, digest, instruction_id,
                                     inbox_file_id)
                                VALUES (:org, :connection, :message, :digest, :instruction, :file)
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("connection", connection)
                        .bind("message", messageId)
                        .bind("digest", digest)
                        .bind("instruction", instruction)
                        .bind("file", inboxFile)
                        .execute()
                == 1;
    }
}
