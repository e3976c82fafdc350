package kontor.testbank;

import java.time.LocalDate;
import java.util.function.Consumer;
import kontor.db.Tx;

/** SQL of what no statement shows yet, as streams. */
final class IntradayTable {

    private static final int FETCH = 1_000;

    /** Streams what was booked up to a day since the last statement. */
    void booked(Tx tx, String iban, LocalDate day, Consumer<BankStatementTable.Entry> reader) {
        try (var entries =
                tx
                        .sql()
                        .createQuery(
                                """
                                SELECT 'ATLR' || e.id AS reference, e.booking_date, e.value_date, e.amount_minor, e.code,
                                    e.return_reason, e.charges_minor, e.file_id, e.group_number,
                                    e.order_number IS NULL AND e.file_id IS NOT NULL AS batch, e.transactions,
                                    f.message_id, g.payment_information_id, g.code AS group_code, e.instruction_id,
                                    e.end_to_end_id, e.mandate_reference, e.counterparty, e.counterparty_account,
                                    e.remittance, e.structured
                                FROM testbank.entries e
                                LEFT JOIN testbank.received_files f ON f.organization_id = e.organization_id
                                    AND f.id = e.file_id
                                LEFT JOIN testbank.order_groups g ON g.organization_id = e.organization_id
                                    AND g.file_id = e.file_id AND g.number = e.group_number
                                WHERE e.organization_id = :org AND e.iban = :iban AND e.statement_number IS NULL
                                    AND e.booking_date <= :day
                                ORDER BY e.id
                                """)
                        .setFetchSize(FETCH)
                        .bind("org", tx.organization().value())
                        .bind("iban", iban)
                        .bind("day", day)
                        .map((row, _) -> BankStatementTable.entry(row))
                        .stream()) {
            entries.forEach(reader);
        }
    }

    /**
     * Streams what is to be booked up to a day and is not: a group as one entry or an order as one,
     * as they will be booked, and what is held.
     */
    void waiting(Tx tx, String iban, LocalDate day, Consumer<BankStatementTable.Entry> reader) {
        try (var entries =
                tx
                        .sql()
                        .createQuery(
                                """
                                WITH waiting AS (
                                    SELECT g.payment_information_id, g.code, g.batch_booking AS batch,
                                        g.execution_date AS value_date, o.file_id, o.group_number, o.number,
                                        o.amount_minor, o.instruction_id, o.end_to_end_id, o.mandate_reference,
                                        o.party_name, o.party_account, o.remittance
                                    FROM testbank.order_groups g
                                    JOIN testbank.orders o ON o.organization_id = g.organization_id
                                        AND o.file_id = g.file_id AND o.group_number = g.number
                                        AND o.held_until IS NULL AND o.refusal IS NULL
                                    WHERE g.organization_id = :org AND g.iban = :iban AND NOT g.booked
                                        AND g.refusal IS NULL AND g.execution_date <= :day
                                    UNION ALL
                                    SELECT g.payment_information_id, g.code, false, o.held_until, o.file_id, o.group_number,
                                        o.number, o.amount_minor, o.instruction_id, o.end_to_end_id,
                                        o.mandate_reference, o.party_name, o.party_account, o.remittance
                                    FROM testbank.orders o
                                    JOIN testbank.order_groups g ON g.organization_id = o.organization_id
                                        AND g.file_id = o.file_id AND g.number = o.group_number
                                        AND g.iban = :iban AND g.refusal IS NULL
                                        AND g.execution_date <= :day
                                    WHERE o.organization_id = :org AND o.held_until >= :day AND o.refusal IS NULL
                                        AND NOT EXISTS (SELECT FROM testbank.entries e
                                            WHERE e.organization_id = o.organization_id AND e.file_id = o.file_id
                                                AND e.group_number = o.group_number AND e.order_number = o.number)
                                ), shown AS (
                                    SELECT w.file_id, w.group_number, 0 AS number, w.payment_information_id, w.code,
                                        true AS batch, w.value_date, sum(w.amount_minor)::bigint AS amount_minor,
                                        count(*)::int AS transactions, NULL AS instruction_id, NULL AS end_to_end_id,
                                        NULL AS mandate_reference, NULL AS counterparty, NULL AS counterparty_account,
                                        NULL AS remittance
                                    FROM waiting w
                                    WHERE w.batch
                                    GROUP BY w.file_id, w.group_number, w.payment_information_id, w.code, w.value_date
                                    UNION ALL
                                    SELECT w.file_id, w.group_number, w.number, w.payment_information_id, w.code, false,
                                        w.value_date, w.amount_minor, 1, w.instruction_id, w.end_to_end_id,
                                        w.mandate_reference, w.party_name, w.party_account, w.remittance
                                    FROM waiting w
                                    WHERE NOT w.batch
                                )
                                SELECT NULL AS reference, NULL::date AS booking_date, s.value_date, s.amount_minor, s.code,
                                    NULL AS return_reason, 0::bigint AS charges_minor, s.file_id, s.group_number, s.batch, s.transactions, f.message_id,
                                    s.payment_information_id, s.code AS group_code, s.instruction_id, s.end_to_end_id,
                                    s.mandate_reference, s.counterparty, s.counterparty_account, s.remittance, false AS structured
                                FROM shown s
                                JOIN testbank.received_files f ON f.organization_id = :org AND f.id = s.file_id
                                ORDER BY s.file_id, s.group_number, s.number
                                """)
                        .setFetchSize(FETCH)
                        .bind("org", tx.organization().value())
                        .bind("iban", iban)
                        .bind("day", day)
                        .map((row, _) -> BankStatementTable.entry(row))
                        .stream()) {
            entries.forEach(reader);
        }
    }
}
