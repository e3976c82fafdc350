package kontor.retries;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.onerow.OneRow;

/** SQL of retry policies. */
final class RetryPolicyTable implements OneRow.Table<RetryPolicy> {

    private static final String COLUMNS =
            """
            id, reason_codes, named_since, attempts, after_days, days_of_month, changed_by, since,
            version\
            """;

    private static final String READ =
            """
            SELECT %s FROM retry_policies WHERE organization_id = :org
            """
                    .formatted(COLUMNS);

    RetryPolicy read(Tx tx) {
        return tx.query(READ)
                .map((row, _) -> policy(row))
                .findOne()
                .orElseGet(() -> RetryPolicy.usual(Ids.next(), tx.now()));
    }

    private static final String LOCK =
            """
            SELECT %s FROM retry_policies WHERE organization_id = :org
            FOR UPDATE
            """
                    .formatted(COLUMNS);

    /**
     * Locked for change. The row is inserted where there is none yet, so that only one of two nodes
     * can insert it.
     */
    @Override
    public RetryPolicy lock(Tx tx) {
        var usual = RetryPolicy.usual(Ids.next(), tx.now());
        tx.update(
                        """
                        INSERT INTO retry_policies (organization_id, id, reason_codes, named_since, attempts,
                            after_days, days_of_month, since, version)
                        VALUES (:org, :id, ARRAY[]::text[], ARRAY[]::timestamptz[], :attempts,
                            :days, ARRAY[]::integer[], :since, 0)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("id", usual.id())
                .bind("attempts", usual.attempts())
                .bind("days", usual.afterDays().orElse(null))
                .bind("since", usual.since())
                .execute();
        return tx.query(LOCK).map((row, _) -> policy(row)).one();
    }

    @Override
    public void update(Tx tx, RetryPolicy before, RetryPolicy after) {
        int rows =
                tx.update(
                                """
                                UPDATE retry_policies
                                SET reason_codes = :codes, named_since = :named_since, attempts = :attempts,
                                    after_days = :days, days_of_month = :of_month, changed_by = :by,
                                    since = :since, version = :version
                                WHERE organization_id = :org AND version = :expected
                                """)
                        .bind("codes", after.reasonCodes().toArray(String[]::new))
                        .bind("named_since", after.namedSince())
                        .bind("attempts", after.attempts())
                        .bind("days", after.afterDays().orElse(null))
                        .bind("of_month", after.daysOfMonth().toArray(Integer[]::new))
                        .bind("by", after.changedBy().orElse(null))
                        .bind("since", after.since())
                        .bind("version", after.version())
                        .bind("expected", before.version())
                        .execute();
        Tx.allChanged(rows, 1, "retry policies");
    }

    private static Map<String, Instant> named(List<String> codes, Timestamp[] since) {
        var named = new HashMap<String, Instant>();
        for (int i = 0; i < since.length; i++) {
            named.put(codes.get(i), since[i].toInstant());
        }
        return named;
    }

    private static RetryPolicy policy(ResultSet row) throws SQLException {
        var codes = List.of((String[]) row.getArray("reason_codes").getArray());
        return new RetryPolicy(
                row.getObject("id", UUID.class),
                codes,
                row.getInt("attempts"),
                Optional.ofNullable(row.getObject("after_days", Integer.class)),
                Arrays.asList((Integer[]) row.getArray("days_of_month").getArray()),
                Optional.ofNullable(row.getObject("changed_by", UUID.class)),
                named(codes, (Timestamp[]) row.getArray("named_since").getArray()),
                row.getTimestamp("since").toInstant(),
                row.getInt("version"));
    }
}
