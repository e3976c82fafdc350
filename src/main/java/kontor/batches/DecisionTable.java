package kontor.batches;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.StepUnion;
import kontor.db.Tx;

/** SQL of the decisions about batches, and how far each has come. */
final class DecisionTable {

    private static final String COLUMNS =
            """
            d.batch_id, d.number, d.chain_id, d.place, d.reason, d.caller, d.request_id, d.done_before,
                d.succeeded,
            d.left_as_is, d.finished
            """;

    void insert(Tx tx, List<BatchDecision> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        tx.update(
                        """
                        INSERT INTO batch_decisions (organization_id, batch_id, number, chain_id, place,
                            reason, caller,
                            request_id, done_before, succeeded, left_as_is, finished)
                        SELECT :org, u.batch_id, u.number, u.chain_id, u.place, u.reason, u.caller,
                            u.request_id,
                            0, 0, 0, false
                        FROM unnest(:batches::uuid[], :numbers::int[], :chains::uuid[], :places::int[],
                            :reasons::text[],
                            :callers::text[], :requests::uuid[])
                            AS u (batch_id, number, chain_id, place, reason, caller, request_id)
                        """)
                .bind("batches", column(decisions, UUID[]::new, BatchDecision::batchId))
                .bind("numbers", column(decisions, Integer[]::new, BatchDecision::number))
                .bind(
                        "chains",
                        column(
                                decisions,
                                UUID[]::new,
                                one -> one.step().map(StepUnion.Place::chainId).orElse(null)))
                .bind(
                        "places",
                        column(
                                decisions,
                                Integer[]::new,
                                one -> one.step().map(StepUnion.Place::place).orElse(null)))
                .bind("reasons", column(decisions, String[]::new, one -> one.reason().orElse(null)))
                .bind(
                        "callers",
                        column(decisions, String[]::new, one -> CallerJson.write(one.caller())))
                .bind("requests", column(decisions, UUID[]::new, BatchDecision::requestId))
                .execute();
    }

    /** The last decision about each batch that has one. */
    Map<UUID, BatchDecision> last(Tx tx, Collection<UUID> batches) {
        if (batches.isEmpty()) {
            return Map.of();
        }
        return tx.query(
                        "SELECT DISTINCT ON (d.batch_id) "
                                + COLUMNS
                                + """
                                FROM batch_decisions d
                                WHERE d.organization_id = :org AND d.batch_id = ANY (:batches)
                                ORDER BY d.batch_id, d.number DESC
                                """)
                .bind("batches", batches.toArray(UUID[]::new))
                .map((row, _) -> decision(tx, row))
                .collectToMap(BatchDecision::batchId, decision -> decision);
    }

    /** The first decision that has not reached every payment. */
    Optional<BatchDecision> next(Tx tx, UUID batch) {
        return tx.query(
                        "SELECT "
                                + COLUMNS
                                + """
                                FROM batch_decisions d
                                WHERE d.organization_id = :org AND d.batch_id = :batch AND NOT d.finished
                                ORDER BY d.number LIMIT 1
                                """)
                .bind("batch", batch)
                .map((row, _) -> decision(tx, row))
                .findOne();
    }

    void update(Tx tx, BatchDecision decision) {
        tx.update(
                        """
                        UPDATE batch_decisions
                        SET done_before = :done, succeeded = :succeeded, left_as_is = :left,
                            finished = :finished
                        WHERE organization_id = :org AND batch_id = :batch AND number = :number
                        """)
                .bind("batch", decision.batchId())
                .bind("number", decision.number())
                .bind("done", decision.reached().doneBefore())
                .bind("succeeded", decision.reached().succeeded())
                .bind("left", decision.reached().leftAsIs())
                .bind("finished", decision.reached().finished())
                .execute();
    }

    private static BatchDecision decision(Tx tx, ResultSet row) throws SQLException {
        var step =
                Optional.ofNullable(row.getObject("chain_id", UUID.class))
                        .map(chain -> new StepUnion.Place(chain, place(row)));
        return new BatchDecision(
                row.getObject("batch_id", UUID.class),
                row.getInt("number"),
                step,
                Optional.ofNullable(row.getString("reason")),
                CallerJson.read(tx.organization(), row.getString("caller")),
                row.getObject("request_id", UUID.class),
                new BatchDecision.Reached(
                        row.getInt("done_before"),
                        row.getInt("succeeded"),
                        row.getInt("left_as_is"),
                        row.getBoolean("finished")));
    }

    private static int place(ResultSet row) {
        try {
            return row.getInt("place");
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
