package kontor.testbank;

import java.util.UUID;
import kontor.db.Tx;

/**
 * The mandates that the bank knows from collections that it accepted, as the bank of a payer does,
 * to compare later collections with them. An unknown mandate is a new one, whatever original the
 * collection names.
 */
final class MandateRegister {

    /**
     * The IBAN of a mandate under the name that the collection says it had. Under row-level
     * security PostgreSQL looks nothing up by an expression with COALESCE, but by one with CASE it
     * does.
     */
    private static final String ORIGINAL =
            """
            (SELECT m.iban FROM testbank.mandates m WHERE m.organization_id = :org
                AND m.creditor = CASE WHEN o.original_creditor IS NULL THEN o.creditor
                    ELSE o.original_creditor END
                AND m.reference = CASE WHEN o.original_reference IS NULL THEN upper(o.mandate_reference)
                    ELSE o.original_reference END)\
            """;

    /** The IBAN of a mandate under its name in the collection. */
    private static final String CURRENT =
            """
            (SELECT m.iban FROM testbank.mandates m WHERE m.organization_id = :org
                AND m.creditor = o.creditor AND m.reference = upper(o.mandate_reference))\
            """;

    /**
     * Refuses collections whose mandate changed without an amendment that says so: MD02 when the
     * account is another one than before, BE05 when the creditor is (EPC016-06, AT-24 and
     * R-transactions).
     */
    void judge(Tx tx, UUID file) {
        // The original name first: under the new name there may be another, older mandate.
        refuse(
                tx,
                file,
                "MD02",
                """
                o.original_account IS DISTINCT FROM 'SMNDA' AND coalesce(%s, %s)
                    NOT IN (o.party_account, coalesce(o.original_account, o.party_account))
                """
                        .formatted(ORIGINAL, CURRENT));
        refuse(
                tx,
                file,
                "BE05",
                """
                o.original_creditor IS NULL AND %s IS NULL AND %s IS NULL
                AND (SELECT m.creditor FROM testbank.mandates m WHERE m.organization_id = :org
                    AND m.iban = o.party_account AND m.creditor <> o.creditor
                    AND m.reference = CASE WHEN o.original_reference IS NULL THEN upper(o.mandate_reference)
                        ELSE o.original_reference END LIMIT 1) IS NOT NULL
                """
                        .formatted(ORIGINAL, CURRENT));
    }

    private static void refuse(Tx tx, UUID file, String reason, String condition) {
        tx.update(
                        """
                        UPDATE testbank.orders o SET refusal = :reason
                        WHERE o.organization_id = :org AND o.file_id = :file AND o.refusal IS NULL
                            AND o.creditor IS NOT NULL AND
                        """
                                + condition)
                .bind("file", file)
                .bind("reason", reason)
                .execute();
    }

    /** Keeps the mandates of accepted collections; a changed mandate is known by its new name. */
    void learn(Tx tx, UUID file) {
        tx.update(
                        """
                        WITH gone AS MATERIALIZED (
                            SELECT coalesce(o.original_creditor, o.creditor) AS creditor,
                                coalesce(o.original_reference, upper(o.mandate_reference)) AS reference
                            FROM testbank.orders o
                            JOIN testbank.order_groups g ON g.organization_id = o.organization_id
                                AND g.file_id = o.file_id AND g.number = o.group_number
                            WHERE o.organization_id = :org AND o.file_id = :file
                                AND o.refusal IS NULL AND g.refusal IS NULL
                                AND (o.original_creditor IS NOT NULL OR o.original_reference IS NOT NULL))
                        DELETE FROM testbank.mandates m USING gone
                        WHERE m.organization_id = :org AND m.creditor = gone.creditor
                            AND m.reference = gone.reference
                        """)
                .bind("file", file)
                .execute();
        tx.update(
                        """
                        INSERT INTO testbank.mandates (organization_id, creditor, reference, iban)
                        SELECT DISTINCT ON (o.creditor, upper(o.mandate_reference))
                            o.organization_id, o.creditor, upper(o.mandate_reference), o.party_account
                        FROM testbank.orders o
                        JOIN testbank.order_groups g ON g.organization_id = o.organization_id
                            AND g.file_id = o.file_id AND g.number = o.group_number
                        WHERE o.organization_id = :org AND o.file_id = :file AND o.creditor IS NOT NULL
                            AND o.refusal IS NULL AND g.refusal IS NULL
                        ORDER BY o.creditor, upper(o.mandate_reference), o.group_number DESC, o.number DESC
                        ON CONFLICT (organization_id, creditor, reference) DO UPDATE SET iban = excluded.iban
                            WHERE mandates.iban <> excluded.iban
                        """)
                .bind("file", file)
                .execute();
    }
}
