package kontor;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import org.jdbi.v3.core.statement.Query;

/**
 * How PostgreSQL looks for one mandate among many, of which it knows that there are many: among few
 * it does not matter through which index it goes, and so it may be any.
 */
public final class ManyMandates {

    private static final int MANY = 500;

    private static final String COLUMNS =
            """
            SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = 'mandates' AND is_generated = 'NEVER'
            """;

    private static final String MORE =
            """
            INSERT INTO mandates (%1$s)
            SELECT %1$s FROM (
                SELECT (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(),
                    'mandate_reference', 'MANY-' || n))).*
                FROM mandates m CROSS JOIN generate_series(1, :many) AS n
                WHERE m.organization_id = :org AND m.id = :id) AS r
            """;

    private final OrganizationId organization;
    private final UUID first;

    public ManyMandates() {
        var sandbox = TestKontor.shared().sandbox();
        organization = sandbox.organization();
        first = UUID.fromString(sandbox.aMandate().id());
    }

    /** The plan, a line a step; the mandates are gone then. */
    public List<String> plan(String sql, UnaryOperator<Query> bound) {
        return TestKontor.shared()
                .database()
                .write(organization, tx -> tx.undone(() -> among(tx, sql, bound)));
    }

    private List<String> among(Tx tx, String sql, UnaryOperator<Query> bound) {
        String columns = tx.sql().createQuery(COLUMNS).mapTo(String.class).one();
        tx.update(MORE.formatted(columns)).bind("many", MANY).bind("id", first).execute();
        tx.sql().execute("ANALYZE mandates");
        return TestKontor.plan(tx, sql, bound);
    }
}
