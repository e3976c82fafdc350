package kontor.batches;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.StepUnion;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.deferred.StoredCaller;

/** SQL of the decisions about batches, and how far each has come. */
final class DecisionTable {

    private static final String COLUMNS =
            """
            d.batch_id, d.number, d.chain_id, d.place, d.reason, d.caller, d.request_id, d.done_before,
                d.succeeded,
            d.left_as_is, d.finished\
            """;

    private static final Rows<BatchDecision> NEW =
            Rows.of(
                    Column.id("batch_id", BatchDecision::batchId),
                    Column.number("number", BatchDecision::number),
                    Column.optionalId("chain_id", one -> one.step().map(StepUnion.Place::chainId)),
                    Column.number(
                            "place", one -> one.step().map(StepUnion.Place::place).orElse(null)),
                    Column.optionalText("reason", BatchDecision::reason),
                    Column.text("caller", one -> StoredCaller.write(one.caller())),
                    Column.id("request_id", BatchDecision::requestId));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO batch_decisions (organization_id, %s, done_before, succeeded, left_as_is, finished)
                    SELECT :org, %s, 0, 0, 0, false
                    FROM %s
                    """);

    void insert(Tx tx, List<BatchDecision> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        NEW.bound(tx.update(INSERT), decisions).execute();
    }

    private static final String LAST =
            """
            SELECT DISTINCT ON (d.batch_id) %s FROM batch_decisions d
            WHERE d.organization_id = :org AND d.batch_id = ANY (:batches)
            ORDER BY d.batch_id, d.number DESC
            """
                    .formatted(COLUMNS);

    /** The last decision about each batch that has one. */
    Map<UUID, BatchDecision> last(Tx tx, Collection<UUID> batches) {
        if (batches.isEmpty()) {
            return Map.of();
        }
        return tx.query(LAST)
                .bind("batches", batches.toArray(UUID[]::new))
                .map((row, _) -> decision(tx, row))
                .collectToMap(BatchDecision::batchId, decision -> decision);
    }

    private static final String NEXT =
            """
            SELECT %s FROM batch_decisions d
            WHERE d.organization_id = :org AND d.batch_id = :batch AND NOT d.finished
            ORDER BY d.number LIMIT 1
            """
                    .formatted(COLUMNS);

    /** The first decision that has not reached every payment. */
    Optional<BatchDecision> next(Tx tx, UUID batch) {
        return tx.query(NEXT).bind("batch", batch).map((row, _) -> decision(tx, row)).findOne();
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
                StoredCaller.read(tx.organization(), row.getString("caller")),
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
