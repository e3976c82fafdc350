package kontor.mandateimports;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.portfolios.RowOutcome;
import kontor.wire.QueryFields;

/** SQL of what became of the rows of a file, and which slices of it are done. */
final class RowTable {

    private static final Rows<RowResult> RESULTS =
            Rows.of(
                    Column.number("record_index", RowResult::index),
                    Column.big("line", RowResult::line),
                    Column.word("status", RowResult::status),
                    Column.optionalId("mandate_id", RowResult::mandateId),
                    Column.optionalText("faults", RowResult::faults));

    private static final String INSERT =
            RESULTS.insert(
                    """
                    INSERT INTO mandate_import_rows (organization_id, %s, import_id)
                    SELECT :org, %s, :import
                    FROM %s
                    """);

    /** A slice is done; false when it was done before. */
    boolean insert(Tx tx, UUID imported, int first, List<RowResult> results) {
        int slices =
                tx.update(
                                """
                                INSERT INTO mandate_import_slices AS mandate_import_slices
                                    (organization_id, import_id, first_record)
                                VALUES (:org, :import, :first)
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("import", imported)
                        .bind("first", first)
                        .execute();
        if (slices == 0) {
            return false;
        }
        RESULTS.bound(tx.update(INSERT), results).bind("import", imported).execute();
        return true;
    }

    /** The first rows of the slices that are done. */
    Set<Integer> done(Tx tx, UUID imported) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT first_record FROM mandate_import_slices
                                WHERE organization_id = :org AND import_id = :import
                                """)
                        .bind("import", imported)
                        .mapTo(Integer.class)
                        .list());
    }

    /** A dry run begins again from its beginning. */
    void forget(Tx tx, UUID imported) {
        for (String table :
                List.of(
                        """
                        DELETE FROM mandate_import_rows WHERE organization_id = :org AND import_id = :import
                        """,
                        """
                        DELETE FROM mandate_import_slices WHERE organization_id = :org AND import_id = :import
                        """)) {
            tx.update(table).bind("import", imported).execute();
        }
    }

    /** Which of these mandates this import made, with their lines. */
    Map<UUID, Long> lines(Tx tx, UUID imported, Collection<UUID> mandates) {
        if (mandates.isEmpty()) {
            return Map.of();
        }
        return tx.query(
                        """
                        SELECT mandate_id, line FROM mandate_import_rows
                        WHERE organization_id = :org AND import_id = :import AND status = 'SUCCEEDED'
                            AND mandate_id = ANY (:mandates)
                        """)
                .bind("import", imported)
                .bind("mandates", mandates.toArray(UUID[]::new))
                .map((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** What is wrong in the same words, what most rows have first. */
    List<SameFault> faults(Tx tx, UUID imported) {
        return tx.query(
                        """
                        SELECT fault ->> 'column', fault ->> 'error', fault ->> 'code', count(*) AS rows,
                            (array_agg(line ORDER BY record_index))[1 : %s] AS lines
                        FROM mandate_import_rows CROSS JOIN LATERAL jsonb_array_elements(faults::jsonb) AS fault
                        WHERE organization_id = :org AND import_id = :import AND status = 'FAILED'
                        GROUP BY fault ->> 'column', fault ->> 'error', fault ->> 'code'
                        ORDER BY count(*) DESC, min(record_index), 1, 2 LIMIT %s
                        """
                                .formatted(SameFault.LINES, SameFault.MOST))
                .bind("import", imported)
                .map(
                        (row, _) ->
                                new SameFault(
                                        new RowResult.Wrong(
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3)),
                                        row.getLong(4),
                                        List.of((Long[]) row.getArray(5).getArray())))
                .list();
    }

    /**
     * In the order of the file.
     *
     * @param from the index of the first
     */
    List<RowResult> list(
            Tx tx, UUID imported, List<RowOutcome.Status> statuses, int from, int limit) {
        return tx.query(
                        """
                        SELECT record_index, line, status, mandate_id, faults FROM mandate_import_rows
                        WHERE organization_id = :org AND import_id = :import AND record_index >= :from
                            AND (:status::text IS NULL OR status = :status)
                            AND (:statuses::text[] IS NULL OR status = ANY (:statuses))
                        ORDER BY record_index LIMIT :limit
                        """)
                .bind("import", imported)
                .bind("from", from)
                .bind("status", QueryFields.only(statuses))
                .bind("statuses", QueryFields.several(statuses))
                .bind("limit", limit)
                .map(
                        (row, _) ->
                                new RowResult(
                                        row.getInt(1),
                                        row.getLong(2),
                                        RowOutcome.Status.valueOf(row.getString(3)),
                                        Optional.ofNullable(row.getObject(4, UUID.class)),
                                        Optional.ofNullable(row.getString(5))))
                .list();
    }
}
