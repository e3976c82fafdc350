package kontor.retries;

import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.onerow.OneRow;
import kontor.rtransactions.ReasonRule;
import kontor.wire.Json;

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
                        INSERT INTO retry_policies (organization_id, id, reason_codes, attempts, after_days,
                            days_of_month, since, version)
                        VALUES (:org, :id, ARRAY[]::text[], :attempts, :days, ARRAY[]::integer[], :since, 0)
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
                        .bind("named_since", written(after.named()))
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

    /**
     * Those after which the same may go well. Others may stand there from before they were refused:
     * they do nothing, nobody reads them, and the next change forgets them.
     */
    private static List<String> inForce(String[] codes) {
        return Arrays.stream(codes).filter(code -> ReasonRule.of(code).worthAnotherTry()).toList();
    }

    private static String written(Map<String, Instant> named) {
        var text = Json.object();
        named.forEach((code, since) -> text.put(code, since.toString()));
        return Json.write(text);
    }

    /** A node of the version before names codes without saying since when. */
    private static Map<String, Instant> named(List<String> codes, String written, Instant since) {
        var text = Json.readOwn(written);
        return codes.stream()
                .collect(
                        toMap(
                                code -> code,
                                code ->
                                        text.has(code)
                                                ? Instant.parse(text.get(code).asText())
                                                : since));
    }

    private static RetryPolicy policy(ResultSet row) throws SQLException {
        var codes = inForce((String[]) row.getArray("reason_codes").getArray());
        var since = row.getTimestamp("since").toInstant();
        return new RetryPolicy(
                row.getObject("id", UUID.class),
                codes,
                row.getInt("attempts"),
                Optional.ofNullable(row.getObject("after_days", Integer.class)),
                Arrays.asList((Integer[]) row.getArray("days_of_month").getArray()),
                Optional.ofNullable(row.getObject("changed_by", UUID.class)),
                named(codes, row.getString("named_since"), since),
                since,
                row.getInt("version"));
    }
}
