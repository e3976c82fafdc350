package kontor.testbank;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of statements. */
final class StatementTable {

    private static final int FETCH = 1_000;

    /** A statement that was just closed. */
    record Closed(int number, long openingMinor, long closingMinor) {}

    /**
     * One transaction of one entry, in the order of the statement; a batch has many lines.
     *
     * @param batch        the entry books a whole group
     * @param transactions of the whole entry
     */
    record Line(long entry, LocalDate bookingDate, LocalDate valueDate, long entryMinor, String code,
            Optional<String> returnReason, boolean batch, int transactions, long amountMinor,
            Optional<String> messageId, Optional<String> paymentInformationId, Optional<String> scheme,
            Optional<String> instructionId, Optional<String> endToEndId, Optional<String> mandateReference,
            Optional<String> counterparty, Optional<String> counterpartyIban, Optional<String> remittance) {}

    /** Closes an account's day; empty when nothing was booked and it is not the first statement. */
    Optional<Closed> close(Tx tx, String iban, LocalDate day) {
        return tx.sql().createQuery("""
                        WITH stated AS (
                            UPDATE testbank.entries e SET statement_number = a.statement_number + 1
                            FROM testbank.accounts a
                            WHERE e.organization_id = :org AND e.iban = :iban AND e.statement_date <= :day
                                AND e.statement_number IS NULL
                                AND a.organization_id = :org AND a.iban = :iban
                            RETURNING e.amount_minor
                        ), booked AS (
                            SELECT coalesce(sum(amount_minor), 0)::bigint AS sum_minor, count(*) AS entries
                            FROM stated
                        )
                        UPDATE testbank.accounts a
                        SET balance_minor = a.balance_minor + b.sum_minor,
                            statement_number = a.statement_number + 1,
                            stated_until = greatest(a.stated_until, :day)
                        FROM booked b
                        WHERE a.organization_id = :org AND a.iban = :iban
                            AND (b.entries > 0 OR a.statement_number = 0)
                        RETURNING a.statement_number, a.balance_minor - b.sum_minor, a.balance_minor
                        """)
                .bind("org", tx.organization().value())
                .bind("iban", iban)
                .bind("day", day)
                .map((row, _) -> new Closed(row.getInt(1), row.getLong(2), row.getLong(3)))
                .findOne();
    }

    /** Streams the lines; other statements may run on the transaction meanwhile. */
    void lines(Tx tx, String iban, int statement, Consumer<Line> reader) {
        // Two halves, because a join that serves single and batched entries alike is quadratic.
        try (var lines = tx.sql().createQuery("""
                        SELECT e.id, e.booking_date, e.value_date, e.amount_minor, e.code, e.return_reason,
                            false AS batch, e.transactions, e.amount_minor AS line_minor, f.message_id,
                            g.payment_information_id, g.scheme, c.instruction_id, c.end_to_end_id,
                            c.mandate_reference, c.debtor_name, c.debtor_iban, c.remittance, c.number
                        FROM testbank.entries e
                        JOIN testbank.received_files f ON f.organization_id = :org AND f.id = e.file_id
                        JOIN testbank.collection_groups g ON g.organization_id = :org
                            AND g.file_id = e.file_id AND g.number = e.group_number
                        JOIN testbank.collections c ON c.organization_id = :org
                            AND c.file_id = e.file_id AND c.group_number = e.group_number
                            AND c.number = e.collection
                        WHERE e.organization_id = :org AND e.iban = :iban AND e.statement_number = :number
                            AND e.collection IS NOT NULL
                        UNION ALL
                        SELECT e.id, e.booking_date, e.value_date, e.amount_minor, e.code, e.return_reason,
                            e.file_id IS NOT NULL, e.transactions, coalesce(c.amount_minor, e.amount_minor),
                            f.message_id, g.payment_information_id, g.scheme, c.instruction_id,
                            coalesce(c.end_to_end_id, e.end_to_end_id),
                            coalesce(c.mandate_reference, e.mandate_reference),
                            coalesce(c.debtor_name, e.counterparty),
                            coalesce(c.debtor_iban, e.counterparty_iban),
                            coalesce(c.remittance, e.remittance), c.number
                        FROM testbank.entries e
                        LEFT JOIN testbank.received_files f ON f.organization_id = :org AND f.id = e.file_id
                        LEFT JOIN testbank.collection_groups g ON g.organization_id = :org
                            AND g.file_id = e.file_id AND g.number = e.group_number
                        LEFT JOIN testbank.collections c ON c.organization_id = :org
                            AND c.file_id = e.file_id AND c.group_number = e.group_number
                            AND c.refusal IS NULL
                        WHERE e.organization_id = :org AND e.iban = :iban AND e.statement_number = :number
                            AND e.collection IS NULL
                        ORDER BY 1, 19
                        """)
                .setFetchSize(FETCH)
                .bind("org", tx.organization().value())
                .bind("iban", iban)
                .bind("number", statement)
                .map((row, _) -> line(row))
                .stream()) {
            lines.forEach(reader);
        }
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(row.getLong(1), row.getObject(2, LocalDate.class), row.getObject(3, LocalDate.class),
                row.getLong(4), row.getString(5), text(row, 6), row.getBoolean(7), row.getInt(8),
                row.getLong(9), text(row, 10), text(row, 11), text(row, 12), text(row, 13), text(row, 14),
                text(row, 15), text(row, 16), text(row, 17), text(row, 18));
    }

    private static Optional<String> text(ResultSet row, int column) throws SQLException {
        @Nullable String text = row.getString(column);
        return Optional.ofNullable(text);
    }
}
