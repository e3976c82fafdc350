package kontor.batches;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.approvals.StepUnion;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.wire.QueryFields;
import org.jspecify.annotations.Nullable;

/** SQL of what became of the records: slices of payments, and faults. */
final class ResultTable {

    /** A slice that is done; {@code payments} has null where a record became none. */
    record Slice(
            int firstRecord,
            @Nullable UUID[] payments,
            Totals input,
            Totals result,
            StepUnion steps) {

        int made() {
            return (int) Arrays.stream(payments).filter(Objects::nonNull).count();
        }
    }

    /**
     * @return false when the slice is done already, by whoever has taken over
     */
    boolean insertSlice(Tx tx, UUID batch, Slice slice) {
        return tx.update(
                                """
                                INSERT INTO batch_slices
                                    (organization_id, batch_id, first_record, records, made, payments, input_totals,
                                        result_totals,
                                     steps)
                                VALUES (:org, :batch, :first, :records, :made, :payments, :input, :result, :steps)
                                ON CONFLICT (organization_id, batch_id, first_record) DO NOTHING
                                """)
                        .bind("batch", batch)
                        .bind("first", slice.firstRecord)
                        .bind("records", slice.payments.length)
                        .bind("made", slice.made())
                        .bind("payments", slice.payments)
                        .bind("input", slice.input.stored())
                        .bind("result", slice.result.stored())
                        .bind("steps", slice.steps.stored())
                        .execute()
                == 1;
    }

    private static final Rows<BatchResult> FAULTS =
            Rows.of(
                    Column.number("record_index", BatchResult::recordIndex),
                    Column.big("line", result -> result.line() == 0 ? null : result.line()),
                    Column.flag("skipped", BatchResult::skipped),
                    Column.text("faults", result -> result.faults().orElseThrow()));

    private static final String INSERT_FAULTS =
            FAULTS.insert(
                    """
                    INSERT INTO batch_faults (organization_id, %s, batch_id)
                    SELECT :org, %s, :batch
                    FROM %s
                    """);

    void insertFaults(Tx tx, UUID batch, List<BatchResult> faulty) {
        if (!faulty.isEmpty()) {
            FAULTS.bound(tx.update(INSERT_FAULTS), faulty).bind("batch", batch).execute();
        }
    }

    /** A validation that begins again finds everything again. */
    void forgetFaults(Tx tx, UUID batch) {
        tx.update(
                        """
                        DELETE FROM batch_faults WHERE organization_id = :org AND batch_id = :batch
                        """)
                .bind("batch", batch)
                .execute();
    }

    /** The first records of the slices that are done. */
    Set<Integer> done(Tx tx, UUID batch) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT first_record FROM batch_slices WHERE organization_id = :org
                                    AND batch_id = :batch
                                """)
                        .bind("batch", batch)
                        .mapTo(Integer.class)
                        .list());
    }

    /** All slices together: what came in, what became payments, and which steps these need. */
    record Sums(Totals input, Totals result, StepUnion steps) {}

    Sums sums(Tx tx, UUID batch) {
        var sums = new Sums(new Totals(), new Totals(), new StepUnion());
        tx.query(
                        """
                        SELECT input_totals, result_totals, steps FROM batch_slices
                        WHERE organization_id = :org AND batch_id = :batch ORDER BY first_record
                        """)
                .bind("batch", batch)
                .map(
                        (row, _) ->
                                new Sums(
                                        Totals.read(row.getString(1)),
                                        Totals.read(row.getString(2)),
                                        StepUnion.read(row.getString(3))))
                .forEach(
                        slice -> {
                            sums.input.add(slice.input);
                            sums.result.add(slice.result);
                            sums.steps.add(slice.steps);
                        });
        return sums;
    }

    /** The payments of the next slice from a record on; empty after the last. */
    Optional<Members> members(Tx tx, UUID batch, int from) {
        return tx.query(
                        """
                        SELECT first_record + records, array_remove(payments, NULL) FROM batch_slices
                        WHERE organization_id = :org AND batch_id = :batch AND first_record >= :from
                        ORDER BY first_record LIMIT 1
                        """)
                .bind("batch", batch)
                .bind("from", from)
                .map(
                        (row, _) ->
                                new Members(
                                        row.getInt(1),
                                        List.of((UUID[]) row.getArray(2).getArray())))
                .findOne();
    }

    /**
     * @param next the record after the slice
     */
    record Members(int next, List<UUID> payments) {}

    /** Which results a list shows; empty: all. */
    record Filter(Optional<Boolean> errors, Optional<Boolean> skipped) {

        static final List<String> NAMES = List.of("errors", "skipped");

        static Filter parse(QueryFields fields) {
            return new Filter(fields.bool("errors"), fields.bool("skipped"));
        }

        boolean wantsPayments() {
            return !errors.orElse(false) && !skipped.orElse(false);
        }

        boolean wantsFaults() {
            return errors.orElse(true);
        }
    }

    /** In record order, from a record on: faults and payments, each found by its key. */
    List<BatchResult> list(Tx tx, UUID batch, Filter filter, int from, int limit) {
        return tx.query(
                        """
                        SELECT * FROM (
                            (SELECT s.first_record + u.place::int - 1 AS record_index, 0::bigint AS line,
                                    u.payment AS payment_id, false AS skipped, NULL AS faults
                             FROM (SELECT first_record, payments,
                                       sum(made) OVER (ORDER BY first_record) - made AS made_before
                                   FROM batch_slices
                                   WHERE organization_id = :org AND batch_id = :batch AND :payments
                                       AND first_record + records > :from) s
                             CROSS JOIN LATERAL unnest(s.payments) WITH ORDINALITY AS u (payment, place)
                             WHERE s.made_before <= :limit + :slice
                                 AND u.payment IS NOT NULL AND s.first_record + u.place - 1 >= :from
                             ORDER BY record_index LIMIT :limit)
                            UNION ALL
                            (SELECT record_index, coalesce(line, 0), NULL, skipped, faults FROM batch_faults
                             WHERE organization_id = :org AND batch_id = :batch AND :faults
                                 AND record_index >= :from
                                 AND (:skipped::boolean IS NULL OR skipped = :skipped)
                             ORDER BY record_index LIMIT :limit)
                        ) results (record_index, line, payment_id, skipped, faults)
                        ORDER BY record_index LIMIT :limit
                        """)
                .bind("batch", batch)
                .bind("from", from)
                .bind("limit", limit)
                .bind("slice", RecordSlices.RECORDS)
                .bind("payments", filter.wantsPayments())
                .bind("faults", filter.wantsFaults())
                .bind("skipped", filter.skipped.orElse(null))
                .map(
                        (row, _) ->
                                new BatchResult(
                                        row.getInt(1),
                                        row.getLong(2),
                                        Optional.ofNullable(row.getObject(3, UUID.class)),
                                        row.getBoolean(4),
                                        Optional.ofNullable(row.getString(5)),
                                        List.of()))
                .list();
    }

    /** The first faults of a batch, in record order. */
    List<BatchResult> faults(Tx tx, UUID batch, int limit) {
        return list(tx, batch, new Filter(Optional.of(true), Optional.of(false)), 0, limit);
    }
}
