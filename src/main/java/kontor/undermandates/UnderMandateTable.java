package kontor.undermandates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.core.AccountLimit;
import kontor.db.Tx;
import kontor.mandates.CollectedMandates.InFlight;
import kontor.mandates.MandateStatus;
import kontor.undermandates.MandateWarnings.Lost;

/** SQL of one kind of payment that is made under mandates. */
public final class UnderMandateTable implements InFlight {

    /** What a payment waits for whose mandate is not agreed to; a word of the API. */
    public static final String WAITS_FOR = "MANDATE";

    /** One payment of each is enough to know; a mandate may have very many. */
    private static final String WITH_ANY =
            """
            SELECT m.id FROM unnest(:mandates::uuid[]) AS m (id)
            CROSS JOIN LATERAL (
                SELECT FROM %s p
                WHERE p.organization_id = :org AND p.mandate_id = m.id
                    AND p.status IN (%s)
                LIMIT 1) AS one
            """;

    private static final String NOT_FINAL =
            """
            'CREATED', 'APPROVED', 'PENDING_SUBMISSION', 'SENT', 'PENDING_AT_BANK', 'ACCEPTED',
                'UNKNOWN'\
            """;

    private static final String AT_BANKS =
            "'PENDING_SUBMISSION', 'SENT', 'PENDING_AT_BANK', 'ACCEPTED', 'UNKNOWN'";

    private static final String APPROVED =
            """
            SELECT p.id FROM %s p
            WHERE p.organization_id = :org AND p.mandate_id = ANY (:mandates)
                AND p.status = 'APPROVED'
            ORDER BY p.id
            """;

    private static final String WAITING =
            """
            SELECT p.id FROM %s p
            JOIN mandates m ON m.organization_id = p.organization_id AND m.id = p.mandate_id
            WHERE p.organization_id = :org AND p.id = ANY (:payments)
                AND (:within::uuid[] IS NULL OR p.%s = ANY (:within))
                AND m.scheme = 'AUTOGIRO'
                AND (m.status IN ('CREATED', 'PENDING_SUBMISSION', 'SENT')
                    OR m.known_mandate_reference <> m.mandate_reference)
            """;

    private static final String LOST =
            """
            SELECT p.id, m.status, m.status_reason, m.blocked_by FROM %s p
            JOIN mandates m ON m.organization_id = p.organization_id AND m.id = p.mandate_id
            WHERE p.organization_id = :org AND p.id = ANY (:payments)
                AND p.status IN ('CREATED', 'APPROVED')
                AND (m.status IN ('FAILED', 'CANCELLED') OR m.blocked_by IS NOT NULL)
            """;

    private static final String ADOPT =
            """
            UPDATE %s AS p SET mandate = u.mandate
            FROM unnest(:payments::uuid[], :mandates::text[]) AS u (id, mandate)
            WHERE p.organization_id = :org AND p.id = u.id
                AND p.status IN ('CREATED', 'APPROVED')
            """;

    private final String inFlight;
    private final String inFiles;
    private final String approved;
    private final String waiting;
    private final String lost;
    private final String adopt;

    /**
     * @param table of the payments; it has a column {@code mandate_id}
     * @param ownAccount its column of the own account
     */
    public UnderMandateTable(String table, String ownAccount) {
        inFlight = WITH_ANY.formatted(table, NOT_FINAL);
        inFiles = WITH_ANY.formatted(table, AT_BANKS);
        approved = APPROVED.formatted(table);
        waiting = WAITING.formatted(table, ownAccount);
        lost = LOST.formatted(table);
        adopt = ADOPT.formatted(table);
    }

    @Override
    public Set<UUID> of(Tx tx, Collection<UUID> mandates) {
        return withAny(tx, inFlight, mandates);
    }

    @Override
    public Set<UUID> inFiles(Tx tx, Collection<UUID> mandates) {
        return withAny(tx, inFiles, mandates);
    }

    private static Set<UUID> withAny(Tx tx, String sql, Collection<UUID> mandates) {
        return mandates.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        tx.query(sql)
                                .bind("mandates", mandates.toArray(UUID[]::new))
                                .mapTo(UUID.class)
                                .list());
    }

    /** Approved ones under these mandates that stand in no file yet. */
    public List<UUID> approved(Tx tx, Collection<UUID> mandates) {
        return mandates.isEmpty()
                ? List.of()
                : tx.query(approved)
                        .bind("mandates", mandates.toArray(UUID[]::new))
                        .mapTo(UUID.class)
                        .list();
    }

    /** Those of these payments that have not left, and whose mandate lets them fail. */
    List<Lost> lost(Tx tx, Collection<UUID> payments) {
        return payments.isEmpty()
                ? List.of()
                : tx.query(lost)
                        .bind("payments", payments.toArray(UUID[]::new))
                        .map((row, _) -> lost(row))
                        .list();
    }

    private static Lost lost(ResultSet row) throws SQLException {
        return new Lost(
                row.getObject("id", UUID.class),
                MandateStatus.valueOf(row.getString("status")),
                Optional.ofNullable(row.getString("status_reason")),
                Optional.ofNullable(row.getString("blocked_by")));
    }

    /**
     * Payments that stand in no file yet show the mandate as the file will tell it.
     *
     * @param mandates MandateSnapshot of each, as JSON
     */
    public void adopt(Tx tx, Map<UUID, String> mandates) {
        if (mandates.isEmpty()) {
            return;
        }
        var all = List.copyOf(mandates.entrySet());
        int rows =
                tx.update(adopt)
                        .bind("payments", all.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                        .bind(
                                "mandates",
                                all.stream().map(Map.Entry::getValue).toArray(String[]::new))
                        .execute();
        Tx.allChanged(rows, all.size(), "payments under mandates");
    }

    /** What those of these payments that cannot leave yet wait for. */
    public Map<UUID, String> waitsFor(Tx tx, Collection<UUID> payments) {
        return waiting(tx, AccountLimit.ALL, payments).stream()
                .collect(Collectors.toMap(id -> id, _ -> WAITS_FOR));
    }

    /**
     * Of these payments those whose mandate, or its payer number, Bankgirot has not agreed to yet.
     *
     * @param limit the own accounts that count
     */
    public Set<UUID> waiting(Tx tx, AccountLimit limit, Collection<UUID> payments) {
        return payments.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        tx.query(waiting)
                                .bind("within", limit.within())
                                .bind("payments", payments.toArray(UUID[]::new))
                                .mapTo(UUID.class)
                                .list());
    }
}
