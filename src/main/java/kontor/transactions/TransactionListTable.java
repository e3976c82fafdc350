package kontor.transactions;

import java.util.List;
import java.util.Optional;
import kontor.bookednames.BookedNameTable;
import kontor.bookednames.PartyKey;
import kontor.core.AccountLimit;
import kontor.db.Tx;
import kontor.wire.QueryFields;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** SQL of lists of transactions. */
final class TransactionListTable {

    private static final int MOST_NAMES = 1_000;

    private final BookedNameTable names = new BookedNameTable();
    private final int mostNames;

    TransactionListTable() {
        this(MOST_NAMES);
    }

    /**
     * @param mostNames so many names are looked up one by one; where more begin so, bookings of
     *     them are frequent, and the newest days have as many as are shown
     */
    TransactionListTable(int mostNames) {
        this.mostNames = mostNames;
    }

    private static final String FILTERS =
            """
            (:account::uuid IS NULL OR account_id = :account)
                AND (:within::uuid[] IS NULL OR account_id = ANY (:within))
                AND (:status::text IS NULL OR reconciliation_status = :status)
                AND (:statuses::text[] IS NULL OR reconciliation_status = ANY (:statuses))
                AND (:from::date IS NULL OR date >= :from)
                AND (:to::date IS NULL OR date <= :to)
                AND (:least::bigint IS NULL OR amount_minor >= :least)
                AND (:most::bigint IS NULL OR amount_minor <= :most)
                AND (:beforeDate::date IS NULL OR (date, id) < (:beforeDate, :beforeId))\
            """;

    private static final String COLUMNS =
            """
            id, account_id, statement_id, date, value_date, amount_minor, currency, description, returned, facts,
                reconciliation_status, metadata, version, created, updated\
            """;

    private static final String LIST =
            """
            SELECT %s FROM transactions
            WHERE organization_id = :org AND %s
                AND (:beginnings::text[] IS NULL OR ' ' || party_key LIKE ALL (:beginnings))
            ORDER BY date DESC, id DESC
            LIMIT :limit
            """
                    .formatted(COLUMNS, FILTERS);

    /** The newest of each name, of which the newest are taken. */
    static final String NAMED =
            """
            SELECT t.* FROM unnest(:names::text[]) AS n (party_key)
            CROSS JOIN LATERAL (
                SELECT %s FROM transactions
                WHERE organization_id = :org AND party_key = n.party_key AND party_key <> '' AND %s
                ORDER BY date DESC, id DESC
                LIMIT :limit) AS t
            ORDER BY t.date DESC, t.id DESC
            LIMIT :limit
            """
                    .formatted(COLUMNS, FILTERS);

    /** Newest booking date first; each filter is open when absent. */
    List<Transaction> list(
            Tx tx,
            AccountLimit within,
            TransactionFilter filter,
            Transactions.@Nullable Place before,
            int limit) {
        return selected(tx, "%s", filter)
                .map(query -> filtered(query, within, filter, before, limit))
                .map(query -> query.map((row, _) -> TransactionTable.transaction(row)).list())
                .orElse(List.of());
    }

    /** How many there are; as many as the limit where there may be more. */
    int count(Tx tx, AccountLimit within, TransactionFilter filter, int limit) {
        return selected(tx, "SELECT count(*) FROM (%s) AS counted", filter)
                .map(query -> filtered(query, within, filter, null, limit))
                .map(query -> query.mapTo(Integer.class).one())
                .orElse(0);
    }

    /**
     * The statement that selects the rows of a filter by the shortest way; empty where nobody is
     * called so.
     */
    private Optional<Query> selected(Tx tx, String around, TransactionFilter filter) {
        if (filter.query().isEmpty()) {
            return Optional.of(tx.query(around.formatted(LIST)).bind("beginnings", (Object) null));
        }
        var words = PartyKey.wanted(filter.query().get());
        var called = words.isEmpty() ? List.<String>of() : names.find(tx, words, mostNames + 1);
        if (called.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                called.size() > mostNames
                        ? tx.query(around.formatted(LIST))
                                .bind("beginnings", BookedNameTable.beginnings(words))
                        : tx.query(around.formatted(NAMED))
                                .bind("names", called.toArray(String[]::new)));
    }

    static Query filtered(
            Query query,
            AccountLimit within,
            TransactionFilter filter,
            Transactions.@Nullable Place before,
            int limit) {
        return query.bind("account", filter.accountId().orElse(null))
                .bind("within", within.within())
                .bind("status", QueryFields.only(filter.statuses()))
                .bind("statuses", QueryFields.several(filter.statuses()))
                .bind("from", filter.dates().from().orElse(null))
                .bind("to", filter.dates().to().orElse(null))
                .bind("least", filter.amounts().least().orElse(null))
                .bind("most", filter.amounts().most().orElse(null))
                .bind("beforeDate", before == null ? null : before.date())
                .bind("beforeId", before == null ? null : before.id())
                .bind("limit", limit);
    }
}
