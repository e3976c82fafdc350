package kontor.payercredits;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.db.Tx;

/** SQL of credit transfers under mandates. */
final class CreditTable {

    private static final String WITH_ANY =
            """
            SELECT DISTINCT c.mandate_id FROM credit_transfers c
            WHERE c.organization_id = :org AND c.mandate_id = ANY (:mandates)
                AND c.status IN (%s)
            """;

    static final String IN_FLIGHT =
            WITH_ANY.formatted(
                    """
                    'CREATED', 'APPROVED', 'PENDING_SUBMISSION', 'SENT', 'PENDING_AT_BANK', 'ACCEPTED',
                        'UNKNOWN'\
                    """);

    static final String IN_FILES =
            WITH_ANY.formatted(
                    "'PENDING_SUBMISSION', 'SENT', 'PENDING_AT_BANK', 'ACCEPTED', 'UNKNOWN'");

    private CreditTable() {}

    /** Mandates with a credit in one of the statuses of {@code sql}. */
    static Set<UUID> withAny(Tx tx, String sql, Collection<UUID> mandates) {
        return mandates.isEmpty()
                ? new HashSet<>()
                : new HashSet<>(
                        tx.query(sql)
                                .bind("mandates", mandates.toArray(UUID[]::new))
                                .mapTo(UUID.class)
                                .list());
    }

    /** Approved ones that stand in no file. */
    static List<UUID> waitingUnder(Tx tx, Collection<UUID> mandates) {
        return tx.query(
                        """
                        SELECT c.id FROM credit_transfers c
                        WHERE c.organization_id = :org AND c.mandate_id = ANY (:mandates)
                            AND c.status = 'APPROVED'
                        ORDER BY c.id
                        """)
                .bind("mandates", mandates.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list();
    }

    /** Of these those whose mandate, or its payer number, is not agreed to yet. */
    static Set<UUID> waitingForMandate(Tx tx, AccountLimit limit, Collection<UUID> transfers) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT c.id FROM credit_transfers c
                                JOIN mandates m ON m.organization_id = c.organization_id AND m.id = c.mandate_id
                                WHERE c.organization_id = :org AND c.id = ANY (:transfers)
                                    AND (:within::uuid[] IS NULL OR c.source_account_id = ANY (:within))
                                    AND (m.status IN ('CREATED', 'PENDING_SUBMISSION', 'SENT')
                                        OR m.known_mandate_reference <> m.mandate_reference)
                                """)
                        .bind("within", limit.within())
                        .bind("transfers", transfers.toArray(UUID[]::new))
                        .mapTo(UUID.class)
                        .list());
    }
}
