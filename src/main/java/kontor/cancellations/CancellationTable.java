package kontor.cancellations;

import java.time.Instant;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of what is called back. */
final class CancellationTable {

    /** False when Bankgirot was asked already and has not refused. */
    boolean ask(Tx tx, UUID payment, Instant now) {
        return tx.update(
                                """
                                INSERT INTO autogiro_cancellations AS c (organization_id, payment_id, requested)
                                VALUES (:org, :payment, :now)
                                ON CONFLICT (organization_id, payment_id) DO UPDATE
                                    SET requested = excluded.requested, instruction_id = NULL, answer = NULL
                                    WHERE c.answer IS NOT NULL
                                """)
                        .bind("payment", payment)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** Whether Bankgirot was asked and has not answered. */
    boolean isAsked(Tx tx, UUID payment) {
        return tx.query(
                        """
                        SELECT true FROM autogiro_cancellations
                        WHERE organization_id = :org AND payment_id = :payment AND answer IS NULL
                        """)
                .bind("payment", payment)
                .map((row, _) -> row.getBoolean(1))
                .findOne()
                .isPresent();
    }
}
