package kontor;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import org.jdbi.v3.core.statement.Query;

/**
 * How PostgreSQL looks for one row among many, of which it knows that there are many: among few it
 * does not matter through which index it goes, and so it may be any.
 *
 * @param first the row of which there are many then
 * @param apart SQL of a JSON object: in what the n-th of them differs, apart from its id
 */
public record ManyRows(String table, OrganizationId organization, UUID first, String apart) {

    private static final int MANY = 500;

    private static final String COLUMNS =
            """
            SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = :table AND is_generated = 'NEVER'
            """;

    private static final String MORE =
            """
            INSERT INTO %1$s (%2$s)
            SELECT %2$s FROM (
                SELECT (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid()) || %3$s)).*
                FROM %1$s m CROSS JOIN generate_series(1, :many) AS n
                WHERE m.organization_id = :org AND m.id = :id) AS r
            """;

    /** The plan, a line a step; they are gone then. */
    public List<String> plan(String sql, UnaryOperator<Query> bound) {
        return TestKontor.shared()
                .database()
                .write(organization, tx -> tx.undone(() -> among(tx, sql, bound)));
    }

    private List<String> among(Tx tx, String sql, UnaryOperator<Query> bound) {
        String columns =
                tx.sql().createQuery(COLUMNS).bind("table", table).mapTo(String.class).one();
        tx.update(MORE.formatted(table, columns, apart))
                .bind("many", MANY)
                .bind("id", first)
                .execute();
        tx.sql().execute("ANALYZE " + table);
        return TestKontor.plan(tx, sql, bound);
    }
}
