package kontor.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.db.Tx;

/** SQL that finds mandates by their reference alone, whoever their payee is. */
final class ReferenceTable {

    /**
     * The index begins with the payee, and an organization has few: the look goes from one to the
     * next, not through all of their mandates.
     */
    private static final String BY_REFERENCE =
            """
            WITH RECURSIVE payees AS (
                (SELECT m.payee_key FROM mandates m
                    WHERE m.organization_id = :org AND m.status %1$s IN ('CANCELLED', 'FAILED')
                    ORDER BY m.payee_key LIMIT 1)
                UNION ALL
                SELECT (SELECT m.payee_key FROM mandates m
                    WHERE m.organization_id = :org AND m.status %1$s IN ('CANCELLED', 'FAILED')
                        AND m.payee_key > c.payee_key
                    ORDER BY m.payee_key LIMIT 1)
                FROM payees c WHERE c.payee_key IS NOT NULL)
            SELECT n.id FROM payees c CROSS JOIN LATERAL (SELECT m.id FROM mandates m
                WHERE m.organization_id = :org AND m.payee_key = c.payee_key AND m.reference_key = :reference
                    AND m.status %1$s IN ('CANCELLED', 'FAILED')
                    AND (:within::uuid[] IS NULL OR m.destination_account_id IS NULL
                        OR m.destination_account_id = ANY (:within))
                OFFSET 0) AS n
            ORDER BY n.id DESC LIMIT :limit
            """;

    static final String LIVE = BY_REFERENCE.formatted("NOT");
    static final String ENDED = BY_REFERENCE.formatted("");

    /**
     * Mandates without regard to case, as banks compare them; those that are not over come first.
     *
     * @param within the own accounts into which those may pay that the caller sees
     */
    List<UUID> mandates(Tx tx, AccountLimit within, String reference, int limit) {
        var found = new ArrayList<>(find(tx, LIVE, within, reference, limit));
        found.addAll(find(tx, ENDED, within, reference, limit - found.size()));
        return found;
    }

    private static List<UUID> find(
            Tx tx, String sql, AccountLimit within, String reference, int limit) {
        return tx.query(sql)
                .bind("reference", reference.toUpperCase(Locale.ROOT))
                .bind("within", within.within())
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
    }
}
