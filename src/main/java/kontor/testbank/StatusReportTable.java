package kontor.testbank;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import kontor.db.Tx;

/** SQL of what is reported about received files. */
final class StatusReportTable {

    private static final int FETCH = 1_000;

    /** A group with how many of its collections were refused. */
    record Group(int number, String paymentInformationId, LocalDate collectionDate,
            Optional<String> refusal, long collections, long refused) {}

    record Line(Optional<String> instructionId, String endToEndId, Optional<String> refusal) {}

    List<Group> groups(Tx tx, UUID file) {
        return tx.sql().createQuery("""
                        SELECT g.number, g.payment_information_id, g.collection_date, g.refusal,
                               count(c.number), count(c.refusal)
                        FROM testbank.collection_groups g
                        LEFT JOIN testbank.collections c ON c.organization_id = g.organization_id
                            AND c.file_id = g.file_id AND c.group_number = g.number
                        WHERE g.organization_id = :org AND g.file_id = :file
                        GROUP BY g.number, g.payment_information_id, g.collection_date, g.refusal
                        ORDER BY g.number
                        """)
                .bind("org", tx.organization().value())
                .bind("file", file)
                .map((row, _) -> new Group(row.getInt(1), row.getString(2),
                        row.getObject(3, LocalDate.class), Optional.ofNullable(row.getString(4)),
                        row.getLong(5), row.getLong(6)))
                .list();
    }

    /** @param lateOnly only those that were accepted first and refused later */
    void lines(Tx tx, UUID file, int group, boolean lateOnly, Consumer<Line> reader) {
        try (var lines = tx.sql().createQuery("""
                        SELECT instruction_id, end_to_end_id, refusal FROM testbank.collections
                        WHERE organization_id = :org AND file_id = :file AND group_number = :group
                            AND (NOT :lateOnly OR refusal = late_refusal)
                        ORDER BY number
                        """)
                .setFetchSize(FETCH)
                .bind("org", tx.organization().value())
                .bind("file", file)
                .bind("group", group)
                .bind("lateOnly", lateOnly)
                .map((row, _) -> new Line(Optional.ofNullable(row.getString(1)), row.getString(2),
                        Optional.ofNullable(row.getString(3))))
                .stream()) {
            lines.forEach(reader);
        }
    }
}
