package kontor.overviews;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kontor.approvals.PaymentType;
import kontor.core.AccountLimit;
import kontor.core.Maps;
import kontor.db.Tx;

/** SQL of how payments ended. */
final class OutcomeTable {

    /** Needs nothing but the index by status, which has the account too. */
    private static final String COUNTS =
            """
            SELECT p.status, count(*) AS payments FROM %s p
            WHERE p.organization_id = :org AND p.status IN ('EXECUTED', 'RETURNED', 'FAILED')
                AND p.date >= :from AND p.date <= :to
                AND (:within::uuid[] IS NULL OR p.%s = ANY (:within))
            GROUP BY p.status
            """;

    private static final String REASONS =
            """
            SELECT (p.status_reason::json) ->> 'code' AS code, count(*) AS payments FROM %s p
            WHERE p.organization_id = :org AND p.status IN ('RETURNED', 'FAILED')
                AND p.date >= :from AND p.date <= :to AND p.status_reason IS NOT NULL
                AND (:within::uuid[] IS NULL OR p.%s = ANY (:within))
            GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :limit
            """;

    private record Texts(String counts, String reasons) {}

    private static final Map<PaymentType, Texts> TEXTS =
            Map.of(
                    PaymentType.DIRECT_DEBIT,
                    new Texts(
                            COUNTS.formatted("direct_debits", "destination_account_id"),
                            REASONS.formatted("direct_debits", "destination_account_id")),
                    PaymentType.CREDIT_TRANSFER,
                    new Texts(
                            COUNTS.formatted("credit_transfers", "source_account_id"),
                            REASONS.formatted("credit_transfers", "source_account_id")));

    /** How many payments have a code. */
    record Coded(String code, long count) {}

    /** By status. */
    Map<String, Long> counts(
            Tx tx, PaymentType type, AccountLimit within, LocalDate from, LocalDate to) {
        return tx.query(Maps.required(TEXTS, type).counts)
                .bind("within", within.within())
                .bind("from", from)
                .bind("to", to)
                .map((row, _) -> Map.entry(row.getString("status"), row.getLong("payments")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** The most frequent first. */
    List<Coded> reasons(
            Tx tx, PaymentType type, AccountLimit within, LocalDate from, LocalDate to, int limit) {
        return tx.query(Maps.required(TEXTS, type).reasons)
                .bind("within", within.within())
                .bind("from", from)
                .bind("to", to)
                .bind("limit", limit)
                .map((row, _) -> new Coded(row.getString("code"), row.getLong("payments")))
                .list();
    }
}
