package kontor.payments;

import java.util.UUID;
import kontor.db.Tx;

/** SQL of the status reports that were applied. */
final class BankReportTable {

    /** Notes that a report is applied by this file; false when one applied it before. */
    boolean claim(Tx tx, UUID connection, String messageId, UUID inboxFile) {
        return tx.update(
                                """
                                INSERT INTO status_reports
                                    (organization_id, connection_id, message_id, inbox_file_id)
                                VALUES (:org, :connection, :message, :file) ON CONFLICT DO NOTHING
                                """)
                        .bind("connection", connection)
                        .bind("message", messageId)
                        .bind("file", inboxFile)
                        .execute()
                == 1;
    }
}
