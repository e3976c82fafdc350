package kontor.selections;

import java.util.List;
import java.util.Map;
import kontor.core.AccountLimit;
import kontor.core.Currency;
import kontor.db.Tx;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** SQL of a selection of payments, by the plural words of their kinds. */
public final class SelectionTable {

    /** Behind every text that begins so, in the order of bytes (C) of UTF-8. */
    private static final String BEHIND_ALL = Character.toString(Character.MAX_CODE_POINT);

    /** One status is an equality, so that an index gives the order of the list too. */
    private static final String CONDITION =
            """
            AND (:account::uuid IS NULL OR p.%1$s = :account)
                AND (:within::uuid[] IS NULL OR p.%1$s = ANY (:within))
                AND (:status::text IS NULL OR p.status = :status)
                AND (:statuses::text[] IS NULL OR p.status = ANY (:statuses))
                AND (:scheme::text IS NULL OR p.scheme = :scheme)
                AND (:batch::uuid IS NULL OR p.batch_id = :batch)
                AND (:counterparty::uuid IS NULL OR p.counterparty_id = :counterparty)
                AND (:mandate::uuid IS NULL OR %2$s)
                AND (:least::bigint IS NULL OR p.amount_minor >= :least)
                AND (:most::bigint IS NULL OR p.amount_minor <= :most)
                AND (:currency::text IS NULL OR p.currency = :currency)
                AND (:reference::text IS NULL
                    OR (p.reference_key >= :reference AND p.reference_key < :behindReference))
                AND (:from::date IS NULL OR p.date >= :from)
                AND (:to::date IS NULL OR p.date <= :to)
                AND (:externalId::text IS NULL OR p.id = (SELECT x.resource_id FROM external_ids x
                    WHERE x.organization_id = :org AND x.external_id = :externalId))
            """;

    private static final String OF_DIRECT_DEBITS =
            CONDITION.formatted("destination_account_id", "p.mandate_id = :mandate");

    private static final String OF_CREDIT_TRANSFERS =
            CONDITION.formatted("source_account_id", "p.mandate_id = :mandate");

    private static final Map<String, String> CONDITIONS =
            Map.of("direct_debits", OF_DIRECT_DEBITS, "credit_transfers", OF_CREDIT_TRANSFERS);

    private static final String TOTALS =
            """
            SELECT t.currency, count(*) AS payments, sum(t.amount_minor) AS amount FROM (
                SELECT p.currency, p.amount_minor FROM %s p
                WHERE p.organization_id = :org
                %s
                LIMIT :limit
            ) AS t
            GROUP BY t.currency ORDER BY t.currency
            """;

    private static final Map<String, String> TOTALS_OF =
            Map.of(
                    "direct_debits",
                    TOTALS.formatted("direct_debits", OF_DIRECT_DEBITS),
                    "credit_transfers",
                    TOTALS.formatted("credit_transfers", OF_CREDIT_TRANSFERS));

    private SelectionTable() {}

    /** What stands after {@code WHERE p.organization_id = :org} of a kind's table. */
    public static String condition(String resource) {
        return known(CONDITIONS, resource);
    }

    private static String known(Map<String, String> texts, String resource) {
        String text = texts.get(resource);
        if (text == null) {
            throw new IllegalStateException(
                    "payments are one of " + texts.keySet() + ", not " + resource);
        }
        return text;
    }

    /** Binds what {@link #condition} names. */
    public static Query bound(Query query, PaymentFilter filter, AccountLimit within) {
        var words = filter.statuses();
        String prefix = filter.reference().map(SelectionTable::folded).orElse(null);
        return query.bind("account", filter.accountId().orElse(null))
                .bind("within", within.within())
                .bind("status", words.size() == 1 ? words.getFirst() : null)
                .bind("statuses", words.size() > 1 ? words.toArray(String[]::new) : null)
                .bind("scheme", filter.scheme().orElse(null))
                .bind("batch", filter.batchId().orElse(null))
                .bind("counterparty", filter.counterpartyId().orElse(null))
                .bind("mandate", filter.mandateId().orElse(null))
                .bind("least", filter.amounts().least().orElse(null))
                .bind("most", filter.amounts().most().orElse(null))
                .bind("currency", filter.currency().map(Currency::code).orElse(null))
                .bind("reference", prefix)
                .bind("behindReference", behind(prefix))
                .bind("from", filter.dates().from().orElse(null))
                .bind("to", filter.dates().to().orElse(null))
                .bind("externalId", filter.externalId().orElse(null));
    }

    private static @Nullable String behind(@Nullable String prefix) {
        return prefix == null ? null : prefix + BEHIND_ALL;
    }

    /** As {@code reference_key} folds: A to Z only, so that both always agree. */
    static String folded(String text) {
        return text.codePoints()
                .map(c -> c < 128 ? Character.toLowerCase(c) : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Counts {@link PaymentTotals#MOST} at most. */
    public static PaymentTotals totals(
            Tx tx, String resource, PaymentFilter filter, AccountLimit within) {
        List<PaymentTotals.Total> totals =
                bound(tx.query(known(TOTALS_OF, resource)), filter, within)
                        .bind("limit", PaymentTotals.MOST + 1)
                        .map(
                                (row, _) ->
                                        new PaymentTotals.Total(
                                                Currency.find(row.getString("currency"))
                                                        .orElseThrow(),
                                                row.getLong("payments"),
                                                row.getBigDecimal("amount").toBigIntegerExact()))
                        .list();
        long counted = totals.stream().mapToLong(PaymentTotals.Total::count).sum();
        return new PaymentTotals(totals, counted <= PaymentTotals.MOST);
    }
}
