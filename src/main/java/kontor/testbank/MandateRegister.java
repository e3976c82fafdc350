package kontor.testbank;

import java.util.UUID;
import kontor.db.Tx;

/**
 * The mandates that the bank knows, from collections that it accepted: what a payer's bank holds a
 * collection against. A mandate that it does not know is a new one, whatever original it names.
 */
final class MandateRegister {

    /**
     * Refuses collections of a file whose mandate changed and that do not say so: MD02 when the account is
     * another one than before, BE05 when the creditor is (rails.md A.5, A.8).
     */
    void judge(Tx tx, UUID file) {
        tx.sql().createUpdate("""
                        UPDATE testbank.orders o SET refusal = j.reason
                        FROM (
                            SELECT c.group_number, c.number,
                                CASE WHEN known.iban <> c.party_account
                                        AND c.original_account IS DISTINCT FROM 'SMNDA'
                                        AND c.original_account IS DISTINCT FROM known.iban THEN 'MD02'
                                    WHEN known.iban IS NULL AND c.original_creditor IS NULL AND EXISTS (
                                        SELECT FROM testbank.mandates m
                                        WHERE m.organization_id = :org AND m.iban = c.party_account
                                            AND m.reference = coalesce(c.original_reference,
                                                upper(c.mandate_reference))
                                            AND m.creditor <> c.creditor) THEN 'BE05' END AS reason
                            FROM testbank.orders c
                            LEFT JOIN LATERAL (
                                SELECT m.iban FROM testbank.mandates m
                                WHERE m.organization_id = :org AND (m.creditor, m.reference) IN (
                                    (c.creditor, upper(c.mandate_reference)),
                                    (coalesce(c.original_creditor, c.creditor),
                                        coalesce(c.original_reference, upper(c.mandate_reference))))
                                -- The original first: under its new name it may be another, older mandate.
                                ORDER BY m.creditor = c.creditor AND m.reference = upper(c.mandate_reference)
                                LIMIT 1) known ON true
                            WHERE c.organization_id = :org AND c.file_id = :file AND c.refusal IS NULL
                                AND c.creditor IS NOT NULL) j
                        WHERE o.organization_id = :org AND o.file_id = :file AND j.reason IS NOT NULL
                            AND o.group_number = j.group_number AND o.number = j.number
                        """)
                .bind("org", tx.organization().value())
                .bind("file", file)
                .execute();
    }

    /** Remembers the mandates of a file's accepted collections; a changed one loses its old name. */
    void learn(Tx tx, UUID file) {
        tx.sql().createUpdate("""
                        DELETE FROM testbank.mandates m
                        USING testbank.orders o, testbank.order_groups g
                        WHERE m.organization_id = :org AND o.organization_id = :org AND o.file_id = :file
                            AND g.organization_id = :org AND g.file_id = :file AND g.number = o.group_number
                            AND o.refusal IS NULL AND g.refusal IS NULL
                            AND (o.original_creditor IS NOT NULL OR o.original_reference IS NOT NULL)
                            AND m.creditor = coalesce(o.original_creditor, o.creditor)
                            AND m.reference = coalesce(o.original_reference, upper(o.mandate_reference))
                        """)
                .bind("org", tx.organization().value())
                .bind("file", file)
                .execute();
        tx.sql().createUpdate("""
                        INSERT INTO testbank.mandates (organization_id, creditor, reference, iban)
                        SELECT DISTINCT ON (o.creditor, upper(o.mandate_reference))
                            :org, o.creditor, upper(o.mandate_reference), o.party_account
                        FROM testbank.orders o
                        JOIN testbank.order_groups g ON g.organization_id = :org AND g.file_id = :file
                            AND g.number = o.group_number
                        WHERE o.organization_id = :org AND o.file_id = :file AND o.creditor IS NOT NULL
                            AND o.refusal IS NULL AND g.refusal IS NULL
                        ORDER BY o.creditor, upper(o.mandate_reference), o.group_number DESC, o.number DESC
                        ON CONFLICT (organization_id, creditor, reference) DO UPDATE SET iban = excluded.iban
                            WHERE mandates.iban <> excluded.iban
                        """)
                .bind("org", tx.organization().value())
                .bind("file", file)
                .execute();
    }
}
