package kontor.metadata;

import java.util.List;
import java.util.Map;
import kontor.core.Maps;
import kontor.db.Tx;

/** SQL of what things carry in their metadata, the newest of them. */
final class ImpactTable {

    private static final String COUNT =
            """
            SELECT count(*) AS looked, count(*) FILTER (WHERE held IS NULL) AS without,
                count(*) FILTER (WHERE held IS NOT NULL AND :some AND NOT held = ANY (:allowed)) AS other
            FROM (
                SELECT (t.metadata::json) ->> :key AS held FROM %s t
                WHERE t.organization_id = :org%s
                ORDER BY t.id DESC LIMIT :most
            ) AS newest
            """;

    private static final String LIVE = " AND NOT t.deleted";

    private static final Map<MetadataResource, String> TEXTS =
            Map.of(
                    MetadataResource.ACCOUNTS, COUNT.formatted("accounts", ""),
                    MetadataResource.TRANSACTIONS, COUNT.formatted("transactions", ""),
                    MetadataResource.COUNTERPARTIES, COUNT.formatted("counterparties", LIVE),
                    MetadataResource.EXTERNAL_ACCOUNTS, COUNT.formatted("external_accounts", LIVE),
                    MetadataResource.MANDATES, COUNT.formatted("mandates", ""),
                    MetadataResource.CREDIT_TRANSFERS, COUNT.formatted("credit_transfers", ""),
                    MetadataResource.DIRECT_DEBITS, COUNT.formatted("direct_debits", ""),
                    MetadataResource.EXPECTED_TRANSACTIONS,
                            COUNT.formatted("expected_transactions", ""));

    MetadataImpact of(Tx tx, String key, KeyTerms.Scope scope, List<String> allowed) {
        return tx.query(Maps.required(TEXTS, scope.resource()))
                .bind("key", key)
                .bind("some", !allowed.isEmpty())
                .bind("allowed", allowed.toArray(String[]::new))
                .bind("most", MetadataImpact.MOST)
                .map(
                        (row, _) ->
                                new MetadataImpact(
                                        scope.resource(),
                                        scope.required(),
                                        row.getLong("looked"),
                                        row.getLong("without"),
                                        row.getLong("other")))
                .one();
    }
}
