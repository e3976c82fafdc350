package kontor;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Query;

/** How PostgreSQL looks for one mandate among many. */
public final class ManyMandates {

    private final ManyRows rows;

    public ManyMandates() {
        var sandbox = TestKontor.shared().sandbox();
        rows =
                new ManyRows(
                        "mandates",
                        sandbox.organization(),
                        UUID.fromString(sandbox.aMandate().id()),
                        "jsonb_build_object('mandate_reference', 'MANY-' || n)");
    }

    /** The plan, a line a step; the mandates are gone then. */
    public List<String> plan(String sql, UnaryOperator<Query> bound) {
        return rows.plan(sql, bound);
    }
}
